import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/**
 * Makes whatever changes one administration's part in one activity (its commitment, whether it takes part, what becomes of its
 * updates) wait for one another, and reports on it wait for that, until the transaction ends. The other locks of two numbers begin
 * with one that no activity has for its id.
 */
export async function lockPart(db: Db, activityId: number, administrationId: number): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1::int, $2::int)::text', [activityId, administrationId])
}

/** Any number that, with a person's id, nothing else in this database locks. */
const reportLock = 7_305_022

/**
 * Makes one person's reports wait for one another, and what changes the part that they are about wait for them, until the
 * transaction ends. Reports of different people do not wait.
 *
 * @param personId null for the operator
 */
export async function lockReport(
  db: Db,
  activityId: number,
  administrationId: number,
  personId: number | null,
): Promise<void> {
  await db.query(
    `SELECT pg_advisory_xact_lock_shared($1::int, $2::int)::text AS "part", pg_advisory_xact_lock($3::int, $4::int)::text AS "person"`,
    [activityId, administrationId, reportLock, personId ?? 0],
  )
}

/**
 * One administration's part in one activity, whoever may read it: its answer if it gave one, and what it owes there. `milestones`
 * are the codes, without a programme's prefix, of its open ones.
 */
export type Part = {
  answer: { takingPart: boolean; lead: boolean; since: Date; reason: string | null } | null
  commitment: { text: string; targetOn: CalendarDate } | null
  milestones: string[]
}

/** $1 activity, $2 administration */
const finding = `
SELECT json_build_object(
  'answer', (SELECT json_build_object('takingPart', p."takingPart", 'lead', p."lead", 'reason', p."reason",
      'since', (extract(epoch FROM p."since") * 1000)::bigint)
    FROM "Participation" p WHERE p."activityId" = $1::int AND p."administrationId" = $2::int),
  'commitment', (SELECT json_build_object('text', c."text", 'targetOn', c."targetOn")
    FROM "Commitment" c WHERE c."activityId" = $1::int AND c."administrationId" = $2::int AND c."state" = 'open'),
  'milestones', (SELECT coalesce(json_agg(m."code" ORDER BY m."position", m."id"), '[]')
    FROM "Milestone" m WHERE m."activityId" = $1::int AND m."ownerAdministrationId" = $2::int
      AND m."state" IN ('proposed', 'agreed'))
) AS "part"`

type Stored = Omit<Part, 'answer'> & {
  answer: (Omit<Part['answer'] & object, 'since'> & { since: number }) | null
}

/** The part of an administration in an activity, which nobody else changes until the transaction ends. */
export async function lockedPart(db: Db, activityId: number, administrationId: number): Promise<Part> {
  await lockPart(db, activityId, administrationId)
  const [row] = await db.query<{ part: Stored }>(finding, [activityId, administrationId])
  if (!row) throw new Error(`no part was read in activity ${activityId}`)
  const { answer } = row.part
  return { ...row.part, answer: answer && { ...answer, since: new Date(answer.since) } }
}

const joining = `
INSERT INTO "Participation" ("activityId", "administrationId", "takingPart", "since")
VALUES ($1::int, $2::int, true, $3::timestamptz)
ON CONFLICT ("activityId", "administrationId") DO UPDATE
SET "takingPart" = true, "since" = excluded."since", "reason" = NULL
WHERE NOT "Participation"."takingPart" OR "Participation"."since" > excluded."since"`

/** Makes an administration take part from an instant on; one that does so already, from then at the latest. */
export async function takePart(
  db: Db,
  activityId: number,
  administrationId: number,
  since: Date,
): Promise<void> {
  await db.query(joining, [activityId, administrationId, since.toISOString()])
}

/** $1 activity, $2 administration, $3 since, $4 reason */
const leaving = `
INSERT INTO "Participation" ("activityId", "administrationId", "takingPart", "since", "reason")
VALUES ($1::int, $2::int, false, $3::timestamptz, $4::text)
ON CONFLICT ("activityId", "administrationId") DO UPDATE
SET "takingPart" = false, "reason" = excluded."reason",
  "since" = CASE WHEN "Participation"."takingPart" THEN excluded."since" ELSE "Participation"."since" END
WHERE NOT "Participation"."lead"
RETURNING "activityId"`

/**
 * Records that an administration does not take part, from an instant on.
 *
 * @param reason null for none
 * @returns false, and nothing is changed, when it leads the activity
 */
export async function stepOut(
  db: Db,
  activityId: number,
  administrationId: number,
  reason: string | null,
  since: Date,
): Promise<boolean> {
  const rows = await db.query(leaving, [activityId, administrationId, since.toISOString(), reason])
  return rows.length === 1
}
