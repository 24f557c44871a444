import type { Messenger } from '../../src/chat/platform.ts'
import type { DeliveryKind } from '../../src/domain/delivery.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import type { Compose } from '../../src/notifications/notification.ts'
import type { Db, Store } from '../../src/store/database.ts'
import { steppedStore } from './stepped.ts'
import type { SimulatedTime } from './time.ts'
import type { Turns } from './turns.ts'

/** What meets a process at its next step: it ends before or after it, or the database fails it. */
export type Fate = () => 'goes on' | 'ends before' | 'ends after' | 'fails before' | 'fails after'

export type Worker = {
  name: string
  /** whether it delivers still; one that ended never answers */
  alive(): boolean
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
    turns,
    fate,
    composing,
  }: { time: SimulatedTime; turns: Turns; fate: Fate; composing(key: string): void },
): Worker {
  let alive = true

  /** A step of the database: nothing else goes on meanwhile. */
  async function asking<T>(work: () => PromiseLike<T>): Promise<T> {
    const answered = await turns.take(async () => {
      const met = alive ? fate() : 'goes on'
      if (met === 'ends before') alive = false
      if (!alive) return null
      if (met === 'fails before') throw new NoAnswer()
      const result = await work()
      if (met === 'ends after') alive = false
      if (met === 'fails after') throw new NoAnswer()
      return alive ? { result } : null
    })
    return answered ? answered.result : never
  }

  /** A step of a platform, which may take its time. */
  async function sending<T>(work: () => Promise<T>): Promise<T> {
    await turns.take(async () => undefined)
    const met = alive ? fate() : 'goes on'
    if (met === 'ends before') alive = false
    if (!alive) return never
    const result = await work()
    if (met === 'ends after') alive = false
    return alive ? result : never
  }

  /** Within a transaction an end is a lost connection: the server takes back what was done. */
  const within = (db: Db): Db => ({
    ...db,
    query: async (statement, values) => {
      const met = fate()
      if (met === 'ends before' || met === 'ends after') alive = false
      if (!alive) throw new Ended()
      if (met === 'fails before' || met === 'fails after') throw new NoAnswer()
      return db.query(statement, values)
    },
  })

  const stepped = steppedStore(over, asking)
  const store: Store = {
    ...stepped,
    transaction: async (work) => {
      try {
        return await stepped.transaction((db) => work(within(db)))
      } catch (error) {
        return error instanceof Ended ? never : Promise.reject(error)
      }
    },
  }
  const mortal = (messenger: Messenger): Messenger => ({
    ...messenger,
    deliver: (...words) => sending(() => messenger.deliver(...words)),
    update: (...words) => sending(() => messenger.update(...words)),
    remove: (...words) => sending(() => messenger.remove(...words)),
    find: (...words) => sending(() => messenger.find(...words)),
  })
  const noted: Record<string, Compose> = Object.fromEntries(
    Object.entries(compose).map(
      ([kind, each]) =>
        [
          kind,
          (db: Db, delivery, now) => {
            composing(delivery.key)
            return each(db, delivery, now)
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
  // What fails is tried again with the next round, as the loops of the process do.
  const run = (work: () => Promise<unknown>) => void work().catch(() => undefined)
  return {
    name,
    alive: () => alive,
    sweep: () => run(() => sweep(store, plans, time)),
    deliver: () => run(() => deliverer.runDue()),
  }
}
