import { type Block, heading, list, small, strong, text, type View } from '../../chat/view.ts'
import type { Activity, Area, Programme } from '../../domain/facts.ts'
import { activityOutlook, activitySchedule, datedMilestones, nextMilestone } from '../../domain/schedule.ts'
import { type CalendarDate, fullDate, shortDate } from '../../time.ts'
import { capital, counted, milestoneDate, programmeNotes, quietWords } from '../words.ts'

/** The whole programme: its activities by area, each on one line. */
export function programmeStatusView(
  programme: Programme,
  areas: Area[],
  activities: Activity[],
  today: CalendarDate,
): View {
  return {
    title: programme.name,
    blocks: [
      small(`Adopted ${fullDate(programme.adoptedOn)} · ${fullDate(today)}`),
      ...areas.flatMap((area) => areaLines(area, activities, today)),
      small(
        'Details: ',
        'status ipr',
        ' for an area, ',
        'status ipr-1',
        ' for an activity, ',
        'status japan',
        ' for an administration.',
      ),
      ...programmeNotes(programme),
    ],
  }
}

function areaLines(area: Area, activities: Activity[], today: CalendarDate): Block[] {
  const own = activities.filter(({ areaId }) => areaId === area.id)
  return [
    heading(`${area.shortName} (${area.code})`),
    list(own.map((activity) => activityLine(activity, today))),
  ]
}

/** `IPR-1  Joint activities · on track · 3 of 6 delivered · next Mon 21 June 2010`, all that an audience may read of it. */
export function activityLine(activity: Activity, today: CalendarDate) {
  const name = [strong(activity.code), ` ${activity.title}`]
  const { milestones } = activity
  if (activity.quiet) return [...name, ` · ${quietWords(activity)}`]
  const parts = [activityOutlook(activity), activitySchedule(milestones, today)].filter(
    (part) => part !== null,
  )
  const next = nextMilestone(milestones, today)
  const delivered = milestones.filter(({ state }) => state === 'delivered').length
  const count =
    milestones.length === 0
      ? 'no milestones to show'
      : `${delivered} of ${counted(milestones.length, 'milestone')} delivered`
  const nextWords = next ? ` · next ${shortDate(next.dueOn)}` : ''
  return [...name, ` · ${parts.join(' · ')} · ${count}${nextWords}`]
}

/** How many of the next dates an area shows. */
const datesShown = 5

/** One priority area: its activities and their open milestones, soonest first. */
export function areaStatusView(
  programme: Programme,
  area: Area,
  activities: Activity[],
  today: CalendarDate,
): View {
  const upcoming = datedMilestones(
    activities.flatMap(({ milestones }) => milestones),
    today,
  )
    .slice(0, datesShown)
    .map((milestone) => [
      strong(milestone.code),
      ` ${milestone.title} · `,
      ...milestoneDate(milestone, today),
    ])
  return {
    title: `${area.code}: ${area.name}`,
    blocks: [
      small(capital(fullDate(today))),
      list(activities.map((activity) => activityLine(activity, today))),
      ...(upcoming.length > 0 ? [text(strong('Next dates')), list(upcoming)] : []),
      small(
        `Say status ${activities[0]?.code.toLowerCase() ?? area.code.toLowerCase()} for the declared wording, milestones and latest updates.`,
      ),
      ...programmeNotes(programme),
    ],
  }
}
