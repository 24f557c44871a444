import { subscribe, unsubscribe } from 'node:diagnostics_channel'
import type { Socket } from 'node:net'
import { Agent, buildConnector, ping, WebSocket } from 'undici'
import { CLOSE_MS, HELLO_MS, PING_MS, SILENCE_MS } from './limits.ts'

/** What Slack wraps a payload in; an acknowledgement names its `envelope_id`. */
export type Envelope = {
  envelope_id: string
  payload: Record<string, unknown>
  retry_attempt?: number
  retry_reason?: string
}

/** `hello`: payloads may come. `leaving`: Slack wants another connection; this one works on for a while. `ended`: once, at last. */
export type ConnectionEvents = {
  hello(): void
  envelope(envelope: Envelope): void
  leaving(reason: string): void
  ended(): void
}

export type Connection = {
  /** @throws when the connection is not open */
  send(message: object): void
  /** Says good-bye, and cuts the connection when that is not answered. */
  close(): void
}

const timing = { helloMs: HELLO_MS, pingMs: PING_MS, silenceMs: SILENCE_MS, closeMs: CLOSE_MS }

/**
 * One connection of Socket Mode, to the address that `apps.connections.open` gave. One that never says hello, or falls
 * silent, is cut. Source: docs.slack.dev/apis/events-api/using-socket-mode.
 *
 * @throws SyntaxError when `url` is no address of a WebSocket
 */
export function openConnection(
  url: string,
  events: ConnectionEvents,
  { helloMs, pingMs, silenceMs, closeMs } = timing,
): Connection {
  const wire = createWire()
  const socket = new WebSocket(url, { dispatcher: wire.agent })
  let silence = setTimeout(wire.cut, helloMs)
  let pings: NodeJS.Timeout | undefined

  const alive = () => void silence.refresh()
  // undici tells of pings and pongs here alone, and of those of every WebSocket in the process.
  const heard = (message: unknown) => {
    if ((message as { websocket?: unknown }).websocket === socket) alive()
  }
  for (const channel of lifeSigns) subscribe(channel, heard)

  socket.addEventListener('message', ({ data }) => {
    const message = parse(data)
    if (message.type === 'hello') {
      clearTimeout(silence)
      silence = setTimeout(wire.cut, silenceMs)
      pings = setInterval(() => ping(socket), pingMs)
      return events.hello()
    }
    alive()
    if (message.type === 'disconnect') return events.leaving(String(message.reason))
    if (isEnvelope(message)) events.envelope(message)
  })
  socket.addEventListener('close', () => {
    clearTimeout(silence)
    clearInterval(pings)
    for (const channel of lifeSigns) unsubscribe(channel, heard)
    wire.cut()
    events.ended()
  })

  return {
    send(message) {
      if (socket.readyState !== WebSocket.OPEN) throw new Error('the connection to Slack is not open')
      socket.send(JSON.stringify(message))
    },
    close() {
      clearTimeout(silence)
      silence = setTimeout(wire.cut, closeMs)
      socket.close(1000)
    },
  }
}

const lifeSigns = ['undici:websocket:ping', 'undici:websocket:pong']

/** A WebSocket hides its TCP connection, and Slack leaves that open after the good-byes: it is kept here, to be cut. */
function createWire(): { agent: Agent; cut(): void } {
  const connect = buildConnector({ allowH2: false })
  let wire: Socket | undefined
  const agent = new Agent({
    connect: (options, callback) =>
      connect(options, (...result) => {
        const [, connected] = result
        wire = connected ?? undefined
        callback(...result)
      }),
  })
  return {
    agent,
    cut() {
      wire?.destroy()
      void agent.destroy()
    },
  }
}

function parse(data: unknown): Record<string, unknown> {
  try {
    const message: unknown = JSON.parse(String(data))
    return isRecord(message) ? message : {}
  } catch {
    return {}
  }
}

function isEnvelope(message: Record<string, unknown>): message is Envelope {
  return typeof message.envelope_id === 'string' && isRecord(message.payload)
}

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value)
