import { type CalendarDate, dayIn, plusDays } from '../time.ts'
import type { Channel } from './channel.ts'
import type { Activity, Milestone } from './facts.ts'
import { momentOf } from './lateness.ts'
import { holidaysOf, type NudgeFacts } from './nudge.ts'
import { nextOwedOccasion, nudgedAt } from './nudge-cadence.ts'
import type { NudgeRound } from './nudge-round.ts'

/** What channels are told of dates that were moved. */

/** A date, or a meeting with its place, before and after. `by` is who decided; null for the operator. */
export type DateMove = {
  milestoneId: number | null
  meetingId: number | null
  fromOn: CalendarDate | null
  toOn: CalendarDate | null
  fromPlace: string | null
  toPlace: string | null
  reason: string
  by: string | null
}

/** A milestone's move; `next` is the day on which the channel is reminded of it, if it is. */
export type MilestoneMove = {
  milestone: Milestone
  fromOn: CalendarDate
  toOn: CalendarDate
  reason: string
  by: string | null
  next: CalendarDate | null
}

/**
 * The moved milestones that those who read a channel may know of, by the date from now on.
 *
 * @param activities what they may read of them; @param round who is told what now; @param now instant
 */
export function milestoneMoves(
  moves: DateMove[],
  activities: Activity[],
  facts: NudgeFacts,
  round: NudgeRound,
  channel: Channel,
  now: Date,
): MilestoneMove[] {
  const today = dayIn(now, channel.timeZone)
  const told = new Map(round.inChannel(channel, today).map((each) => [each.milestone.id, each]))
  const zones = { zone: channel.timeZone, before: channel.zonesBefore }
  const after = momentOf(today, nudgedAt, zones) > now ? plusDays(today, -1) : today
  const holidays = holidaysOf({ kind: 'channel', channel }, facts)
  const nextOf = (id: number): CalendarDate | null => {
    const concerning = told.get(id)
    if (!concerning) return null
    const { dueOn, snoozedUntil } = concerning.milestone
    const recalled = { dueOn, snoozedUntil: concerning.part === 'owes' ? snoozedUntil : null }
    return nextOwedOccasion(recalled, after, holidays, facts.programme.policies.nudges)
  }
  const found = activities.flatMap((activity) =>
    activity.milestones.flatMap((milestone): MilestoneMove[] => {
      const move = moves.find(({ milestoneId }) => milestoneId === milestone.id)
      if (!move?.fromOn || !move.toOn) return []
      const { fromOn, toOn, reason, by } = move
      return [{ milestone, fromOn, toOn, reason, by, next: nextOf(milestone.id) }]
    }),
  )
  return found.sort((one, other) => (one.toOn < other.toOn ? -1 : 1))
}
