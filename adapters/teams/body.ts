import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fields } from './fields.ts'
import { isFields, textOf } from './fields.ts'
import { DRAIN_MS, REQUEST_BYTES } from './limits.ts'

/** A request that is no activity: the status it gets, and why. */
export type Refused = { refused: number; why: string }

/**
 * Reads one activity off a request, before anything is known of its sender.
 *
 * @returns the activity, an object with a `type`; or 405, 415, 413, 400 with the reason
 */
export async function readActivity(request: IncomingMessage): Promise<{ activity: Fields } | Refused> {
  if (request.method !== 'POST') return { refused: 405, why: 'not a POST' }
  // A web page can post anything else to a local bot without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { refused: 415, why: 'not JSON' }
  const body = await readBody(request)
  if (body === undefined) return { refused: 413, why: 'too long' }
  try {
    const activity: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (isFields(activity) && textOf(activity, 'type') !== undefined) return { activity }
    return { refused: 400, why: 'not an activity' }
  } catch {
    return { refused: 400, why: 'malformed' }
  }
}

/**
 * Ends `response` once. The rest of a body refused half-way is read and dropped, or the sender would not see the
 * answer; one that does not end soon is cut off.
 */
export function end(request: IncomingMessage, response: ServerResponse, status: number, body?: object): void {
  if (response.headersSent || response.destroyed) return
  response.once('finish', () => {
    request.resume()
    if (request.complete) return
    const cut = setTimeout(() => request.destroy(), DRAIN_MS)
    request.once('close', () => clearTimeout(cut))
  })
  if (body === undefined) {
    response.writeHead(status, status === 405 ? { allow: 'POST' } : {}).end()
    return
  }
  response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
}

/** @returns undefined when it is longer than an activity may be; rejects when the sender breaks off */
function readBody(request: IncomingMessage): Promise<Buffer | undefined> {
  if (Number(request.headers['content-length'] ?? 0) > REQUEST_BYTES) return Promise.resolve(undefined)
  return new Promise((resolve, reject) => {
    const chunks: Buffer[] = []
    let length = 0
    request.on('data', (chunk: Buffer) => {
      length += chunk.length
      if (length <= REQUEST_BYTES) chunks.push(chunk)
      else resolve(undefined)
    })
    request.once('end', () => resolve(Buffer.concat(chunks)))
    request.once('error', reject)
    request.once('aborted', () => reject(new Error('the sender broke off')))
  })
}
