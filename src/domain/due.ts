import type { CalendarDate } from '../time.ts'
import type { Activity, Commitment, Milestone } from './facts.ts'
import { commitmentSchedule, isOpen, milestoneSchedule, type Schedule } from './schedule.ts'

/** What is due when, of what a reader may read. */

/**
 * What a question is about: `activities` by id, one `milestone` by code, and what `owner` owes: administrations, and the
 * coordinators of areas. Null is everything.
 */
export type Concern = {
  activities: number[] | null
  milestone: string | null
  owner: { administrations: number[]; coordinatorOf: number[] } | null
}

/** Something open that is due on a day. */
export type Dated = { activity: Activity; on: CalendarDate; schedule: Schedule } & (
  | { kind: 'milestone'; milestone: Milestone }
  | { kind: 'commitment'; commitment: Commitment }
)

/** The days asked for, both included. `from` null also asks for what is overdue, `to` null for everything from then on. */
export type Window = { from: CalendarDate | null; to: CalendarDate | null }

export type Due = {
  /** Agreed, or taken on: what counts. Soonest first. */
  binding: Dated[]
  /** Proposed and not agreed: never overdue. Soonest first. */
  proposed: Dated[]
  /** Open milestones without a day that counts: of those that wait, of those to be agreed, of those whose proposed day has passed. */
  waiting: Milestone[]
  toBeAgreed: Milestone[]
  passed: Milestone[]
}

/** How many days ahead are shown when no period is said. */
export const daysAhead = 30

const binds = ({ kind, schedule }: Dated): boolean => kind === 'commitment' || schedule !== 'proposed'

/** What is due in a window of days on the calendar day `today`, and what has no day that counts. */
export function due(activities: Activity[], concern: Concern, window: Window, today: CalendarDate): Due {
  const dated = datedOf(activities, concern, today)
  const inWindow = dated.filter(({ on, schedule }) => {
    if (window.to !== null && on > window.to) return false
    if (window.from !== null && on < window.from) return false
    return on >= today || schedule === 'overdue'
  })
  const open = openMilestones(activities, concern).map(({ milestone }) => milestone)
  const undated = open.filter(({ dueOn, waitingFor }) => dueOn === null && waitingFor === null)
  return {
    binding: inWindow.filter(binds),
    proposed: inWindow.filter((each) => !binds(each)),
    waiting: open.filter(({ waitingFor }) => waitingFor !== null),
    toBeAgreed: undated,
    passed: dated.flatMap((each) =>
      each.kind === 'milestone' && each.schedule === 'proposed' && each.on < today ? [each.milestone] : [],
    ),
  }
}

export type Overdue = {
  dated: Dated[]
  /** How many commitments are past their target that this reader is not told of. */
  others: number
}

/**
 * What is past its day: only what was agreed or taken on. `others` is 0 where it would tell of whom: in a question about an
 * administration.
 */
export function overdue(activities: Activity[], concern: Concern, today: CalendarDate): Overdue {
  const dated = datedOf(activities, concern, today).filter(({ schedule }) => schedule === 'overdue')
  const shown = dated.filter(({ kind }) => kind === 'commitment').length
  const late = about(activities, concern).reduce((sum, { lateCommitments }) => sum + lateCommitments, 0)
  return { dated, others: concern.owner || concern.milestone ? 0 : late - shown }
}

const about = (activities: Activity[], { activities: ids }: Concern): Activity[] =>
  activities.filter(({ id }) => ids === null || ids.includes(id))

function openMilestones(
  activities: Activity[],
  concern: Concern,
): { activity: Activity; milestone: Milestone }[] {
  const { milestone: code, owner } = concern
  return about(activities, concern).flatMap((activity) =>
    activity.milestones
      .filter(isOpen)
      .filter((each) => code === null || each.code === code)
      .filter(({ ownerAdministrationId: id }) => {
        if (owner === null) return true
        if (id === null) return owner.coordinatorOf.includes(activity.areaId)
        return id !== 'withheld' && owner.administrations.includes(id)
      })
      .map((milestone) => ({ activity, milestone })),
  )
}

function datedOf(activities: Activity[], concern: Concern, today: CalendarDate): Dated[] {
  const milestones = openMilestones(activities, concern).flatMap(({ activity, milestone }): Dated[] => {
    const { dueOn: on, waitingFor } = milestone
    if (on === null || waitingFor !== null) return []
    return [{ kind: 'milestone', activity, milestone, on, schedule: milestoneSchedule(milestone, today) }]
  })
  const { milestone: code, owner } = concern
  const commitments = about(activities, concern).flatMap((activity) =>
    activity.commitments.flatMap((commitment): Dated[] => {
      const { targetOn: on, administrationId, state } = commitment
      const schedule = commitmentSchedule(commitment, today)
      const concerned = owner === null || owner.administrations.includes(administrationId)
      if (code !== null || !concerned || state !== 'open' || on === null || schedule === 'open') return []
      return [{ kind: 'commitment', activity, commitment, on, schedule }]
    }),
  )
  return [...milestones, ...commitments].sort((one, other) =>
    one.on === other.on ? one.activity.id - other.activity.id : one.on < other.on ? -1 : 1,
  )
}
