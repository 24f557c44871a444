import {
  type Action,
  actions,
  type Block,
  facts,
  heading,
  type Inline,
  list,
  small,
  strong,
  type View,
} from '../chat/view.ts'
import type { Activity, Administration, Directory, Milestone, Programme } from '../domain/facts.ts'
import { activityOutlook, activitySchedule, milestoneSchedule } from '../domain/schedule.ts'
import { type CalendarDate, shortDate } from '../time.ts'
import { milestoneBlocks, milestoneLine } from './milestone-line.ts'
import { historyOf, openOf, updateOf } from './next-steps.ts'
import { updateBlocks } from './status/activity.ts'
import { capital, milestoneMark, programmeNotes } from './words.ts'

/** How many of the latest updates a card shows. */
export const cardUpdates = 3

/** The living card of an activity. It says no distance to a day ("in 3 days"), which would be wrong tomorrow. */
export function activityCardView(
  activity: Activity,
  { directory, programme, today }: { directory: Directory; programme: Programme; today: CalendarDate },
): View {
  const administrations = new Map(directory.administrations.map((each) => [each.id, each]))
  return {
    title: `${activity.code} ${activity.title}`,
    blocks: [
      facts(
        {
          label: 'Outlook',
          note: 'reported',
          value: [capital(activityOutlook(activity) ?? 'no report yet')],
        },
        {
          label: 'Schedule',
          value: [capital(activitySchedule(activity.milestones, today))],
        },
      ),
      ...milestones(activity, administrations, today),
      ...latest(activity, administrations),
      small('Kept up to date here.'),
      actions(...buttons(activity, programme)),
      ...programmeNotes(programme),
    ],
  }
}

function buttons({ code }: Activity, { closedAt }: Programme): Action[] {
  return [...(closedAt ? [] : [updateOf(code)]), openOf(code), historyOf(code)]
}

function milestones(
  { milestones }: Activity,
  administrations: Map<number, Administration>,
  today: CalendarDate,
): Block[] {
  const line = (milestone: Milestone): Inline[] => {
    const { ownerAdministrationId: id, code: name, title } = milestone
    const owner = typeof id === 'number' ? administrations.get(id) : undefined
    return [
      `${milestoneMark(milestone)} `,
      strong(name),
      ` ${title} · ${dateWords(milestone, today)}${owner ? ` · ${owner.name}` : ''}`,
    ]
  }
  return milestoneBlocks(milestoneLine(milestones, today), (some) => list(some.map(line)), null)
}

function dateWords(milestone: Milestone, today: CalendarDate): string {
  const { state, dueOn, deliveredOn, waitingFor } = milestone
  const schedule = milestoneSchedule(milestone, today)
  if (state === 'delivered' && deliveredOn) return `${schedule} ${shortDate(deliveredOn)}`
  if (schedule === 'closed') return state
  if (waitingFor !== null) return `waiting for ${waitingFor}`
  return dueOn === null ? 'date to be agreed' : `${shortDate(dueOn)} · ${schedule}`
}

function latest({ updates }: Activity, administrations: Map<number, Administration>): Block[] {
  if (updates.length === 0) return []
  return [
    heading('Latest'),
    ...updates.flatMap((update) => updateBlocks(update, administrations.get(update.administrationId))),
  ]
}
