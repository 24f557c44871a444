import { WebAPIPlatformError } from '@slack/web-api'

/** What stands for an answer that is not Slack's: the page of a proxy, or half an answer. */
export const NOT_UNDERSTOOD = 'not_understood'

/** @returns Slack's own code of a refusal (`not_in_channel`), else the code or name of the error; never its text. */
export function codeOf(error: unknown): string {
  // Slack's client takes whatever it cannot read for a code.
  if (error instanceof WebAPIPlatformError)
    return /^[a-z0-9_]{1,80}$/.test(error.data.error) ? error.data.error : NOT_UNDERSTOOD
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name
}

/** Slack's codes for a token that will not be accepted however often it is sent. Source: docs.slack.dev, the methods' errors. */
const tokenRefused = [
  'not_authed',
  'invalid_auth',
  'not_allowed_token_type',
  'account_inactive',
  'token_expired',
  'token_revoked',
  'missing_scope',
  'no_permission',
]

/** @returns the scopes that Slack says are missing (`channels:read,groups:read`); undefined where it does not */
export function scopeMissing(error: unknown): string | undefined {
  if (!(error instanceof WebAPIPlatformError) || codeOf(error) !== 'missing_scope') return undefined
  const { needed } = error.data as { needed?: unknown }
  return typeof needed === 'string' && /^[a-z.:_, ]{1,200}$/i.test(needed) ? needed : undefined
}

/** @returns whether Slack refused the token itself, so that only the operator can help */
export const isTokenRefused = (error: unknown): boolean => tokenRefused.includes(codeOf(error))
