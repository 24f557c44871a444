/** HTTP status Teams answered with, when it answered. */
export function statusOf(error: unknown): number | undefined {
  if (typeof error !== 'object' || error === null || !('statusCode' in error)) return undefined
  return typeof error.statusCode === 'number' ? error.statusCode : undefined
}

/** Teams' word for what went wrong (`BotNotInConversationRoster`), when it said one. */
export function codeOf(error: unknown): string | undefined {
  if (typeof error !== 'object' || error === null || !('code' in error)) return undefined
  return typeof error.code === 'string' ? error.code : undefined
}

/** Milliseconds that Teams asked to be left alone, when it did. */
export function retryAfterOf(error: unknown): number | null {
  if (typeof error !== 'object' || error === null || !('retryAfter' in error)) return null
  return typeof error.retryAfter === 'number' ? error.retryAfter : null
}

/**
 * What a log may hold of an error. An answer of Teams may quote the message that was sent, so its words stay out.
 *
 * @returns the error's name, and its status and code, or its message when it did not come from Teams
 */
export function errorFields(error: unknown): {
  name: string
  status?: number
  code?: string
  fault?: string
} {
  const name = error instanceof Error ? error.name : typeof error
  const status = statusOf(error)
  const code = codeOf(error)
  const said = { ...(status === undefined ? {} : { status }), ...(code === undefined ? {} : { code }) }
  if (status !== undefined || !(error instanceof Error)) return { name, ...said }
  return { name, ...said, fault: error.message }
}
