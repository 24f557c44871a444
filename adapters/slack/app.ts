import type { AckFn, AuthorizeResult, RespondArguments, RespondFn } from '@slack/bolt'
import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { HomeAt, Homes } from '../../src/chat/home.ts'
import { createInFlight, within } from '../../src/chat/in-flight.ts'
import type { ChatPlatform } from '../../src/chat/platform.ts'
import type { Handle, Notify, Request } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { answerLate, answerSaid } from './answer.ts'
import { boltLog } from './bolt-log.ts'
import { createMessenger } from './deliver.ts'
import { codeOf } from './errors.ts'
import { boundedFetch } from './fetch.ts'
import { homeFrom, homePressFrom, showHome } from './home.ts'
import { overHttp } from './http.ts'
import { createWhoAmI } from './identity.ts'
import { CALL_MS, PATIENCE_MS, RETRY_MS, STOP_MS } from './limits.ts'
import { noticedEvents, noticeFrom } from './notices.ts'
import { requestFromCommand, requestFromEvent } from './receive.ts'
import type { SlackMessage } from './render.ts'
import { renderSlack } from './render.ts'
import { overSocket } from './socket.ts'

/**
 * With `appToken`, Slack is reached by Socket Mode; with `signingSecret`, it calls us over HTTP, and `machineTime` tells
 * the time it signs by: the machine's own, whatever the bot's clock says.
 *
 * `apiUrl` is Slack's Web API unless given. `patience` is how long a slash command waits for its answer before it
 * is acknowledged empty; `retryAfter` the first distance between two attempts to reach Slack; `callTimeout` how long a call
 * may take (milliseconds).
 * `notify` is told what ends what the bot may send; that a bot was installed for a person, Slack tells nobody.
 */
export type SlackOptions = {
  botToken: string
  apiUrl?: string
  handle: Handle
  notify: Notify
  homes?: Homes
  log: Log
  patience?: number
  retryAfter?: number
  callTimeout?: number
} & ({ appToken: string } | { signingSecret: string; machineTime: () => Date })

/**
 * Slack, over HTTP or Socket Mode; both are answered by the same listeners.
 *
 * Starts whether or not Slack can be reached, and asks on in the background; until Slack has said who the bot is,
 * `ready()` is false, slash commands are answered (that needs no call), and events are refused so that Slack sends
 * them again.
 *
 * @throws when the signing secret is empty (Bolt)
 */
export function createSlack(options: SlackOptions): ChatPlatform {
  const { log, botToken, patience = PATIENCE_MS, retryAfter = RETRY_MS, callTimeout = CALL_MS } = options
  const logger = boltLog(log)
  // No `headers` here: web-api 8.2 hands one client's headers on to the next.
  const clientOptions = {
    ...(options.apiUrl ? { slackApiUrl: options.apiUrl } : {}),
    retryConfig: { retries: 0 },
    timeout: callTimeout,
    rejectRateLimitedCalls: true,
    fetch: boundedFetch,
    logger,
  }
  const client = new WebClient(botToken, clientOptions)
  const me = createWhoAmI(client, log)
  const inFlight = createInFlight()
  const intake =
    'appToken' in options
      ? overSocket(new WebClient(options.appToken, clientOptions), retryAfter, log)
      : overHttp(options.signingSecret, options.machineTime, logger, log)

  async function authorize(_source: object, body?: object): Promise<AuthorizeResult> {
    // Only an event is answered by a call, and refused until Slack can be called; the rest need not wait.
    const isEvent = body !== undefined && 'event' in body
    const identity = isEvent ? (await within(me.ask(), PATIENCE_MS))?.value : me.known()
    if (identity) return { botToken, botId: identity.bot, botUserId: identity.user, teamId: identity.team }
    if (isEvent) throw new Error('Slack has not said who this bot is')
    return { botToken }
  }

  const app = new App({ receiver: intake.receiver, authorize, clientOptions, logger, convoStore: false })
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

  /** Waits for the answer as long as an acknowledgement can; what comes later goes to the response_url. */
  async function answerCommand(
    request: Request,
    ack: AckFn<RespondArguments>,
    respond: RespondFn,
  ): Promise<void> {
    const answering = answerTo(request)
    const inTime = await within(answering, patience)
    const message = inTime?.value
    try {
      await ack(message ? { response_type: 'ephemeral', ...message } : undefined)
      if (inTime) return
    } catch (error) {
      // A connection lost meanwhile; the response_url does not need it.
      log.warn({ code: codeOf(error), request: request.id }, 'an acknowledgement did not reach Slack')
    }
    const late = await answering
    if (late) await answerLate(respond, late, request.id, log)
  }

  app.command(/.*/, ({ command, ack, respond }) => {
    const request = requestFromCommand(command, me.known()?.user)
    return request ? inFlight.track(answerCommand(request, ack, respond)) : ack()
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

  app.event('app_home_opened', async ({ body }) => {
    const home = homeFrom(body)
    const { homes } = options
    if (home && homes) await inFlight.track(showHome({ client, homes, log }, home, homes.open(home)))
  })

  app.action(/.*/, async ({ body }) => {
    const pressed = homePressFrom(body)
    const { homes } = options
    if (!pressed || !homes) return
    const { request } = pressed
    const home: HomeAt = { ...request, ref: null }
    await inFlight.track(showHome({ client, homes, log }, home, homes.press(request, null)))
  })

  for (const event of noticedEvents)
    app.event(event, async ({ body }) => {
      const notice = noticeFrom(body, me.known()?.user)
      if (notice) await inFlight.track(options.notify(notice).then(() => undefined))
    })

  return {
    name: 'slack',
    routes: intake.routes,
    messenger: createMessenger(client, me.ask, log),
    start: async () =>
      void (await within(Promise.all([me.keepAsking(retryAfter), intake.start()]), PATIENCE_MS)),
    stop: async () => {
      me.stop()
      await intake.stop(inFlight.settled(STOP_MS))
    },
    ready: () => me.known() !== undefined && intake.ready(),
  }
}
