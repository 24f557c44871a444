import type { IncomingMessage, ServerResponse } from 'node:http'
import type { AuthorizeResult } from '@slack/bolt'
import { App, HTTPReceiver } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { ChatPlatform } from '../../src/chat/platform.ts'
import type { Handle, Notify, Request } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { answerLate, answerSaid } from './answer.ts'
import { boltLog } from './bolt-log.ts'
import { codeOf } from './errors.ts'
import { createWhoAmI } from './identity.ts'
import { createInFlight, within } from './in-flight.ts'
import { CALL_MS, PATIENCE_MS, REQUEST_BYTES, RETRY_MS, STOP_MS, UNACKNOWLEDGED_MS } from './limits.ts'
import { requestFromCommand, requestFromEvent } from './receive.ts'
import type { SlackMessage } from './render.ts'
import { renderSlack } from './render.ts'

export const SLACK_PATH = '/slack/events'

/**
 * `apiUrl` is Slack's Web API unless given. `patience` is how long a slash command waits for its answer before it
 * is acknowledged empty; `retryAfter` the first distance between two attempts to reach Slack (both milliseconds).
 * `notify` is not called: Slack tells nobody that a bot was installed for a person.
 */
export type SlackOptions = {
  signingSecret: string
  botToken: string
  apiUrl?: string
  handle: Handle
  notify: Notify
  log: Log
  patience?: number
  retryAfter?: number
}

/**
 * Slack over HTTP. Nothing listens by itself: the one route takes the raw request, its body unread, because the
 * signature is over the bytes. Unsigned, wrongly signed or stale requests (five minutes) get 401.
 *
 * Starts whether or not Slack can be reached, and asks on in the background; until Slack has said who the bot is,
 * `ready()` is false, slash commands are answered (that needs no call), and events get 503 so that Slack sends
 * them again.
 *
 * @throws when the signing secret is empty (Bolt)
 */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { log, botToken, patience = PATIENCE_MS } = options
  const logger = boltLog(log)
  // No `headers` here: web-api 8.2 hands one client's headers on to the next.
  const clientOptions = {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: CALL_MS,
    rejectRateLimitedCalls: true,
    fetch: boundedFetch,
    logger,
  }
  const client = new WebClient(botToken, clientOptions)
  const me = createWhoAmI(client, log)
  const inFlight = createInFlight()

  const receiver = new HTTPReceiver({
    signingSecret: options.signingSecret,
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

  async function authorize(_source: object, body?: object): Promise<AuthorizeResult> {
    // Only an event is answered by a call, and refused until Slack can be called; the rest need not wait.
    const isEvent = body !== undefined && 'event' in body
    const identity = isEvent ? (await within(me.ask(), PATIENCE_MS))?.value : me.known()
    if (identity) return { botToken, botId: identity.bot, botUserId: identity.user, teamId: identity.team }
    if (isEvent) throw new Error('Slack has not said who this bot is')
    return { botToken }
  }

  const app = new App({ receiver, authorize, clientOptions, logger, convoStore: false })
  // Never give Bolt `token`: with Slack out of reach at start it would answer 401 for good.
  app.error(async (error) => {
    log.error({ code: codeOf(error) }, 'a listener for Slack failed')
    throw error
  })

  async function answerTo(request: Request): Promise<SlackMessage | null> {
    try {
      const reply = await options.handle(request)
      return reply && renderSlack(reply.show)
    } catch (error) {
      log.error({ code: codeOf(error), request: request.id }, 'a request from Slack has no answer')
      return null
    }
  }

  // Nothing sends buttons, forms or menus yet; whatever arrives all the same is acknowledged.
  app.use(async (args) => {
    if ('command' in args) return args.next()
    if ('options' in args) await args.ack({ options: [] })
    else if (typeof args.ack === 'function') await args.ack()
    log.debug({ type: 'type' in args.payload ? args.payload.type : undefined }, 'a payload from Slack')
    await args.next()
  })

  app.command(/.*/, ({ command, ack, respond }) => {
    const request = requestFromCommand(command, me.known()?.user)
    return inFlight.track(
      (async () => {
        const answering = answerTo(request)
        const inTime = await within(answering, patience)
        if (inTime) return ack(inTime.value ? { response_type: 'ephemeral', ...inTime.value } : undefined)
        await ack()
        const message = await answering
        if (message) await answerLate(respond, message, request.id, log)
      })(),
    )
  })

  app.event(/^(app_mention|message)$/, async ({ body, context }) => {
    const said = context.botUserId ? requestFromEvent(body, context.botUserId) : null
    if (!said) return
    await inFlight.track(
      (async () => {
        const message = await answerTo(said.request)
        if (message) await answerSaid(client, said, message, log)
      })(),
    )
  })

  return {
    name: 'slack',
    routes: [{ path: SLACK_PATH, listener: (request, response) => listen(receiver, request, response) }],
    start: async () => void (await within(me.keepAsking(options.retryAfter ?? RETRY_MS), PATIENCE_MS)),
    stop: async () => {
      me.stop()
      await inFlight.settled(STOP_MS)
    },
    ready: () => me.known() !== undefined,
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

/** Bolt's answer by response_url has no time limit of its own. */
const boundedFetch: typeof fetch = (input, init) =>
  fetch(input, { ...init, signal: init?.signal ?? AbortSignal.timeout(CALL_MS) })
