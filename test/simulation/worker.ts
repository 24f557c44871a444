import type { Messenger } from '../../src/chat/platform.ts'
import type { DeliveryKind } from '../../src/domain/delivery.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import type { Compose } from '../../src/notifications/notification.ts'
import type { Db, Store } from '../../src/store/database.ts'
import { nothingKnown } from '../../src/store/known.ts'
import type { Activity, SimulatedTime } from './time.ts'

/** What meets a process at its next step: it ends before or after it, or the database fails it. */
export type Fate = () => 'goes on' | 'ends before' | 'ends after' | 'fails before' | 'fails after'

export type Worker = {
  name: string
  /** whether it delivers still; one that ended never answers */
  alive(): boolean
  /** whether it waits for the database, or composes */
  busy(): boolean
  sweep(): void
  deliver(): void
}

const never = new Promise<never>(() => undefined)

class Ended extends Error {}
class NoAnswer extends Error {}

/**
 * A process that plans and delivers over the real store, and may end at any await: from then on no statement of its is carried out, none
 * under way commits, nothing it began is answered.
 */
export function simulatedWorker(
  name: string,
  over: Store,
  messengers: Record<'slack' | 'teams', Messenger>,
  {
    time,
    activity,
    fate,
    composing,
    pauses,
  }: {
    time: SimulatedTime
    activity: Activity
    fate: Fate
    composing(key: string): void
    /** how often others are let go first, before its next step */
    pauses(): number
  },
): Worker {
  let alive = true
  let underWay = 0
  const counted = async <T>(work: () => Promise<T>): Promise<T> => {
    underWay += 1
    try {
      return await work()
    } finally {
      underWay -= 1
    }
  }

  /** @param ofDatabase whether it may fail: the platforms answer, whatever happens to them */
  async function step<T>(work: () => Promise<T>, ofDatabase: boolean): Promise<T> {
    activity.count += 1
    // A statement that does nothing: others, who wait for the one connection as well, come in between.
    for (let left = pauses(); left > 0; left -= 1) await counted(() => over.db.query('SELECT 1', []))
    if (!alive) return never
    const met = fate()
    if (met === 'ends before') alive = false
    if (!alive) return never
    if (ofDatabase && met === 'fails before') throw new NoAnswer()
    const result = await (ofDatabase ? counted(work) : work())
    activity.count += 1
    if (met === 'ends after') alive = false
    if (ofDatabase && met === 'fails after') throw new NoAnswer()
    return alive ? result : never
  }

  /** Within a transaction an end is a lost connection: the server takes back what was done. */
  const within = (db: Db): Db => ({
    ...db,
    query: async (statement, values) => {
      activity.count += 1
      const met = fate()
      if (met === 'ends before' || met === 'ends after') alive = false
      if (!alive) throw new Ended()
      if (met === 'fails before' || met === 'fails after') throw new NoAnswer()
      return db.query(statement, values)
    },
  })

  const store: Store = {
    ...over,
    db: {
      ...over.db,
      known: nothingKnown(),
      query: (statement, values) => step(() => over.db.query(statement, values), true),
    },
    transaction: (work) =>
      step(async () => {
        try {
          return await over.transaction((db) => work(within(db)))
        } catch (error) {
          return alive ? Promise.reject(error) : never
        }
      }, true),
  }
  const mortal = (messenger: Messenger): Messenger => ({
    ...messenger,
    deliver: (...words) => step(() => messenger.deliver(...words), false),
    update: (...words) => step(() => messenger.update(...words), false),
    remove: (...words) => step(() => messenger.remove(...words), false),
    find: (...words) => step(() => messenger.find(...words), false),
  })
  const noted: Record<string, Compose> = Object.fromEntries(
    Object.entries(compose).map(
      ([kind, each]) =>
        [
          kind,
          (db: Db, delivery, now) => {
            composing(delivery.key)
            return counted(() => each(db, delivery, now))
          },
        ] satisfies [string, Compose],
    ),
  )
  const deliverer = createDeliverer({
    store,
    clock: time,
    log: createLog('silent'),
    messengers: { slack: mortal(messengers.slack), teams: mortal(messengers.teams) },
    compose: noted as Record<DeliveryKind, Compose>,
  })
  const run = (work: () => Promise<unknown>) => {
    const over = () => {
      activity.count += 1
    }
    // What fails is tried again with the next round, as the loops of the process do.
    work().then(over, over)
  }
  return {
    name,
    alive: () => alive,
    busy: () => alive && underWay > 0,
    sweep: () => run(() => sweep(store, plans, time)),
    deliver: () => run(() => deliverer.runDue()),
  }
}
