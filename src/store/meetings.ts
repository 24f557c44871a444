import type { Meeting } from '../domain/facts.ts'
import type { Db } from './database.ts'

type Whenabouts = Pick<Meeting, 'startsOn' | 'endsOn' | 'place'>

/** $1 meeting, $2 to $4 first day, last day and place as they were read, $5 to $7 the new ones, $8 at, $9 by, $10 reason */
const moving = `
WITH moved AS (
  UPDATE "Meeting" SET "startsOn" = $5::date, "endsOn" = $6::date, "place" = $7::text
  WHERE "id" = $1::int AND "startsOn" = $2::date AND "endsOn" = $3::date AND "place" = $4::text RETURNING "id"),
noted AS (
  INSERT INTO "DateChange" ("meetingId", "fromOn", "toOn", "fromPlace", "toPlace", "reason", "at", "byId")
  SELECT "id", $2::date, $5::date, $4::text, $7::text, $10::text, $8::timestamptz, $9::int FROM moved
  WHERE $2::date <> $5::date OR $4::text <> $7::text)
SELECT "id" FROM moved`

type By = { by: number | null; reason: string; at: Date }

/**
 * Moves a meeting, and notes what changed of its first day and its place.
 *
 * @param before as it was read
 * @returns false, and nothing is changed, when it is no longer as it was read
 */
export async function moveMeeting(
  db: Db,
  before: Whenabouts & { id: number },
  after: Whenabouts,
  { by, reason, at }: By,
): Promise<boolean> {
  const rows = await db.query(moving, [
    before.id,
    before.startsOn,
    before.endsOn,
    before.place,
    after.startsOn,
    after.endsOn,
    after.place,
    at.toISOString(),
    by,
    reason,
  ])
  return rows.length === 1
}

/** $1 programme, $2 name, $3 first day, $4 last day, $5 place, $6 at, $7 by, $8 reason */
const adding = `
WITH added AS (
  INSERT INTO "Meeting" ("programmeId", "code", "kind", "name", "place", "startsOn", "endsOn")
  SELECT $1::int, 'DG-' || (1 + coalesce(max(substring("code" FROM '^DG-(\\d+)$')::int), count(*)::int)), 'directors-general', $2::text,
    $5::text, $3::date, $4::date
  FROM "Meeting" WHERE "programmeId" = $1::int
  ON CONFLICT DO NOTHING RETURNING "id"),
noted AS (
  INSERT INTO "DateChange" ("meetingId", "toOn", "toPlace", "reason", "at", "byId")
  SELECT "id", $3::date, $5::text, $8::text, $6::timestamptz, $7::int FROM added)
SELECT "id" FROM added`

/**
 * Sets a Directors-General meeting, under the next free code (`DG-10`).
 *
 * @returns its id; null when another one was set at the same moment
 */
export async function addMeeting(
  db: Db,
  programmeId: number,
  { name, startsOn, endsOn, place }: Whenabouts & { name: string },
  { by, reason, at }: By,
): Promise<number | null> {
  const [row] = await db.query<{ id: number }>(adding, [
    programmeId,
    name,
    startsOn,
    endsOn,
    place,
    at.toISOString(),
    by,
    reason,
  ])
  return row?.id ?? null
}
