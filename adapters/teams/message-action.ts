import { beginning, clean } from './escape.ts'
import type { Fields } from './fields.ts'
import { fieldsOf, idOf, textOf } from './fields.ts'
import { EVIDENCE_LINK, MENTION_TEXT } from './limits.ts'
import type { Place } from './receive.ts'
import { nameOf, placeOf } from './receive.ts'

/** The id of the message action in the manifest. */
export const ATTACH = 'attach'

export const NO_LINK =
  'Teams gives no link to this message. Copy the link of a document instead, and say it with update or done.'

/** What of a link to a message opens it. The rest names the team and the channel, which the record need not know. */
const kept = ['tenantId', 'groupId', 'parentMessageId', 'context']

/**
 * The line that attaches a message as evidence, with its link, author and day; null for what is none, or has no link.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/messaging-extensions/how-to/action-commands/create-task-module, `messagePayload`.
 *
 * @param value of the invoke, not trusted
 */
export function attachLine(value: Fields): string | null {
  if (textOf(value, 'commandId') !== ATTACH) return null
  const message = fieldsOf(value, 'messagePayload')
  const link = linkOf(textOf(message, 'linkToMessage'))
  if (link === null) return null
  const author = authorOf(fieldsOf(message, 'from'))
  const written = instantOf(textOf(message, 'createdDateTime') ?? '')
  return [
    `${ATTACH} ${link}`,
    ...(author ? [`from ${author}`] : []),
    ...(written ? [`on ${written}`] : []),
  ].join(' ')
}

/** To the second; the day alone where Teams does not say in which zone. */
function instantOf(said: string): string | undefined {
  const instant = /^\d{4}-\d{2}-\d{2}T[\d:.]+(?:Z|[+-]\d{2}:\d{2})$/.test(said)
    ? Date.parse(said)
    : Number.NaN
  if (Number.isNaN(instant)) return /^\d{4}-\d{2}-\d{2}(?=T)/.exec(said)?.[0]
  return new Date(instant).toISOString().replace(/\.\d+Z$/, 'Z')
}

function linkOf(text: string | undefined): string | null {
  if (text === undefined || !URL.canParse(text)) return null
  const url = new URL(text)
  if (url.protocol !== 'https:' || url.username !== '' || url.password !== '') return null
  for (const name of [...url.searchParams.keys()]) if (!kept.includes(name)) url.searchParams.delete(name)
  url.hash = ''
  return url.href.length <= EVIDENCE_LINK ? url.href : null
}

/** A person, or an app that posted it. */
function authorOf(from: Fields): string {
  const [person, app] = [fieldsOf(from, 'user'), fieldsOf(from, 'application')]
  const named = [person, app].find((each) => textOf(each, 'displayName') !== undefined)
  return beginning(clean(nameOf({ name: named?.displayName })), MENTION_TEXT)
}

/**
 * Where a message action is answered: in the private chat of whoever used it. Where they used it the bot may be nobody's guest, and what
 * that place is Teams does not always say.
 */
export function privatePlaceOf(activity: Fields): Place | null {
  const account = idOf(fieldsOf(activity, 'from'), 'id')
  const { tenantId } = fieldsOf(activity, 'conversation')
  const conversation = { id: account, conversationType: 'personal', ...(tenantId ? { tenantId } : {}) }
  return account ? placeOf({ ...activity, conversation }) : null
}
