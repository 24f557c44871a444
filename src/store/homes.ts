import type { Db, Store } from './database.ts'
import type { AccountKey } from './people.ts'

/** A home is drawn again at most once in so many seconds: what changes meanwhile is gathered. */
export const redrawnAfterSeconds = 30

/** A home that nobody opened for so many days is not drawn again until somebody does. */
export const drawnForDays = 14

/** Seconds between two homes that are drawn in one workspace or tenant. Source: Slack's tier 4, "100+ per minute" for `views.publish`. */
const apartSeconds = 1

/**
 * Which homes show something else after a change, as parts of one statement; $1 to $5 as in `announcing`. An update is read by others from when
 * it leaves its administration. Everybody's home counts what is delivered, and has the next meeting; those who report have their own items,
 * those who decide what waits, and those who read the whole the sentence that tells where it stands.
 */
export const redrawing = `
touched AS (SELECT t.* FROM (
  SELECT "administrationId", NULL::int AS "areaId", '{}'::int[] AS "people", 'own' AS "readers", $4::timestamptz AS "shownAt"
  FROM "Update" WHERE $1 = 'update' AND "id" = $2::int
  UNION ALL SELECT NULL, NULL, '{}', 'whole', greatest("leavesAt", $4::timestamptz)
  FROM "Update" WHERE $1 = 'update' AND "id" = $2::int
  UNION ALL SELECT m."ownerAdministrationId", a."areaId", '{}',
    CASE WHEN 'code' = ANY($5::text[]) OR ('state' = ANY($5::text[]) AND NOT 'baselineOn' = ANY($5::text[])) THEN 'all' ELSE 'whole' END, $4::timestamptz
  FROM "Milestone" m JOIN "Activity" a ON a."id" = m."activityId"
  WHERE $1 = 'milestone' AND m."id" = $2::int AND $5::text[] <> '{snooze}'
  UNION ALL SELECT "administrationId", NULL, '{}', 'own', $4::timestamptz FROM "Commitment" WHERE $1 = 'commitment' AND "id" = $2::int
  UNION ALL SELECT NULL, NULL, '{}', 'all', $4::timestamptz FROM "Activity"
  WHERE $1 = 'activity' AND "id" = $2::int AND ("quietUntil" IS NOT NULL OR 'leads' = ANY($5::text[]))
  UNION ALL SELECT NULL, NULL, '{}', 'all', $4::timestamptz WHERE $1 IN ('meeting', 'programme')
  UNION ALL SELECT NULL, NULL, ARRAY["personId", "alternateId"], 'own', $4::timestamptz
  FROM "Role" WHERE ($1 = 'role' AND "id" = $2::int) OR ($1 = 'person' AND "personId" = $2::int))
  t WHERE cardinality($5::text[]) > 0),
readers AS MATERIALIZED (
  SELECT p."id", t."shownAt" FROM touched t JOIN "Role" r ON r."administrationId" = t."administrationId"
    OR (r."kind" = 'coordinator' AND r."areaId" = t."areaId")
    OR (t."readers" = 'whole' AND (r."kind" IN ('director general', 'secretariat', 'observer') OR r."regionId" IS NOT NULL))
  CROSS JOIN LATERAL (VALUES (r."personId"), (r."alternateId")) p("id")
  UNION ALL SELECT unnest(t."people"), t."shownAt" FROM touched t
  UNION ALL SELECT h."personId", t."shownAt" FROM touched t CROSS JOIN "Home" h WHERE t."readers" = 'all'),
shown AS MATERIALIZED (
  SELECT h."id", least(h."dueAt", min(greatest(r."shownAt", h."drawnAt" + interval '${redrawnAfterSeconds} seconds'))) AS "dueAt"
  FROM readers r JOIN "Home" h ON h."personId" = r."id"
  WHERE ($1 = 'role' OR NOT h."elsewhere") AND h."openedAt" > $3::timestamptz - interval '${drawnForDays} days'
  GROUP BY h."id"),
held AS MATERIALIZED (
  SELECT h."id", s."dueAt" FROM "Home" h JOIN shown s ON s."id" = h."id"
  WHERE h."dueAt" IS NULL OR (h."attempts" = 0 AND s."dueAt" < h."dueAt") ORDER BY h."id" FOR UPDATE OF h),
homes AS (
  UPDATE "Home" h SET "dueAt" = held."dueAt" FROM held WHERE h."id" = held."id")`

/** Where somebody's home is: their account, their conversation with the bot, and the message that it is, on a platform where it is one. */
export type HomePlace = AccountKey & { conversation: string; messageRef: string | null }

/** $1 to $3 the account, $4 conversation, $5 message, $6 now. One that is being drawn meanwhile is drawn again after. */
const opening = `
INSERT INTO "Home" AS h ("platform", "tenant", "user", "conversation", "personId", "messageRef", "openedAt", "drawnAt")
SELECT a."platform", a."tenant", a."user", $4, a."personId", $5, $6::timestamptz, $6::timestamptz
FROM "Account" a WHERE a."platform" = $1 AND a."tenant" = $2 AND a."user" = $3
ON CONFLICT ("platform", "tenant", "user") DO UPDATE SET "conversation" = excluded."conversation", "personId" = excluded."personId",
  "messageRef" = coalesce(excluded."messageRef", h."messageRef"), "openedAt" = excluded."openedAt", "drawnAt" = excluded."drawnAt",
  "elsewhere" = false, "attempts" = 0,
  "dueAt" = CASE WHEN h."leaseUntil" > $6::timestamptz THEN $6::timestamptz + interval '${redrawnAfterSeconds} seconds' END`

/**
 * Somebody is about to be shown their home, as it stands after this: from now on it is drawn again when it changes. Nothing is kept of
 * those who have no account.
 *
 * @param now instant
 */
export async function openHome(
  db: Db,
  { platform, tenant, user, conversation, messageRef }: HomePlace,
  now: Date,
): Promise<void> {
  await db.query(opening, [platform, tenant, user, conversation, messageRef, now.toISOString()])
}

const ofAccount = `"platform" = $1 AND "tenant" = $2 AND "user" = $3`

/** Something that was opened from it stands in its place, until it is opened again: whoever draws it lets go of it. */
export async function leaveHome(db: Db, { platform, tenant, user }: AccountKey): Promise<void> {
  await db.query(
    `UPDATE "Home" SET "elsewhere" = true, "dueAt" = NULL, "leaseUntil" = NULL, "leasedBy" = NULL WHERE ${ofAccount}`,
    [platform, tenant, user],
  )
}

/** It could not be shown: it is drawn again soon. @param now instant */
export async function homeIsDue(db: Db, { platform, tenant, user }: AccountKey, now: Date): Promise<void> {
  const due = `UPDATE "Home" SET "dueAt" = $4::timestamptz + interval '${redrawnAfterSeconds} seconds' WHERE ${ofAccount}`
  await db.query(due, [platform, tenant, user, now.toISOString()])
}

/** Those of a conversation where the bot is no more, or all of a workspace or tenant where `conversation` is empty, are forgotten. */
export async function forgetHomes(
  db: Db,
  { platform, tenant, conversation }: { platform: string; tenant: string; conversation: string },
): Promise<void> {
  await db.query(
    `DELETE FROM "Home" WHERE "platform" = $1 AND "tenant" = $2 AND ($3 = '' OR "conversation" = $3)`,
    [platform, tenant, conversation],
  )
}

/** A home that one worker draws, until its lease ends. `attempts` counts this one. */
export type ClaimedHome = HomePlace & { id: number; attempts: number }

/** Any number that nothing else in this database locks. */
const claiming = 7_305_021_011

/** $1 now, $2 platforms. One whose worker died is due as soon as its lease is over. */
const due = `q."platform" = ANY($2::text[]) AND CASE WHEN q."leaseUntil" IS NULL THEN q."dueAt" <= $1::timestamptz ELSE q."leaseUntil" <= $1::timestamptz END`

/** $3 worker, $4 until, $5 how many. Of each workspace or tenant one at a time, and not right after another. */
const claim = `
WITH first AS MATERIALIZED (
  SELECT DISTINCT ON (q."platform", q."tenant") q."id", q."dueAt" FROM "Home" q
  WHERE ${due} AND NOT EXISTS (SELECT 1 FROM "Home" o WHERE o."platform" = q."platform" AND o."tenant" = q."tenant" AND o."id" <> q."id"
    AND (o."leaseUntil" > $1::timestamptz
      OR (o."drawnAt" > $1::timestamptz - interval '${apartSeconds} seconds' AND o."drawnAt" <= $1::timestamptz)))
  ORDER BY q."platform", q."tenant", q."dueAt" NULLS FIRST, q."id"),
taken AS MATERIALIZED (
  SELECT q."id" FROM "Home" q WHERE q."id" IN (SELECT "id" FROM first ORDER BY "dueAt" NULLS FIRST, "id" LIMIT $5::int) AND ${due}
  FOR UPDATE SKIP LOCKED)
UPDATE "Home" h SET "leasedBy" = $3, "leaseUntil" = $4::timestamptz, "dueAt" = NULL, "elsewhere" = false, "attempts" = h."attempts" + 1
WHERE h."id" IN (SELECT "id" FROM taken)
RETURNING h."id", h."platform", h."tenant", h."user", h."conversation", h."messageRef", h."attempts"`

/** Whether any is due at an instant: asked every second, so it takes no lock. */
export async function isAnyHomeDue(db: Db, now: Date, platforms: string[]): Promise<boolean> {
  const [row] = await db.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM "Home" q WHERE ${due}) AS "due"`,
    [now.toISOString(), platforms],
  )
  return row!.due
}

type Claiming = { worker: string; now: Date; until: Date; limit: number; platforms: string[] }

/** Takes up homes that are due, for one worker until an instant. What changes from now on makes them due again. */
export async function claimHomes(
  store: Store,
  { worker, now, until, limit, platforms }: Claiming,
): Promise<ClaimedHome[]> {
  return store.transaction(async (db) => {
    // One claim at a time: two that do not see one another would draw two in one tenant at once.
    await db.query('SELECT pg_advisory_xact_lock($1::bigint)::text', [claiming])
    return db.query<ClaimedHome>(claim, [now.toISOString(), platforms, worker, until.toISOString(), limit])
  })
}

type Held = { id: number; worker: string }

/** Whether it is still to be drawn by this worker. */
export async function isHomeHeld(db: Db, { id, worker }: Held): Promise<boolean> {
  const held = await db.query('SELECT 1 FROM "Home" WHERE "id" = $1::int AND "leasedBy" = $2', [id, worker])
  return held.length > 0
}

/** It stands as it should, since `now`. Of what changed meanwhile it is drawn again, not at once. */
export async function homeWasDrawn(db: Db, { id, worker }: Held, now: Date): Promise<void> {
  await db.query(
    `UPDATE "Home" SET "leaseUntil" = NULL, "leasedBy" = NULL, "attempts" = 0, "drawnAt" = $3::timestamptz,
       "dueAt" = CASE WHEN "dueAt" IS NOT NULL THEN greatest("dueAt", $3::timestamptz + interval '${redrawnAfterSeconds} seconds') END
     WHERE "id" = $1::int AND "leasedBy" = $2`,
    [id, worker, now.toISOString()],
  )
}

/** It was not drawn: again from `next` on; null: not until it is opened, or changes. */
export async function homeWasNotDrawn(db: Db, { id, worker }: Held, next: Date | null): Promise<void> {
  await db.query(
    `UPDATE "Home" SET "leaseUntil" = NULL, "leasedBy" = NULL, "dueAt" = $3::timestamptz,
       "attempts" = CASE WHEN $3::timestamptz IS NULL THEN 0 ELSE "attempts" END
     WHERE "id" = $1::int AND "leasedBy" = $2`,
    [id, worker, next?.toISOString() ?? null],
  )
}

/** The platform takes no more for a while: nothing is drawn in that workspace or tenant before `next`. */
export async function holdHomesBack(
  db: Db,
  { platform, tenant }: Pick<AccountKey, 'platform' | 'tenant'>,
  next: Date,
): Promise<void> {
  await db.query(
    `UPDATE "Home" SET "dueAt" = $3::timestamptz WHERE "id" IN (SELECT "id" FROM "Home"
       WHERE "platform" = $1 AND "tenant" = $2 AND "dueAt" < $3::timestamptz ORDER BY "id" FOR UPDATE)`,
    [platform, tenant, next.toISOString()],
  )
}

/** Nobody is there any more who could open it. */
export async function forgetHome(db: Db, { id, worker }: Held): Promise<void> {
  await db.query(`DELETE FROM "Home" WHERE "id" = $1::int AND "leasedBy" = $2`, [id, worker])
}
