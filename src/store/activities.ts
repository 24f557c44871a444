import {
  type ActivityRecord,
  type CommitmentRecord,
  type MilestoneRecord,
  mayReadUpdate,
  type Reading,
  readable,
} from '../domain/audience.ts'
import type { Activity, ActivityName, Confirmation, Participation, Report } from '../domain/facts.ts'
import type { Db } from './database.ts'
import { frozen, type RecordedActivity, type Words } from './known.ts'

/** Which activities, and the words of which updates: of the newest few of each activity, and of one administration. */
export type Wanted = { ids?: number[]; newest?: number; of?: number }

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`

const evidence = (
  owner: string,
) => `(SELECT coalesce(json_agg(json_build_object('reference', e."reference", 'title', e."title",
  'datedOn', e."datedOn") ORDER BY e."id"), '[]') FROM "Evidence" e WHERE ${owner})`

const confirmation = (
  owner: string,
) => `(SELECT json_build_object('level', n."level", 'at', ${milliseconds('n."at"')},
  'by', b."name", 'administrationId', b."administrationId") FROM "Confirmation" n LEFT JOIN "Person" b ON b."id" = n."byId"
  WHERE ${owner} ORDER BY n."at" DESC, n."id" DESC LIMIT 1)`

/** Of an administration, its newest report that has left it, and those that are inside its hold. */
const reports = `
  SELECT l.* FROM "Participation" p CROSS JOIN LATERAL (SELECT * FROM "Update" n
    WHERE n."activityId" = a."id" AND n."administrationId" = p."administrationId" AND n."withdrawnAt" IS NULL
      AND n."leavesAt" <= $2::timestamptz
    ORDER BY n."at" DESC, n."id" DESC LIMIT 1) l
  WHERE p."activityId" = a."id"
  UNION ALL SELECT * FROM "Update" h
  WHERE h."activityId" = a."id" AND h."withdrawnAt" IS NULL AND h."leavesAt" > $2::timestamptz`

/** $1 ids, $2 now. */
const statement = `
SELECT a."id", a."revision", json_build_object('id', a."id", 'code', a."code", 'kind', a."kind", 'declaredWording', a."declaredWording",
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
  'reports', (SELECT coalesce(json_agg(json_build_object('id', u."id", 'activityId', u."activityId",
      'administrationId', u."administrationId", 'at', ${milliseconds('u."at"')}, 'leavesAt', ${milliseconds('u."leavesAt"')},
      'outlook', u."outlook", 'inTheWay', v."inTheWay",
      'words', json_build_object('text', v."text", 'recordedFrom', v."recordedFrom",
        'recordedBy', CASE WHEN v."recordedFrom" IS NOT NULL THEN (SELECT r."name" FROM "Person" r WHERE r."id" = v."personId") END,
        'editedAt', CASE WHEN v."number" > 1 THEN ${milliseconds('v."at"')} END,
        'evidence', ${evidence('e."updateId" = u."id"')})) ORDER BY u."at" DESC, u."id" DESC), '[]')
    FROM (${reports}) u
    JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version")
) AS "facts"
FROM "Activity" a WHERE a."id" = ANY($1::int[])`

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

/**
 * The activities of a programme with what the audience may read of them (see `readable`), in one statement whose cost does not
 * grow with the number of updates. Every update has an answer about its activity beside it, through which it is found.
 */
export async function loadActivities(db: Db, reading: Reading, wanted: Wanted = {}): Promise<Activity[]> {
  const { directory } = reading
  const names = directory.activities.filter(({ id }) => wanted.ids?.includes(id) ?? true)
  const recorded = await recordedActivities(db, names, reading)
  return names.flatMap((name) => {
    const activity = recorded.get(name.id)
    return activity ? [readable({ ...recordFor(activity, reading, wanted), ...name }, reading)] : []
  })
}

async function recordedActivities(
  db: Db,
  names: ActivityName[],
  { now, directory }: Reading,
): Promise<Map<number, RecordedActivity>> {
  const recorded = new Map<number, RecordedActivity>()
  for (const { id } of names) {
    const known = db.known?.activities.get(id)
    const stands = known && known.revision === directory.revisions?.get(id) && known.at <= now.getTime()
    if (stands) recorded.set(id, known.activity)
  }
  const ids = names.map(({ id }) => id).filter((id) => !recorded.has(id))
  if (ids.length === 0) return recorded
  const rows = await db.query<{ id: number; revision: number; facts: Facts }>(statement, [
    ids,
    now.toISOString(),
  ])
  for (const { id, revision, facts } of rows) {
    const activity = frozen(recordedFrom(facts))
    recorded.set(id, activity)
    db.known?.activities.set(id, { revision, at: now.getTime(), activity })
  }
  return recorded
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
    reports: facts.reports.map(({ words, ...report }) => ({
      report: { ...report, at: new Date(report.at), leavesAt: new Date(report.leavesAt) },
      words: { ...words, editedAt: words.editedAt === null ? null : new Date(words.editedAt) },
    })),
  }
}

/** With the newest report of each administration that has left it, or is the audience's own. */
function recordFor(
  { reports, ...activity }: RecordedActivity,
  { audience, now, directory }: Reading,
  wanted: Wanted,
) {
  const { prefix } = directory
  const reported = new Set<number>()
  const latest = reports.filter(({ report }) => {
    if (reported.has(report.administrationId) || !mayReadUpdate(audience, report, now)) return false
    reported.add(report.administrationId)
    return true
  })
  const { newest = 0, of } = wanted
  const updates = latest.filter(({ report }, place) => place < newest || report.administrationId === of)
  return {
    ...activity,
    milestones:
      prefix === ''
        ? activity.milestones
        : activity.milestones.map((each) => ({ ...each, code: prefix + each.code })),
    latest: latest.map(({ report }) => report),
    updates: updates.map(({ report, words }) => ({ ...report, ...words })),
  }
}

const confirmationOf = ({ confirmed }: Confirmed): Confirmation | null =>
  confirmed && { ...confirmed, at: new Date(confirmed.at) }
