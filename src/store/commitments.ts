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

export type Pledge = {
  activityId: number
  administrationId: number
  personId: number | null
  text: string
  targetOn: CalendarDate
}

/** $1 activity, $2 administration, $3 text, $4 target, $5 at, $6 by */
const making = `
INSERT INTO "Commitment" ("activityId", "administrationId", "text", "state", "baselineOn", "targetOn", "madeAt", "madeById")
VALUES ($1::int, $2::int, $3::text, 'open', $4::date, $4::date, $5::timestamptz, $6::int)
RETURNING "id"`

/**
 * Makes the commitment of an administration whose part in the activity is locked, and which has none there. Its target is its
 * baseline from then on.
 *
 * @param at instant
 * @returns its id
 */
export async function makeCommitment(db: Db, pledge: Pledge, at: Date): Promise<number> {
  const { activityId, administrationId, text, targetOn, personId } = pledge
  const values = [activityId, administrationId, text, targetOn, at.toISOString(), personId]
  const [row] = await db.query<{ id: number }>(making, values)
  if (!row) throw new Error(`no commitment was made in activity ${activityId}`)
  return row.id
}

/** $1 commitment, $2 text, $3 target, $4 whether the sentence before is kept, $5 at, $6 by, $7 reason */
const changing = `
WITH was AS (SELECT "id", "text", "targetOn" FROM "Commitment" WHERE "id" = $1::int AND "state" = 'open' FOR UPDATE),
changed AS (
  UPDATE "Commitment" c SET "text" = $2::text, "targetOn" = $3::date,
    "baselineText" = CASE WHEN $4::boolean THEN nullif(coalesce(c."baselineText", was."text"), $2::text) ELSE c."baselineText" END
  FROM was WHERE c."id" = was."id" RETURNING c."baselineText"),
noted AS (
  INSERT INTO "DateChange" ("commitmentId", "fromOn", "toOn", "reason", "at", "byId")
  SELECT was."id", was."targetOn", $3::date, $7::text, $5::timestamptz, $6::int FROM was WHERE was."targetOn" <> $3::date)
SELECT "baselineText" FROM changed`

/**
 * Changes an open commitment, and notes a change of its date. Its baseline stays, and so does the sentence as it was first pledged,
 * unless this one only corrects it.
 *
 * @param at instant
 * @returns the sentence as it was first pledged, if it reads otherwise now; null, and nothing is changed, when it is no longer open
 */
export async function changeCommitment(
  db: Db,
  commitmentId: number,
  { text, targetOn, personId }: Pick<Pledge, 'text' | 'targetOn' | 'personId'>,
  { keepsFirst, reason }: { keepsFirst: boolean; reason: string },
  at: Date,
): Promise<{ baselineText: string | null } | null> {
  const values = [commitmentId, text, targetOn, keepsFirst, at.toISOString(), personId, reason]
  const [row] = await db.query<{ baselineText: string | null }>(changing, values)
  return row ?? null
}
