import type { Milestone } from '../domain/facts.ts'
import type { Plan } from '../domain/planning.ts'
import type { Db } from './database.ts'

/** Any number that, with an activity's id, nothing else in this database locks. */
const planLock = 7_305_025

/**
 * Makes those who plan an activity or name its leads wait for one another until the transaction ends. Its row is not locked: every
 * change in it revises that row at the commit, and would wait there for one that waits for the change.
 */
export async function lockActivity(db: Db, activityId: number): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1::int, $2::int)::text', [planLock, activityId])
}

export type NewMilestone = Pick<Milestone, 'title' | 'kind' | 'dueOn' | 'waitingFor'> & {
  programmeId: number
  activityId: number
  /** as it stands in the record: without the programme's prefix */
  code: string
  ownerAdministrationId: number | null
  proposedById: number | null
}

/** $1 programme, $2 activity, $3 code, $4 title, $5 kind, $6 owner, $7 due, $8 waiting for, $9 by, $10 at */
const planning = `
INSERT INTO "Milestone" ("programmeId", "activityId", "code", "position", "title", "kind", "state", "ownerAdministrationId", "dueOn",
  "waitingFor", "proposedById", "proposedAt")
SELECT $1::int, $2::int, $3::text, (SELECT coalesce(max("position"), 0) + 1 FROM "Milestone" WHERE "activityId" = $2::int), $4::text,
  $5::text, 'proposed', $6::int, $7::date, $8::text, $9::int, $10::timestamptz
RETURNING "id"`

/**
 * Adds a proposed milestone at the end of an activity that is locked.
 *
 * @param at instant
 * @returns its id
 */
export async function addMilestone(db: Db, milestone: NewMilestone, at: Date): Promise<number> {
  const {
    programmeId,
    activityId,
    code,
    title,
    kind,
    ownerAdministrationId,
    dueOn,
    waitingFor,
    proposedById,
  } = milestone
  const [row] = await db.query<{ id: number }>(planning, [
    programmeId,
    activityId,
    code,
    title,
    kind,
    ownerAdministrationId,
    dueOn,
    waitingFor,
    proposedById,
    at.toISOString(),
  ])
  if (!row) throw new Error(`milestone ${code} was not added`)
  return row.id
}

/**
 * $1 milestone, $2 to $5 its plan as it was read, $6 to $8 the new state, due date and waiting for, $9 baseline, $10 at, $11 by,
 * $12 reason, $13 the request for a later date that it follows
 */
const changing = `
WITH changed AS (
  UPDATE "Milestone" SET "state" = $6::text, "dueOn" = $7::date, "waitingFor" = $8::text,
    "baselineOn" = coalesce("baselineOn", $9::date),
    "agreedAt" = CASE WHEN "state" = 'proposed' AND $6::text = 'agreed' THEN $10::timestamptz ELSE "agreedAt" END,
    "agreedById" = CASE WHEN "state" = 'proposed' AND $6::text = 'agreed' THEN $11::int ELSE "agreedById" END
  WHERE "id" = $1::int AND "state" = $2::text AND "baselineOn" IS NOT DISTINCT FROM $3::date
    AND "dueOn" IS NOT DISTINCT FROM $4::date AND "waitingFor" IS NOT DISTINCT FROM $5::text
  RETURNING "id"),
noted AS (
  INSERT INTO "DateChange" ("milestoneId", "fromOn", "toOn", "reason", "at", "byId", "extensionId")
  SELECT "id", $4::date, $7::date, $12::text, $10::timestamptz, $11::int, $13::int FROM changed WHERE $4::date IS DISTINCT FROM $7::date)
SELECT "id" FROM changed`

/**
 * Changes the plan of a milestone, and notes a change of its due date. A baseline that is set stays.
 *
 * @param before the plan as it was read; @param by id of a person; @param reason '' for none; @param at instant;
 * @param extensionId the request for a later date that was approved, if it is that
 * @returns false, and nothing is changed, when the plan is no longer the one that was read
 */
export async function changePlan(
  db: Db,
  milestoneId: number,
  before: Plan,
  after: Plan,
  {
    by,
    reason,
    at,
    extensionId = null,
  }: { by: number | null; reason: string; at: Date; extensionId?: number | null },
): Promise<boolean> {
  const rows = await db.query(changing, [
    milestoneId,
    before.state,
    before.baselineOn,
    before.dueOn,
    before.waitingFor,
    after.state,
    after.dueOn,
    after.waitingFor,
    after.baselineOn,
    at.toISOString(),
    by,
    reason,
    extensionId,
  ])
  return rows.length === 1
}

/** $1 activity, $2 the leads, $3 the first of them, $4 at, $5 milestones handed over */
const naming = `
WITH former AS (
  UPDATE "Participation" SET "lead" = false
  WHERE "activityId" = $1::int AND "lead" AND NOT "administrationId" = ANY($2::int[])),
named AS (
  INSERT INTO "Participation" ("activityId", "administrationId", "takingPart", "lead", "since")
  SELECT $1::int, "id", true, true, $4::timestamptz - (cardinality($2::int[]) - "place") * interval '1 millisecond'
  FROM unnest($2::int[]) WITH ORDINALITY AS lead("id", "place")
  ON CONFLICT ("activityId", "administrationId") DO UPDATE SET "takingPart" = true, "lead" = true,
    "since" = CASE WHEN "Participation"."lead" THEN "Participation"."since" ELSE excluded."since" END),
handed AS (
  UPDATE "Milestone" SET "ownerAdministrationId" = $3::int WHERE "id" = ANY($5::int[]) AND "state" = 'proposed' RETURNING 1)
SELECT count(*)::int AS "handed" FROM handed`

/**
 * Makes administrations the leads of an activity that is locked. They take part from then on, a millisecond apart, so that the one
 * named first stays first; who led before goes on taking part.
 *
 * @param leads ids, none for nobody; @param milestones ids of proposed milestones that go to the first of the leads
 * @param since instant
 * @returns how many milestones went over
 */
export async function nameLeads(
  db: Db,
  activityId: number,
  leads: number[],
  milestones: number[],
  since: Date,
): Promise<number> {
  const [row] = await db.query<{ handed: number }>(naming, [
    activityId,
    leads,
    leads[0] ?? null,
    since.toISOString(),
    milestones,
  ])
  return row?.handed ?? 0
}

/** The activity of a milestone; null when there is no such milestone. */
export async function activityOfMilestone(db: Db, milestoneId: number): Promise<number | null> {
  const [row] = await db.query<{ activityId: number }>(
    'SELECT "activityId" FROM "Milestone" WHERE "id" = $1::int',
    [milestoneId],
  )
  return row?.activityId ?? null
}
