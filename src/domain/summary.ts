import { type CalendarDate, daysBetween, plusMinutes } from '../time.ts'
import type {
  Activity,
  Administration,
  Area,
  Meeting,
  Milestone,
  Outlook,
  Programme,
  Withheld,
} from './facts.ts'
import { nextMeeting } from './meeting.ts'
import {
  activityOutlook,
  activitySchedule,
  commitmentSchedule,
  isOpen,
  milestoneSchedule,
} from './schedule.ts'

/** Where one activity stands, in one word for the summary's first sentence: what was reported first, then what is computed. */
export type Standing =
  | 'off track'
  | 'at risk'
  | 'overdue'
  | 'waiting for a date'
  | 'on schedule'
  | 'delivered'
  | 'closed'

/** What one Director General could do something about. */
export type Help =
  | { kind: 'outlook'; activity: Activity; outlook: Outlook; inTheWay: string | null }
  | { kind: 'overdue'; activity: Activity; milestone: Milestone }
  | { kind: 'waiting'; activity: Activity; milestone: Milestone }
  | { kind: 'lead'; activity: Activity }
  | { kind: 'date'; activity: Activity; milestone: Milestone }

export type Change =
  | { kind: 'delivered'; at: Date; administrationId: number | null | Withheld; milestone: Milestone }
  | { kind: 'reported'; at: Date; administrationId: number; activity: Activity; outlook: Outlook | null }
  | { kind: 'joined'; at: Date; administrationId: number; activity: Activity }

export type Summary = {
  standings: { standing: Standing; count: number }[]
  areas: { area: Area; delivered: number; total: number }[]
  help: Help[]
  changes: Change[]
  meeting: { meeting: Meeting; days: number } | null
  own: { administration: Administration; open: number; late: number } | null
  evidence: { filed: number; delivered: number }
}

/** Days that "this week" looks back. */
const weekDays = 7

/** How many things a Director General is asked for at most. */
const helpShown = 3

export function standingOf(
  activity: Activity,
  today: CalendarDate,
  outlook = activityOutlook(activity),
): Standing {
  if (outlook === 'off track' || outlook === 'at risk') return outlook
  const schedule = activitySchedule(activity.milestones, today)
  if (schedule === 'overdue') return 'overdue'
  if (schedule === 'delivered' || schedule === 'delivered late') return 'delivered'
  if (schedule === 'closed') return 'closed'
  return schedule === 'proposed' || schedule === 'waiting' ? 'waiting for a date' : 'on schedule'
}

/** In a closed programme, what is not delivered is closed, whatever was last reported of it. */
function standingIn(
  { closedAt }: Programme,
  activity: Activity,
  today: CalendarDate,
  outlook: Outlook | null,
): Standing {
  if (closedAt === null) return standingOf(activity, today, outlook)
  return activitySchedule(activity.milestones, today).startsWith('delivered') ? 'delivered' : 'closed'
}

const standingOrder: Standing[] = [
  'on schedule',
  'delivered',
  'off track',
  'at risk',
  'overdue',
  'waiting for a date',
  'closed',
]

/**
 * The Director General's brief from what the audience may read of the activities.
 *
 * @param now instant; @param today calendar day in the asker's zone
 * @param own the asker's administration, if it has one
 */
export function summarise(
  programme: Programme,
  areas: Area[],
  readable: Activity[],
  own: Administration | null,
  now: Date,
  today: CalendarDate,
): Summary {
  const activities = readable.filter(({ quiet }) => !quiet)
  const outlooks = activities.map(activityOutlook)
  const standings = activities.map((activity, place) =>
    standingIn(programme, activity, today, outlooks[place] ?? null),
  )
  const milestones = activities.flatMap((activity) => activity.milestones)
  const delivered = milestones.filter(({ state }) => state === 'delivered')
  const meeting = nextMeeting(programme, today)
  return {
    standings: standingOrder
      .map((standing) => ({ standing, count: standings.filter((each) => each === standing).length }))
      .filter(({ count }) => count > 0),
    areas: areas.map((area) => {
      const ofArea = activities
        .filter(({ areaId }) => areaId === area.id)
        .flatMap((activity) => activity.milestones)
      return {
        area,
        delivered: ofArea.filter(({ state }) => state === 'delivered').length,
        total: ofArea.length,
      }
    }),
    help: (programme.closedAt ? [] : activities)
      .flatMap((activity, place) => helpFor(activity, outlooks[place] ?? null, today))
      .sort((one, other) => weight(one) - weight(other))
      .slice(0, helpShown),
    changes: changesSince(activities, plusMinutes(now, -weekDays * 24 * 60), now),
    meeting: meeting ? { meeting, days: Math.max(0, daysBetween(today, meeting.startsOn)) } : null,
    own: own && { administration: own, ...itemsOf(own, activities, today) },
    evidence: {
      filed: delivered.filter(({ evidence }) => evidence.length > 0).length,
      delivered: delivered.length,
    },
  }
}

const weights: Record<Help['kind'], number> = { outlook: 1, overdue: 2, waiting: 3, lead: 4, date: 5 }

function weight(help: Help): number {
  if (help.kind !== 'outlook') return weights[help.kind]
  return help.outlook === 'off track' ? 0 : weights.outlook
}

/** The one most useful thing a Director General could do for an activity; none when it runs by itself. */
function helpFor(activity: Activity, outlook: Outlook | null, today: CalendarDate): Help[] {
  if (outlook === 'off track' || outlook === 'at risk') {
    const inTheWay =
      activity.latest.find((update) => update.outlook === outlook && update.inTheWay)?.inTheWay ?? null
    return [{ kind: 'outlook', activity, outlook, inTheWay }]
  }
  const overdue = activity.milestones.find((milestone) => milestoneSchedule(milestone, today) === 'overdue')
  if (overdue) return [{ kind: 'overdue', activity, milestone: overdue }]
  const waiting = activity.milestones.find(
    ({ waitingFor, state }) => waitingFor !== null && (state === 'agreed' || state === 'proposed'),
  )
  if (waiting) return [{ kind: 'waiting', activity, milestone: waiting }]
  if (!activity.participations.some(({ lead }) => lead)) return [{ kind: 'lead', activity }]
  const undated = activity.milestones.find((milestone) => isOpen(milestone) && milestone.dueOn === null)
  return undated ? [{ kind: 'date', activity, milestone: undated }] : []
}

/** Newest first. A place taken by a first report is told by the report. */
function changesSince(activities: Activity[], since: Date, now: Date): Change[] {
  const [first, last] = [since.getTime(), now.getTime()]
  const recent = (at: Date) => at.getTime() <= last && at.getTime() >= first
  const changes: Change[] = []
  for (const activity of activities) {
    for (const milestone of activity.milestones) {
      const { deliveredAt: at, deliveredByAdministrationId: administrationId } = milestone
      if (at && recent(at)) changes.push({ kind: 'delivered', at, administrationId, milestone })
    }
    const reported = new Set<number>()
    for (const { at, administrationId, outlook } of activity.latest) {
      reported.add(administrationId)
      if (recent(at)) changes.push({ kind: 'reported', at, administrationId, activity, outlook })
    }
    for (const { since: at, takingPart, administrationId } of activity.participations) {
      if (takingPart && recent(at) && !reported.has(administrationId))
        changes.push({ kind: 'joined', at, administrationId, activity })
    }
  }
  return changes.sort((one, other) => other.at.getTime() - one.at.getTime())
}

/** What one administration still owes, and how much of it is past its date. */
export function itemsOf(
  own: Administration,
  activities: Activity[],
  today: CalendarDate,
): { open: number; late: number } {
  const milestones = activities
    .flatMap((activity) => activity.milestones)
    .filter((milestone) => milestone.ownerAdministrationId === own.id && isOpen(milestone))
  const commitments = activities
    .flatMap((activity) => activity.commitments)
    .filter(({ administrationId, state }) => administrationId === own.id && state === 'open')
  const late = [
    ...milestones.map((milestone) => milestoneSchedule(milestone, today)),
    ...commitments.map((commitment) => commitmentSchedule(commitment, today)),
  ].filter((schedule) => schedule === 'overdue')
  return { open: milestones.length + commitments.length, late: late.length }
}
