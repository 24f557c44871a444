import type { Forms } from '../../src/chat/request.ts'
import { type Desk, sentence, showAt } from './desk.ts'
import { codeOf } from './errors.ts'
import { type Fields, recordOf, stringOf } from './fields.ts'
import { openForm } from './opening.ts'
import { madeAt, type Place, placeOf } from './place.ts'

/** The `callback_id`s of the manifest's shortcuts: manifests/slack.ts. */
const REPORT = 'report_progress'
const ATTACH = 'attach_evidence'

/** Characters of an author's name in a line. */
const AUTHOR = 80

/**
 * Opens the form of a shortcut: of a report, or of a message as evidence. Never rejects.
 *
 * @param body of type `shortcut` or `message_action`, not trusted to have any field
 */
export async function answerShortcut(desk: Desk, body: Fields): Promise<void> {
  const place = placeOf(body)
  const trigger = stringOf(body, 'trigger_id')
  if (!place || !trigger) return
  const asked = askedBy(desk, place, body)
  const id = `slack:${trigger}`
  if (!asked) return showAt(desk, place, id, sentence('This shortcut is not in use any more. Say help.'))
  const open = (text: string): ReturnType<Forms['open']> =>
    desk.forms.open({ id, ...madeAt(place), input: { text } })
  const opening = asked.line.then(open)
  await openForm(desk, { place, trigger, title: asked.title, opening }, (reply) =>
    showAt(desk, place, id, reply),
  )
}

function askedBy(desk: Desk, place: Place, body: Fields): { title: string; line: Promise<string> } | null {
  const name = stringOf(body, 'callback_id')
  if (body.type === 'shortcut' && name === REPORT)
    return { title: 'Report progress', line: Promise.resolve('update') }
  const message = recordOf(body, 'message')
  const at = stringOf(body, 'message_ts') ?? stringOf(message, 'ts')
  if (body.type !== 'message_action' || name !== ATTACH || !at || !/^\d{1,12}\.\d{1,9}$/.test(at)) return null
  return { title: 'Attach as evidence', line: attaching(desk, place, body, message, at) }
}

/** `attach <permalink> from <author> on <instant>`: which day that was depends on where one is. */
async function attaching(
  desk: Desk,
  { at: { conversation } }: Place,
  body: Fields,
  message: Fields,
  ts: string,
): Promise<string> {
  const [link, author] = await Promise.all([
    linkTo(desk, conversation, ts, stringOf(recordOf(body, 'team'), 'domain')),
    authorOf(desk, message),
  ])
  const instant = new Date(Math.floor(Number(ts)) * 1000).toISOString().replace('.000', '')
  return `attach ${link}${author === null ? '' : ` from ${author}`} on ${instant}`
}

/** Where Slack does not tell, as Slack makes them. Source: docs.slack.dev/reference/methods/chat.getPermalink. */
async function linkTo(
  { client, log }: Desk,
  channel: string,
  ts: string,
  domain: string | undefined,
): Promise<string> {
  const host = domain && /^[a-z0-9-]{1,80}$/i.test(domain) ? `${domain}.slack.com` : 'slack.com'
  const made = `https://${host}/archives/${encodeURIComponent(channel)}/p${ts.replace('.', '')}`
  try {
    const { permalink } = await client.chat.getPermalink({ channel, message_ts: ts })
    return permalink ?? made
  } catch (error) {
    log.debug({ code: codeOf(error) }, 'Slack did not tell the link of a message')
    return made
  }
}

/** The name of whoever wrote it; null where Slack does not tell. */
async function authorOf({ client, log }: Desk, message: Fields): Promise<string | null> {
  const profile = recordOf(message, 'user_profile')
  const told =
    stringOf(profile, 'real_name') ?? stringOf(profile, 'display_name') ?? stringOf(message, 'username')
  const user = stringOf(message, 'user')
  if (told !== undefined || !user) return oneLine(told)
  try {
    const { user: known } = await client.users.info({ user })
    return oneLine(known?.profile?.real_name || known?.real_name || known?.name)
  } catch (error) {
    log.debug({ code: codeOf(error) }, 'Slack did not tell who wrote a message')
    return null
  }
}

function oneLine(name: string | undefined): string | null {
  const words = (name ?? '').replace(/\s+/g, ' ').trim().slice(0, AUTHOR).trim()
  return words === '' ? null : words
}
