import type { CalendarDate } from '../time.ts'
import { mayReadActivity } from './audience.ts'
import { readersOf } from './channel.ts'
import type { Activity, Administration, Milestone } from './facts.ts'
import { administrationsOf, mayName } from './naming.ts'
import {
  holidaysOf,
  type NudgeDestination,
  type NudgeFacts,
  type NudgeMilestone,
  type NudgePart,
  nudgeItems,
} from './nudge.ts'
import { nextOwedOccasion } from './nudge-cadence.ts'
import { followsNudges } from './nudge-channels.ts'
import type { NudgeRound } from './nudge-round.ts'

/** What a nudge says as things stand: before it is posted, what is still open; once it is, also what became of the rest. */

export type NudgeAnswer =
  | { kind: 'delivered'; on: CalendarDate; by: Administration | 'coordinator' | null }
  | { kind: 'moved'; to: CalendarDate }
  | { kind: 'snoozed'; until: CalendarDate }
  | { kind: 'asked' }
  | { kind: 'waiting'; whom: string }
  | { kind: 'closed'; state: string }

/**
 * One date of a nudge, as its readers may read it. `owner` is null for the area's coordinator, and for one that may not be told here.
 * `next` is the day on which it is recalled next, while nobody answers.
 */
export type NudgeLine = {
  milestone: Milestone & { dueOn: CalendarDate }
  activity: Activity
  part: NudgePart
  owner: Administration | null
  connected: boolean
  answer: NudgeAnswer | null
  next: CalendarDate | null
}

/** What became of a milestone, with when (an instant; null when that is not known). */
export type AnsweredAt = { snoozedAt: Date | null; askedAt: Date | null; movedAt: Date | null }

type Message = {
  on: CalendarDate
  milestoneIds: number[]
  /** instant */
  createdAt: Date
  posted: boolean
}

/**
 * The lines of a message.
 *
 * @param activities what its readers may read of them; @param today calendar day where it is read
 */
export function nudgeLines(
  message: Message,
  facts: NudgeFacts,
  round: NudgeRound,
  destination: NudgeDestination,
  {
    activities,
    answered,
    today,
  }: { activities: Activity[]; answered: Map<number, AnsweredAt>; today: CalendarDate },
): NudgeLine[] {
  const { on, milestoneIds, createdAt, posted } = message
  const open = new Map(nudgeItems(facts, round, destination, on).map((item) => [item.milestone.id, item]))
  const readable = new Map(
    activities.flatMap((activity) =>
      activity.milestones.map((milestone) => [milestone.id, { activity, milestone }] as const),
    ),
  )
  const after = today > on ? today : on
  const lines = facts.milestones.flatMap((fact): NudgeLine[] => {
    const { id, dueOn } = fact
    const found = readable.get(id)
    const item = open.get(id)
    if (!milestoneIds.includes(id) || !found || dueOn === null || (!item && !posted)) return []
    const answer = item ? null : answerOf(fact, found.milestone, answered.get(id), facts)
    if (answer?.at && answer.at < createdAt) return []
    const line = lineOf({ ...found.milestone, dueOn }, found.activity, item?.part ?? 'told', facts, round)
    if (answer) return [{ ...line, answer: answer.said }]
    return [{ ...line, next: nextOf(fact, dueOn, line.part, after, facts, destination) }]
  })
  return lines.sort((one, other) => (one.milestone.dueOn < other.milestone.dueOn ? -1 : 1))
}

function lineOf(
  milestone: NudgeLine['milestone'],
  activity: Activity,
  part: NudgePart,
  { directory }: NudgeFacts,
  { roster }: NudgeRound,
): NudgeLine {
  const { ownerAdministrationId: id } = milestone
  const owner = typeof id === 'number' ? (administrationsOf(directory).get(id) ?? null) : null
  const connected = !owner || roster.of({ kind: 'administration', administrationId: owner.id }).length > 0
  return { milestone, activity, part, owner, connected, answer: null, next: null }
}

function nextOf(
  { snoozedUntil }: NudgeMilestone,
  dueOn: CalendarDate,
  part: NudgePart,
  after: CalendarDate,
  facts: NudgeFacts,
  destination: NudgeDestination,
): CalendarDate | null {
  const milestone = { dueOn, snoozedUntil: part === 'owes' ? snoozedUntil : null }
  return nextOwedOccasion(milestone, after, holidaysOf(destination, facts), facts.programme.policies.nudges)
}

/** Null for one that is open as it was: the channel no longer follows its area, for example. */
function answerOf(
  { state, waitingFor, extensionPending, dueOn, snoozedUntil }: NudgeMilestone,
  milestone: Milestone,
  at: AnsweredAt | undefined,
  facts: NudgeFacts,
): { said: NudgeAnswer; at: Date | null } | null {
  const { deliveredOn, deliveredAt, deliveredByAdministrationId: by } = milestone
  if (state === 'delivered' && deliveredOn) {
    const who = typeof by === 'number' ? (administrationsOf(facts.directory).get(by) ?? null) : null
    const said = {
      kind: 'delivered' as const,
      on: deliveredOn,
      by: by === null ? ('coordinator' as const) : who,
    }
    return { said, at: deliveredAt }
  }
  if (state !== 'agreed') return { said: { kind: 'closed', state }, at: null }
  if (waitingFor !== null) return { said: { kind: 'waiting', whom: waitingFor }, at: at?.movedAt ?? null }
  if (extensionPending) return { said: { kind: 'asked' }, at: at?.askedAt ?? null }
  const { snoozedAt, movedAt } = at ?? { snoozedAt: null, movedAt: null }
  if (snoozedUntil && snoozedAt && !(movedAt && movedAt > snoozedAt))
    return { said: { kind: 'snoozed', until: snoozedUntil }, at: snoozedAt }
  return movedAt && dueOn ? { said: { kind: 'moved', to: dueOn }, at: movedAt } : null
}

/**
 * How many dates have passed, in the areas whose nudges a channel gets, of administrations that may not be named there.
 *
 * @param late how many of each administration, by activity; @param now instant
 */
export function othersLate(
  destination: NudgeDestination,
  late: { activityId: number; ownerAdministrationId: number; count: number }[],
  { programme, directory }: NudgeFacts,
  now: Date,
): number {
  if (destination.kind === 'person') return 0
  const { channel } = destination
  const audience = readersOf(channel.owner)
  const administrations = administrationsOf(directory)
  return late.reduce((sum, { activityId, ownerAdministrationId, count }) => {
    const activity = directory.activities.find(({ id }) => id === activityId)
    const owner = administrations.get(ownerAdministrationId)
    if (!activity || !owner || !followsNudges(channel, activity)) return sum
    if (!mayReadActivity(audience, activity, now)) return sum
    return mayName(audience, owner, [activity.areaId], programme.policies.naming) ? sum : sum + count
  }, 0)
}
