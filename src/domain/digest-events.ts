import { type CalendarDate, dayIn } from '../time.ts'
import type { DigestWeek } from './digest-times.ts'
import type { Activity, Commitment, Milestone, Withheld } from './facts.ts'

/** What moved in a week. */

/** What of the week is not told by how things stand: read for the activities that the reader may read. */
export type DigestFacts = {
  /** ids of the milestones agreed in the week */
  agreed: number[]
  /** dates that moved in the week, from the first to the last; of commitments, only those whose dates the reader may be told */
  moved: {
    milestoneId: number | null
    commitmentId: number | null
    fromOn: CalendarDate | null
    toOn: CalendarDate | null
  }[]
  /** updates that left their hold in the week */
  reports: { activityId: number; administrationId: number; count: number }[]
  /** requests for a later date that nobody has decided on */
  pending: {
    milestoneId: number | null
    commitmentId: number | null
    toOn: CalendarDate
    administrationId: number | null
    /** later dates that were approved for it before */
    extendedBefore: number
  }[]
}

/** A milestone, or a commitment with its activity. */
export type Item =
  | { kind: 'milestone'; milestone: Milestone }
  | { kind: 'commitment'; activity: Activity; commitment: Commitment }

export type Event =
  | { kind: 'delivered'; item: Item; administrationId: number | null | Withheld }
  | { kind: 'agreed'; milestone: Milestone }
  | { kind: 'moved'; item: Item; fromOn: CalendarDate | null; toOn: CalendarDate | null }
  | { kind: 'pledged'; item: Item & { kind: 'commitment' } }
  | { kind: 'joined'; activity: Activity; administrationIds: number[] }
  /** `administrationIds` is null where the names of those who reported would tell who is silent */
  | { kind: 'reported'; activity: Activity; count: number; administrationIds: number[] | null }

/** The milestone or commitment of those ids among activities that the reader may read; null when it is none of them. */
export function itemIn(
  activities: Activity[],
  { milestoneId, commitmentId }: { milestoneId: number | null; commitmentId: number | null },
): Item | null {
  for (const activity of activities) {
    const milestone = activity.milestones.find(({ id }) => id === milestoneId)
    if (milestone) return { kind: 'milestone', milestone }
    const commitment = activity.commitments.find(({ id }) => id === commitmentId)
    if (commitment) return { kind: 'commitment', activity, commitment }
  }
  return null
}

/** @param zone of the reader's days */
export function eventsOf(
  activity: Activity,
  { agreed, moved, reports }: DigestFacts,
  { since, until }: DigestWeek,
  zone: string,
): Event[] {
  const inWeek = (at: Date | null) => at !== null && at >= since && at < until
  const [first, last] = [dayIn(since, zone), dayIn(until, zone)]
  // A commitment keeps the day on which it was delivered, and no instant.
  const onWeekDay = (on: CalendarDate | null) => on !== null && on >= first && on < last
  const { milestones, commitments, participations } = activity
  const pledge = (commitment: Commitment) => ({ kind: 'commitment' as const, activity, commitment })
  const newlyAgreed = milestones.filter(({ id }) => agreed.includes(id))
  const reported = reports.filter(({ activityId }) => activityId === activity.id)
  const pledged = commitments.filter(({ madeAt }) => inWeek(madeAt))
  // A place taken by a report or a commitment is told by it.
  const told = [...reported, ...pledged].map(({ administrationId }) => administrationId)
  const joined = participations.filter(
    ({ takingPart, since: at, administrationId }) =>
      takingPart && inWeek(at) && !told.includes(administrationId),
  )
  return [
    ...milestones
      .filter(({ deliveredAt }) => inWeek(deliveredAt))
      .map(
        (milestone): Event => ({
          kind: 'delivered',
          item: { kind: 'milestone', milestone },
          administrationId: milestone.deliveredByAdministrationId,
        }),
      ),
    ...commitments
      .filter(({ deliveredOn }) => onWeekDay(deliveredOn))
      .map(
        (each): Event => ({
          kind: 'delivered',
          item: pledge(each),
          administrationId: each.administrationId,
        }),
      ),
    ...newlyAgreed.map((milestone): Event => ({ kind: 'agreed', milestone })),
    ...moved.flatMap(({ fromOn, toOn, ...of }): Event[] => {
      const item = itemIn([activity], of)
      const counts = item?.kind === 'commitment' || (item && isMoved(item.milestone, newlyAgreed))
      return item && counts && fromOn !== toOn ? [{ kind: 'moved', item, fromOn, toOn }] : []
    }),
    ...pledged.map((each): Event => ({ kind: 'pledged', item: pledge(each) })),
    ...(joined.length > 0
      ? [
          {
            kind: 'joined' as const,
            activity,
            administrationIds: joined.map((each) => each.administrationId),
          },
        ]
      : []),
    ...(reported.length > 0 ? [reportsOf(activity, reported)] : []),
  ]
}

/** A proposed date moves freely; one that was agreed this week is told as agreed. */
const isMoved = (milestone: Milestone, newlyAgreed: Milestone[]): boolean =>
  milestone.baselineOn !== null && !newlyAgreed.includes(milestone)

function reportsOf(activity: Activity, reported: DigestFacts['reports']): Event {
  const told = activity.reporting.every(({ count, named }) => count === named.length)
  return {
    kind: 'reported',
    activity,
    count: reported.reduce((sum, { count }) => sum + count, 0),
    administrationIds: told ? reported.map(({ administrationId }) => administrationId) : null,
  }
}
