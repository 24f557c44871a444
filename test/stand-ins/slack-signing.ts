import { createHmac, randomUUID } from 'node:crypto'
import type { Fields } from './slack.ts'

export type SignedRequest = { headers: Record<string, string>; body: string }

/** `seconds` is the time it claims to be signed at; `signature` replaces the right one. */
export type Signing = { signingSecret: string; seconds?: number; signature?: string; retry?: number }

/** Signs a body as Slack does. Source: docs.slack.dev/authentication/verifying-requests-from-slack. */
export function sign(body: string, type: string, signing: Signing): SignedRequest {
  const seconds = signing.seconds ?? Math.floor(Date.now() / 1000)
  const right = `v0=${createHmac('sha256', signing.signingSecret).update(`v0:${seconds}:${body}`).digest('hex')}`
  const headers: Record<string, string> = {
    'content-type': type,
    'x-slack-request-timestamp': String(seconds),
    'x-slack-signature': signing.signature ?? right,
  }
  if (signing.retry) headers['x-slack-retry-num'] = String(signing.retry)
  return { headers, body }
}

const form = 'application/x-www-form-urlencoded'

export type CommandFields = {
  text?: string
  user?: string
  team?: string
  channel?: string
  triggerId?: string
  responseUrl?: string
  command?: string
}

export function signedCommand(signing: Signing, is: CommandFields = {}): SignedRequest {
  const fields = {
    command: is.command ?? '/asem',
    text: is.text ?? '',
    user_id: is.user ?? 'U0KEIKO',
    user_name: 'keiko',
    team_id: is.team ?? 'T0HOME',
    channel_id: is.channel ?? 'C0PLENARY',
    channel_name: 'plenary',
    trigger_id: is.triggerId ?? `trigger-${randomUUID()}`,
    response_url: is.responseUrl ?? 'http://127.0.0.1:9/nowhere',
    api_app_id: 'A0ASEM',
    is_enterprise_install: 'false',
  }
  return sign(new URLSearchParams(fields).toString(), form, signing)
}

/** `event` is the inner event; `envelope` adds to or replaces the outer fields. */
export function signedEvent(signing: Signing, event: Fields, envelope: Fields = {}): SignedRequest {
  const body = {
    type: 'event_callback',
    team_id: 'T0HOME',
    api_app_id: 'A0ASEM',
    event_id: `Ev${randomUUID()}`,
    event_time: 1,
    event,
    ...envelope,
  }
  return sign(JSON.stringify(body), 'application/json', signing)
}

/** Any interactive payload; a pressed button unless `payload` says otherwise. */
export function signedAction(signing: Signing, payload: Fields = {}): SignedRequest {
  const pressed = {
    type: 'block_actions',
    team: { id: 'T0HOME' },
    user: { id: 'U0KEIKO', team_id: 'T0HOME' },
    channel: { id: 'C0PLENARY' },
    trigger_id: `trigger-${randomUUID()}`,
    actions: [{ type: 'button', action_id: 'nobody-listens', block_id: 'b', value: 'v' }],
    ...payload,
  }
  return sign(new URLSearchParams({ payload: JSON.stringify(pressed) }).toString(), form, signing)
}

export type HttpAnswer = { status: number; body: Fields | null; ms: number }

/** Posts to the bot's endpoint. `baseUrl` is where the bot listens, without a path. */
export async function send(baseUrl: string, { headers, body }: SignedRequest): Promise<HttpAnswer> {
  const before = performance.now()
  const response = await fetch(`${baseUrl}/slack/events`, { method: 'POST', headers, body })
  const words = await response.text()
  const ms = performance.now() - before
  return { status: response.status, body: words.startsWith('{') ? (JSON.parse(words) as Fields) : null, ms }
}
