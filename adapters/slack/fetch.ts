import type { FetchFunction } from '@slack/web-api'
import { Agent, fetch as fetchThrough, type RequestInit } from 'undici'
import { CALL_MS, CONNECT_MS } from './limits.ts'

/** The code of the error that stands for a 429 without a time. */
export const UNTIMED = 'ratelimited'

/** What cannot be reached is known before the call's own time is up: nothing was sent then. */
const dispatcher = new Agent({ connect: { timeout: CONNECT_MS } })

/**
 * `fetch` for Slack's client and for Bolt, whose answer by response_url has no time limit of its own.
 *
 * Rejects with the code `UNTIMED` for a 429 that names no time: of that, Slack's client makes an error without a code.
 */
export const boundedFetch: FetchFunction = async (address, asked = {}) => {
  const signal = asked.signal ?? AbortSignal.timeout(CALL_MS)
  const response = await fetchThrough(address, { ...asked, signal, dispatcher } as RequestInit)
  if (response.status === 429 && Number.isNaN(Number.parseInt(response.headers.get('retry-after') ?? '', 10)))
    throw Object.assign(new Error('too many calls'), { code: UNTIMED })
  return response
}
