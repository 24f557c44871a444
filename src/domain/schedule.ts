import { type CalendarDate, dayIn, daysBetween, plusDays } from '../time.ts'
import type {
  Administration,
  Commitment,
  Milestone,
  Outlook,
  Participation,
  Report,
  Reporting,
} from './facts.ts'
import type { Policies } from './programme-file.ts'

/** The three clocks, each a rule of its own and never merged. */

export type Schedule =
  | 'proposed'
  | 'on schedule'
  | 'due soon'
  | 'overdue'
  | 'extended'
  | 'delivered'
  | 'delivered late'
  | 'waiting'
  | 'closed'

/** Days before a due date from which it is *due soon*. */
export const dueSoonDays = 14

/**
 * The schedule clock of one milestone on the calendar day `today`. Only an agreed milestone with a date can be overdue.
 */
export function milestoneSchedule(
  milestone: Pick<Milestone, 'state' | 'dueOn' | 'baselineOn' | 'deliveredOn' | 'waitingFor'>,
  today: CalendarDate,
): Schedule {
  const { state, dueOn, baselineOn, deliveredOn } = milestone
  if (state === 'delivered')
    return dueOn && baselineOn && deliveredOn && deliveredOn > dueOn ? 'delivered late' : 'delivered'
  if (state === 'carried over' || state === 'ended' || state === 'not delivered') return 'closed'
  if (milestone.waitingFor !== null) return 'waiting'
  if (state === 'proposed' || dueOn === null) return 'proposed'
  return dated(baselineOn, dueOn, today)
}

/** The schedule clock of a commitment on the calendar day `today`; only *open* or *delivered* where its dates are withheld. */
export function commitmentSchedule(commitment: Commitment, today: CalendarDate): Schedule | 'open' {
  const { state, baselineOn, targetOn, deliveredOn } = commitment
  if (state === 'delivered')
    return targetOn && deliveredOn && deliveredOn > targetOn ? 'delivered late' : 'delivered'
  if (state !== 'open') return 'closed'
  if (targetOn === null) return 'open'
  return dated(baselineOn, targetOn, today)
}

function dated(baselineOn: CalendarDate | null, dueOn: CalendarDate, today: CalendarDate): Schedule {
  if (today > dueOn) return 'overdue'
  if (daysBetween(today, dueOn) <= dueSoonDays) return 'due soon'
  return baselineOn && dueOn > baselineOn ? 'extended' : 'on schedule'
}

/** The next day, after `today`, on which the schedule of one of these milestones reads otherwise by itself; null when there is none. */
export function nextScheduleDay(
  milestones: Pick<Milestone, 'state' | 'dueOn' | 'waitingFor'>[],
  today: CalendarDate,
): CalendarDate | null {
  const days = milestones
    .filter(({ state, waitingFor }) => state === 'agreed' && waitingFor === null)
    .flatMap(({ dueOn }) => (dueOn ? [plusDays(dueOn, -dueSoonDays), plusDays(dueOn, 1)] : []))
    .filter((day) => day > today)
  return days.sort()[0] ?? null
}

const urgency: Schedule[] = [
  'overdue',
  'due soon',
  'extended',
  'on schedule',
  'proposed',
  'waiting',
  'closed',
  'delivered late',
  'delivered',
]

/**
 * The schedule clock of an activity: the most urgent of its milestones, *delivered* only when all of them are; *proposed* when it
 * has none.
 */
export function activitySchedule(milestones: Milestone[], today: CalendarDate): Schedule {
  const all = new Set(milestones.map((milestone) => milestoneSchedule(milestone, today)))
  return urgency.find((schedule) => all.has(schedule)) ?? 'proposed'
}

/** Whether a milestone can still be delivered. */
export function isOpen(milestone: Pick<Milestone, 'state'>): boolean {
  return milestone.state === 'proposed' || milestone.state === 'agreed'
}

/** The open milestones with a date, soonest first: agreed ones, and proposed ones whose day has not passed; on one day, agreed ones first. */
export function datedMilestones(
  milestones: Milestone[],
  today: CalendarDate,
): (Milestone & { dueOn: CalendarDate })[] {
  return milestones
    .filter((milestone) => isOpen(milestone) && milestone.waitingFor === null)
    .flatMap((milestone) => (milestone.dueOn === null ? [] : [{ ...milestone, dueOn: milestone.dueOn }]))
    .filter(({ state, dueOn }) => state === 'agreed' || dueOn >= today)
    .sort((one, other) => {
      if (one.dueOn !== other.dueOn) return one.dueOn < other.dueOn ? -1 : 1
      return Number(other.state === 'agreed') - Number(one.state === 'agreed')
    })
}

/** The first of them; null when there is none. */
export function nextMilestone(
  milestones: Milestone[],
  today: CalendarDate,
): (Milestone & { dueOn: CalendarDate }) | null {
  return datedMilestones(milestones, today)[0] ?? null
}

/**
 * The reporting clock of one administration.
 *
 * @param last instant of its latest report, or of the moment from which it was expected to report
 */
export function reporting(
  administration: Pick<Administration, 'connected' | 'timeZone'>,
  last: Date,
  today: CalendarDate,
  policy: Policies['reporting'],
): Reporting {
  if (!administration.connected) return 'not connected'
  const days = daysBetween(dayIn(last, administration.timeZone), today)
  if (days <= policy.freshDays) return 'fresh'
  return days <= policy.ageingDays ? 'ageing' : 'silent'
}

/** Who is expected to report on an activity (leads, those with an open commitment, owners), each with its reporting clock. */
export function reportingClocks(
  activity: {
    participations: Participation[]
    commitments: Commitment[]
    milestones: Milestone[]
    latest: Report[]
  },
  administrations: Map<number, Administration>,
  today: CalendarDate,
  policy: Policies['reporting'],
): { administration: Administration; clock: Reporting }[] {
  const expected = new Map<number, Date>()
  const expect = (id: number, since: Date) => expected.set(id, expected.get(id) ?? since)
  for (const { administrationId, lead, since } of activity.participations)
    if (lead) expect(administrationId, since)
  for (const { administrationId, madeAt, state } of activity.commitments)
    if (state === 'open') expect(administrationId, madeAt)
  for (const milestone of activity.milestones) {
    const owner = milestone.ownerAdministrationId
    if (typeof owner === 'number' && isOpen(milestone)) expect(owner, milestone.proposedAt)
  }
  return [...expected].flatMap(([id, since]) => {
    const administration = administrations.get(id)
    if (!administration) return []
    const report = activity.latest.find((update) => update.administrationId === id)
    return [{ administration, clock: reporting(administration, report?.at ?? since, today, policy) }]
  })
}

const caution: Outlook[] = ['off track', 'at risk', 'on track']

/** The most cautious outlook among updates; null when none says one. */
export function mostCautious(updates: Pick<Report, 'outlook'>[]): Outlook | null {
  return caution.find((outlook) => updates.some((update) => update.outlook === outlook)) ?? null
}

/**
 * The outlook of an activity: what its leads last reported, the most cautious if they differ; while no lead has reported, the
 * most cautious of what the others last did.
 */
export function activityOutlook(activity: {
  participations: Participation[]
  latest: Report[]
}): Outlook | null {
  const leads = new Set(
    activity.participations.filter(({ lead }) => lead).map(({ administrationId }) => administrationId),
  )
  return (
    mostCautious(activity.latest.filter(({ administrationId }) => leads.has(administrationId))) ??
    mostCautious(activity.latest)
  )
}
