import { type CalendarDate, plusDays } from '../time.ts'
import { type DigestFacts, type Event, eventsOf, type Item, itemIn } from './digest-events.ts'
import type { DigestWeek } from './digest-times.ts'
import { type Dated, due, type Overdue, overdue } from './due.ts'
import { bentRules } from './extension.ts'
import type { Activity, Administration, Area, Milestone, Outlook, Programme, Reporting } from './facts.ts'
import { nextMeeting } from './meeting.ts'
import { coordinates, isSecretariat, type Speaker } from './permission.ts'
import { mayAgree, mayNameLeads } from './planning.ts'
import { activityOutlook } from './schedule.ts'

/** The week of an area, as its reader may read it. It quotes no words of updates, so that what is withdrawn need not be looked for in it. */

export type Decision =
  | {
      kind: 'later date'
      item: Item
      fromOn: CalendarDate | null
      toOn: CalendarDate
      administrationId: number | null
    }
  | { kind: 'lead'; activity: Activity }
  | { kind: 'agree'; milestone: Milestone }

/** Those of whom nothing is heard in an activity: by name where the reader may be told, and how many others. */
export type Unheard = { activity: Activity; named: number[]; others: number }

export type AreaDigest = {
  area: Area
  outlooks: { activity: Activity; outlook: Outlook | null }[]
  decisions: Decision[]
  events: Event[]
  due: Dated[]
  overdue: Overdue
  silent: Unheard[]
  notConnected: Unheard[]
}

/** Days ahead of which a digest tells what is due (product: "due in the next 14 days"). */
export const digestDaysAhead = 14

/** For whom a digest is: `deciding` is as whom its readers decide; `zone` that of their days. */
export type DigestReader = {
  deciding: Speaker
  programme: Pick<Programme, 'meetings' | 'policies'>
  administrations: Map<number, Administration>
  zone: string
  today: CalendarDate
}

/** @param readable what the reader may read of the programme's activities; those of other areas, and quiet ones, are left out */
export function digestOf(
  area: Area,
  readable: Activity[],
  facts: DigestFacts,
  week: DigestWeek,
  reader: DigestReader,
): AreaDigest {
  const activities = readable.filter(({ areaId, quiet }) => areaId === area.id && !quiet)
  const { today } = reader
  const concern = { activities: activities.map(({ id }) => id), milestone: null, owner: null }
  const window = { from: today, to: plusDays(today, digestDaysAhead) }
  return {
    area,
    outlooks: activities.map((activity) => ({ activity, outlook: activityOutlook(activity) })),
    decisions: decisionsFor(area, activities, facts, reader),
    events: activities.flatMap((activity) => eventsOf(activity, facts, week, reader.zone)),
    due: due(activities, concern, window, today).binding,
    overdue: overdue(activities, concern, today),
    silent: unheard(activities, 'silent'),
    notConnected: unheard(activities, 'not connected'),
  }
}

/** Whether there is nothing to tell of a week. Those who are not connected were not before either. */
export const isEmpty = ({ decisions, events, due, overdue: late, silent }: AreaDigest): boolean =>
  decisions.length + events.length + due.length + late.dated.length + late.others + silent.length === 0

function decisionsFor(
  area: Area,
  activities: Activity[],
  { pending }: DigestFacts,
  { deciding, administrations, programme, today }: DigestReader,
): Decision[] {
  const asked = pending.flatMap((request): Decision[] => {
    const item = itemIn(activities, request)
    if (!item) return []
    const fromOn = item.kind === 'milestone' ? item.milestone.dueOn : item.commitment.targetOn
    const bent =
      fromOn !== null &&
      bentRules({ ...request, fromOn }, programme.policies.extension, nextMeeting(programme, today)).length >
        0
    // What goes beyond the rule of the programme is the secretariat's alone.
    if (bent ? !isSecretariat(deciding) : !coordinates(deciding, { areaId: area.id })) return []
    return [
      { kind: 'later date', item, fromOn, toOn: request.toOn, administrationId: request.administrationId },
    ]
  })
  const leaderless = activities.filter(({ participations }) => !participations.some(({ lead }) => lead))
  const leads = mayNameLeads(deciding, area).allowed ? leaderless : []
  const proposed = activities.flatMap((activity) => {
    const leading = activity.participations.flatMap(({ lead, administrationId }) => {
      const administration = lead && administrations.get(administrationId)
      return administration ? [administration] : []
    })
    return activity.milestones.filter(({ state, waitingFor, ownerAdministrationId: id }) => {
      if (state !== 'proposed' || waitingFor !== null || id === 'withheld') return false
      const owner = id === null ? null : administrations.get(id)
      return owner !== undefined && mayAgree(deciding, owner, { area, leads: leading }).allowed
    })
  })
  return [
    ...asked,
    ...leads.map((activity): Decision => ({ kind: 'lead', activity })),
    ...proposed.map((milestone): Decision => ({ kind: 'agree', milestone })),
  ]
}

const unheard = (activities: Activity[], asked: Reporting): Unheard[] =>
  activities.flatMap((activity) =>
    activity.reporting
      .filter(({ clock }) => clock === asked)
      .map(({ count, named }) => ({ activity, named, others: count - named.length })),
  )
