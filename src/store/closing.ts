import { type ClosedCount, type OpenItem, type Outcome, otherOutcome } from '../domain/closing.ts'
import type { Db } from './database.ts'

/**
 * Any number that, with a programme's id, nothing else in this database locks. Every change of a programme shares this lock until it
 * ends, and closing takes it alone; both wait in one line.
 */
export const closingLock = 7_305_026

/**
 * $1 lock, $2 programme. All programmes, and then activities, are locked in one order, because closing gives each of them another
 * revision: of two closings at once, one waits for the other. The one to be closed is locked FOR UPDATE: only after that does a change
 * that waited, which locks it FOR KEY SHARE, read it again.
 */
const turnStatement = `
WITH turn AS MATERIALIZED (SELECT pg_advisory_xact_lock($1::int, $2::int)::text AS "taken"),
locked AS MATERIALIZED (
  SELECT "id" FROM "Programme" WHERE (SELECT "taken" FROM turn) IS NOT NULL ORDER BY "id" FOR NO KEY UPDATE)
SELECT (extract(epoch FROM "closedAt") * 1000)::float8 AS "closedAt" FROM "Programme"
WHERE "id" = $2::int AND (SELECT count(*) FROM locked) > 0 FOR UPDATE`

/** $1 programme */
const openStatement = `
WITH a AS MATERIALIZED (
  SELECT "id", "areaId" FROM "Activity" WHERE "programmeId" = $1::int ORDER BY "id" FOR NO KEY UPDATE
)
SELECT json_build_object('kind', 'milestone', 'id', m."id", 'areaId', a."areaId", 'activityId', a."id", 'code', m."code") AS "item"
FROM a JOIN "Milestone" m ON m."activityId" = a."id" WHERE m."state" IN ('proposed', 'agreed')
UNION ALL
SELECT json_build_object('kind', 'commitment', 'id', c."id", 'areaId', a."areaId", 'activityId', a."id",
  'administrationId', c."administrationId")
FROM a JOIN "Commitment" c ON c."activityId" = a."id" WHERE c."state" = 'open'`

/**
 * Every open milestone and commitment of a programme, whoever may read it, and the instant at which it was closed, if it was.
 * Nobody else closes it until the transaction ends.
 */
export async function openItems(
  db: Db,
  programmeId: number,
): Promise<{ items: OpenItem[]; closedAt: Date | null }> {
  const [programme] = await db.query<{ closedAt: number | null }>(turnStatement, [closingLock, programmeId])
  const rows = await db.query<{ item: OpenItem }>(openStatement, [programmeId])
  const closedAt = programme?.closedAt ?? null
  return { items: rows.map(({ item }) => item), closedAt: closedAt === null ? null : new Date(closedAt) }
}

/** $1 programme, $2 outcome, $3 the other one, $4 and $5 ids of the milestones and commitments that come to the other, $6 at */
const closeStatement = `
WITH milestones AS (
  UPDATE "Milestone" SET "state" = CASE WHEN "id" = ANY($4::int[]) THEN $3::text ELSE $2::text END
  WHERE "programmeId" = $1::int AND "state" IN ('proposed', 'agreed') RETURNING "state"
), commitments AS (
  UPDATE "Commitment" c SET "state" = CASE WHEN c."id" = ANY($5::int[]) THEN $3::text ELSE $2::text END
  FROM "Activity" a WHERE a."id" = c."activityId" AND a."programmeId" = $1::int AND c."state" = 'open' RETURNING c."state"
), programme AS (
  UPDATE "Programme" SET "closedAt" = coalesce("closedAt", $6::timestamptz) WHERE "id" = $1::int
)
SELECT o."outcome", (SELECT count(*) FROM milestones WHERE "state" = o."outcome")::int AS "milestones",
  (SELECT count(*) FROM commitments WHERE "state" = o."outcome")::int AS "commitments"
FROM unnest(ARRAY[$2::text, $3::text]) AS o("outcome")`

/**
 * Closes a programme, inside the caller's transaction: what is open comes to `outcome`, and `except` to the other one. One that
 * is closed already keeps its day.
 *
 * @param at instant
 */
export async function closeProgramme(
  db: Db,
  programmeId: number,
  outcome: Outcome,
  except: OpenItem[],
  at: Date,
): Promise<ClosedCount[]> {
  const ids = (kind: OpenItem['kind']) => except.filter((item) => item.kind === kind).map(({ id }) => id)
  return db.query<ClosedCount>(closeStatement, [
    programmeId,
    outcome,
    otherOutcome(outcome),
    ids('milestone'),
    ids('commitment'),
    at.toISOString(),
  ])
}
