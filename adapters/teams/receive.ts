import type { Address, Notice, PlatformUser, Request } from '../../src/chat/request.ts'
import { tenantsOf } from './admit.ts'
import { beginning } from './escape.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, idOf, listOf, textOf } from './fields.ts'
import { NAME_TEXT } from './limits.ts'
import { mentionsBot, saidText } from './said-text.ts'

/** What kind of place: a chat with the bot alone, a chat of several, or a team's channel. */
export type Scope = 'personal' | 'groupChat' | 'channel'

/**
 * Where an activity happened and who did it: all that goes further of where it came from. `account` is Teams' own id
 * of the person for this bot, `conversation` the whole id of the conversation, its thread included; `team` and `name`
 * are those of a channel, where Teams says them. `targeted`: what was said there, only the bot and its sender see.
 */
export type Place = {
  at: Address
  scope: Scope
  from: PlatformUser
  account: string
  bot: string
  conversation: string
  serviceUrl: string
  targeted: boolean
  team?: string
  name?: string
}

/** Tenant of the Agents Playground and other local clients that name none. */
const unnamedTenant = 'dev'

/**
 * Where `activity` happened. A thread of a channel is part of its conversation id (`…;messageid=…`) and stands apart.
 *
 * @returns null for an activity that lacks a conversation, a sender, a bot or a service address, and for a message
 *   that lacks its own id
 */
export function placeOf(activity: Fields): Place | null {
  const place = fieldsOf(activity, 'conversation')
  const from = fieldsOf(activity, 'from')
  const whole = idOf(place, 'id')
  const account = idOf(from, 'id')
  const bot = idOf(fieldsOf(activity, 'recipient'), 'id')
  const serviceUrl = idOf(activity, 'serviceUrl')
  if (!whole || !account || !bot || !serviceUrl) return null
  if (textOf(activity, 'type') === 'message' && !idOf(activity, 'id')) return null

  const [conversation, thread] = whole.split(';messageid=')
  if (!conversation) return null
  const named = tenantsOf(activity)
  const name = nameOf(from)
  const scope = scopeOf(place)
  const team = idOf(fieldsOf(fieldsOf(activity, 'channelData'), 'team'), 'id')
  const called = nameOf(place)
  return {
    at: {
      platform: 'teams',
      tenant: named.at(-1) ?? unnamedTenant,
      conversation,
      ...(thread ? { thread } : {}),
    },
    scope,
    from: {
      platform: 'teams',
      tenant: named[0] ?? unnamedTenant,
      user: idOf(from, 'aadObjectId') ?? account,
      ...(name ? { name } : {}),
    },
    account,
    bot,
    conversation: whole,
    serviceUrl,
    // Source: learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages, "Receive targeted messages".
    targeted: scope !== 'personal' && fieldsOf(activity, 'recipient').isTargeted === true,
    ...(scope === 'channel' && team ? { team } : {}),
    ...(scope !== 'personal' && called ? { name: called } : {}),
  }
}

/**
 * A message to the bot as a request. Its id is the same when Teams sends it again.
 *
 * @returns null for what is not somebody talking to the bot: messages of bots, messages in a channel or group that
 *   do not mention it
 */
export function requestFrom(activity: Fields, place: Place): Request | null {
  const id = idOf(activity, 'id')
  if (textOf(activity, 'type') !== 'message' || !id || isBot(activity, place)) return null
  if (place.scope !== 'personal' && !place.targeted && !mentionsBot(activity)) return null
  return {
    id: `teams:${place.conversation}:${id}`,
    from: place.from,
    at: place.at,
    seenBy: place.scope === 'personal' || place.targeted ? 'asker' : 'everyone',
    paged: true,
    ...(place.targeted ? { among: true } : {}),
    input: { text: saidText(activity) },
  }
}

/**
 * The bot's being installed for a person. Teams tells it twice (`conversationUpdate`, `installationUpdate`), in any
 * order: both give one id.
 *
 * @returns null for any other activity, and for a team or group the bot was added to
 */
export function noticeFrom(activity: Fields, place: Place): Notice | null {
  if (place.scope !== 'personal' || !isInstallation(activity, place.bot)) return null
  const id = `teams:installed:${place.at.conversation}:${place.account}`
  return { id, kind: 'installed', from: place.from, at: place.at }
}

function isInstallation(activity: Fields, bot: string): boolean {
  const type = textOf(activity, 'type')
  if (type === 'installationUpdate') return textOf(activity, 'action') === 'add'
  return type === 'conversationUpdate' && listOf(activity, 'membersAdded').some(({ id }) => id === bot)
}

/** The display name of a person or a conversation as one line; people choose them freely. */
export function nameOf(named: Fields): string {
  return beginning((textOf(named, 'name') ?? '').replace(/[\p{Cc}\p{Cs}\s]+/gu, ' ').trim(), NAME_TEXT)
}

/** Teams' ids of bots begin with 28. */
export function isBot(activity: Fields, { account, bot }: Place): boolean {
  return account === bot || account.startsWith('28:') || textOf(fieldsOf(activity, 'from'), 'role') === 'bot'
}

/** A place of a kind we do not know is taken for one that others read. */
function scopeOf(place: Fields): Scope {
  const type = textOf(place, 'conversationType')
  if (type === 'personal' || type === 'channel') return type
  return type === undefined && place.isGroup !== true ? 'personal' : 'groupChat'
}
