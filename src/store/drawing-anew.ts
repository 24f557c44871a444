import type { Db } from './database.ts'

/** SQL: several messages of channels are taken in the order in which a change takes them (`announcing`), so that neither holds what the other wants. */
export const inOrder = `ORDER BY d."kind" <> 'card', d."channelId", d."id" FOR UPDATE`

/** $1 channel, $2 now; `which` says what of all that was posted there. */
const drawing = (which: string): string => `
WITH posted AS MATERIALIZED (
  SELECT d."id" FROM "Delivery" d WHERE d."channelId" = $1::int AND d."messageRef" IS NOT NULL AND ${which} ${inOrder})
UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
  "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt" ELSE $2::timestamptz END
WHERE d."id" IN (SELECT "id" FROM posted)`

/** Why what was posted in a channel is looked at again, and what of it. */
const reasons = {
  'followed anew': drawing(`(d."kind" = 'card' OR d."state" = 'failed')`),
  // It may be quiet for the next owner, or name somebody to them. A channel's cards are drawn anew with what it follows.
  'for another owner': drawing(`d."kind" IN ('update', 'nudge', 'digest', 'move', 'extension')`),
  'in another zone': drawing(`d."kind" = 'card'`),
  retired: drawing('true'),
}

/** What was posted in a channel is drawn anew from `now` (an instant) on, or removed where nobody may read it any more. */
export async function drawAnew(
  db: Db,
  why: keyof typeof reasons,
  channelId: number,
  now: Date,
): Promise<void> {
  await db.query(reasons[why], [channelId, now.toISOString()])
}
