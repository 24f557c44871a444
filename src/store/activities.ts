import {
  type ActivityRecord,
  type CommitmentRecord,
  type MilestoneRecord,
  ownAdministrationIds,
  type Reading,
  readable,
} from '../domain/audience.ts'
import type { Activity, Participation, Report, Update } from '../domain/facts.ts'
import type { Db } from './database.ts'

/** Which activities, and the words of which updates: of the newest few of each activity, and of one administration. */
export type Wanted = { ids?: number[]; newest?: number; of?: number }

const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`

const evidence = (
  owner: string,
) => `(SELECT coalesce(json_agg(json_build_object('reference', e."reference", 'title', e."title",
  'datedOn', e."datedOn") ORDER BY e."id"), '[]') FROM "Evidence" e WHERE ${owner})`

/** $1 programme, $2 ids or null, $3 now, $4 the audience's own administrations, $5 newest, $6 of */
const statement = `
SELECT json_build_object('id', a."id", 'code', a."code", 'kind', a."kind", 'declaredWording', a."declaredWording",
  'participations', (SELECT coalesce(json_agg(json_build_object('administrationId', p."administrationId",
      'takingPart', p."takingPart", 'lead', p."lead", 'since', ${milliseconds('p."since"')})
      ORDER BY p."since", p."administrationId"), '[]')
    FROM "Participation" p WHERE p."activityId" = a."id"),
  'milestones', (SELECT coalesce(json_agg(json_build_object('id', m."id", 'code', m."code", 'title', m."title", 'kind', m."kind",
      'state', m."state", 'ownerAdministrationId', m."ownerAdministrationId", 'baselineOn', m."baselineOn", 'dueOn', m."dueOn",
      'waitingFor', m."waitingFor", 'proposedAt', ${milliseconds('m."proposedAt"')}, 'deliveredOn', m."deliveredOn",
      'deliveredAt', ${milliseconds('m."deliveredAt"')},
      'deliveredByAdministrationId', (SELECT d."administrationId" FROM "Person" d WHERE d."id" = m."deliveredById"),
      'evidence', ${evidence('e."milestoneId" = m."id"')}) ORDER BY m."position", m."id"), '[]')
    FROM "Milestone" m WHERE m."activityId" = a."id"),
  'commitments', (SELECT coalesce(json_agg(json_build_object('id', c."id", 'administrationId', c."administrationId", 'text', c."text",
      'state', c."state", 'baselineOn', c."baselineOn", 'targetOn', c."targetOn", 'madeAt', ${milliseconds('c."madeAt"')},
      'deliveredOn', c."deliveredOn") ORDER BY c."id"), '[]')
    FROM "Commitment" c WHERE c."activityId" = a."id"),
  'confirmed', (SELECT c."level" FROM "Confirmation" c WHERE c."activityId" = a."id" AND c."commitmentId" IS NULL
    ORDER BY c."at" DESC, c."id" DESC LIMIT 1),
  'latest', (SELECT coalesce(json_agg(json_build_object('id', l."id", 'activityId', l."activityId",
      'administrationId', l."administrationId", 'at', ${milliseconds('l."at"')}, 'leavesAt', ${milliseconds('l."leavesAt"')},
      'outlook', l."outlook", 'inTheWay', v."inTheWay",
      'words', CASE WHEN l."place" <= $5::int OR l."administrationId" = $6::int THEN json_build_object('text', v."text",
        'recordedFrom', v."recordedFrom",
        'recordedBy', CASE WHEN v."recordedFrom" IS NOT NULL THEN (SELECT r."name" FROM "Person" r WHERE r."id" = v."personId") END,
        'editedAt', CASE WHEN v."number" > 1 THEN ${milliseconds('v."at"')} END,
        'evidence', ${evidence('e."updateId" = l."id"')}) END) ORDER BY l."place"), '[]')
    FROM (SELECT u.*, row_number() OVER (ORDER BY u."at" DESC, u."id" DESC) AS "place"
      FROM "Participation" p CROSS JOIN LATERAL (SELECT * FROM "Update" n
        WHERE n."activityId" = a."id" AND n."administrationId" = p."administrationId" AND n."withdrawnAt" IS NULL
          AND (n."leavesAt" <= $3::timestamptz OR n."administrationId" = ANY($4::int[]))
        ORDER BY n."at" DESC, n."id" DESC LIMIT 1) u
      WHERE p."activityId" = a."id") l
    JOIN "UpdateVersion" v ON v."updateId" = l."id" AND v."number" = l."version")
) AS "facts"
FROM "Activity" a
WHERE a."programmeId" = $1::int AND ($2::int[] IS NULL OR a."id" = ANY($2::int[]))
ORDER BY a."position"`

type Stored<T, Instants extends keyof T> = Omit<T, Instants> & { [Key in Instants]: number }
type Words = Omit<Update, keyof Report | 'editedAt'> & { editedAt: number | null }
type Facts = Pick<ActivityRecord, 'id' | 'code' | 'kind' | 'declaredWording' | 'confirmed'> & {
  participations: Stored<Participation, 'since'>[]
  milestones: (Omit<MilestoneRecord, 'proposedAt' | 'deliveredAt'> & {
    proposedAt: number
    deliveredAt: number | null
  })[]
  commitments: Stored<CommitmentRecord, 'madeAt'>[]
  latest: (Stored<Report, 'at' | 'leavesAt'> & { words: Words | null })[]
}

/**
 * The activities of a programme with what the audience may read of them (see `readable`), in one statement whose cost does not
 * grow with the number of updates. Every update has an answer about its activity beside it, through which it is found.
 */
export async function loadActivities(db: Db, reading: Reading, wanted: Wanted = {}): Promise<Activity[]> {
  const { programme, directory, audience, now } = reading
  const rows = await db.query<{ facts: Facts }>(statement, [
    programme.id,
    wanted.ids ?? null,
    now.toISOString(),
    ownAdministrationIds(audience),
    wanted.newest ?? 0,
    wanted.of ?? null,
  ])
  const names = new Map(directory.activities.map((name) => [name.id, name]))
  return rows.flatMap(({ facts }) => {
    const name = names.get(facts.id)
    return name ? [readable({ ...recordOf(facts, directory.prefix), ...name }, reading)] : []
  })
}

function recordOf(
  facts: Facts,
  prefix: string,
): Omit<ActivityRecord, 'title' | 'areaId' | 'quietUntil' | 'takingPart'> {
  const latest = facts.latest.map(({ words, ...report }) => ({
    report: { ...report, at: new Date(report.at), leavesAt: new Date(report.leavesAt) },
    words: words && { ...words, editedAt: words.editedAt === null ? null : new Date(words.editedAt) },
  }))
  return {
    ...facts,
    participations: facts.participations.map((each) => ({ ...each, since: new Date(each.since) })),
    milestones: facts.milestones.map((each) => ({
      ...each,
      code: prefix + each.code,
      proposedAt: new Date(each.proposedAt),
      deliveredAt: each.deliveredAt === null ? null : new Date(each.deliveredAt),
    })),
    commitments: facts.commitments.map((each) => ({ ...each, madeAt: new Date(each.madeAt) })),
    latest: latest.map(({ report }) => report),
    updates: latest.flatMap(({ report, words }) => (words ? [{ ...report, ...words }] : [])),
  }
}
