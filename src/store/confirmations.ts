import type { Level } from '../domain/facts.ts'
import type { Db } from './database.ts'

/** What is confirmed: an activity, or one administration's commitment under it. */
export type Confirmed = { activityId: number; commitment: { id: number; administrationId: number } | null }

/** $1 activity, $2 the commitment's administration or null, $3 the commitment or null, $4 now, $5 the person */
const grounds = `
SELECT
  EXISTS (SELECT 1 FROM "Update" u JOIN "Evidence" e ON e."updateId" = u."id"
    WHERE u."activityId" = $1::int AND u."withdrawnAt" IS NULL AND u."leavesAt" <= $4::timestamptz
      AND ($2::int IS NULL OR u."administrationId" = $2::int))
  OR EXISTS (SELECT 1 FROM "Milestone" m JOIN "Evidence" e ON e."milestoneId" = m."id"
    WHERE m."activityId" = $1::int AND ($2::int IS NULL OR m."ownerAdministrationId" = $2::int))
  OR EXISTS (SELECT 1 FROM "Commitment" c JOIN "Evidence" e ON e."commitmentId" = c."id"
    WHERE c."activityId" = $1::int AND ($3::int IS NULL OR c."id" = $3::int)) AS "evidence",
  EXISTS (SELECT 1 FROM "Update" u JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version"
    WHERE u."activityId" = $1::int AND u."personId" = $5::int AND u."withdrawnAt" IS NULL AND v."recordedFrom" IS NULL
      AND ($2::int IS NULL OR u."administrationId" = $2::int))
  OR ($3::int IS NULL AND EXISTS (SELECT 1 FROM "Milestone" m WHERE m."activityId" = $1::int AND m."deliveredById" = $5::int
    AND m."ownerAdministrationId" IS NULL)) AS "reported"`

/**
 * On what a confirmation would rest.
 *
 * @param now instant; evidence of an update that is held back then does not count
 * @returns whether any evidence is filed, and whether the person reported on it: by an update that was not recorded from somebody
 *   else's words, or by delivering a milestone that the coordinator owns
 */
export async function confirmationGrounds(
  db: Db,
  { activityId, commitment }: Confirmed,
  personId: number | null,
  now: Date,
): Promise<{ evidence: boolean; reported: boolean }> {
  const [row] = await db.query<{ evidence: boolean; reported: boolean }>(grounds, [
    activityId,
    commitment?.administrationId ?? null,
    commitment?.id ?? null,
    now.toISOString(),
    personId,
  ])
  if (!row) throw new Error('no answer about the grounds of a confirmation')
  return row
}

/** $1 activity, $2 commitment, $3 level, $4 at, $5 by */
const confirming = `
WITH latest AS (
  SELECT "id", "level", "byId" FROM "Confirmation"
  WHERE "activityId" = $1::int AND "commitmentId" IS NOT DISTINCT FROM $2::int ORDER BY "at" DESC, "id" DESC LIMIT 1),
added AS (
  INSERT INTO "Confirmation" ("activityId", "commitmentId", "level", "at", "byId")
  SELECT $1::int, $2::int, $3::text, $4::timestamptz, $5::int
  WHERE NOT EXISTS (SELECT 1 FROM latest WHERE "level" = $3::text AND "byId" IS NOT DISTINCT FROM $5::int)
  RETURNING "id")
SELECT (SELECT "id" FROM added) AS "added", (SELECT "id" FROM latest) AS "latest"`

/**
 * Records a level of implementation; the one that stands, said again by the same person, is left as it is.
 *
 * @param at instant
 * @returns the confirmation that stands, and whether it stood before
 */
export async function addConfirmation(
  db: Db,
  { activityId, commitment }: Confirmed,
  level: Level,
  by: number | null,
  at: Date,
): Promise<{ id: number; before: boolean }> {
  const [row] = await db.query<{ added: number | null; latest: number | null }>(confirming, [
    activityId,
    commitment?.id ?? null,
    level,
    at.toISOString(),
    by,
  ])
  const id = row?.added ?? row?.latest
  if (typeof id !== 'number') throw new Error('a confirmation was neither recorded nor found')
  return { id, before: row?.added === null }
}

/** What a confirmation is about and says; null when there is none of that id. */
export async function findConfirmation(
  db: Db,
  id: number,
): Promise<{ activityId: number; administrationId: number | null; level: Level } | null> {
  const row = await db.prisma.confirmation.findUnique({
    where: { id },
    include: { commitment: { select: { administrationId: true } } },
  })
  return (
    row && {
      activityId: row.activityId,
      administrationId: row.commitment?.administrationId ?? null,
      level: row.level as Level,
    }
  )
}
