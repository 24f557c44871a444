import type { NewDelivery } from '../domain/delivery.ts'
import type { Db } from './database.ts'

/** $1 the rows as JSON, $2 now */
const adding = `
INSERT INTO "Delivery" AS d ("key", "kind", "platform", "tenant", "conversation", "direct", "channelId", "personId", "programmeId",
  "activityId", "updateId", "milestoneIds", "commitmentIds", "occasionOn", "subject", "state", "why", "attemptAt", "createdAt")
SELECT r."key", r."kind", r."platform", r."tenant", r."conversation", r."direct", r."channelId", r."personId", r."programmeId",
  r."activityId", r."updateId", r."milestoneIds", r."commitmentIds", r."occasionOn", r."subject",
  CASE WHEN r."skippedWhy" IS NULL THEN 'waiting' ELSE 'skipped' END, r."skippedWhy",
  CASE WHEN r."skippedWhy" IS NULL THEN r."attemptAt" END,
  CASE WHEN r."skippedWhy" IS NULL THEN $2::timestamptz ELSE r."attemptAt" END
FROM json_to_recordset($1::json) r ("key" text, "kind" text, "platform" text, "tenant" text, "conversation" text, "direct" boolean,
  "channelId" int, "personId" int, "programmeId" int, "activityId" int, "updateId" int, "milestoneIds" int[], "commitmentIds" int[],
  "occasionOn" date, "subject" jsonb, "attemptAt" timestamptz, "skippedWhy" text)
ON CONFLICT ("key") DO UPDATE SET "state" = 'waiting', "why" = NULL, "attemptAt" = excluded."attemptAt", "subject" = excluded."subject",
  "milestoneIds" = excluded."milestoneIds"
WHERE d."state" = 'skipped' AND excluded."state" = 'waiting' RETURNING 1`

/**
 * Adds messages to be posted, in one statement, in the order given; those whose key is there already are the same and stay as they are,
 * unless they were skipped by a clock that was put back since. What is skipped stands in the ledger at the instant at which it was due.
 *
 * @param now instant
 * @returns how many were added
 */
export async function addDeliveries(db: Db, deliveries: NewDelivery[], now: Date): Promise<number> {
  if (deliveries.length === 0) return 0
  const rows = deliveries.map((each) => ({ ...each, attemptAt: each.attemptAt.toISOString() }))
  return (await db.query(adding, [JSON.stringify(rows), now.toISOString()])).length
}

/** The message under which an update is shown in a channel: the card of its activity; null while there is none. */
export async function cardIn(db: Db, channelId: number, activityId: number): Promise<string | null> {
  const [card] = await db.query<{ messageRef: string | null }>(
    `SELECT "messageRef" FROM "Delivery" WHERE "key" = $1`,
    [`card:${channelId}:${activityId}`],
  )
  return card?.messageRef ?? null
}
