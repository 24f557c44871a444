import type { Reply } from '../chat/request.ts'
import { code, type View } from '../chat/view.ts'
import type { Channel, ChannelOwner } from '../domain/channel.ts'
import { mayFollow, type Verdict } from '../domain/permission.ts'
import { channelAt, findChannel, lockChannel } from '../store/channels.ts'
import { channelView, ownerName, ownerWords, unfollowedView } from '../views/following.ts'
import { answer, type Context, refuse } from './command.ts'

/** Whether the speaker sets up channels of this owner, or who does. */
export const mayFollowFor = (owner: ChannelOwner, { speaker, directory }: Context): Verdict =>
  mayFollow(speaker, owner, ownerName(owner, directory))

/** Only a channel follows: the refusal for a terminal, and for a direct message; null where one can. */
export function refuseElsewhere(line: string, { request, place }: Context): Reply | null {
  if (request.at.platform === 'terminal')
    return refuse('A channel on Slack or Teams follows areas: say ', code(line), ' there.')
  if (place?.kind === 'direct')
    return refuse(
      'A channel follows areas, and this is a direct message: reminders of what is yours come here anyhow. In a channel, after inviting me, say ',
      code(line),
      '.',
    )
  return null
}

/** The refusal for a channel that is somebody else's. */
export const refuseOthers = ({ owner }: Channel, who: string, { directory }: Context): Reply =>
  refuse(`This channel belongs to ${ownerWords(owner, directory)}: what it follows is changed by ${who}.`)

const refuseNothing = (): Reply =>
  refuse('Nothing is followed here. In a channel, after inviting me, say ', code('follow ipr'), '.')

/**
 * The channel in which something is said, to be changed: locked until the transaction ends.
 *
 * @param line what would be said, for somebody who is elsewhere
 */
export async function ownChannelHere(
  line: string,
  context: Context,
): Promise<{ channel: Channel } | { refusal: Reply }> {
  const elsewhere = refuseElsewhere(line, context)
  if (elsewhere) return { refusal: elsewhere }
  const { db, request } = context
  await lockChannel(db, request.at)
  const channel = await channelAt(db, request.at)
  if (!channel || channel.retiredAt) return { refusal: refuseNothing() }
  const verdict = mayFollowFor(channel.owner, context)
  return verdict.allowed ? { channel } : { refusal: refuseOthers(channel, verdict.who, context) }
}

/** What stands in the channel in which it is asked; the refusal where none follows. */
export async function showHere(view: (channel: Channel) => View, { db, request }: Context): Promise<Reply> {
  const channel = await channelAt(db, request.at)
  return channel && !channel.retiredAt ? answer(view(channel)) : refuseNothing()
}

/** The same, at a second delivery of a change. */
export async function showAgain(
  id: number,
  view: (channel: Channel) => View,
  { db }: Context,
): Promise<Reply> {
  const channel = await findChannel(db, id)
  return channel && !channel.retiredAt ? answer(view(channel)) : answer(unfollowedView('Already recorded.'))
}

/** A second delivery of a change of what a channel follows: as it stands. */
export const channelAgain = (id: number, context: Context): Promise<Reply> =>
  showAgain(
    id,
    (channel) => channelView('Already recorded.', channel, context.directory, context.now),
    context,
  )
