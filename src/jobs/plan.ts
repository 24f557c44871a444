import { describeFault } from '../fault.ts'
import type { Log } from '../log.ts'
import type { Plan, Plans } from '../notifications/notification.ts'
import type { Store } from '../store/database.ts'
import { addDeliveries } from '../store/deliveries.ts'
import { openRunningProgrammes } from '../store/programme.ts'
import { forgetRequests } from '../store/requests.ts'
import { attemptSooner, beginSweep, endSweep } from '../store/sweeps.ts'
import { type Clock, dayIn, plusMinutes, plusSeconds } from '../time.ts'
import { leaseSeconds } from './deliver.ts'

/** How often, in milliseconds, it is asked what has become due. */
const sweepMs = 60_000

/** For so long a request that is delivered again is known. Platforms do so within an hour. */
const requestsKeptDays = 30

/**
 * One sweep: all that has become due since the last one becomes messages to be posted. Sweeps of several processes come one after the
 * other, and one that finds another under way leaves it to that one. The first sweep of a record only remembers when it was. Each kind of
 * message is planned by itself: one that fails is made up for by a later sweep, and keeps no other waiting.
 *
 * @returns how many messages were added
 * @throws what the first plan that failed threw, after all the others
 */
export async function sweep(store: Store, plans: Plans, clock: Clock): Promise<number> {
  const planned = await Promise.allSettled(
    Object.entries(plans).map(([kind, plan]) => sweepOne(store, kind, plan, clock)),
  )
  const added = planned.map((each) => {
    if (each.status === 'rejected') throw each.reason
    return each.value
  })
  return added.reduce((sum, count) => sum + count, 0)
}

async function sweepOne(store: Store, kind: string, plan: Plan, clock: Clock): Promise<number> {
  return store.transaction(async (db) => {
    const now = clock.now()
    const last = await beginSweep(db, kind)
    if (last === 'under way') return 0
    let added = 0
    if (last && plusSeconds(now, leaseSeconds) < last) await attemptSooner(db, now, leaseSeconds)
    // A clock that was put back begins anew from there: what was planned already is the same, by its key.
    if (last && last < now) {
      for (const opened of await openRunningProgrammes(db, dayIn(now, 'UTC')))
        added += await addDeliveries(db, await plan(db, opened, { from: last, to: now }), now)
    }
    await endSweep(db, kind, now)
    return added
  })
}

export type Planner = { start(): void; stop(): Promise<void> }

/** Sweeps once a minute; `added` is called when there is something to deliver. */
export function createPlanner(options: {
  store: Store
  plans: Plans
  clock: Clock
  log: Log
  added(): void
}): Planner {
  const { store, plans, clock, log, added } = options
  let stopped = false
  let timer: NodeJS.Timeout | undefined
  let sweeping: Promise<void> = Promise.resolve()

  async function once(): Promise<void> {
    try {
      if ((await sweep(store, plans, clock)) > 0) added()
      await forgetRequests(store.db, plusMinutes(clock.now(), -requestsKeptDays * 24 * 60))
    } catch (error) {
      log.error({ fault: describeFault(error) }, 'what is due could not be planned; trying again in a minute')
    }
    if (!stopped) timer = setTimeout(begin, sweepMs)
  }
  const begin = (): void => {
    sweeping = once()
  }
  return {
    start: begin,
    stop: async () => {
      stopped = true
      clearTimeout(timer)
      await sweeping
    },
  }
}
