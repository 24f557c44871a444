import type { IncomingMessage, ServerResponse } from 'node:http'
import type { Activity, TurnContext } from 'botbuilder'
import { createInFlight } from '../../src/chat/in-flight.ts'
import type { ChatPlatform, PlatformMemory } from '../../src/chat/platform.ts'
import type { Handle, Notify, Reply } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import { admitsServiceUrl, admitsTenants, isFromHere } from './admit.ts'
import { answer } from './answer.ts'
import { end, readActivity } from './body.ts'
import type { Authenticated, CredentialsFactory } from './connection.ts'
import { connect, isUnjudged } from './connection.ts'
import { createMessenger } from './deliver.ts'
import { errorFields } from './errors.ts'
import type { Fields } from './fields.ts'
import { idOf, textOf } from './fields.ts'
import { leavingFrom, tellLeaving } from './leave.ts'
import { DOUBT_MS, POST_MS, STOP_MS } from './limits.ts'
import type { Place } from './receive.ts'
import { noticeFrom, placeOf, requestFrom } from './receive.ts'
import { remember } from './remember.ts'

export const TEAMS_PATH = '/api/messages'

/**
 * `appPassword`: null for a managed identity. `tenantIds`: the app's home tenant first; people of all of them are
 * admitted. `serviceHosts`: where answers may be sent, exact hosts or `*.suffix`. `dev` also allows this machine, and
 * with an empty `appId` lets in, unproven, whoever calls from it (Agents Playground). `callTimeout`: how long posting a
 * message may take; `doubt`: after how long a place is tried again that is said to be gone (milliseconds). The last four
 * are for tests.
 */
export type TeamsOptions = {
  appId: string
  appPassword: string | null
  tenantIds: string[]
  serviceHosts: string[]
  dev: boolean
  handle: Handle
  notify: Notify
  memory: PlatformMemory
  log: Log
  callTimeout?: number
  doubt?: number
  openIdMetadataUrl?: string
  credentials?: CredentialsFactory
}

/** What a request gets; `why` goes to the log when it is refused. */
type Answer = { status: number; body?: object; why?: string }

const unusedButton = {
  statusCode: 200,
  type: 'application/vnd.microsoft.activity.message',
  value: 'This button is no longer in use. Type help to see what I can do.',
}

/** What the SDK needs of `activity` to answer it; nothing else that it says goes back out. */
function answerable(activity: Fields, { account, bot, conversation, at, serviceUrl }: Place): Activity {
  const id = idOf(activity, 'id')
  const answered = {
    type: textOf(activity, 'type'),
    ...(id ? { id } : {}),
    channelId: textOf(activity, 'channelId') ?? 'msteams',
    serviceUrl,
    from: { id: account },
    recipient: { id: bot },
    conversation: { id: conversation, tenantId: at.tenant },
  }
  return answered as Activity
}

/**
 * Teams over HTTP. Nothing listens by itself: the one route takes the raw request and answers once the turn is over
 * (Teams waits 15 s). Refused: 405, 415, 413, 408 and 400 by shape; 401 without a good token of the Bot Connector for
 * this app; 403 for another service address, channel or tenant, without effect or answer; 503 while Microsoft's keys
 * cannot be had, and after `stop`, so that Teams sends it again.
 *
 * @throws when `appId` is empty and not `dev`; when it is given with an empty password, or a password without tenant
 */
export function createTeams(options: TeamsOptions): ChatPlatform {
  const { appId, tenantIds, serviceHosts, dev, handle, notify, memory, log } = options
  const { callTimeout = POST_MS, doubt = DOUBT_MS } = options
  if (!appId && !dev) throw new Error('Teams needs an app id: without one the SDK lets everyone in')
  const unproven = appId === ''
  const admits = (url: unknown) => admitsServiceUrl(url, unproven ? [] : serviceHosts, dev)
  const { adapter, authenticate, connector } = connect({ ...options, tenantId: tenantIds[0] ?? '' }, log)
  const inFlight = createInFlight()
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
    if (textOf(activity, 'type') === 'invoke') {
      return { status: 200, body: textOf(activity, 'name') === 'adaptiveCard/action' ? unusedButton : {} }
    }
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
    const reply = await replyTo(activity, place)
    if (reply) await answer(context, place, reply, { adapter, connector, appId, log })
  }

  async function replyTo(activity: Fields, place: Place): Promise<Reply | null> {
    const request = requestFrom(activity, place)
    if (request) return handle(request)
    const notice = noticeFrom(activity, place)
    return notice ? notify(notice) : null
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
