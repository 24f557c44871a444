import {
  type Action,
  actions,
  type Block,
  code,
  heading,
  type Inline,
  list,
  rows,
  small,
  strong,
  text,
  type View,
} from '../../chat/view.ts'
import type { Activity, Area, Directory, Programme } from '../../domain/facts.ts'
import { activityOutlook, activitySchedule, datedMilestones, nextMilestone } from '../../domain/schedule.ts'
import { type CalendarDate, fullDate } from '../../time.ts'
import { openOf } from '../next-steps.ts'
import { capital, counted, milestoneDate, nextWords, programmeNotes, quietWords } from '../words.ts'

/** The whole programme: its activities by area, each on one line. */
export function programmeStatusView(
  programme: Programme,
  directory: Directory,
  activities: Activity[],
  today: CalendarDate,
): View {
  const { areas, prefix } = directory
  const of = prefix.toLowerCase()
  return {
    title: programme.name,
    blocks: [
      small(`Adopted ${fullDate(programme.adoptedOn)} · ${fullDate(today)}`),
      ...areas.flatMap((area) => areaLines(area, activities, today)),
      small(
        'Details: ',
        `status ${of}ipr`,
        ' for an area, ',
        `status ${of}ipr-1`,
        ' for an activity, ',
        `status ${of}japan`,
        ' for an administration.',
      ),
      ...otherProgrammes(programme, directory),
      ...programmeNotes(programme),
    ],
  }
}

/** What else is loaded, the current programme first, and how it is seen. */
function otherProgrammes(programme: Programme, { programmes }: Directory): Block[] {
  const others = programmes.filter(({ key }) => key !== programme.key)
  if (others.length === 0) return []
  return [
    small(
      'Also loaded: ',
      ...others.flatMap(({ key, name, closed }, at): Inline[] => [
        `${at === 0 ? '' : ', '}${name}${closed ? ', closed' : ''} (`,
        code(`status ${key.toLowerCase()}`),
        ')',
      ]),
      '.',
    ),
  ]
}

function areaLines(area: Area, activities: Activity[], today: CalendarDate): Block[] {
  const own = activities.filter(({ areaId }) => areaId === area.id)
  return [
    heading(`${area.shortName} (${area.code})`),
    rows(own.map((activity) => ({ text: activityLine(activity, today), action: openOf(activity.code) }))),
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
  const date = next ? ` · ${nextWords(next.dueOn, today)}` : ''
  return [...name, ` · ${parts.join(' · ')} · ${count}${date}`]
}

/** The lists of an area. @param code its code, with the programme's where it is needed */
function listsOf(code: string): Action[] {
  const name = code.toLowerCase()
  return [
    { label: 'Due dates', line: `due ${name}`, about: `Due dates of ${code}` },
    { label: 'Past their date', line: `overdue ${name}`, about: `Past their date: ${code}` },
    { label: 'History', line: `history ${name}`, about: `History of ${code}` },
  ]
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
      rows(
        activities.map((activity) => ({
          text: activityLine(activity, today),
          action: openOf(activity.code),
        })),
      ),
      ...(upcoming.length > 0 ? [text(strong('Next dates')), list(upcoming)] : []),
      actions(...listsOf(area.code)),
      small(
        `Say status ${activities[0]?.code.toLowerCase() ?? area.code.toLowerCase()} for the declared wording, milestones and latest updates.`,
      ),
      ...programmeNotes(programme),
    ],
  }
}
