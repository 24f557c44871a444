import { type DatabasePlace, openStore, type Store } from '../../src/store/database.ts'
import { startSlackStandIn } from '../stand-ins/slack.ts'
import { emptyDatabase } from '../support/database.ts'
import type { Figure } from './figures.ts'
import { addChannels } from './following.ts'
import { startDelivering } from './processes.ts'
import { benchNow, fillRecord, slackTeam } from './record.ts'

/** What a process that delivers is told: the record, and Slack's stand-in. */
export type Delivering = { place: DatabasePlace; slackApiUrl: string }

/** How many attempts it made, and the bytes that its heap then holds. */
export type Delivered = { attempts: number; heap: number }

/** $1 how many, $2 now: reports in the channels that follow their area, the channels in turn. */
const due = `
INSERT INTO "Delivery" ("key", "kind", "platform", "tenant", "conversation", "channelId", "programmeId", "activityId", "updateId",
  "milestoneIds", "commitmentIds", "state", "attemptAt", "createdAt")
SELECT 'update:' || c."id" || ':' || u."id", 'update', c."platform", c."tenant", c."conversation", c."id", a."programmeId", a."id", u."id",
  '{}', '{}', 'waiting', $2::timestamptz, $2::timestamptz
FROM "Channel" c JOIN "Follow" f ON f."channelId" = c."id" JOIN "Activity" a ON a."areaId" = f."areaId"
JOIN "Update" u ON u."activityId" = a."id"
WHERE NOT EXISTS (SELECT 1 FROM "Delivery" d WHERE d."key" = 'update:' || c."id" || ':' || u."id")
ORDER BY u."id", c."id" LIMIT $1::int`

const batch = 500
const batches = 4

/** Messages a second to a Slack that answers at once, by one process and by two, and what a process keeps of them. */
export async function measureDeliveries(): Promise<Figure[]> {
  const { place, drop } = await emptyDatabase()
  const store = await openStore(place, () => benchNow)
  await fillRecord(store, 2_000)
  await addChannels(store, 100, { updates: true })
  const standIn = await startSlackStandIn({ team: slackTeam })
  const start = () => startDelivering({ place, slackApiUrl: standIn.url })

  const alone = await start()
  await deliver(store, [alone])
  const runs: { rate: number; heap: number }[] = []
  for (let run = 0; run < batches; run++) runs.push(await deliver(store, [alone]))
  const both = [alone, await start()]
  await deliver(store, both)
  const together = [await deliver(store, both), await deliver(store, both)]

  const posted = new Set(standIn.posted.map(({ key }) => key)).size
  const all = batch * (batches + 4)
  if (standIn.posted.length !== all || posted !== all)
    throw new Error(`${standIn.posted.length} messages were posted, ${posted} of them different, not ${all}`)
  for (const each of both) await each.end()
  await standIn.close()
  await store.close()
  await drop()
  const mean = (values: number[]) => values.reduce((sum, each) => sum + each, 0) / values.length
  return [
    { of: 'deliveries a second, one process', value: mean(runs.map(({ rate }) => rate)), least: 50 },
    { of: 'deliveries a second, two processes', value: mean(together.map(({ rate }) => rate)), least: 80 },
    {
      of: `heap after ${batch * (batches + 1)} deliveries, of what it was after ${batch}`,
      value: runs.at(-1)!.heap / runs[0]!.heap,
      most: 1.1,
    },
  ]
}

type Process = Awaited<ReturnType<typeof startDelivering>>

/** @throws when not all of them were delivered */
async function deliver(store: Store, processes: Process[]): Promise<{ rate: number; heap: number }> {
  await store.db.query(due, [batch, benchNow.toISOString()])
  await store.db.query('ANALYZE "Delivery"', [])
  const begun = performance.now()
  const made = await Promise.all(processes.map((each) => each.deliver()))
  const rate = (batch * 1000) / (performance.now() - begun)
  const [left] = await store.db.query<{ count: number }>(
    `SELECT count(*)::int AS "count" FROM "Delivery" WHERE "state" <> 'sent'`,
    [],
  )
  if (left!.count > 0) throw new Error(`${left!.count} messages were not delivered`)
  return { rate, heap: made[0]!.heap }
}
