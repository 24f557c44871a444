import { sweep } from '../../src/jobs/plan.ts'
import { plans } from '../../src/notifications/index.ts'
import { openStore } from '../../src/store/database.ts'
import { createClock } from '../../src/time.ts'
import { emptyDatabase } from '../support/database.ts'
import { type Figure, median } from './figures.ts'
import { addChannels, addMilestones } from './following.ts'
import { benchNow, fillRecord } from './record.ts'

/** 09:00 in Tokyo, where every channel is, on the day after the bench's first. */
const morning = Date.UTC(2010, 5, 8, 0, 0)
const due = '2010-06-11'
const notDue = '2011-12-01'

/** How long it takes to plan what becomes due on one morning: 200 of 100,000 milestones, then of a million, for 500 channels. */
export async function measureSweep(rounds: number): Promise<Figure[]> {
  const { place, drop } = await emptyDatabase()
  const store = await openStore(place, () => benchNow)
  await fillRecord(store, 100)
  await store.db.query(`UPDATE "Milestone" SET "state" = 'ended'`, [])
  await addChannels(store, 500, { nudges: true })
  await addMilestones(store, 200, due, 'DUE')
  await addMilestones(store, 99_800, notDue, 'A')

  const planned: number[] = []
  async function once(): Promise<number> {
    await store.db.query('DELETE FROM "Delivery"', [])
    await store.db.query('DELETE FROM "Sweep"', [])
    await sweep(store, plans, createClock(new Date(morning - 60_000)))
    const begun = performance.now()
    planned.push(await sweep(store, plans, createClock(new Date(morning))))
    return performance.now() - begun
  }
  async function several(): Promise<number> {
    await store.db.query('VACUUM ANALYZE', [])
    const times: number[] = []
    for (let round = 0; round < rounds; round++) times.push(await once())
    return median(times)
  }
  const few = await several()
  await addMilestones(store, 900_000, notDue, 'B')
  const many = await several()
  await store.close()
  await drop()
  if (new Set(planned).size !== 1 || planned[0] === 0)
    throw new Error(`sweeps planned ${planned.join(', ')} messages`)
  return [
    {
      of: `sweep: 200 of 100,000 milestones due, 500 channels (${planned[0]} messages), ms`,
      value: few,
      most: 1_000,
    },
    { of: 'sweep: times as long with ten times as many not due', value: many / few, most: 1.3 },
  ]
}
