import type { ActivityRecord, CommitmentRecord, MilestoneRecord } from '../domain/audience.ts'
import type { Confirmation, Participation, Report } from '../domain/facts.ts'
import type { Db } from './database.ts'
import { evidence, milliseconds } from './facts-as-json.ts'
import type { RecordedActivity, Words } from './known.ts'

const confirmation = (
  owner: string,
) => `(SELECT json_build_object('level', n."level", 'at', ${milliseconds('n."at"')},
  'by', b."name", 'administrationId', b."administrationId") FROM "Confirmation" n LEFT JOIN "Person" b ON b."id" = n."byId"
  WHERE ${owner} ORDER BY n."at" DESC, n."id" DESC LIMIT 1)`

/** The newest of an administration's reports on an activity, and whether it has left its hold. */
const newest = (left: string) => `
  SELECT l.* FROM "Participation" p CROSS JOIN LATERAL (SELECT * FROM "Update" n
    WHERE n."activityId" = a."id" AND n."administrationId" = p."administrationId" AND n."withdrawnAt" IS NULL ${left}
    ORDER BY n."at" DESC, n."id" DESC LIMIT 1) l
  WHERE p."activityId" = a."id"`

/** Of an administration, its newest report that others may read, and a newer one that is inside its hold. */
const newestReports = `${newest('AND n."leavesAt" <= $2::timestamptz')}
  UNION ALL ${newest('')} AND l."leavesAt" > $2::timestamptz`

/** With the words of each. */
const reported = `(SELECT coalesce(json_agg(json_build_object('id', u."id", 'activityId', u."activityId",
      'administrationId', u."administrationId", 'at', ${milliseconds('u."at"')}, 'leavesAt', ${milliseconds('u."leavesAt"')},
      'outlook', u."outlook", 'inTheWay', v."inTheWay",
      'words', json_build_object('text', v."text", 'recordedFrom', v."recordedFrom",
        'recordedBy', CASE WHEN v."recordedFrom" IS NOT NULL THEN (SELECT r."name" FROM "Person" r WHERE r."id" = v."personId") END,
        'editedAt', CASE WHEN v."number" > 1 THEN ${milliseconds('v."at"')} END,
        'evidence', ${evidence('e."updateId" = u."id"')})) ORDER BY u."at" DESC, u."id" DESC), '[]')
    FROM (${newestReports}) u
    JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version")`

/** $1 ids, $2 now. */
const statement = (reports: string) => `
SELECT a."id", a."revision",
  (SELECT ${milliseconds('min(h."leavesAt")')} FROM "Update" h WHERE h."activityId" = a."id" AND h."withdrawnAt" IS NULL
    AND h."leavesAt" > $2::timestamptz)::float8 AS "until", json_build_object('id', a."id", 'code', a."code", 'kind', a."kind", 'declaredWording', a."declaredWording",
  'participations', (SELECT coalesce(json_agg(json_build_object('administrationId', p."administrationId",
      'takingPart', p."takingPart", 'lead', p."lead", 'reason', p."reason", 'since', ${milliseconds('p."since"')})
      ORDER BY p."since", p."administrationId"), '[]')
    FROM "Participation" p WHERE p."activityId" = a."id"),
  'milestones', (SELECT coalesce(json_agg(json_build_object('id', m."id", 'code', m."code", 'title', m."title", 'kind', m."kind",
      'state', m."state", 'ownerAdministrationId', m."ownerAdministrationId", 'baselineOn', m."baselineOn", 'dueOn', m."dueOn",
      'waitingFor', m."waitingFor", 'proposedAt', ${milliseconds('m."proposedAt"')}, 'deliveredOn', m."deliveredOn",
      'deliveredAt', ${milliseconds('m."deliveredAt"')},
      'deliveredByAdministrationId', m."deliveredForId",
      'evidence', ${evidence('e."milestoneId" = m."id"')}) ORDER BY m."position", m."id"), '[]')
    FROM "Milestone" m WHERE m."activityId" = a."id"),
  'commitments', (SELECT coalesce(json_agg(json_build_object('id', c."id", 'administrationId', c."administrationId", 'text', c."text",
      'state', c."state", 'baselineOn', c."baselineOn", 'targetOn', c."targetOn", 'madeAt', ${milliseconds('c."madeAt"')},
      'deliveredOn', c."deliveredOn", 'baselineText', c."baselineText",
      'confirmed', ${confirmation('n."commitmentId" = c."id"')},
      'evidence', ${evidence('e."commitmentId" = c."id"')}) ORDER BY c."id"), '[]')
    FROM "Commitment" c WHERE c."activityId" = a."id"),
  'confirmed', ${confirmation('n."activityId" = a."id" AND n."commitmentId" IS NULL')},
  'reports', ${reports}
) AS "facts"
FROM "Activity" a WHERE a."id" = ANY($1::int[])`

const whole = statement(reported)
const withoutReports = statement(`'[]'::json`)

type Stored<T, Instants extends keyof T> = Omit<T, Instants> & { [Key in Instants]: number }
type StoredWords = Omit<Words, 'editedAt'> & { editedAt: number | null }
type Confirmed = { confirmed: Stored<Confirmation, 'at'> | null }
type Facts = Pick<ActivityRecord, 'id' | 'code' | 'kind' | 'declaredWording'> & {
  participations: Stored<Participation, 'since'>[]
  milestones: (Omit<MilestoneRecord, 'proposedAt' | 'deliveredAt'> & {
    proposedAt: number
    deliveredAt: number | null
  })[]
  commitments: (Omit<CommitmentRecord, 'madeAt' | 'confirmed'> & { madeAt: number } & Confirmed)[]
  reports: (Stored<Report, 'at' | 'leavesAt'> & { words: StoredWords })[]
} & Confirmed

/** An activity as it was recorded at one instant, and the instant (milliseconds) at which the next report leaves its hold. */
export type Recorded = { id: number; revision: number; until: number; activity: RecordedActivity }

/**
 * Reads activities in one statement, whose cost does not grow with the number of updates. Every update has an answer about its
 * activity beside it, through which it is found.
 *
 * @param part `plan` is all but the reports, which cost most
 */
export async function readActivities(
  db: Db,
  ids: number[],
  now: Date,
  part: 'whole' | 'plan',
): Promise<Recorded[]> {
  const rows = await db.query<Omit<Recorded, 'until' | 'activity'> & { until: number | null; facts: Facts }>(
    part === 'whole' ? whole : withoutReports,
    [ids, now.toISOString()],
  )
  return rows.map(({ facts, until, ...row }) => ({
    ...row,
    until: until ?? Number.POSITIVE_INFINITY,
    activity: recordedFrom(facts),
  }))
}

function recordedFrom(facts: Facts): RecordedActivity {
  return {
    ...facts,
    participations: facts.participations.map((each) => ({ ...each, since: new Date(each.since) })),
    milestones: facts.milestones.map((each) => ({
      ...each,
      proposedAt: new Date(each.proposedAt),
      deliveredAt: each.deliveredAt === null ? null : new Date(each.deliveredAt),
    })),
    commitments: facts.commitments.map((each) => ({
      ...each,
      madeAt: new Date(each.madeAt),
      confirmed: confirmationOf(each),
    })),
    confirmed: confirmationOf(facts),
    reports: facts.reports.map(({ words: _, ...report }) => ({
      ...report,
      at: new Date(report.at),
      leavesAt: new Date(report.leavesAt),
    })),
    words: Object.fromEntries(
      facts.reports.map(({ id, words }) => [
        id,
        { ...words, editedAt: words.editedAt === null ? null : new Date(words.editedAt) },
      ]),
    ),
  }
}

const confirmationOf = ({ confirmed }: Confirmed): Confirmation | null =>
  confirmed && { ...confirmed, at: new Date(confirmed.at) }
