import type { Delivery } from '../../src/domain/delivery.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import { claimDeliveries } from '../../src/store/claims.ts'
import { openStore } from '../../src/store/database.ts'
import { addDeliveries } from '../../src/store/deliveries.ts'
import { openRunningProgrammes } from '../../src/store/programme.ts'
import { dayIn, plusMinutes } from '../../src/time.ts'
import { emptyDatabase } from '../support/database.ts'
import { type Figure, median } from './figures.ts'
import { addChannels, reportThisWeek } from './following.ts'
import { benchNow, fillRecord } from './record.ts'

/** How long one digest of an area takes in whose week 10,000 updates were reported. */
export async function measureDigest(rounds: number): Promise<Figure[]> {
  const { place, drop } = await emptyDatabase()
  const store = await openStore(place, () => benchNow)
  await fillRecord(store, 10_000)
  await reportThisWeek(store)
  await addChannels(store, 500, { digest: true })
  await store.db.query(
    `DELETE FROM "Follow" WHERE "areaId" <> (SELECT "id" FROM "Area" WHERE "code" = 'IPR')`,
    [],
  )
  const [opened] = await openRunningProgrammes(store.db, dayIn(benchNow, 'UTC'))
  const span = { from: plusMinutes(benchNow, -24 * 60), to: benchNow }
  const planned = await plans.digest!(store.db, opened!, span)
  const toChannel = planned.filter(({ channelId }) => channelId !== null).slice(0, 1)
  await addDeliveries(store.db, toChannel, benchNow)
  const until = plusMinutes(benchNow, 1)
  const [digest] = await claimDeliveries(store, { worker: 'bench', now: benchNow, until, limit: 1 })
  const times: number[] = []
  for (let round = 0; round < rounds * 5; round++) times.push(await composing(store.db, digest!))
  await store.close()
  await drop()
  return [{ of: 'digest over 10,000 updates, ms', value: median(times), most: 50 }]

  async function composing(db: typeof store.db, delivery: Delivery): Promise<number> {
    const begun = performance.now()
    const { show } = await compose.digest(db, delivery, benchNow)
    if (show === null) throw new Error('the digest says nothing')
    return performance.now() - begun
  }
}
