import { describeFault } from '../fault.ts'
import type { Log } from '../log.ts'
import type { Plan } from '../notifications/notification.ts'
import type { Store } from '../store/database.ts'
import { addDeliveries } from '../store/deliveries.ts'
import { openRunningProgrammes } from '../store/programme.ts'
import { forgetRequests } from '../store/requests.ts'
import { beginSweep, endSweep } from '../store/sweeps.ts'
import { type Clock, dayIn, plusMinutes } from '../time.ts'

/** How often, in milliseconds, it is asked what has become due. */
const sweepMs = 60_000

const sweepName = 'plan'

/** For so long a request that is delivered again is known. Platforms do so within an hour. */
const requestsKeptDays = 30

/**
 * One sweep: all that has become due since the last one becomes messages to be posted. Sweeps of several processes come one after the
 * other, and one that finds another under way leaves it to that one. The first sweep of a record only remembers when it was.
 *
 * @returns how many messages were added; null when another sweep was under way
 */
export async function sweep(store: Store, plans: Plan[], clock: Clock): Promise<number | null> {
  return store.transaction(async (db) => {
    const now = clock.now()
    const last = await beginSweep(db, sweepName)
    if (last === 'under way') return null
    // A clock that was put back: what was due until then has been planned.
    if (last && last >= now) return 0
    let added = 0
    if (last) {
      for (const opened of await openRunningProgrammes(db, dayIn(now, 'UTC'))) {
        for (const plan of plans)
          added += await addDeliveries(db, await plan(db, opened, { from: last, to: now }), now)
      }
    }
    await forgetRequests(db, plusMinutes(now, -requestsKeptDays * 24 * 60))
    await endSweep(db, sweepName, now)
    return added
  })
}

export type Planner = { start(): void; stop(): Promise<void> }

/** Sweeps once a minute; `added` is called when there is something to deliver. */
export function createPlanner(options: {
  store: Store
  plans: Plan[]
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
      if (await sweep(store, plans, clock)) added()
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
