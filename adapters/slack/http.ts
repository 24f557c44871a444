import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Logger } from '@slack/bolt'
import { HTTPReceiver } from '@slack/bolt'
import type { Log } from '../../src/log.ts'
import { codeOf } from './errors.ts'
import type { Intake } from './intake.ts'
import { REQUEST_BYTES, UNACKNOWLEDGED_MS } from './limits.ts'

const SLACK_PATH = '/slack/events'

/**
 * Slack over HTTP. Nothing listens by itself: the one route takes the raw request, its body unread, because the
 * signature is over the bytes. Unsigned, wrongly signed or stale requests (five minutes) get 401; what could not be
 * taken in gets 503, so that Slack sends an event again.
 *
 * @throws when the signing secret is empty (Bolt)
 */
export function overHttp(signingSecret: string, logger: Logger, log: Log): Intake {
  const receiver = new HTTPReceiver({
    signingSecret,
    endpoints: [SLACK_PATH],
    bodyLimit: REQUEST_BYTES,
    logger,
    unhandledRequestTimeoutMillis: UNACKNOWLEDGED_MS,
    // A payload of a kind Bolt does not know reaches no listener.
    unhandledRequestHandler: ({ response }) => {
      log.debug({}, 'a payload of an unknown kind from Slack')
      endWith(response, 200)
    },
    processEventErrorHandler: async ({ error, response }) => {
      log.error({ code: codeOf(error) }, 'a payload from Slack was not taken in')
      endWith(response, 503)
      return true
    },
  })
  return {
    receiver,
    routes: [{ path: SLACK_PATH, listener: (request, response) => listen(receiver, request, response) }],
    start: async () => undefined,
    stop: (answered) => answered,
    ready: () => true,
  }
}

/** Bolt throws at what is not a POST to its endpoint. */
function listen(receiver: HTTPReceiver, request: IncomingMessage, response: ServerResponse): void {
  // The rest of a body refused half-way is read and dropped, or the next request on the connection would hang.
  response.once('finish', () => request.resume())
  try {
    if (request.method !== 'POST') endWith(response, 405)
    else receiver.requestListener(request, response)
  } catch {
    endWith(response, 404)
  }
}

function endWith(response: ServerResponse, status: number): void {
  if (response.headersSent) return
  response.writeHead(status).end()
}
