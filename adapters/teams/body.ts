import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Fields } from './fields.ts'
import { isFields, textOf } from './fields.ts'
import { BODY_MS, DRAIN_MS, REQUEST_BYTES } from './limits.ts'

/** A request that is no activity: the status it gets, and why. */
export type Refused = { refused: number; why: string }

/**
 * Reads one activity off a request, before anything is known of its sender. Never rejects.
 *
 * @param withinMs how long the body may take to arrive whole
 * @returns the activity, an object with a `type`; or 405, 415, 413, 408, 400 with the reason
 */
export async function readActivity(
  request: IncomingMessage,
  withinMs = BODY_MS,
): Promise<{ activity: Fields } | Refused> {
  if (request.method !== 'POST') return { refused: 405, why: 'not a POST' }
  // A web page can post anything else to a local bot without asking first.
  if (!/^application\/json\b/i.test(request.headers['content-type'] ?? ''))
    return { refused: 415, why: 'not JSON' }
  // A few compressed bytes can stand for a flood, and Teams does not compress.
  if ((request.headers['content-encoding'] ?? 'identity') !== 'identity')
    return { refused: 415, why: 'compressed' }
  const body = await readBody(request, withinMs)
  if (!Buffer.isBuffer(body)) return body
  try {
    const activity: unknown = JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body))
    if (isActivity(activity)) return { activity }
    return { refused: 400, why: 'not an activity' }
  } catch {
    return { refused: 400, why: 'malformed' }
  }
}

const texts = ['id', 'serviceUrl', 'channelId', 'text', 'name', 'action']
const objects = ['from', 'recipient', 'conversation', 'channelData']
const lists = ['entities', 'membersAdded', 'membersRemoved']

/** Whether what is there of what we read is of the kind Teams sends. What may be missing is judged by its reader. */
function isActivity(value: unknown): value is Fields {
  if (!isFields(value) || textOf(value, 'type') === undefined) return false
  const are = (keys: string[], of: (field: unknown) => boolean): boolean =>
    keys.every((key) => value[key] === undefined || value[key] === null || of(value[key]))
  return (
    are(texts, (field) => typeof field === 'string') && are(objects, isFields) && are(lists, Array.isArray)
  )
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

function readBody(request: IncomingMessage, withinMs: number): Promise<Buffer | Refused> {
  const tooLong = { refused: 413, why: 'too long' }
  if (Number(request.headers['content-length'] ?? 0) > REQUEST_BYTES) return Promise.resolve(tooLong)
  return new Promise((resolve) => {
    const chunks: Buffer[] = []
    let length = 0
    const late = setTimeout(() => settle({ refused: 408, why: 'too slow' }), withinMs)
    const settle = (body: Buffer | Refused): void => {
      clearTimeout(late)
      request.off('data', take)
      resolve(body)
    }
    const take = (chunk: Buffer): void => {
      length += chunk.length
      if (length > REQUEST_BYTES) settle(tooLong)
      else chunks.push(chunk)
    }
    request.on('data', take)
    request.once('end', () => settle(Buffer.concat(chunks)))
    request.once('error', () => settle({ refused: 400, why: 'broken off' }))
    request.once('close', () => settle({ refused: 400, why: 'broken off' }))
  })
}
