import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/** $1 commitment, $2 day */
const delivering = `
UPDATE "Commitment" c SET "state" = CASE WHEN was."open" THEN 'delivered' ELSE c."state" END,
  "deliveredOn" = CASE WHEN was."open" THEN $2::date ELSE c."deliveredOn" END
FROM (SELECT "id", "state" = 'open' AS "open" FROM "Commitment" WHERE "id" = $1::int FOR UPDATE) was
WHERE c."id" = was."id"
RETURNING was."open" AS "open"`

/**
 * Marks an open commitment delivered; one that is delivered already keeps its day. Its row is locked until the transaction ends.
 *
 * @param on calendar day of delivery
 * @returns whether it was open until now
 */
export async function deliverCommitment(db: Db, commitmentId: number, on: CalendarDate): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>(delivering, [commitmentId, on])
  return row?.open ?? false
}
