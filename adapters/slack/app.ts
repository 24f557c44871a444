import type { AckFn, AuthorizeResult } from '@slack/bolt'
import { App } from '@slack/bolt'
import { WebClient } from '@slack/web-api'
import type { Homes } from '../../src/chat/home.ts'
import { createInFlight, within } from '../../src/chat/in-flight.ts'
import type { ChatPlatform } from '../../src/chat/platform.ts'
import type { Forms, Handle, Notify, Reply, Request } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { boltLog } from './bolt-log.ts'
import { answerCommand } from './command.ts'
import { createMessenger } from './deliver.ts'
import { type Desk, showAt } from './desk.ts'
import { codeOf } from './errors.ts'
import { boundedFetch } from './fetch.ts'
import { homeFrom, showHome } from './home.ts'
import { overHttp } from './http.ts'
import { createWhoAmI } from './identity.ts'
import { interact } from './interactions.ts'
import { CALL_MS, PATIENCE_MS, RETRY_MS, STOP_MS } from './limits.ts'
import { noticedEvents, noticeFrom } from './notices.ts'
import { withFormButton } from './opening.ts'
import { requestFromCommand, requestFromEvent } from './receive.ts'
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
  forms: Forms
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

  async function ask(request: Request): Promise<Reply | null> {
    try {
      return await options.handle(request)
    } catch (error) {
      log.error({ code: codeOf(error), request: request.id }, 'a request from Slack has no answer')
      return null
    }
  }

  const { forms, homes } = options
  const desk: Desk = { client, forms, ...(homes ? { homes } : {}), ask, patience, log }

  // Whatever arrives is acknowledged: what is pressed and filled in here, the rest of which nothing is known.
  app.use(async (args) => {
    if ('command' in args) return args.next()
    const ack: ((answer?: unknown) => Promise<void>) | undefined =
      'ack' in args && typeof args.ack === 'function' ? (args.ack as AckFn<unknown>) : undefined
    const dealing = ack && interact(desk, args.body as unknown as Record<string, unknown>, ack)
    if (dealing) return inFlight.track(dealing)
    if (ack) await ack('options' in args ? { options: [] } : undefined)
    log.debug({ type: 'type' in args.payload ? args.payload.type : undefined }, 'a payload from Slack')
    await args.next()
  })

  app.command(/.*/, ({ command, ack }) => {
    const request = requestFromCommand(command, me.known()?.user)
    return request ? inFlight.track(answerCommand(desk, request, command, ack)) : ack()
  })

  app.event(/^(app_mention|message)$/, async ({ body, context }) => {
    const said = context.botUserId ? requestFromEvent(body, context.botUserId) : null
    if (!said) return
    await inFlight.track(
      (async () => {
        const { request, direct } = said
        const reply = await ask(request)
        // What is said in a conversation opens no form by itself: Slack gives no trigger for it.
        const shown = reply && withFormButton(reply, request.input.text, forms)
        const place = { from: request.from, at: request.at, direct, responseUrl: null }
        if (shown) await showAt(desk, place, request.id, shown)
      })(),
    )
  })

  app.event('app_home_opened', async ({ body }) => {
    const home = homeFrom(body)
    if (home && homes) await inFlight.track(showHome({ client, homes, log }, home, homes.open(home)))
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
