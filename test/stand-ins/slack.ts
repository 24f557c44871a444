import { randomUUID } from 'node:crypto'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import { type SlackChannel, type SlackMessage, slackMessages } from './slack-messages.ts'
import { type SlackSocket, slackSocket } from './slack-socket.ts'

export { type Delivered, type Delivery, deliveryOverHttp, deliveryOverSocket } from './slack-delivery.ts'
export type { CommandFields } from './slack-payloads.ts'
export type { HttpAnswer, SignedRequest, Signing } from './slack-signing.ts'
export { send, sign, signedAction, signedCommand, signedEvent } from './slack-signing.ts'
export type { Seen, SlackWorkspace } from './slack-workspace.ts'
export { slackWorkspace, wordsIn } from './slack-workspace.ts'

export type Fields = Record<string, unknown>

/**
 * One call of the Web API (`method` is its name) or one message sent to a response_url (`method` is `response_url`). `answer`: what Slack
 * said, null where it failed; not there until it did.
 */
export type SlackCall = { method: string; body: Fields; url: string; answer?: Fields | null }

/**
 * What the next calls of a method get: one of Slack's error codes, an HTTP status, no answer at all (`silent`), a connection that is
 * `cut` (`midway`: in the middle of the answer's body), or a right answer `late` by milliseconds; `body` instead of what Slack would say.
 * `taken`: it was done all the same. `channel`: only the calls for that one.
 */
type Fault = {
  channel?: string
  body?: string
  late?: number
  cut?: boolean
  midway?: boolean
  taken?: boolean
  error?: string
  status?: number
  silent?: boolean
  headers?: Record<string, string>
  times: number
}

export type SlackStandIn = {
  /** The `apiUrl` for `createSlack`. */
  url: string
  team: string
  botUser: string
  botId: string
  /** Everything received, oldest first; `responses` are those sent to a response_url. */
  calls: SlackCall[]
  responses: SlackCall[]
  /** The bot's messages that stand in a channel, its threads included, oldest first. */
  messages(channel: string): SlackMessage[]
  /** Every message the bot ever posted, oldest first, as it stands or last stood. */
  posted: SlackMessage[]
  /** Channels that are not just public ones which the bot is in. */
  channels: Map<string, SlackChannel>
  /** Somebody else deletes a message of the bot. */
  erase(ts: string): void
  /** Slack's side of Socket Mode, to which `apps.connections.open` leads. */
  socket: SlackSocket
  /** A fresh address for a command's late answers. */
  responseUrl(): string
  /** The first call that fits and that no other waiter took; undefined when none comes within `ms`. */
  next(fits: string | ((call: SlackCall) => boolean), ms?: number): Promise<SlackCall | undefined>
  fail(method: string, fault: Partial<Fault>): void
  recover(): void
  close(): Promise<void>
}

/** Slack on loopback: the Web API's methods that the bot calls, response_urls, and Socket Mode. */
export async function startSlackStandIn(
  is: { team?: string; botUser?: string; botId?: string } = {},
): Promise<SlackStandIn> {
  const { team = 'T0HOME', botUser = 'U0ASEM', botId = 'B0ASEM' } = is
  const calls: SlackCall[] = []
  const taken = new Set<SlackCall>()
  const faults = new Map<string, Fault>()
  const messages = slackMessages(botUser)
  let waiters: { fits: (call: SlackCall) => boolean; give: (call: SlackCall) => void }[] = []

  function answerOf(method: string, body: Fields): Fields {
    if (method === 'auth.test')
      return { ok: true, team_id: team, user_id: botUser, bot_id: botId, team: 'Home', user: 'asem' }
    if (method === 'apps.connections.open') return { ok: true, url: socket.address() }
    if (method === 'conversations.open')
      return { ok: true, channel: { id: directChannel(String(body.users)) } }
    if (method === 'views.publish') return { ok: true, view: { id: 'V0HOME', type: 'home' } }
    if (method === 'views.open') return { ok: true, view: { id: `V${randomUUID()}` } }
    if (method === 'views.update') return { ok: true, view: { id: body.view_id } }
    if (method === 'chat.getPermalink')
      return { ok: true, permalink: `https://home.slack.com/archives/${body.channel}/p${body.message_ts}` }
    if (method === 'users.info') return { ok: true, user: { id: body.user, name: String(body.user) } }
    const became = messages.take(method, body)
    if (became) return became
    if (method === 'chat.postEphemeral') return { ok: true, message_ts: `${calls.length}.000100` }
    return method === 'response_url' ? { ok: true } : { ok: false, error: 'unknown_method' }
  }

  async function serve(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const body = fieldsOf(await bodyOf(request), request.headers['content-type'] ?? '')
    const path = request.url ?? ''
    const call: SlackCall = {
      method: path.startsWith('/respond/') ? 'response_url' : path.replace('/api/', ''),
      body,
      url: path,
    }
    calls.push(call)
    const fault = faults.get(`${call.method} ${body.channel}`) ?? faults.get(call.method)
    if (fault?.late) await sleep(fault.late)
    else if (fault && fault.times-- > 0) {
      taken.add(call)
      call.answer = null
      const said = fault.taken ? answerOf(call.method, body) : { ok: true }
      if (fault.midway) return void cutMidway(response, said)
      if (fault.cut) return void response.destroy()
      if (fault.silent) return
      response.writeHead(fault.status ?? 200, { 'content-type': 'application/json', ...fault.headers })
      const refusal = { ok: false, error: fault.error ?? 'internal_error' }
      return void response.end(fault.body ?? JSON.stringify(refusal))
    }
    response.writeHead(200, { 'content-type': 'application/json' })
    call.answer = answerOf(call.method, body)
    response.end(JSON.stringify(call.answer))
    const waiter = waiters.find(({ fits }) => fits(call))
    if (!waiter) return
    taken.add(call)
    waiters = waiters.filter((other) => other !== waiter)
    waiter.give(call)
  }

  const server = createServer(
    (request, response) => void serve(request, response).catch(() => response.destroy()),
  )
  // A test may take its time between two calls.
  server.keepAliveTimeout = 75_000
  const base = () => `http://127.0.0.1:${(server.address() as AddressInfo).port}`
  const socket = slackSocket(server, base)
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))

  return {
    url: `${base()}/api/`,
    team,
    botUser,
    botId,
    calls,
    messages: (channel) => messages.in(channel),
    posted: messages.posted,
    channels: messages.channels,
    erase: (ts) => messages.erase(ts),
    socket,
    get responses() {
      return calls.filter(({ method }) => method === 'response_url')
    },
    responseUrl: () => `${base()}/respond/${randomUUID()}`,
    next(wanted, ms = 5_000) {
      const fits = typeof wanted === 'string' ? (call: SlackCall) => call.method === wanted : wanted
      const already = calls.find((call) => !taken.has(call) && fits(call))
      if (already) {
        taken.add(already)
        return Promise.resolve(already)
      }
      return new Promise((resolve) => {
        const give = (call: SlackCall) => {
          clearTimeout(timer)
          resolve(call)
        }
        const waiter = { fits, give }
        const timer = setTimeout(() => {
          waiters = waiters.filter((other) => other !== waiter)
          resolve(undefined)
        }, ms)
        waiters.push(waiter)
      })
    },
    fail(method, fault) {
      const calls = fault.channel ? `${method} ${fault.channel}` : method
      faults.set(calls, { times: Number.POSITIVE_INFINITY, ...fault })
    },
    recover: () => faults.clear(),
    close: () =>
      new Promise((resolve) => {
        socket.cut()
        server.closeAllConnections()
        server.close(() => resolve())
      }),
  }
}

/** The head of an answer and half of its body, and then nothing more: the connection is gone. */
export function cutMidway(response: ServerResponse, said: object): void {
  const whole = JSON.stringify(said)
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': Buffer.byteLength(whole) })
  response.write(whole.slice(0, whole.length / 2), () => response.destroy())
}

/** The direct conversation between the bot and a person. */
export const directChannel = (user: string): string => `D${user}`

async function bodyOf(request: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = []
  for await (const chunk of request) chunks.push(chunk as Buffer)
  return Buffer.concat(chunks).toString()
}

function fieldsOf(body: string, type: string): Fields {
  if (type.includes('json')) return JSON.parse(body || '{}') as Fields
  const fields: Fields = Object.fromEntries(new URLSearchParams(body))
  for (const name of ['blocks', 'view'])
    if (typeof fields[name] === 'string') fields[name] = JSON.parse(fields[name])
  return fields
}
