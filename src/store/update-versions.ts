import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'
import { lockPart } from './participations.ts'
import { hashOf, type UpdateWords } from './updates.ts'

/**
 * An update of one administration on one activity, without its words. `number` counts them from the first, those withdrawn
 * included, so that it stays the same.
 */
export type ReportedBefore = {
  id: number
  number: number
  at: Date
  personId: number | null
  reportedBy: string | null
  withdrawnAt: Date | null
  withdrawnBy: string | null
  recorded: boolean
}

/** The one of the number asked for, the newest of all, the newest that stands, and the newest that stands of the person who asks. */
export type Choice = Partial<Record<'numbered' | 'newest' | 'standing' | 'mine', ReportedBefore>>

const instant = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

/** $1 activity, $2 administration, $3 person, $4 number or null, $5 whether those that it reported itself count too */
const choosing = `
WITH numbered AS (
  SELECT u.*, (row_number() OVER (ORDER BY u."at", u."id"))::int AS "number"
  FROM "Update" u WHERE u."activityId" = $1::int AND u."administrationId" = $2::int),
own AS (
  SELECT n.*, v."recordedFrom" IS NOT NULL AS "recorded"
  FROM numbered n JOIN "UpdateVersion" v ON v."updateId" = n."id" AND v."number" = n."version"
  WHERE $5::boolean OR v."recordedFrom" IS NOT NULL
    OR (n."withdrawnAt" IS NOT NULL AND n."withdrawnById" IS NOT DISTINCT FROM $3::int)),
chosen AS (
  (SELECT 'numbered' AS "which", * FROM own WHERE "number" = $4::int)
  UNION ALL (SELECT 'newest', * FROM own ORDER BY "number" DESC LIMIT 1)
  UNION ALL (SELECT 'standing', * FROM own WHERE "withdrawnAt" IS NULL ORDER BY "number" DESC LIMIT 1)
  UNION ALL (SELECT 'mine', * FROM own WHERE "withdrawnAt" IS NULL AND "personId" IS NOT DISTINCT FROM $3::int
    ORDER BY "number" DESC LIMIT 1))
SELECT c."which", c."id", c."number", c."personId", c."recorded", ${instant('c."at"')} AS "at",
  ${instant('c."withdrawnAt"')} AS "withdrawnAt", p."name" AS "reportedBy", w."name" AS "withdrawnBy"
FROM chosen c LEFT JOIN "Person" p ON p."id" = c."personId" LEFT JOIN "Person" w ON w."id" = c."withdrawnById"`

type Row = Omit<ReportedBefore, 'at' | 'withdrawnAt'> & {
  which: keyof Choice
  at: number
  withdrawnAt: number | null
}

const counting = `
SELECT count(*)::int AS "number" FROM "Update" u JOIN "Update" o
  ON o."activityId" = u."activityId" AND o."administrationId" = u."administrationId" AND (o."at", o."id") <= (u."at", u."id")
WHERE u."id" = $1::int`

/** @returns which of its administration's updates on its activity it is, counted from the first; 0 where there is none of that id */
export async function numberOf(db: Db, id: number): Promise<number> {
  const [row] = await db.query<{ number: number }>(counting, [id])
  return row!.number
}

/**
 * Which of an administration's updates on an activity somebody may mean. Nobody else edits or withdraws one of them until the
 * transaction ends.
 *
 * @param asker id of the person who asks, null for the operator; `member` when they report for it, otherwise only what was recorded
 *   for it is looked at
 */
export async function chooseUpdate(
  db: Db,
  of: { activityId: number; administrationId: number },
  asker: { personId: number | null; member: boolean },
  number: number | null,
): Promise<Choice> {
  const { personId, member } = asker
  await lockPart(db, of.activityId, of.administrationId)
  const rows = await db.query<Row>(choosing, [of.activityId, of.administrationId, personId, number, member])
  return Object.fromEntries(
    rows.map(({ which, ...row }) => [
      which,
      {
        ...row,
        at: new Date(row.at),
        withdrawnAt: row.withdrawnAt === null ? null : new Date(row.withdrawnAt),
      },
    ]),
  )
}

/**
 * The newest update of a person that stands, on any of these activities; null when there is none.
 *
 * @param personId null for the operator
 */
export async function newestOf(
  db: Db,
  personId: number | null,
  activityIds: number[],
): Promise<{ activityId: number; administrationId: number } | null> {
  const [row] = await db.query<{ activityId: number; administrationId: number }>(
    `SELECT "activityId", "administrationId" FROM "Update" WHERE "activityId" = ANY($2::int[])
       AND "personId" IS NOT DISTINCT FROM $1::int AND "withdrawnAt" IS NULL ORDER BY "at" DESC, "id" DESC LIMIT 1`,
    [personId, activityIds],
  )
  return row ?? null
}

/** $1 update, $2 outlook, $3 hash, $4 text, $5 recorded from, $6 at, $7 person, $8 references, $9 day, $10 in the way */
const editing = `
WITH edited AS (
  UPDATE "Update" SET "version" = "version" + 1, "outlook" = $2::text, "contentHash" = $3::text
  WHERE "id" = $1::int AND "withdrawnAt" IS NULL RETURNING "id", "version", "administrationId"),
worded AS (
  INSERT INTO "UpdateVersion" ("updateId", "number", "text", "inTheWay", "recordedFrom", "outlook", "at", "personId")
  SELECT e."id", e."version", $4::text, $10::text, $5::text, $2::text, $6::timestamptz, $7::int
  FROM edited e),
gone AS (
  DELETE FROM "Evidence" WHERE "updateId" = $1::int AND NOT "reference" = ANY($8::text[])
    AND EXISTS (SELECT 1 FROM edited)),
filed AS (
  INSERT INTO "Evidence" ("reference", "datedOn", "at", "administrationId", "personId", "updateId")
  SELECT each."reference", $9::date, $6::timestamptz, e."administrationId", $7::int, e."id"
  FROM edited e CROSS JOIN unnest($8::text[]) WITH ORDINALITY each ("reference", "place")
  WHERE NOT EXISTS (SELECT 1 FROM "Evidence" f WHERE f."updateId" = e."id" AND f."reference" = each."reference")
  ORDER BY each."place")
SELECT "version" FROM edited`

/**
 * Adds a version to an update that was chosen; its versions before stay. Its evidence becomes the references given.
 *
 * @param by id of the person who edits, null for the operator; @param at instant; @param on calendar day of new evidence
 */
export async function editUpdate(
  db: Db,
  id: number,
  words: UpdateWords,
  by: number | null,
  at: Date,
  on: CalendarDate,
): Promise<void> {
  const { outlook, text, inTheWay, recordedFrom, references } = words
  const hash = hashOf(words)
  const now = at.toISOString()
  await db.query(editing, [id, outlook, hash, text, recordedFrom, now, by, references, on, inTheWay])
}

/** $1 update, $2 at, $3 person */
const withdrawing = `
WITH withdrawn AS (
  UPDATE "Update" SET "withdrawnAt" = $2::timestamptz, "withdrawnById" = $3::int, "outlook" = NULL, "contentHash" = NULL
  WHERE "id" = $1::int AND "withdrawnAt" IS NULL RETURNING "id", "activityId", "administrationId"),
blanked AS (
  UPDATE "UpdateVersion" SET "text" = '', "inTheWay" = NULL, "recordedFrom" = NULL, "outlook" = NULL
  WHERE "updateId" IN (SELECT "id" FROM withdrawn)),
unfiled AS (DELETE FROM "Evidence" WHERE "updateId" IN (SELECT "id" FROM withdrawn)),
forgotten AS (DELETE FROM "Continuation" WHERE EXISTS (SELECT 1 FROM withdrawn)),
left_again AS (
  DELETE FROM "Participation" p USING withdrawn w
  WHERE p."activityId" = w."activityId" AND p."administrationId" = w."administrationId" AND p."since" > $2::timestamptz
    AND NOT p."lead"
    AND NOT EXISTS (SELECT 1 FROM "Update" u WHERE u."activityId" = w."activityId"
      AND u."administrationId" = w."administrationId" AND u."id" <> w."id" AND u."withdrawnAt" IS NULL)
    AND NOT EXISTS (SELECT 1 FROM "Commitment" c WHERE c."activityId" = w."activityId"
      AND c."administrationId" = w."administrationId")
    AND NOT EXISTS (SELECT 1 FROM "Milestone" m WHERE m."activityId" = w."activityId"
      AND m."ownerAdministrationId" = w."administrationId")
  RETURNING 1)
SELECT EXISTS (SELECT 1 FROM left_again) AS "left" FROM withdrawn`

/**
 * Withdraws an update that was chosen: the words of all its versions go, and its evidence, its hash, and every question that
 * `more` would continue, because one may hold words that were searched for. What stays is that it was withdrawn, by whom and
 * when. Where its administration takes part by this update alone and nobody has seen that yet, it no longer does.
 *
 * @param by id of the person who withdraws, null for the operator; @param at instant
 * @returns whether its administration takes part no longer
 */
export async function withdrawUpdate(db: Db, id: number, by: number | null, at: Date): Promise<boolean> {
  const [row] = await db.query<{ left: boolean }>(withdrawing, [id, at.toISOString(), by])
  return row?.left ?? false
}
