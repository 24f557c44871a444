import type { Address, Notice, PlatformUser, Request } from '../../src/chat/request.ts'
import { tenantsOf } from './admit.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, isFields, listOf, textOf } from './fields.ts'
import { mentionsBot, saidText } from './said-text.ts'

/** What kind of place: a chat with the bot alone, a chat of several, or a team's channel. */
export type Scope = 'personal' | 'groupChat' | 'channel'

/** Where an activity happened and who did it. `account` is Teams' own id of the person for this bot. */
export type Place = {
  at: Address
  scope: Scope
  from: PlatformUser
  account: string
  bot: string
  serviceUrl: string
}

/** Tenant of the Agents Playground and other local clients that name none. */
const unnamedTenant = 'dev'

/**
 * Where `activity` happened. A thread of a channel is part of its conversation id (`…;messageid=…`) and stands apart.
 *
 * @returns null for an activity that lacks a conversation, a sender, a bot or a service address
 */
export function placeOf(activity: Fields): Place | null {
  const place = fieldsOf(activity, 'conversation')
  const from = fieldsOf(activity, 'from')
  const whole = textOf(place, 'id')
  const account = textOf(from, 'id')
  const bot = textOf(fieldsOf(activity, 'recipient'), 'id')
  const serviceUrl = textOf(activity, 'serviceUrl')
  if (!whole || !account || !bot || !serviceUrl) return null

  const [conversation, thread] = whole.split(';messageid=')
  const named = tenantsOf(activity)
  const name = textOf(from, 'name')
  return {
    at: {
      platform: 'teams',
      tenant: named.at(-1) ?? unnamedTenant,
      conversation: conversation!,
      ...(thread ? { thread } : {}),
    },
    scope: scopeOf(place),
    from: {
      platform: 'teams',
      tenant: named[0] ?? unnamedTenant,
      user: textOf(from, 'aadObjectId') ?? account,
      ...(name ? { name } : {}),
    },
    account,
    bot,
    serviceUrl,
  }
}

/**
 * A message to the bot as a request. Its id is the same when Teams sends it again.
 *
 * @returns null for what is not somebody talking to the bot: messages of bots, messages in a channel or group that
 *   do not mention it, and the values of a card's inputs without words
 */
export function requestFrom(activity: Fields, place: Place): Request | null {
  const id = textOf(activity, 'id')
  if (textOf(activity, 'type') !== 'message' || !id || isBot(activity, place)) return null
  if (place.scope !== 'personal' && !mentionsBot(activity)) return null
  if (isFields(activity.value) && textOf(activity, 'text') === undefined) return null
  return {
    id: `teams:${textOf(fieldsOf(activity, 'conversation'), 'id')}:${id}`,
    from: place.from,
    at: place.at,
    seenBy: place.scope === 'personal' ? 'asker' : 'everyone',
    paged: true,
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

/** Teams' ids of bots begin with 28. */
function isBot(activity: Fields, { account, bot }: Place): boolean {
  return account === bot || account.startsWith('28:') || textOf(fieldsOf(activity, 'from'), 'role') === 'bot'
}

/** A place of a kind we do not know is taken for one that others read. */
function scopeOf(place: Fields): Scope {
  const type = textOf(place, 'conversationType')
  if (type === 'personal' || type === 'channel') return type
  return type === undefined && place.isGroup !== true ? 'personal' : 'groupChat'
}
