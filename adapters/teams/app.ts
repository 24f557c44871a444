import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Activity, TurnContext } from 'botbuilder'
import type { Homes } from '../../src/chat/home.ts'
import { createInFlight } from '../../src/chat/in-flight.ts'
import type { ChatPlatform, PlatformMemory } from '../../src/chat/platform.ts'
import type { Forms, Handle, Notify, Request } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { admitsServiceUrl, admitsTenants, isFromHere } from './admit.ts'
import { answer, say } from './answer.ts'
import { answerable } from './answerable.ts'
import { end, readActivity } from './body.ts'
import type { Authenticated, CredentialsFactory } from './connection.ts'
import { connect, isUnjudged } from './connection.ts'
import { createMessenger } from './deliver.ts'
import { errorFields } from './errors.ts'
import type { Fields } from './fields.ts'
import { textOf } from './fields.ts'
import { openHere } from './fill.ts'
import { withFirstChoices } from './first-choices.ts'
import { sentByCard, takeFromCard } from './from-card.ts'
import { leavingFrom, tellLeaving } from './leave.ts'
import { DOUBT_MS, INVOKE_MS, POST_MS, STOP_MS } from './limits.ts'
import type { Place } from './receive.ts'
import { noticeFrom, placeOf, requestFrom } from './receive.ts'
import { remember } from './remember.ts'
import { createInvokes } from './take-invoke.ts'

export const TEAMS_PATH = '/api/messages'

/**
 * `appPassword`: null for a managed identity. `tenantIds`: the app's home tenant first; people of all of them are
 * admitted. `serviceHosts`: where answers may be sent, exact hosts or `*.suffix`. `dev` also allows this machine, and
 * with an empty `appId` lets in, unproven, whoever calls from it (Agents Playground). `callTimeout`: how long posting a
 * message may take; `doubt`: after how long a place is tried again that is said to be gone; `patience`: after how long
 * something pressed is answered for now (milliseconds). The last five are for tests.
 */
export type TeamsOptions = {
  appId: string
  appPassword: string | null
  tenantIds: string[]
  serviceHosts: string[]
  dev: boolean
  handle: Handle
  notify: Notify
  forms: Forms
  homes?: Homes
  memory: PlatformMemory
  log: Log
  callTimeout?: number
  doubt?: number
  patience?: number
  openIdMetadataUrl?: string
  credentials?: CredentialsFactory
}

/** What a request gets; `why` goes to the log when it is refused. */
type Answer = { status: number; body?: object; why?: string }

/**
 * Teams over HTTP. Nothing listens by itself: the one route takes the raw request and answers once the turn is over
 * (Teams waits 15 s). Refused: 405, 415, 413, 408 and 400 by shape; 401 without a good token of the Bot Connector for
 * this app; 403 for another service address, channel or tenant, without effect or answer; 503 while Microsoft's keys
 * cannot be had, and after `stop`, so that Teams sends it again.
 *
 * @throws when `appId` is empty and not `dev`; when it is given with an empty password, or a password without tenant
 */
export function createTeams(options: TeamsOptions): ChatPlatform {
  const { appId, tenantIds, serviceHosts, dev, handle, notify, forms, homes, memory, log } = options
  const { callTimeout = POST_MS, doubt = DOUBT_MS, patience = INVOKE_MS } = options
  if (!appId && !dev) throw new Error('Teams needs an app id: without one the SDK lets everyone in')
  const unproven = appId === ''
  const admits = (url: unknown) => admitsServiceUrl(url, unproven ? [] : serviceHosts, dev)
  const { adapter, authenticate, connector } = connect({ ...options, tenantId: tenantIds[0] ?? '' }, log)
  const inFlight = createInFlight()
  const answering = { adapter, connector, appId, log, handle, forms: withFirstChoices(forms), homes }
  const takeInvoke = createInvokes({ ...answering, memory, patience, inFlight })
  let stopped = false

  async function serve(request: IncomingMessage): Promise<Answer> {
    if (stopped) return { status: 503, why: 'stopped' }
    if (unproven && !isFromHere(request.socket.remoteAddress, request.headers))
      return { status: 403, why: 'not from this machine' }
    const read = await readActivity(request)
    if ('refused' in read) return { status: read.refused, why: read.why }
    const { activity } = read
    if (!admits(activity.serviceUrl)) return { status: 403, why: 'another service address' }

    let sender: Authenticated
    try {
      const { channelId, serviceUrl } = activity
      const named = { channelId: channelId ?? '', serviceUrl } as Activity
      sender = await authenticate(named, request.headers.authorization ?? '')
    } catch (error) {
      if (!isUnjudged(error)) return { status: 401, why: errorFields(error).name }
      log.error(errorFields(error), "Microsoft's keys could not be had")
      return { status: 503, why: 'token not judged' }
    }
    if (!unproven && textOf(activity, 'channelId') !== 'msteams')
      return { status: 403, why: 'another channel' }
    if (!(unproven && tenantIds.length === 0) && !admitsTenants(activity, tenantIds))
      return { status: 403, why: 'a tenant not admitted' }
    return take(activity, sender)
  }

  async function take(activity: Fields, sender: Authenticated): Promise<Answer> {
    if (textOf(activity, 'type') === 'invoke') return takeInvoke(activity, sender)
    const place = placeOf(activity)
    if (!place) return { status: 400, why: 'an activity without a place' }
    await adapter.processActivityDirect(sender, answerable(activity, place), (context) =>
      turn(context, activity, place),
    )
    return { status: 200 }
  }

  async function turn(context: TurnContext, activity: Fields, place: Place): Promise<void> {
    const leaving = leavingFrom(activity, place)
    if (leaving) return tellLeaving(leaving, { activity, place }, { memory, notify, log })
    await remember(memory, place, log)
    const sent = sentByCard(activity, place)
    if (sent) return takeFromCard({ context, place, activity }, sent, answering)
    const request = requestFrom(activity, place)
    if (request) return hear(context, place, request)
    const notice = noticeFrom(activity, place)
    const reply = notice && (await notify(notice))
    if (reply) await answer(context, place, reply, answering)
  }

  async function hear(context: TurnContext, place: Place, request: Request): Promise<void> {
    if (!forms.opens(request.input.text)) {
      const reply = await handle(request)
      if (reply) await answer(context, place, reply, answering)
      return
    }
    const opened = await openHere(request, place.scope === 'personal', answering)
    if (!opened) return
    if ('reply' in opened) await answer(context, place, opened.reply, answering)
    else await say(context, opened.message, answering)
  }

  async function listen(request: IncomingMessage, response: ServerResponse): Promise<void> {
    try {
      const { status, body, why } = await serve(request)
      if (why) log.warn({ status, why }, 'a request to Teams was refused')
      end(request, response, status, body)
    } catch (error) {
      log.error(errorFields(error), 'a request to Teams was not taken in')
      end(request, response, 500)
    }
  }

  return {
    name: 'teams',
    messenger: createMessenger({ connector, memory, admits, log, timeout: callTimeout, doubt }),
    routes: [
      { path: TEAMS_PATH, listener: (request, response) => void inFlight.track(listen(request, response)) },
    ],
    start: async () => {},
    stop: async () => {
      stopped = true
      await inFlight.settled(STOP_MS)
    },
    ready: () => !stopped,
  }
}
