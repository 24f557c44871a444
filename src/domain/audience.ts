import type { CalendarDate } from '../time.ts'
import { dayIn } from '../time.ts'
import type {
  Activity,
  ActivityName,
  Administration,
  Commitment,
  Directory,
  Milestone,
  Participation,
  Programme,
  Report,
  ReportingCount,
} from './facts.ts'
import { administrationsOf, isLate, nameableIn, withoutAuthors } from './naming.ts'
import { coordinates, holds, type Speaker } from './permission.ts'
import { commitmentSchedule, reportingClocks } from './schedule.ts'

/** Who may read what. Everything that is read for an answer passes `readable` or one of the three rules it is made of (naming: `naming.ts`). */

/**
 * Who would read an answer. `everyone` is a place where others read along: there, only what every admitted person may know.
 */
export type Audience = { kind: 'speaker'; speaker: Speaker } | { kind: 'everyone' }

/** For whom, and when, something is read. `now` is an instant, `today` the calendar day it falls on for the reader. */
export type Reading = {
  audience: Audience
  now: Date
  today: CalendarDate
  programme: Programme
  directory: Directory
}

/**
 * The quiet rule: until the date, only those taking part and the area's coordinator read an activity's updates, evidence and
 * milestones. From that date on, everyone admitted. The date begins for all at once, with the day in UTC.
 */
export function mayReadActivity(
  audience: Audience,
  activity: Pick<ActivityName, 'areaId' | 'quietUntil' | 'takingPart'>,
  now: Date,
): boolean {
  if (activity.quietUntil === null || activity.quietUntil <= dayIn(now, 'UTC')) return true
  if (audience.kind === 'everyone') return false
  const { speaker } = audience
  if (coordinates(speaker, { areaId: activity.areaId })) return true
  return holds(
    speaker,
    ({ administrationId }) => administrationId !== null && activity.takingPart.includes(administrationId),
  )
}

/** Numbers, because dates are compared ten times as slowly, and hundreds are for one answer. */
const isPast = (instant: Date, now: Date): boolean => instant.getTime() <= now.getTime()

/** The hold rule: until it leaves its administration, an update is read there only. */
export function mayReadUpdate(
  audience: Audience,
  update: { administrationId: number; leavesAt: Date },
  now: Date,
): boolean {
  return isPast(update.leavesAt, now) || isOwn(audience, update.administrationId)
}

/** The ids of the administrations whose own people this audience is. */
export function ownAdministrationIds(audience: Audience): number[] {
  if (audience.kind === 'everyone' || audience.speaker.kind !== 'person') return []
  return audience.speaker.roles.flatMap(({ administrationId }) => administrationId ?? [])
}

const isOwn = (audience: Audience, administrationId: number): boolean =>
  ownAdministrationIds(audience).includes(administrationId)

/** An activity as it stands in the record, before anybody reads it. */
export type ActivityRecord = Omit<
  Activity,
  'quiet' | 'lateCommitments' | 'reporting' | 'milestones' | 'commitments'
> & {
  milestones: MilestoneRecord[]
  commitments: CommitmentRecord[]
}

export type MilestoneRecord = Omit<Milestone, 'ownerAdministrationId' | 'deliveredByAdministrationId'> & {
  ownerAdministrationId: number | null
  deliveredByAdministrationId: number | null
}

export type CommitmentRecord = Omit<Commitment, 'baselineOn' | 'targetOn'> & {
  baselineOn: CalendarDate
  targetOn: CalendarDate
}

/**
 * What an audience may read of an activity: nothing but its declared wording while it is quiet for them; no update inside another
 * administration's hold, and no place taken by one; and no name of who is late or silent that they may not be told, neither
 * written nor to be worked out from a date or by counting the others.
 */
export function readable(activity: ActivityRecord, reading: Reading): Activity {
  const { audience, now, today, directory } = reading
  const own = ownAdministrationIds(audience)
  const left = ({ since, administrationId }: Participation) =>
    isPast(since, now) || own.includes(administrationId)
  const { id, code, title, areaId, quietUntil, takingPart, kind, declaredWording } = activity
  const name = { id, code, title, areaId, quietUntil, takingPart, kind, declaredWording }
  if (!mayReadActivity(audience, activity, now)) {
    const leads = activity.participations.filter((each) => each.lead && left(each))
    return { ...name, ...nothing, quiet: true, participations: leads }
  }
  const administrations = administrationsOf(directory)
  const nameable = nameableIn(areaId, reading)
  const readableUpdates = <Each extends Report>(updates: Each[]) =>
    updates.filter((update) => mayReadUpdate(audience, update, now))
  let counts: ReportingCount[] | null = null
  const overdue = activity.commitments.filter((each) => commitmentSchedule(each, today) === 'overdue')
  return {
    ...name,
    quiet: false,
    participations: activity.participations.filter(left),
    milestones: withoutLateOwners(activity.milestones, reading, nameable),
    commitments: activity.commitments.map((commitment) =>
      nameable(commitment.administrationId)
        ? commitment
        : { ...commitment, baselineOn: null, targetOn: null },
    ),
    lateCommitments: overdue.length,
    latest: readableUpdates(activity.latest),
    updates: readableUpdates(activity.updates),
    // Worked out when asked for: most answers do without it, and it takes as long as all the rest.
    get reporting() {
      counts ??= reportingCounts(activity, reading, administrations, nameable)
      return counts
    },
    confirmed: activity.confirmed,
  }
}

const nothing = {
  milestones: [],
  commitments: [],
  lateCommitments: 0,
  latest: [],
  updates: [],
  reporting: [],
  confirmed: null,
}

/** As soon as one late owner may not be named, none of the milestones names one that may not: the gap would tell. */
function withoutLateOwners(
  milestones: MilestoneRecord[],
  reading: Reading,
  nameable: (administrationId: number | null) => boolean,
): Milestone[] {
  const unnamed = milestones.some(
    (each) =>
      isLate(each, reading) &&
      !(nameable(each.ownerAdministrationId) && nameable(each.deliveredByAdministrationId)),
  )
  if (!unnamed) return milestones
  return milestones.map((milestone) => {
    const { ownerAdministrationId, deliveredByAdministrationId } = milestone
    const told = nameable(ownerAdministrationId) && nameable(deliveredByAdministrationId)
    return {
      ...milestone,
      ownerAdministrationId: nameable(ownerAdministrationId) ? ownerAdministrationId : 'withheld',
      deliveredByAdministrationId:
        told || !isLate(milestone, reading) ? deliveredByAdministrationId : 'withheld',
      evidence: told ? milestone.evidence : withoutAuthors(milestone.evidence),
    }
  })
}

/** Nobody is asked to report any more once the programme is closed. Numbers only, as soon as one who is not fresh may not be named: the names of the others would tell. */
function reportingCounts(
  activity: ActivityRecord,
  { today, programme }: Reading,
  administrations: Map<number, Administration>,
  nameable: (administrationId: number | null) => boolean,
): ReportingCount[] {
  if (programme.closedAt) return []
  const clocks = reportingClocks(activity, administrations, today, programme.policies.reporting)
  const named = clocks.every(({ administration, clock }) => clock === 'fresh' || nameable(administration.id))
  return (['fresh', 'ageing', 'silent', 'not connected'] as const).flatMap((clock) => {
    const those = clocks.filter((each) => each.clock === clock).map(({ administration }) => administration.id)
    return those.length === 0
      ? []
      : [{ clock, count: those.length, named: named ? those : those.filter(nameable) }]
  })
}
