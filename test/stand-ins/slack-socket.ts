import { randomUUID } from 'node:crypto'
import type { Server as HttpServer } from 'node:http'
import type { Socket } from 'node:net'
import { setTimeout as sleep } from 'node:timers/promises'
import WebSocket from 'ws'
import type { Fields } from './slack.ts'

/** How long Slack waits for an acknowledgement, in milliseconds. */
const acknowledgedWithin = 3_000

/** `over` is the connection's number, counted from 0. */
export type Acknowledgement = { envelope_id: string; payload?: Fields; over: number }

/** `well`: as Slack does. `no hello`: connects and says nothing. `refuses`: 503 instead of a connection. */
type Manner = 'well' | 'no hello' | 'refuses'

/** Slack's side of Socket Mode. */
export type SlackSocket = {
  /** What `apps.connections.open` answers. */
  address(): string
  /** From now on, what somebody who connects meets. */
  meet(manner: Manner): void
  /** Connections that were made, ever; and those that are open. */
  made(): number
  open(): number
  acknowledgements: Acknowledgement[]
  /** Sends an envelope over the newest connection. @returns undefined when nothing acknowledges it in time */
  deliver(type: string, payload: Fields, retry?: number): Promise<Acknowledgement | undefined>
  /** Says something else over the newest connection: `{ type: 'disconnect', reason: 'warning' }`. */
  say(message: unknown): void
  /** Cuts every connection, without a good-bye. */
  cut(): void
  /** Stops reading and answering, while all connections stay. */
  freeze(): void
}

export function slackSocket(server: HttpServer, base: () => string): SlackSocket {
  const acknowledgements: Acknowledgement[] = []
  const waiting = new Map<string, (acknowledgement: Acknowledgement) => void>()
  const greeted: WebSocket[] = []
  let manner: Manner = 'well'
  let made = 0
  const webSockets = new WebSocket.Server({ noServer: true })

  server.on('upgrade', (request, wire, head) => {
    if (manner === 'refuses') return void wire.end('HTTP/1.1 503 Service Unavailable\r\n\r\n')
    webSockets.handleUpgrade(request, wire as Socket, head, (connection) => {
      const over = made++
      connection.on('error', () => connection.terminate())
      connection.on('message', (data) => {
        const acknowledgement = { ...(JSON.parse(String(data)) as Acknowledgement), over }
        acknowledgements.push(acknowledgement)
        waiting.get(acknowledgement.envelope_id)?.(acknowledgement)
      })
      if (manner === 'no hello') return
      greeted.push(connection)
      connection.send(JSON.stringify({ type: 'hello', num_connections: 1 }))
    })
  })

  const open = () => greeted.filter(({ readyState }) => readyState === WebSocket.OPEN)
  async function newest(): Promise<WebSocket> {
    for (let waited = 0; waited < acknowledgedWithin; waited += 10) {
      const connection = open().at(-1)
      if (connection) return connection
      await sleep(10)
    }
    throw new Error('nobody connected')
  }

  return {
    address: () => `${base().replace('http', 'ws')}/link/?ticket=${randomUUID()}`,
    meet: (next) => {
      manner = next
    },
    made: () => made,
    open: () => open().length,
    acknowledgements,
    async deliver(type, payload, retry) {
      const envelope_id = randomUUID()
      const connection = await newest()
      const acknowledged = new Promise<Acknowledgement | undefined>((resolve) => {
        const timer = setTimeout(() => resolve(undefined), acknowledgedWithin)
        waiting.set(envelope_id, (acknowledgement) => {
          clearTimeout(timer)
          resolve(acknowledgement)
        })
      })
      const again = retry ? { retry_attempt: retry, retry_reason: 'timeout' } : {}
      connection.send(
        JSON.stringify({
          type,
          envelope_id,
          payload,
          accepts_response_payload: type !== 'events_api',
          ...again,
        }),
      )
      return acknowledged
    },
    say(message) {
      open()
        .at(-1)
        ?.send(typeof message === 'string' ? message : JSON.stringify(message))
    },
    cut() {
      for (const connection of webSockets.clients) connection.terminate()
    },
    freeze() {
      for (const connection of webSockets.clients) Reflect.get(connection, '_socket').pause()
    },
  }
}
