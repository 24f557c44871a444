import {
  WebAPIHTTPError,
  WebAPIPlatformError,
  WebAPIRateLimitedError,
  WebAPIRequestError,
} from '@slack/web-api'
import type { DeliveryOutcome, EditOutcome } from '../../src/chat/platform.ts'
import { codeOf, isTokenRefused, NOT_UNDERSTOOD } from './errors.ts'
import { UNTIMED } from './fetch.ts'

/*
 * Slack's codes: docs.slack.dev, the errors of chat.postMessage, chat.update, chat.delete and conversations.open. A code that stands in
 * no list here is that of a refusal: Slack did nothing.
 */

/** Nothing can be posted there any more. */
const gone = [
  'channel_not_found',
  'is_archived',
  'is_inactive',
  'not_in_channel',
  'user_not_in_channel',
  'restricted_action',
  'restricted_action_read_only_channel',
  'restricted_action_thread_only_channel',
  'messages_tab_disabled',
  'user_not_found',
  'user_disabled',
  'user_not_visible',
  'invalid_user_combination',
  'users_not_found',
  'cannot_dm_bot',
  'team_access_not_granted',
  'team_not_found',
]

/** Slack's own failure; the method may have had its effect before it. */
const failures = ['internal_error', 'fatal_error', 'service_unavailable', 'request_timeout']

/** Slack took nothing: it asks to come again, or its administrators have it closed for a while. */
const later = [
  'ratelimited',
  'rate_limited',
  'message_limit_exceeded',
  'team_added_to_org',
  'external_channel_migrating',
  'org_login_required',
  'ekm_access_denied',
  'accesslimited',
  'update_failed',
]

/** A message cannot be answered in a thread; it can be posted all the same. */
export const threadRefused = [
  'thread_not_found',
  'invalid_thread_ts',
  'cannot_reply_to_message',
  'restricted_action_thread_locked',
  'restricted_action_non_threadable_channel',
]

/** The connection was never made: nothing can have arrived. */
const unconnected = [
  'ECONNREFUSED',
  'ENOTFOUND',
  'EAI_AGAIN',
  'EHOSTUNREACH',
  'ENETUNREACH',
  'UND_ERR_CONNECT_TIMEOUT',
]

/** Somebody else answered in Slack's place, and was told nothing: a certificate that is not Slack's. */
const certificateRefused = /^(CERT_|UNABLE_TO_|SELF_SIGNED_CERT|DEPTH_ZERO_|ERR_TLS_CERT_)/

type Failure =
  | { kind: 'retry'; after: number | null; why: string }
  | { kind: 'doubtful'; failed: boolean; why: string }
  | { kind: 'gone'; why: string }
  | { kind: 'refused'; why: string }

function failureOf(error: unknown): Failure {
  if (error instanceof WebAPIRateLimitedError)
    return { kind: 'retry', after: error.retryAfter * 1000, why: 'ratelimited' }
  // What is refused by its status was stopped on the way: Slack refuses by its codes.
  if (error instanceof WebAPIHTTPError)
    return error.statusCode >= 500
      ? { kind: 'doubtful', failed: true, why: `HTTP ${error.statusCode}` }
      : { kind: 'retry', after: null, why: `HTTP ${error.statusCode}` }
  const why = codeOf(error)
  if (error instanceof WebAPIPlatformError) {
    if (why === NOT_UNDERSTOOD) return { kind: 'doubtful', failed: false, why }
    const seconds = error.data.response_metadata?.retryAfter
    if (later.includes(why))
      return { kind: 'retry', after: typeof seconds === 'number' ? seconds * 1000 : null, why }
    if (failures.includes(why)) return { kind: 'doubtful', failed: true, why }
    if (gone.includes(why)) return { kind: 'gone', why }
    // The operator can mend it: see `isTokenRefused`.
    return isTokenRefused(error) ? { kind: 'retry', after: null, why } : { kind: 'refused', why }
  }
  const network = error instanceof WebAPIRequestError ? networkCode(error.original) : why
  const unsent = unconnected.includes(network) || certificateRefused.test(network) || network === UNTIMED
  return unsent
    ? { kind: 'retry', after: null, why: network }
    : { kind: 'doubtful', failed: false, why: network }
}

/** `fetch` hides the reason in `cause`. */
function networkCode(error: Error): string {
  const { cause } = error
  if ('code' in error && error.code === UNTIMED) return UNTIMED
  if (cause instanceof Error && 'code' in cause && typeof cause.code === 'string') return cause.code
  return error.name
}

/** What became of a message whose posting was answered by `error`. */
export function deliveryFailure(error: unknown): Exclude<DeliveryOutcome, { kind: 'sent' }> {
  const failure = failureOf(error)
  return failure.kind === 'doubtful' ? { ...failure, kind: 'unconfirmed' } : failure
}

/** What became of it when nothing had been posted before `error`: nothing is in doubt. */
export function failureBefore(error: unknown): Exclude<DeliveryOutcome, { kind: 'sent' | 'unconfirmed' }> {
  const failure = failureOf(error)
  return failure.kind === 'doubtful' ? { kind: 'retry', after: null, why: failure.why } : failure
}

/** The message is not there, or not there for us. */
const missing = ['message_not_found', 'thread_not_found', 'no_item_specified']

/** What became of a change or removal that was answered by `error`; either may be tried again. */
export function editFailure(error: unknown): Exclude<EditOutcome, { kind: 'done' }> {
  return missing.includes(codeOf(error)) ? { kind: 'missing' } : failureBefore(error)
}
