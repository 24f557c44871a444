import type { ConfigurationBotFrameworkAuthentication } from 'botbuilder'
import { isFields, textOf } from './fields.ts'
import { CALL_MS } from './limits.ts'

type ConnectorOptions = NonNullable<ConstructorParameters<typeof ConfigurationBotFrameworkAuthentication>[4]>
type HttpClient = NonNullable<ConnectorOptions['httpClient']>

/**
 * How the SDK's calls go out: each once, without following redirects, given up after `CALL_MS`. By itself the SDK
 * sends three times more when Teams answers 408, 429 or 5xx or the connection breaks; a message that had arrived
 * would then be posted twice.
 *
 * Rejects, for any answer but 2xx, with an error of Teams' status and code, which the SDK passes on.
 */
export const sendOnce: HttpClient = {
  async sendRequest(request) {
    const response = await fetch(request.url, {
      method: request.method,
      headers: request.headers.toJson({ preserveCase: true }),
      body: request.body,
      redirect: 'manual',
      signal: AbortSignal.timeout(CALL_MS),
    })
    const body = await response.text()
    if (!response.ok) throw refusal(response.status, body)
    const headers = request.headers.clone()
    for (const name of headers.headerNames()) headers.remove(name)
    headers.set('content-type', 'application/json')
    return { request, status: response.status, headers, bodyAsText: body }
  },
}

/** Its message stays empty: what Teams says of a message may quote it. */
function refusal(statusCode: number, body: string): Error {
  return Object.assign(new Error(), { name: 'TeamsRefusal', statusCode, code: codeIn(body) })
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
