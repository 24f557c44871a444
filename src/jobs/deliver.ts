import { randomUUID } from 'node:crypto'
import { within } from '../chat/in-flight.ts'
import type { Messenger } from '../chat/platform.ts'
import type { Delivery, DeliveryKind } from '../domain/delivery.ts'
import { describeFault } from '../fault.ts'
import { createReference, type Log } from '../log.ts'
import type { Compose } from '../notifications/notification.ts'
import { type Claimed, claimDeliveries, isAnythingDue, settleDelivery } from '../store/claims.ts'
import type { Store } from '../store/database.ts'

import { retireAndTell } from '../store/retiring.ts'
import { type Clock, plusSeconds } from '../time.ts'
import { type Attempt, type Attempting, attempt, type FaultPoint, laterAgain } from './attempt.ts'

/** What a worker that died held is let go after so many seconds: longer than any attempt takes. */
export const leaseSeconds = 60

/** Messages one process has under way at once, each to another destination. */
const atOnce = 20

/** How often, in milliseconds, it is asked whether something is due. */
const pollMs = 1_000

export type DelivererOptions = {
  store: Store
  clock: Clock
  log: Log
  messengers: Partial<Record<Delivery['platform'], Messenger>>
  compose: Record<DeliveryKind, Compose>
  /** for tests: called at each named moment */
  reached?(point: FaultPoint): void
}

/**
 * Delivers what is due, in any number of processes at once.
 *
 * `start` looks every second, `wake` at once; `runDue` delivers until nothing is due, and resolves to how many attempts it made. `stop`
 * takes up nothing more, and resolves when what is under way has been written down.
 */
export type Deliverer = { start(): void; wake(): void; runDue(): Promise<number>; stop(): Promise<void> }

export function createDeliverer(options: DelivererOptions): Deliverer {
  const { store, clock, log, messengers, compose, reached = () => undefined } = options
  const worker = randomUUID()
  const platforms = Object.keys(messengers)
  const underWay = new Set<Promise<void>>()
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<number> | null = null

  async function deliver(claimed: Claimed): Promise<void> {
    const messenger = messengers[claimed.platform]
    const on: Omit<Attempting, 'messenger'> = {
      db: store.db,
      worker,
      compose: compose[claimed.kind],
      now: () => clock.now(),
      reached,
    }
    let made: Attempt | null
    try {
      made = messenger ? await attempt(claimed, { ...on, messenger }) : notConnected(claimed, clock.now())
    } catch (error) {
      const reference = createReference()
      log.error({ reference, delivery: claimed.key, fault: describeFault(error) }, 'a delivery failed')
      made = failedHere(claimed, reference, clock.now())
    }
    if (!made) return
    await writeDown(claimed, made)
    reached('settled')
  }

  async function writeDown(claimed: Claimed, { settled, gone }: Attempt): Promise<void> {
    const now = clock.now()
    const held = { id: claimed.id, worker, wanted: claimed.wanted }
    try {
      await settleDelivery(store.db, held, settled, now)
      if (gone !== null && claimed.channelId !== null)
        await store.transaction((db) => retireAndTell(db, claimed.channelId!, gone, now))
    } catch (error) {
      log.error({ delivery: claimed.key, fault: describeFault(error) }, 'a delivery was not written down')
      return
    }
    const { state, why } = settled
    const trouble = ['unconfirmed', 'failed', 'given up', 'skipped'].includes(state)
    if (trouble) log.warn({ delivery: claimed.key, state, why }, 'a message did not go out as it should')
  }

  /** As long as there is room and something due; each message that ends makes room for another. */
  async function runDue(): Promise<number> {
    let made = 0
    let ended = 0
    while (!stopped) {
      const now = clock.now()
      const before = ended
      const limit = atOnce - underWay.size
      const until = plusSeconds(now, leaseSeconds)
      const claimed = limit > 0 ? await claimDeliveries(store, { worker, now, until, limit, platforms }) : []
      made += claimed.length
      for (const each of claimed) {
        const delivering: Promise<void> = deliver(each).finally(() => {
          ended += 1
          underWay.delete(delivering)
        })
        underWay.add(delivering)
      }
      // One that hangs keeps nobody waiting at another destination.
      if (underWay.size > 0) await within(Promise.race(underWay), pollMs)
      // What ended while it was asked may have made room for the next at its destination.
      else if (ended === before) break
    }
    return made
  }

  const run = (): Promise<number> => {
    running ??= runDue().finally(() => {
      running = null
    })
    return running
  }

  async function poll(): Promise<void> {
    try {
      if (await isAnythingDue(store.db, clock.now(), platforms)) await run()
    } catch (error) {
      log.error({ fault: describeFault(error) }, 'deliveries could not be read; asking again')
    }
    if (!stopped) timer = setTimeout(() => void poll(), pollMs)
  }

  return {
    start: () => void poll(),
    wake: () => {
      if (!stopped)
        run().catch((error: unknown) =>
          log.error({ fault: describeFault(error) }, 'deliveries could not be read'),
        )
    },
    runDue: run,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await Promise.allSettled([...underWay, ...(running ? [running] : [])])
    },
  }
}

/** A fault of ours: tried again, and seen meanwhile. What had begun stays in doubt, and the next attempt looks first. */
const failedHere = (claimed: Claimed, reference: string, now: Date): Attempt =>
  laterAgain(claimed, 'failed', `failed on my side (reference ${reference})`, null, now, true)

/** A platform without settings in this process: another process may have them. */
const notConnected = (claimed: Claimed, now: Date): Attempt =>
  laterAgain(claimed, claimed.state, `${claimed.platform} is not connected here`, null, now, true)
