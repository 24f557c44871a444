import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/** What became of a milestone after somebody was nudged, apart from its state: instants, null for what never happened. */
export type NudgeAnswers = {
  milestoneId: number
  snoozedAt: Date | null
  askedAt: Date | null
  movedAt: Date | null
}

const milliseconds = (column: string) => `(extract(epoch FROM max(${column})) * 1000)::float8`

/** $1 milestones */
const answers = `
SELECT m."id" AS "milestoneId",
  (SELECT ${milliseconds('s."at"')} FROM "Snooze" s WHERE s."milestoneId" = m."id") AS "snoozedAt",
  (SELECT ${milliseconds('e."requestedAt"')} FROM "Extension" e WHERE e."milestoneId" = m."id" AND e."outcome" = 'pending') AS "askedAt",
  (SELECT ${milliseconds('c."at"')} FROM "DateChange" c WHERE c."milestoneId" = m."id") AS "movedAt"
FROM "Milestone" m WHERE m."id" = ANY($1::int[])`

/** When these milestones were last snoozed, moved, and asked a later date for that is not decided on. */
export async function nudgeAnswers(db: Db, milestoneIds: number[]): Promise<NudgeAnswers[]> {
  type Row = { [Key in keyof NudgeAnswers]: Key extends 'milestoneId' ? number : number | null }
  const rows = await db.query<Row>(answers, [milestoneIds])
  const instant = (milliseconds: number | null) => (milliseconds === null ? null : new Date(milliseconds))
  return rows.map(({ milestoneId, snoozedAt, askedAt, movedAt }) => ({
    milestoneId,
    snoozedAt: instant(snoozedAt),
    askedAt: instant(askedAt),
    movedAt: instant(movedAt),
  }))
}

/** $1 programme, $2 day */
const late = `
SELECT "activityId", "ownerAdministrationId", count(*)::int AS "count" FROM "Milestone"
WHERE "programmeId" = $1::int AND "state" = 'agreed' AND "waitingFor" IS NULL AND "dueOn" < $2::date
  AND "ownerAdministrationId" IS NOT NULL
GROUP BY 1, 2`

/** How many agreed milestones an administration has past their date in an activity, on a calendar day. */
export type LateCount = { activityId: number; ownerAdministrationId: number; count: number }

export async function lateCounts(db: Db, programmeId: number, on: CalendarDate): Promise<LateCount[]> {
  return db.query<LateCount>(late, [programmeId, on])
}
