import { type Block, progress } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { nextMilestone } from '../domain/schedule.ts'
import { type CalendarDate, shortDate } from '../time.ts'

/** How far the milestones of an activity are: what is delivered of them, and which comes next. None where there are none. */
export function milestoneLine(milestones: Milestone[], today: CalendarDate): Block[] {
  if (milestones.length === 0) return []
  const done = milestones.filter(({ state }) => state === 'delivered').length
  return [progress([{ label: nextLabel(milestones, today), done, total: milestones.length }], 'delivered')]
}

function nextLabel(milestones: Milestone[], today: CalendarDate): string {
  const next = nextMilestone(milestones, today)
  if (next) {
    const when = next.dueOn < today ? 'Past its date' : 'Next'
    return `${when}: ${next.code}, ${shortDate(next.dueOn)}`
  }
  return milestones.every(({ state }) => state === 'delivered') ? 'All milestones' : 'Next: no date yet'
}
