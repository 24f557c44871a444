import type { PlatformMemory } from '../../src/chat/platform.ts'
import type { Notify } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { errorFields } from './errors.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, idOf, listOf, textOf } from './fields.ts'
import type { Place } from './receive.ts'
import { conversationsOf, leave } from './remember.ts'

/** The bot cannot post any more in a conversation, or in all channels of a team, and why. */
export type Leaving = { kind: 'removed' | 'archived' } & ({ conversation: string } | { team: string })

const ofTeams = new Map<string, Leaving['kind']>([
  ['teamdeleted', 'removed'],
  ['teamharddeleted', 'removed'],
  ['teamarchived', 'archived'],
])

/**
 * What an activity takes from the bot: it is removed from a chat, a team or one channel of it, or by a person from their
 * apps (never from a whole tenant, of which Teams does not tell); a channel is deleted; a team is archived or deleted.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events. There
 * what happens to a channel comes in the conversation of its team, and `eventType` is written in more than one way.
 *
 * @returns null for any other activity
 */
export function leavingFrom(activity: Fields, place: Place): Leaving | null {
  const data = fieldsOf(activity, 'channelData')
  const channel = idOf(fieldsOf(data, 'channel'), 'id')
  const isUpdate = textOf(activity, 'type') === 'conversationUpdate'
  const event = isUpdate ? (textOf(data, 'eventType') ?? '').toLowerCase() : ''
  const { conversation } = place.at
  const here = place.scope === 'channel' ? { team: place.team ?? conversation } : { conversation }
  if (event === 'channeldeleted' && channel) return { kind: 'archived', conversation: channel }
  const ofTeam = ofTeams.get(event)
  if (ofTeam) return { kind: ofTeam, ...here }
  if (!isRemoval(activity, place.bot)) return null
  const ofOneChannel = event === 'channelmemberremoved' && channel
  return { kind: 'removed', ...(ofOneChannel ? { conversation: channel } : here) }
}

function isRemoval(activity: Fields, bot: string): boolean {
  const type = textOf(activity, 'type')
  if (type === 'installationUpdate') return textOf(activity, 'action') === 'remove'
  return type === 'conversationUpdate' && listOf(activity, 'membersRemoved').some(({ id }) => id === bot)
}

/**
 * Tells the core of every conversation that `leaving` means, and remembers that the bot is there no more. Teams names a
 * team, not its channels: those are the ones something was said in. Never rejects.
 */
export async function tellLeaving(
  leaving: Leaving,
  { activity, place }: { activity: Fields; place: Place },
  { memory, notify, log }: { memory: PlatformMemory; notify: Notify; log: Log },
): Promise<void> {
  const { kind } = leaving
  try {
    // The first channel of a team has the team's id.
    const conversations =
      'team' in leaving
        ? new Set([leaving.team, place.at.conversation, ...(await conversationsOf(memory, leaving.team))])
        : [leaving.conversation]
    for (const conversation of conversations) {
      const id = `teams:${kind}:${conversation}:${idOf(activity, 'id') ?? ''}`
      await notify({ id, kind, at: { platform: 'teams', tenant: place.at.tenant, conversation } })
      await leave(memory, conversation)
    }
  } catch (error) {
    log.error(errorFields(error), 'a Teams conversation that ended was not remembered')
  }
}
