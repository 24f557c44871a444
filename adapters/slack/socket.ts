import { setTimeout as sleep } from 'node:timers/promises'
import type { App } from '@slack/bolt'
import { WebAPIRateLimitedError, type WebClient } from '@slack/web-api'
import { createInFlight, type InFlight, within } from '../../src/chat/in-flight.ts'
import type { Log } from '../../src/log.ts'
import { type Connection, type Envelope, openConnection } from './connection.ts'
import { codeOf, isTokenRefused } from './errors.ts'
import { type Intake, startedElsewhere } from './intake.ts'
import { CLOSE_MS, DRAIN_MS, LONGEST_RETRY_MS, STEADY_MS, STOP_MS } from './limits.ts'

/**
 * A connection, with what came over it and is not dealt with. `open`: Slack has said hello. `left` resolves when another
 * is needed in its place, or when it has `ended`.
 */
type Link = {
  connection: Connection
  open: boolean
  dealing: InFlight
  left: Promise<void>
  ended: Promise<void>
}

/**
 * Slack over Socket Mode: the bot calls Slack, and needs no public address. While there is no connection it asks for one
 * at growing distances, for whatever reason there is none. When Slack wants a connection replaced, the new one is open
 * before the old one is closed, and what came over the old one is acknowledged there.
 *
 * What could not be taken in is not acknowledged, so that Slack sends an event again.
 *
 * @param client carries the app's token
 * @param firstRetryMs the first distance between two attempts
 */
export function overSocket(client: WebClient, firstRetryMs: number, log: Log): Intake {
  const links = new Set<Link>()
  let app: App | undefined
  let stopping = new AbortController()

  async function take(connection: Connection, envelope: Envelope): Promise<void> {
    const { envelope_id, payload, retry_attempt, retry_reason } = envelope
    let acknowledged = false
    const ack = async (answer?: unknown) => {
      if (acknowledged) return
      acknowledged = true
      connection.send({ envelope_id, ...(answer ? { payload: answer } : {}) })
    }
    try {
      await app?.processEvent({
        body: payload,
        ack,
        ...(retry_attempt === undefined ? {} : { retryNum: retry_attempt }),
        ...(retry_reason === undefined ? {} : { retryReason: retry_reason }),
      })
      // A payload of a kind Bolt does not know reaches no listener.
      await ack()
    } catch (error) {
      log.error({ code: codeOf(error) }, 'a payload from Slack was not taken in')
    }
  }

  /** @returns a link that is open. Rejects when Slack cannot be asked, refuses, or says no hello. */
  async function openLink(signal: AbortSignal): Promise<Link> {
    const { url } = await client.apps.connections.open({})
    if (!url) throw withoutConnection('no_address')
    signal.throwIfAborted()
    const [left, ended] = [createGate(), createGate()]
    return new Promise((resolve, reject) => {
      const connection = openConnection(url, {
        hello() {
          link.open = true
          resolve(link)
        },
        envelope(envelope) {
          // Nothing new is begun at the end. Not acknowledged, an event comes again to the next process.
          if (!signal.aborted) void link.dealing.track(take(connection, envelope))
        },
        leaving(reason) {
          if (reason === 'link_disabled')
            log.error({}, 'Socket Mode is turned off in the settings of the Slack app')
          left.open()
        },
        ended() {
          links.delete(link)
          left.open()
          ended.open()
          reject(withoutConnection('no_hello'))
        },
      })
      const link: Link = {
        connection,
        open: false,
        dealing: createInFlight(),
        left: left.opened,
        ended: ended.opened,
      }
      links.add(link)
    })
  }

  async function retire({ dealing, connection }: Link): Promise<void> {
    await dealing.settled(DRAIN_MS)
    connection.close()
  }

  async function keepOpen(signal: AbortSignal, attempted: () => void): Promise<void> {
    let before: Link | undefined
    let retryMs = firstRetryMs
    while (!signal.aborted) {
      let pauseMs = retryMs
      try {
        const link = await openLink(signal)
        attempted()
        log.info({}, 'connected to Slack')
        if (before) void retire(before)
        before = link
        const since = performance.now()
        await link.left
        if (performance.now() - since >= STEADY_MS) {
          retryMs = firstRetryMs
          continue
        }
      } catch (error) {
        attempted()
        if (signal.aborted) return
        if (error instanceof WebAPIRateLimitedError) pauseMs = Math.max(pauseMs, error.retryAfter * 1_000)
        if (isTokenRefused(error)) log.error({ code: codeOf(error), retryMs: pauseMs }, appTokenRefused)
        else log.warn({ code: codeOf(error), retryMs: pauseMs }, 'no connection to Slack; asking again')
      }
      // Rejects only at the end, which the loop sees.
      await sleep(pauseMs, undefined, { signal }).catch(() => undefined)
      retryMs = Math.min(retryMs * 2, LONGEST_RETRY_MS)
    }
  }

  return {
    receiver: {
      ...startedElsewhere,
      init: (bolt) => {
        app = bolt
      },
    },
    routes: [],
    start() {
      stopping = new AbortController()
      const { signal } = stopping
      return new Promise((resolve) => void keepOpen(signal, resolve))
    },
    async stop(answered) {
      stopping.abort()
      await Promise.all([answered, ...[...links].map(({ dealing }) => dealing.settled(STOP_MS))])
      const closing = [...links]
      for (const { connection } of closing) connection.close()
      await within(Promise.all(closing.map(({ ended }) => ended)), 2 * CLOSE_MS)
    },
    ready: () => [...links].some(({ open }) => open),
  }
}

const appTokenRefused =
  'SLACK_APP_TOKEN: Slack refuses it; it needs the scope connections:write, and stands under Basic Information, App-Level Tokens'

const withoutConnection = (code: 'no_address' | 'no_hello'): Error =>
  Object.assign(new Error('there is no connection to Slack'), { code })

/** A promise to resolve by hand. */
function createGate(): { opened: Promise<void>; open(): void } {
  let open = () => {}
  const opened = new Promise<void>((resolve) => {
    open = resolve
  })
  return { opened, open }
}
