import { createHmac } from 'node:crypto'
import type { Fields } from './slack.ts'
import { actionPayload, type CommandFields, commandPayload, eventPayload } from './slack-payloads.ts'

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

export const signedCommand = (signing: Signing, is: CommandFields = {}): SignedRequest =>
  sign(new URLSearchParams(commandPayload(is)).toString(), form, signing)

export const signedEvent = (signing: Signing, event: Fields, envelope: Fields = {}): SignedRequest =>
  sign(JSON.stringify(eventPayload(event, envelope)), 'application/json', signing)

export const signedAction = (signing: Signing, payload: Fields = {}): SignedRequest =>
  sign(new URLSearchParams({ payload: JSON.stringify(actionPayload(payload)) }).toString(), form, signing)

export type HttpAnswer = { status: number; body: Fields | null; ms: number }

/** Posts to the bot's endpoint. `baseUrl` is where the bot listens, without a path. */
export async function send(baseUrl: string, { headers, body }: SignedRequest): Promise<HttpAnswer> {
  const before = performance.now()
  const response = await fetch(`${baseUrl}/slack/events`, { method: 'POST', headers, body })
  const words = await response.text()
  const ms = performance.now() - before
  return { status: response.status, body: words.startsWith('{') ? (JSON.parse(words) as Fields) : null, ms }
}
