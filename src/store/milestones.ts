import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/** $1 milestone, $2 day, $3 at, $4 person, $5 administration */
const delivering = `
UPDATE "Milestone" m SET
  "state" = CASE WHEN was."open" THEN 'delivered' ELSE m."state" END,
  "deliveredOn" = CASE WHEN was."open" THEN $2::date ELSE m."deliveredOn" END,
  "deliveredAt" = CASE WHEN was."open" THEN $3::timestamptz ELSE m."deliveredAt" END,
  "deliveredById" = CASE WHEN was."open" THEN $4::int ELSE m."deliveredById" END,
  "deliveredForId" = CASE WHEN was."open" THEN $5::int ELSE m."deliveredForId" END,
  "waitingFor" = CASE WHEN was."open" THEN NULL ELSE m."waitingFor" END
FROM (SELECT "id", "state" IN ('proposed', 'agreed') AS "open" FROM "Milestone" WHERE "id" = $1::int FOR UPDATE) was
WHERE m."id" = was."id"
RETURNING was."open" AS "open"`

/**
 * Marks an open milestone delivered; one that is delivered already keeps its day. Its row is locked until the transaction ends.
 *
 * @param by the person who says so, and the administration they say it for: its owner, or null for the area's coordinator
 * @param on calendar day of delivery; @param at instant
 * @returns whether it was open until now
 */
export async function deliverMilestone(
  db: Db,
  milestoneId: number,
  by: { personId: number | null; administrationId: number | null },
  on: CalendarDate,
  at: Date,
): Promise<boolean> {
  const [row] = await db.query<{ open: boolean }>(delivering, [
    milestoneId,
    on,
    at.toISOString(),
    by.personId,
    by.administrationId,
  ])
  return row?.open ?? false
}
