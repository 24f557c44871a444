import type { IncomingMessage, ServerResponse } from 'node:http'
import type { App, Logger, ReceiverEvent } from '@slack/bolt'
import { HTTPModuleFunctions, HTTPReceiver } from '@slack/bolt'
import type { Log } from '../../src/log.ts'
import { codeOf } from './errors.ts'
import { type Intake, startedElsewhere } from './intake.ts'
import { REQUEST_BYTES, SIGNED_WITHIN_MS, UNACKNOWLEDGED_MS } from './limits.ts'
import { hasSlacksShape } from './shape.ts'

const { isRawBodyError, parseAndVerifyHTTPRequest, parseHTTPRequestBody } = HTTPModuleFunctions

const SLACK_PATH = '/slack/events'

/**
 * Slack over HTTP. Nothing listens by itself: the one route takes the raw request, its body unread, because the
 * signature is over the bytes. Requests that are unsigned, wrongly signed, or signed more than five minutes before or
 * after now get 401, and payloads of another shape than Slack's 400; what could not be taken in gets 503, so that
 * Slack sends an event again.
 *
 * @param machineTime the instant by the machine's own clock, as Slack signs by the time it is
 * @throws when the signing secret is empty (Bolt)
 */
export function overHttp(signingSecret: string, machineTime: () => Date, logger: Logger, log: Log): Intake {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [SLACK_PATH],
    logger,
    unhandledRequestTimeoutMillis: UNACKNOWLEDGED_MS,
    unhandledRequestHandler: ({ response }) => {
      log.warn({}, 'a payload from Slack was not acknowledged in time')
      endWith(response, 200)
    },
    processEventErrorHandler: async ({ error, response }) => {
      // Bolt itself trips over what is missing from a payload; sent again, it would be no better.
      const malformed = error instanceof TypeError
      if (malformed) log.warn({ code: codeOf(error) }, 'a malformed payload from Slack')
      else log.error({ code: codeOf(error) }, 'a payload from Slack was not taken in')
      endWith(response, malformed ? 400 : 503)
      return true
    },
  })

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    // The rest of a body refused half-way is read and dropped, or the next request on the connection would hang.
    response.once('finish', () => request.resume())
    if (request.method !== 'POST') return endWith(response, 405)
    const proven = await parseAndVerifyHTTPRequest(
      { signingSecret, bodyLimit: REQUEST_BYTES },
      request,
    ).catch((error: Error) =>
      endWith(response, isRawBodyError(error) && error.statusCode === 413 ? 413 : 401),
    )
    if (!proven) return
    if (isFromTheFuture(request, machineTime())) return endWith(response, 401)
    if (!hasSlacksShape(readBody(proven))) return endWith(response, 400)
    receiver.requestListener(proven, response)
  }

  return {
    receiver: { ...startedElsewhere, init: (app) => receiver.init(acknowledging(app)) },
    routes: [{ path: SLACK_PATH, listener: (request, response) => void listen(request, response) }],
    start: async () => undefined,
    stop: (answered) => answered,
    ready: () => true,
  }
}

/** A payload of a kind Bolt does not know reaches no listener, and is acknowledged all the same. */
const acknowledging = (app: App): App =>
  Object.assign(Object.create(app) as App, {
    async processEvent(event: ReceiverEvent) {
      let acknowledged = false
      const ack: ReceiverEvent['ack'] = (answer) => {
        acknowledged = true
        return event.ack(answer)
      }
      await app.processEvent({ ...event, ack })
      if (!acknowledged) await event.ack()
    },
  })

/** Bolt refuses what was signed too long ago, and takes what will be signed in times to come. */
const isFromTheFuture = ({ headers }: IncomingMessage, now: Date): boolean =>
  Number(headers['x-slack-request-timestamp']) * 1000 > now.getTime() + SIGNED_WITHIN_MS

/** @returns what Bolt will read; undefined when it will not be able to */
function readBody(request: Parameters<typeof parseHTTPRequestBody>[0]): unknown {
  try {
    return parseHTTPRequestBody(request)
  } catch {
    return undefined
  }
}

function endWith(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.writeHead(status).end()
}
