import type { DeliveryOutcome, EditOutcome } from '../../src/chat/platform.ts'
import { codeOf, errorFields, retryAfterOf, statusOf } from './errors.ts'
import { NoProof } from './proof.ts'
import { NotAnswered } from './send-once.ts'

/** Teams' own guidance is to send again after these, and after no others. */
const later = [412, 429, 502, 503, 504]

/** Nobody but the operator can mend it: the app's registration, its credentials, another cloud. */
const operators = [401, 407]
const anotherCloud = 'InvalidBotApiHost'

/** A call that failed: whether the operator has to see to it, and what it means for a message or a change. */
export type Failure = { operators: boolean; delivery: DeliveryOutcome; edit: EditOutcome; missing: boolean }

/**
 * What a failed call to Teams means.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability, "Status codes from bot
 * conversational APIs" (read November 2026); a change of a message that was deleted also gets 403 `ServiceError`
 * (github.com/microsoft/BotFramework-Services/issues/269).
 */
export function failureOf(error: unknown): Failure {
  const why = whyOf(error)
  const after = retryAfterOf(error)
  const retry = { kind: 'retry', after, why } as const
  const plain = { operators: false, missing: false }
  if (error instanceof NoProof) return { ...plain, operators: true, delivery: retry, edit: retry }
  const status = statusOf(error)
  const code = codeOf(error)
  if (status === undefined) {
    const sent = !(error instanceof NotAnswered) || error.sent
    const delivery = sent ? ({ kind: 'unconfirmed', failed: false, why } as const) : retry
    return { ...plain, delivery, edit: retry }
  }
  if (operators.includes(status) || code === anotherCloud || (status >= 300 && status < 400))
    return { ...plain, operators: true, delivery: retry, edit: retry }
  if (later.includes(status)) return { ...plain, delivery: retry, edit: retry }
  if (status >= 500 || status === 408)
    return { ...plain, delivery: { kind: 'unconfirmed', failed: true, why }, edit: retry }
  if (status === 404 || (status === 403 && code === 'ServiceError'))
    return {
      ...plain,
      missing: code === 'ActivityNotFoundInConversation',
      delivery: { kind: 'gone', why },
      edit: { kind: 'missing' },
    }
  if (status === 403) return { ...plain, delivery: { kind: 'gone', why }, edit: { kind: 'gone', why } }
  return { ...plain, delivery: { kind: 'refused', why }, edit: { kind: 'refused', why } }
}

/** For the ledger: Teams' status and code, or what broke; never words of the message. */
function whyOf(error: unknown): string {
  const { status, code, name, fault } = errorFields(error)
  if (status !== undefined) return code === undefined ? `${status}` : `${status} ${code}`
  return error instanceof NotAnswered ? (fault ?? name) : name
}
