import { WebAPIPlatformError } from '@slack/web-api'

/** @returns Slack's own code of a refusal (`not_in_channel`), else the code or name of the error; never its text. */
export function codeOf(error: unknown): string {
  if (error instanceof WebAPIPlatformError) return error.data.error
  if (!(error instanceof Error)) return 'unknown'
  if ('code' in error && typeof error.code === 'string') return error.code
  return error.name
}
