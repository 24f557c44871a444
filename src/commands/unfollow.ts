import { z } from 'zod'
import { code } from '../chat/view.ts'
import { findChannel, setFollows } from '../store/channels.ts'
import { retireChannel } from '../store/retiring.ts'
import { channelView, unfollowedView } from '../views/following.ts'
import { answer, defineCommand, refuse } from './command.ts'
import { refuseAreas } from './follow.ts'
import { readFollow } from './follow-words.ts'
import { channelAgain, ownChannelHere } from './this-channel.ts'

/** `unfollow ipr`, `unfollow all`: this channel is told nothing more of an area. */
export const unfollow = defineCommand({
  name: 'unfollow',
  also: ['unsubscribe', 'unsubscribe from', 'stop following'],
  summary: 'this channel follows an area no more',
  usage: ['unfollow ipr', 'unfollow all'],
  may: 'admitted',
  changes: true,
  alsoWhenClosed: () => true,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words }),
  run: async ({ words }, context) => {
    const { db, directory, now } = context
    const here = await ownChannelHere(`unfollow ${words === '' ? 'ipr' : words}`, context)
    if ('refusal' in here) return here.refusal
    const { channel } = here
    const said = readFollow(words, directory)
    const refused = refuseAreas('unfollow', said, context)
    if (refused) return refused
    if (said.wants) {
      const [area = directory.areas[0]!] = said.areas
      const line = `follow ${area.code.toLowerCase()} nudges`
      return refuse('To be told less of an area, say what is wanted: ', code(line), '. Nothing was changed.')
    }
    const everything = /\b(?:all|everything)\b/i.test(words)
    const left = everything
      ? []
      : channel.follows.filter(({ areaId }) => said.areas.every(({ id }) => id !== areaId))
    const subject = { kind: 'channel', id: channel.id } as const
    if (left.length === channel.follows.length) {
      await context.changed('channel follows', subject, [])
      return answer(channelView('Already so.', channel, directory, now))
    }
    await setFollows(db, channel.id, left, now)
    if (left.length === 0) await retireChannel(db, channel.id, 'unfollowed', now)
    await context.changed(
      'channel follows',
      subject,
      left.length === 0 ? ['follows', 'retiredAt'] : ['follows'],
    )
    const after = left.length === 0 ? null : await findChannel(db, channel.id)
    return answer(after ? channelView('Recorded.', after, directory, now) : unfollowedView('Recorded.'))
  },
  again: ({ id }, context) => channelAgain(id, context),
})
