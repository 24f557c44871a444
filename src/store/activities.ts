import type {
  Activity,
  Commitment,
  Evidence,
  Level,
  Milestone,
  MilestoneState,
  Outlook,
  Update,
} from '../domain/facts.ts'
import { type Audience, mayReadActivity, mayReadUpdate } from '../domain/permission.ts'
import { type CalendarDate, fromDateColumn } from '../time.ts'
import type { Db } from './database.ts'

type Reading = { audience: Audience; now: Date; today: CalendarDate }

/**
 * The activities of a programme with what the audience may read of them: of a quiet one, its declared wording only; of updates,
 * those that have left their administration, and the audience's own.
 *
 * @param ids only these activities; all of the programme when absent
 */
export async function loadActivities(
  db: Db,
  programmeId: number,
  reading: Reading,
  ids?: number[],
): Promise<Activity[]> {
  const rows = await db.activity.findMany({
    where: ids ? { id: { in: ids } } : { programmeId },
    orderBy: { position: 'asc' },
    include: {
      participations: true,
      milestones: { orderBy: { position: 'asc' }, include: { evidence: true, deliveredBy: true } },
      commitments: { orderBy: { id: 'asc' } },
      confirmations: { where: { commitmentId: null }, orderBy: { at: 'desc' }, take: 1 },
    },
  })
  const latest = await latestUpdates(
    db,
    rows.map(({ id }) => id),
    reading,
  )
  return rows.map((row) => {
    const quietUntil = row.quietUntil && fromDateColumn(row.quietUntil)
    const takingPart = row.participations
      .filter((answer) => answer.takingPart)
      .map(({ administrationId }) => administrationId)
    const open = mayReadActivity(
      reading.audience,
      { areaId: row.areaId, quietUntil },
      takingPart,
      reading.today,
    )
    return {
      id: row.id,
      code: row.code,
      title: row.title,
      areaId: row.areaId,
      quietUntil,
      kind: row.kind,
      declaredWording: row.declaredWording,
      quiet: !open,
      participations: open ? row.participations : row.participations.filter(({ lead }) => lead),
      milestones: open ? row.milestones.map(milestoneOf) : [],
      commitments: open ? row.commitments.map(commitmentOf) : [],
      latest: open ? latest.filter(({ activityId }) => activityId === row.id) : [],
      confirmed: open ? ((row.confirmations[0]?.level as Level | undefined) ?? null) : null,
    }
  })
}

type EvidenceRow = { reference: string; title: string | null; datedOn: Date }

function evidenceOf({ reference, title, datedOn }: EvidenceRow): Evidence {
  return { reference, title, datedOn: fromDateColumn(datedOn) }
}

function milestoneOf(row: {
  id: number
  code: string
  title: string
  kind: string
  state: string
  ownerAdministrationId: number | null
  baselineOn: Date | null
  dueOn: Date | null
  waitingFor: string | null
  proposedAt: Date
  deliveredOn: Date | null
  deliveredAt: Date | null
  deliveredBy: { administrationId: number | null } | null
  evidence: EvidenceRow[]
}): Milestone {
  return {
    id: row.id,
    code: row.code,
    title: row.title,
    kind: row.kind as Milestone['kind'],
    state: row.state as MilestoneState,
    ownerAdministrationId: row.ownerAdministrationId,
    baselineOn: row.baselineOn && fromDateColumn(row.baselineOn),
    dueOn: row.dueOn && fromDateColumn(row.dueOn),
    waitingFor: row.waitingFor,
    proposedAt: row.proposedAt,
    deliveredOn: row.deliveredOn && fromDateColumn(row.deliveredOn),
    deliveredAt: row.deliveredAt,
    deliveredByAdministrationId: row.deliveredBy?.administrationId ?? null,
    evidence: row.evidence.map(evidenceOf),
  }
}

function commitmentOf(row: {
  id: number
  administrationId: number
  text: string
  state: string
  baselineOn: Date
  targetOn: Date
  madeAt: Date
  deliveredOn: Date | null
}): Commitment {
  return {
    id: row.id,
    administrationId: row.administrationId,
    text: row.text,
    state: row.state as Commitment['state'],
    baselineOn: fromDateColumn(row.baselineOn),
    targetOn: fromDateColumn(row.targetOn),
    madeAt: row.madeAt,
    deliveredOn: row.deliveredOn && fromDateColumn(row.deliveredOn),
  }
}

/**
 * The newest update of each administration on each activity: the newest of all, and the newest that has left, because the
 * audience may read only the second of another administration.
 */
async function latestUpdates(db: Db, activityIds: number[], { audience, now }: Reading): Promise<Update[]> {
  if (activityIds.length === 0) return []
  const rows = await db.$queryRaw<
    (Omit<Update, 'evidence' | 'outlook'> & { outlook: string | null; evidence: unknown })[]
  >`
    SELECT u."id", u."activityId", u."administrationId", u."at", u."leavesAt", u."outlook", v."text", v."inTheWay", v."recordedFrom",
      COALESCE((SELECT json_agg(json_build_object('reference', e."reference", 'title', e."title", 'datedOn', e."datedOn") ORDER BY e."id")
        FROM "Evidence" e WHERE e."updateId" = u."id"), '[]') AS "evidence"
    FROM (
      SELECT DISTINCT ON ("activityId", "administrationId", "left") *
      FROM (SELECT *, "leavesAt" <= ${now} AS "left" FROM "Update"
        WHERE "activityId" = ANY(${activityIds}) AND "withdrawnAt" IS NULL) own
      ORDER BY "activityId", "administrationId", "left", "at" DESC, "id" DESC
    ) u
    JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version"
    ORDER BY u."at" DESC, u."id" DESC`
  const seen = new Set<string>()
  return rows
    .filter((update) => mayReadUpdate(audience, update, now))
    .filter(({ activityId, administrationId }) => {
      const key = `${activityId}/${administrationId}`
      return seen.has(key) ? false : Boolean(seen.add(key))
    })
    .map((row) => ({ ...row, outlook: row.outlook as Outlook | null, evidence: row.evidence as Evidence[] }))
}
