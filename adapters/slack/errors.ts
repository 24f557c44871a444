import { WebAPIPlatformError } from '@slack/web-api'

/** @returns Slack's own code of a refusal (`not_in_channel`), else the code or name of the error; never its text. */
export function codeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error
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

/** @returns whether Slack refused the token itself, so that only the operator can help */
export const isTokenRefused = (error: unknown): boolean => tokenRefused.includes(codeOf(error))
