import type { Request } from '../../src/chat/request.ts'
import { decodeText, mentionsIn } from './decode.ts'
import { recordOf, stringOf } from './fields.ts'
import { isDirect } from './place.ts'

/** What somebody said in an event, and where Slack wants the answer. `direct` is a conversation of two. */
export type Said = { request: Request; direct: boolean }

/**
 * A slash command as a request. Its `trigger_id` is the same when Slack sends it again.
 *
 * @param command not trusted to have any field, or each of them once
 * @param botUser undefined while Slack could not be asked; then a mention of the bot stays in the text
 * @returns null for what does not say who asks, where, and by which trigger
 */
export function requestFromCommand(command: object, botUser: string | undefined): Request | null {
  const trigger = stringOf(command, 'trigger_id')
  const tenant = stringOf(command, 'team_id')
  const user = stringOf(command, 'user_id')
  const conversation = stringOf(command, 'channel_id')
  if (!trigger || !tenant || !user || !conversation) return null
  const name = stringOf(command, 'user_name')
  return {
    id: `slack:${trigger}`,
    from: { platform: 'slack', tenant, user, ...(name ? { name } : {}) },
    at: { platform: 'slack', tenant, conversation },
    seenBy: 'asker',
    paged: true,
    ...(isDirect(conversation) ? {} : { among: true }),
    ...saidIn(stringOf(command, 'text') ?? '', botUser),
  }
}

/**
 * A mention of the bot, or a direct message to it, as a request.
 *
 * @param body the whole payload of Slack's Events API, not trusted to have any field
 * @returns null for what is not somebody talking to the bot: bots, edits, messages in channels, unknown events
 */
export function requestFromEvent(body: object, botUser: string): Said | null {
  const event = recordOf(body, 'event')
  const id = stringOf(body, 'event_id')
  const user = stringOf(event, 'user')
  const channel = stringOf(event, 'channel')
  const workspace = stringOf(body, 'context_team_id') ?? stringOf(body, 'team_id')
  if (!id || !user || !channel || !workspace) return null
  if (user === botUser || stringOf(event, 'bot_id')) return null

  const type = stringOf(event, 'type')
  const subtype = stringOf(event, 'subtype')
  const direct = type === 'message' && stringOf(event, 'channel_type') === 'im'
  if (!direct && type !== 'app_mention') return null
  if (subtype !== undefined && subtype !== 'file_share') return null

  const thread = stringOf(event, 'thread_ts')
  const request: Request = {
    id: `slack:${id}`,
    from: { platform: 'slack', tenant: homeOf(body, event), user },
    at: { platform: 'slack', tenant: workspace, conversation: channel, ...(thread ? { thread } : {}) },
    seenBy: 'asker',
    paged: true,
    ...(direct ? {} : { among: true }),
    ...saidIn(stringOf(event, 'text') ?? '', botUser),
  }
  return { request, direct }
}

function saidIn(text: string, botUser: string | undefined): Pick<Request, 'input' | 'mentions'> {
  const mentions = mentionsIn(text, botUser)
  return { input: { text: decodeText(text, botUser) }, ...(mentions.length > 0 ? { mentions } : {}) }
}

/**
 * The workspace the speaker belongs to, which in a channel shared by Slack Connect is not the one the bot was
 * asked in. Where a shared channel does not say, nobody is assumed to be ours.
 */
function homeOf(body: object, event: object): string {
  const own = stringOf(event, 'user_team') ?? stringOf(event, 'team') ?? stringOf(event, 'source_team')
  if (own) return own
  if ('is_ext_shared_channel' in body && body.is_ext_shared_channel === true) return 'unknown'
  return stringOf(body, 'team_id') ?? 'unknown'
}
