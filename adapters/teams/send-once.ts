import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { Agent, fetch } from 'undici'
import { isFields, textOf } from './fields.ts'
import { CALL_MS, CONNECT_MS } from './limits.ts'

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
type HttpClient = NonNullable<ConnectorOptions['httpClient']>

/** Bounded apart from the whole: a call that found no connection was certainly not taken. */
const dispatcher = new Agent({ connect: { timeout: CONNECT_MS } })

/**
 * How the SDK's calls go out: each once, without following redirects, given up after its `timeout`, or `CALL_MS`. By
 * itself the SDK sends three times more when Teams answers 408, 429 or 5xx or the connection breaks; a message that had
 * arrived would then be posted twice.
 *
 * Rejects, for any answer but 2xx, with an error of Teams' status, code and `Retry-After`, and with `NotAnswered` when
 * there was none; the SDK passes both on.
 */
export const sendOnce: HttpClient = {
  async sendRequest(request) {
    const { status, ok, headers: answered, body } = await call(request)
    if (!ok) throw refusal(status, body, answered)
    const headers = request.headers.clone()
    for (const name of headers.headerNames()) headers.remove(name)
    headers.set('content-type', 'application/json')
    return { request, status, headers, bodyAsText: body }
  },
}

async function call(request: Parameters<HttpClient['sendRequest']>[0]) {
  try {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson({ preserveCase: true }),
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(request.timeout || CALL_MS),
      dispatcher,
    })
    const { status, ok, headers } = response
    return { status, ok, headers, body: await response.text() }
  } catch (error) {
    throw new NotAnswered(error)
  }
}

/** Codes of undici, and of certificates that are not trusted, where there was no connection to send anything over. */
const unconnected = /^(UND_ERR_CONNECT_TIMEOUT|.*CERT.*|ERR_TLS.*|UNABLE_TO.*)$/

/**
 * Teams gave no answer. `sent` is false when nothing was sent either. Its message is what broke, which stands nowhere
 * else: by a `code` the SDK would send again.
 */
export class NotAnswered extends Error {
  override name = 'NotAnswered'
  readonly sent: boolean

  constructor(error: unknown) {
    const cause: unknown = error instanceof Error ? error.cause : undefined
    const timedOut = error instanceof Error && error.name === 'TimeoutError'
    const sent = !isUnsent(cause)
    super(
      timedOut ? 'time-out' : sent ? 'cut off' : (isFields(cause) && textOf(cause, 'code')) || 'unreachable',
    )
    this.sent = sent
  }
}

/** Without a connection nothing is sent: no address, nobody there, nobody to trust. Several addresses are tried in turn. */
function isUnsent(cause: unknown): boolean {
  if (!isFields(cause)) return false
  if (Array.isArray(cause.errors)) return cause.errors.length > 0 && cause.errors.every(isUnsent)
  const syscall = textOf(cause, 'syscall')
  return syscall === 'connect' || syscall === 'getaddrinfo' || unconnected.test(textOf(cause, 'code') ?? '')
}

type Headers = Awaited<ReturnType<typeof fetch>>['headers']

/** Its message stays empty: what Teams says of a message may quote it. */
function refusal(statusCode: number, body: string, headers: Headers): Error {
  const retryAfter = millisecondsIn(headers.get('retry-after'), headers.get('date'))
  return Object.assign(new Error(), { name: 'TeamsRefusal', statusCode, code: codeIn(body), retryAfter })
}

/** `Retry-After` in seconds, or as a date, which counts from the answer's own. Source: RFC 9110, 10.2.3. */
function millisecondsIn(retryAfter: string | null, date: string | null): number | undefined {
  if (retryAfter === null) return undefined
  if (/^\d{1,6}$/.test(retryAfter)) return Number(retryAfter) * 1000
  const distance = Date.parse(retryAfter) - Date.parse(date ?? '')
  return distance >= 0 ? distance : undefined
}

/** @returns the code of `{ "error": { "code": … } }`, Teams' way to say what went wrong */
function codeIn(body: string): string | undefined {
  try {
    const said: unknown = JSON.parse(body)
    return isFields(said) && isFields(said.error) ? textOf(said.error, 'code') : undefined
  } catch {
    return undefined
  }
}
