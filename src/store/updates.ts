import { createHash } from 'node:crypto'
import type { Outlook } from '../domain/facts.ts'
import { type CalendarDate, plusMinutes } from '../time.ts'
import type { Db } from './database.ts'
import { lockReport } from './participations.ts'

/** What is said. `recordedFrom` is where it was taken from (`e-mail of 3 May`), for an administration that is not connected. */
export type UpdateWords = {
  outlook: Outlook | null
  text: string
  /** what is in the way; null for nothing */
  inTheWay: string | null
  references: string[]
  recordedFrom: string | null
}

export type NewUpdate = UpdateWords & {
  activityId: number
  administrationId: number
  commitmentId: number | null
  /** null for the operator */
  personId: number | null
}

/** How long the same words from the same person on the same subject count as said once. */
const sameWordsMinutes = 10

/** Finds the same words said again; erased with them. */
export const hashOf = ({ outlook, text, inTheWay, references, recordedFrom }: UpdateWords): string =>
  createHash('sha256')
    .update(JSON.stringify([outlook, text, references, recordedFrom, inTheWay]))
    .digest('hex')

/**
 * $1 activity, $2 administration, $3 commitment, $4 person, $5 hash, $6 since when the same words count as said before, $7 now,
 * $8 instant at which it leaves, $9 outlook, $10 text, $11 recorded from, $12 references, $13 day of the evidence,
 * $14 in the way
 */
const recording = `
WITH same AS (
  SELECT "id", "leavesAt" FROM "Update" WHERE "activityId" = $1::int AND "administrationId" = $2::int
    AND "commitmentId" IS NOT DISTINCT FROM $3::int AND "personId" IS NOT DISTINCT FROM $4::int
    AND "contentHash" = $5::text AND "withdrawnAt" IS NULL AND "at" >= $6::timestamptz
  ORDER BY "id" LIMIT 1),
added AS (
  INSERT INTO "Update" ("activityId", "administrationId", "commitmentId", "personId", "at", "leavesAt", "version", "outlook",
    "contentHash")
  SELECT $1::int, $2::int, $3::int, $4::int, $7::timestamptz, $8::timestamptz, 1, $9::text, $5::text
  WHERE NOT EXISTS (SELECT 1 FROM same)
  RETURNING "id", "leavesAt"),
worded AS (
  INSERT INTO "UpdateVersion" ("updateId", "number", "text", "inTheWay", "recordedFrom", "outlook", "at", "personId")
  SELECT "id", 1, $10::text, $14::text, $11::text, $9::text, $7::timestamptz, $4::int FROM added),
filed AS (
  INSERT INTO "Evidence" ("reference", "datedOn", "at", "administrationId", "personId", "updateId")
  SELECT each."reference", $13::date, $7::timestamptz, $2::int, $4::int, added."id"
  FROM added CROSS JOIN unnest($12::text[]) WITH ORDINALITY each ("reference", "place") ORDER BY each."place"),
joined AS (
  INSERT INTO "Participation" ("activityId", "administrationId", "takingPart", "since")
  SELECT $1::int, $2::int, true, $8::timestamptz FROM added
  ON CONFLICT DO NOTHING RETURNING 1)
SELECT "id", (extract(epoch FROM "leavesAt") * 1000)::float8 AS "leavesAt", false AS "before",
  EXISTS (SELECT 1 FROM joined) AS "joined", 1 + (SELECT count(*)::int FROM "Update"
    WHERE "activityId" = $1::int AND "administrationId" = $2::int AND "at" <= $7::timestamptz) AS "number" FROM added
UNION ALL
SELECT s."id", (extract(epoch FROM s."leavesAt") * 1000)::float8, true, false, (SELECT count(*)::int FROM "Update" u
    WHERE u."activityId" = $1::int AND u."administrationId" = $2::int
      AND (u."at", u."id") <= (SELECT "at", "id" FROM "Update" WHERE "id" = s."id")) FROM same s`

/**
 * Records an update, inside the caller's transaction, in one statement. One person's updates are recorded one after the other, so
 * that the same words sent twice at once are recorded once. An administration that has not answered about the activity takes part
 * in it from the instant at which its update leaves, so that nobody sees the one before the other.
 *
 * @param now instant; @param leavesAt instant at which its hold is over; @param today calendar day of its evidence
 * @returns the update, its number (counted from the first of its administration there), whether it was recorded just before, and whether its
 *   administration takes part by it
 */
export async function recordUpdate(
  db: Db,
  update: NewUpdate,
  now: Date,
  leavesAt: Date,
  today: CalendarDate,
): Promise<{ id: number; number: number; leavesAt: Date; before: boolean; joined: boolean }> {
  const {
    activityId,
    administrationId,
    commitmentId,
    personId,
    outlook,
    text,
    recordedFrom,
    references,
    inTheWay,
  } = update
  await lockReport(db, activityId, administrationId, personId)
  const [row] = await db.query<{
    id: number
    number: number
    leavesAt: number
    before: boolean
    joined: boolean
  }>(recording, [
    activityId,
    administrationId,
    commitmentId,
    personId,
    hashOf(update),
    plusMinutes(now, -sameWordsMinutes).toISOString(),
    now.toISOString(),
    leavesAt.toISOString(),
    outlook,
    text,
    recordedFrom,
    references,
    today,
    inTheWay,
  ])
  if (!row) throw new Error(`no update was recorded on activity ${activityId}`)
  return { ...row, leavesAt: new Date(row.leavesAt) }
}

/** What was recorded by one update: the words of its newest version, and by whom. */
export type StoredUpdate = Omit<NewUpdate, 'commitmentId'> & {
  id: number
  version: number
  at: Date
  leavesAt: Date
  withdrawnAt: Date | null
  withdrawnBy: string | null
  reportedBy: string | null
}

const instant = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

const finding = `
SELECT u."id", u."activityId", u."administrationId", u."personId", u."version", u."outlook", v."text", v."inTheWay",
  v."recordedFrom", ${instant('u."at"')} AS "at", ${instant('u."leavesAt"')} AS "leavesAt",
  ${instant('u."withdrawnAt"')} AS "withdrawnAt", w."name" AS "withdrawnBy", p."name" AS "reportedBy",
  ARRAY(SELECT e."reference" FROM "Evidence" e WHERE e."updateId" = u."id" ORDER BY e."id") AS "references"
FROM "Update" u JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version"
LEFT JOIN "Person" p ON p."id" = u."personId" LEFT JOIN "Person" w ON w."id" = u."withdrawnById"
WHERE u."id" = $1::int`

type Row = Omit<StoredUpdate, 'at' | 'leavesAt' | 'withdrawnAt'> & {
  at: number
  leavesAt: number
  withdrawnAt: number | null
}

/** One update as it stands, whoever may read it. */
export async function findUpdate(db: Db, id: number): Promise<StoredUpdate | null> {
  const [row] = await db.query<Row>(finding, [id])
  if (!row) return null
  return {
    ...row,
    at: new Date(row.at),
    leavesAt: new Date(row.leavesAt),
    withdrawnAt: row.withdrawnAt === null ? null : new Date(row.withdrawnAt),
  }
}

/** When the next update of an activity leaves its hold, after `now` (instants); null when none is held. */
export async function nextLeaving(db: Db, activityId: number, now: Date): Promise<Date | null> {
  const [row] = await db.query<{ at: number | null }>(
    `SELECT ${instant('min("leavesAt")')} AS "at" FROM "Update"
     WHERE "activityId" = $1::int AND "leavesAt" > $2::timestamptz AND "withdrawnAt" IS NULL`,
    [activityId, now.toISOString()],
  )
  return row?.at ? new Date(row.at) : null
}
