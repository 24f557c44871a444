import { z } from 'zod'
import { isOwnChannel } from '../domain/channel.ts'
import { followingChannels } from '../store/channels.ts'
import { channelsView, channelView } from '../views/following.ts'
import { answer, answerPrivately, defineCommand } from './command.ts'
import { mayFollowFor } from './this-channel.ts'

/** `following`: what this channel follows; elsewhere, the channels of the speaker's own. */
export const following = defineCommand({
  name: 'following',
  also: ['follows', 'subscriptions'],
  summary: 'what this channel follows; in a direct message, which channels of yours follow what',
  usage: ['following'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async (_, context) => {
    const { db, directory, speaker, request, now } = context
    const channels = await followingChannels(db)
    const { platform, tenant, conversation } = request.at
    const here = channels.find(
      (each) => each.platform === platform && each.tenant === tenant && each.conversation === conversation,
    )
    if (here) {
      const changes = mayFollowFor(here.owner, context)
      return answer(channelView('', here, directory, now, changes.allowed ? {} : { changedBy: changes.who }))
    }
    const own = channels.filter(({ owner }) => isOwnChannel(speaker, owner))
    return answerPrivately(channelsView(own, channels.length - own.length, directory))
  },
})
