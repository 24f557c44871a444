import { randomUUID } from 'node:crypto'
import type { EditOutcome, Messenger } from '../chat/platform.ts'
import type { Platform } from '../chat/request.ts'
import type { Core } from '../enter.ts'
import { describeFault } from '../fault.ts'
import { drawHome } from '../home.ts'
import { createReference, type Log } from '../log.ts'
import type { Store } from '../store/database.ts'
import {
  type ClaimedHome,
  claimHomes,
  forgetHome,
  holdHomesBack,
  homeWasDrawn,
  homeWasNotDrawn,
  isAnyHomeDue,
  isHomeHeld,
} from '../store/homes.ts'
import { homesOfNewDay } from '../store/homes-of-day.ts'
import { openings } from '../store/opening.ts'
import { type CalendarDate, type Clock, dayIn, plusSeconds } from '../time.ts'
import { backOff } from './back-off.ts'

/** What a process that died was drawing is drawn by another after so many seconds: longer than drawing takes. */
export const homeLeaseSeconds = 30

/** Homes one process draws at once, each in another workspace or tenant. */
const atOnce = 5

/** After so many attempts a home waits until it is opened, or changes again: about a day. */
const mostAttempts = 50

/** How often, in milliseconds, it is asked whether one is due. */
const pollMs = 1_000

/** Draws again the homes that changed, in any number of processes at once. `runDue` draws what is due now; how many that were. */
export type HomeDrawer = { start(): void; runDue(): Promise<number>; stop(): Promise<void> }

export type HomeDrawerOptions = {
  store: Store
  clock: Clock
  log: Log
  messengers: Partial<Record<Platform, Messenger>>
  /** for tests: awaited between two steps */
  reached?(point: 'claimed' | 'drawn'): void | Promise<void>
}

/**
 * A home is a picture of the state: one that may have been drawn is drawn again, and none is in doubt. It is drawn for who its owner is by
 * then, as they may read it.
 */
export function createHomeDrawer(options: HomeDrawerOptions): HomeDrawer {
  const { store, clock, log, messengers, reached = () => undefined } = options
  const platforms = Object.entries(messengers).flatMap(([name, each]) => (each?.drawHome ? [name] : []))
  const core: Core = { store, lookUp: openings(store.db), look: async () => null }
  const worker = randomUUID()
  let lookedOn: CalendarDate | null = null
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let running: Promise<unknown> = Promise.resolve()

  async function draw(home: ClaimedHome): Promise<void> {
    const { id, conversation, messageRef: ref } = home
    const platform = home.platform as Platform
    const from = { platform, tenant: home.tenant, user: home.user }
    const at = { from, at: { platform, tenant: home.tenant, conversation }, ref }
    try {
      const { show, admitted } = await drawHome(core, at, clock.now())
      // Its owner may have gone on from it meanwhile.
      if (!(await isHomeHeld(store.db, { id, worker }))) return
      const outcome = await messengers[platform]!.drawHome!(at, show)
      await reached('drawn')
      await settle(home, outcome, admitted)
    } catch (error) {
      const reference = createReference()
      log.error({ reference, home: id, fault: describeFault(error) }, 'a home was not drawn')
      await later(home, null)
    }
  }

  async function settle(home: ClaimedHome, outcome: EditOutcome, admitted: boolean): Promise<void> {
    const held = { id: home.id, worker }
    switch (outcome.kind) {
      case 'done':
        // Whoever is not admitted any more was told so, once.
        return admitted ? homeWasDrawn(store.db, held, clock.now()) : forgetHome(store.db, held)
      case 'gone':
      case 'missing':
        return forgetHome(store.db, held)
      case 'retry':
        return later(home, outcome.after)
      case 'refused':
        log.warn({ home: home.id, why: outcome.why }, 'a home was refused')
        return admitted ? homeWasNotDrawn(store.db, held, null) : forgetHome(store.db, held)
    }
  }

  /** @param after milliseconds that the platform asked for: for a while it takes nobody's there */
  async function later(home: ClaimedHome, after: number | null): Promise<void> {
    const next = plusSeconds(clock.now(), backOff(home.attempts, after, Math.random()) / 1000)
    await homeWasNotDrawn(store.db, { id: home.id, worker }, home.attempts < mostAttempts ? next : null)
    if (after !== null) await holdHomesBack(store.db, home, next)
  }

  async function newDay(now: Date): Promise<void> {
    const today = dayIn(now, 'UTC')
    if (today !== lookedOn && (await homesOfNewDay(store, now))) lookedOn = today
  }

  async function runDue(): Promise<number> {
    const now = clock.now()
    await newDay(now)
    const until = plusSeconds(now, homeLeaseSeconds)
    const claimed = await claimHomes(store, { worker, now, until, limit: atOnce, platforms })
    if (claimed.length > 0) await reached('claimed')
    await Promise.all(claimed.map(draw))
    return claimed.length
  }

  async function poll(): Promise<void> {
    try {
      await newDay(clock.now())
      if (await isAnyHomeDue(store.db, clock.now(), platforms)) await runDue()
    } catch (error) {
      log.error({ fault: describeFault(error) }, 'homes could not be read; asking again')
    }
    if (!stopped) timer = setTimeout(begin, pollMs)
  }
  const begin = (): void => {
    running = poll()
  }

  return {
    start: () => {
      if (platforms.length > 0) begin()
    },
    runDue,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await running
    },
  }
}
