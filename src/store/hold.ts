import type { Db } from './database.ts'

/** Sets for how many minutes an administration's updates wait before others read them. */
export async function setHold(db: Db, administrationId: number, minutes: number): Promise<void> {
  await db.query(`UPDATE "Administration" SET "holdMinutes" = $2::int WHERE "id" = $1::int`, [
    administrationId,
    minutes,
  ])
}

/** $1 person, $2 activity (0: any), $3 now, $4 administration (0: any). A place taken by the update is told with it. */
const releasing = `
WITH held AS (
  SELECT "id", "activityId", "administrationId", "leavesAt" FROM "Update"
  WHERE "personId" = $1::int AND ($2::int = 0 OR "activityId" = $2::int)
    AND ($4::int = 0 OR "administrationId" = $4::int) AND "leavesAt" > $3::timestamptz AND "withdrawnAt" IS NULL
  ORDER BY "at" DESC, "id" DESC LIMIT 1 FOR UPDATE),
place AS (
  UPDATE "Participation" p SET "since" = $3::timestamptz FROM held
  WHERE p."activityId" = held."activityId" AND p."administrationId" = held."administrationId" AND p."since" = held."leavesAt")
UPDATE "Update" u SET "leavesAt" = $3::timestamptz FROM held WHERE u."id" = held."id"
RETURNING u."id", u."activityId"`

/**
 * Ends the hold of a person's latest update that is still held, on one activity or on any, of one administration or of any.
 *
 * @param now instant
 * @returns null when none is held
 */
export async function releaseUpdate(
  db: Db,
  personId: number,
  { activityId, administrationId }: { activityId: number | null; administrationId: number | null },
  now: Date,
): Promise<{ id: number; activityId: number } | null> {
  const [released] = await db.query<{ id: number; activityId: number }>(releasing, [
    personId,
    activityId ?? 0,
    now.toISOString(),
    administrationId ?? 0,
  ])
  return released ?? null
}
