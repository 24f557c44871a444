import { type CalendarDate, dayIn } from '../time.ts'
import type { Channel } from './channel.ts'
import type { Directory, Milestone, Programme } from './facts.ts'
import { isTooLate, momentsIn, type Zones } from './lateness.ts'
import {
  type Holidays,
  noHolidays,
  nudgedAt,
  occasionOn,
  owedOccasionOn,
  type WorkingDay,
  workingDay,
} from './nudge-cadence.ts'
import type { NudgePerson } from './nudge-people.ts'
import { type ExpectedReport, isReportingDay, type ReportDue, reportsDue } from './nudge-reporting.ts'
import { type NudgeRound, roundOn } from './nudge-round.ts'

/** What is recalled where and when: a pure rule over facts and a span of instants. */

/** `snoozedUntil` is the day from which those who owe it want to hear of it again. */
export type NudgeMilestone = Pick<Milestone, 'id' | 'code' | 'kind' | 'state' | 'dueOn' | 'waitingFor'> & {
  activityId: number
  ownerAdministrationId: number | null
  extensionPending: boolean
  snoozedUntil: CalendarDate | null
}

/** `holidays` by the id of an administration. */
export type NudgeFacts = {
  programme: Programme
  directory: Directory
  milestones: NudgeMilestone[]
  channels: Channel[]
  people: NudgePerson[]
  holidays: ReadonlyMap<number, Holidays>
  /** of those who may be asked for a report, once a quarter */
  expected: ExpectedReport[]
}

export type NudgeDestination = { kind: 'channel'; channel: Channel } | { kind: 'person'; person: NudgePerson }

/**
 * Why it is said there: those who read it owe it, or are told of it, or may mail it to an administration that is not connected.
 * `after` is the occasion: days after the due date, negative before it.
 */
export type NudgePart = 'owes' | 'told' | 'mails'
export type NudgeItem = {
  milestone: NudgeMilestone & { dueOn: CalendarDate }
  part: NudgePart
  after: number
}

/** One message: at `at` (an instant), which is 09:00 on the day `on` where it is read, unless clocks or zones change. */
export type Nudge = {
  key: string
  at: Date
  on: CalendarDate
  destination: NudgeDestination
  items: NudgeItem[]
  reports: ReportDue[]
}

/**
 * All that becomes due after `from`, up to and at `to` (instants): at most one message a destination and day. `skipped` is what became
 * due too long before `to` to be said still.
 */
export function nudges(
  facts: NudgeFacts,
  span: { from: Date; to: Date },
): { due: Nudge[]; skipped: Nudge[] } {
  const { channels, people, programme } = facts
  const rounds = new Map<CalendarDate, NudgeRound>()
  const roundAt = (at: Date): NudgeRound => {
    const day = dayIn(at, 'UTC')
    const round = rounds.get(day) ?? roundOn(facts, day)
    rounds.set(day, round)
    return round
  }
  const known = new Map<string, ReturnType<typeof mornings>>()
  const morningsOf = (zones: Zones) => {
    const key = JSON.stringify(zones)
    const all = known.get(key) ?? mornings(zones, span)
    known.set(key, all)
    return all
  }
  const destinations: NudgeDestination[] = [
    ...channels.map((channel) => ({ kind: 'channel' as const, channel })),
    ...people.map((person) => ({ kind: 'person' as const, person })),
  ]
  const all = destinations.flatMap((destination) =>
    morningsOf(zonesOf(destination, facts)).flatMap(({ on, moment: at }): Nudge[] => {
      const round = roundAt(at)
      const items = nudgeItems(facts, round, destination, on)
      const reports = reportsAsked(facts, round, destination, on)
      return items.length + reports.length === 0
        ? []
        : [{ key: keyOf(programme, destination, on), at, on, destination, items, reports }]
    }),
  )
  return {
    due: all.filter(({ at }) => !isTooLate(at, span.to)),
    skipped: all.filter(({ at }) => isTooLate(at, span.to)),
  }
}

const reportsAsked = (
  facts: NudgeFacts,
  round: NudgeRound,
  destination: NudgeDestination,
  on: CalendarDate,
) => {
  const day = workingDay(on, holidaysOf(destination, facts))
  return day && isReportingDay(day) ? reportsDue(facts, round, destination, on) : []
}

/** The zone of a destination's days: a channel's own; of a person, their administration's, or UTC for those who speak for none. */
export function zoneOf(destination: NudgeDestination, { directory }: Pick<NudgeFacts, 'directory'>): string {
  if (destination.kind === 'channel') return destination.channel.timeZone
  const { home } = destination.person
  return directory.administrations.find(({ id }) => id === home)?.timeZone ?? 'UTC'
}

const zonesOf = (destination: NudgeDestination, facts: Pick<NudgeFacts, 'directory'>): Zones => ({
  zone: zoneOf(destination, facts),
  before: destination.kind === 'channel' ? destination.channel.zonesBefore : [],
})

/** The days off where it is read: those of the administration whose channel it is, or of the person's. */
export function holidaysOf(
  destination: NudgeDestination,
  { holidays }: Pick<NudgeFacts, 'holidays'>,
): Holidays {
  if (destination.kind === 'person') return holidays.get(destination.person.home ?? 0) ?? noHolidays
  const { owner } = destination.channel
  return owner.kind === 'administration' ? (holidays.get(owner.administrationId) ?? noHolidays) : noHolidays
}

const keyOf = ({ key }: Programme, destination: NudgeDestination, on: CalendarDate): string =>
  destination.kind === 'channel'
    ? `nudge:${key}:channel:${destination.channel.id}:${on}`
    : `nudge:${key}:person:${destination.person.id}:${on}`

/** The mornings somewhere in a span, each day's once. */
export const mornings = (zones: Zones, span: { from: Date; to: Date }) => momentsIn(nudgedAt, zones, span)

/**
 * What a destination is told on its day `on`, soonest first; nothing on a day off.
 *
 * @param round who is told what on the day of that instant in UTC
 */
export function nudgeItems(
  facts: NudgeFacts,
  round: NudgeRound,
  destination: NudgeDestination,
  on: CalendarDate,
): NudgeItem[] {
  const day = workingDay(on, holidaysOf(destination, facts))
  if (!day) return []
  const { nudges: cadence } = facts.programme.policies
  const items =
    destination.kind === 'channel'
      ? round.inChannel(destination.channel, on)
      : round.toPerson(destination.person)
  const found = new Map<number, NudgeItem>()
  for (const { milestone, part, from } of items) {
    const after = part === 'owes' ? owedOccasionOn(milestone, day, cadence) : toldOn(milestone, day, facts)
    if (after === null || after < from || found.has(milestone.id)) continue
    found.set(milestone.id, { milestone, part, after })
  }
  return [...found.values()].sort(soonestFirst)
}

const toldOn = ({ dueOn }: { dueOn: CalendarDate }, day: WorkingDay, { programme }: NudgeFacts) =>
  occasionOn(dueOn, day, programme.policies.nudges)

const soonestFirst = (
  { milestone: one }: Pick<NudgeItem, 'milestone'>,
  { milestone: other }: Pick<NudgeItem, 'milestone'>,
): number => (one.dueOn === other.dueOn ? one.id - other.id : one.dueOn < other.dueOn ? -1 : 1)
