import { type Block, heading, strong, text } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { isOpen } from '../domain/schedule.ts'
import { type CalendarDate, shortDate } from '../time.ts'

/** Milestones in the order of their dates: what is behind `today`, and what is to come, first what has a date. */
export type MilestoneLine = { behind: Milestone[]; coming: Milestone[] }

/**
 * Behind is what is over, on the day it was delivered, and what is past its date; a date of today is to come. Of one day, and without a
 * day, the order stays.
 */
export function milestoneLine(milestones: Milestone[], today: CalendarDate): MilestoneLine {
  const last = '9999-12-31'
  const dayOf = ({ deliveredOn, dueOn }: Milestone): string => deliveredOn ?? dueOn ?? last
  const ordered = milestones.toSorted((one, other) => dayOf(one).localeCompare(dayOf(other)))
  const comes = (each: Milestone): boolean => isOpen(each) && (each.dueOn === null || each.dueOn >= today)
  return { behind: ordered.filter((each) => !comes(each)), coming: ordered.filter(comes) }
}

/**
 * How many are delivered, and each in its place on the line. None where there are none.
 *
 * @param drawn the lines of some of them
 * @param today stands between the two where both are; null in what is read on other days as well
 */
export function milestoneBlocks(
  { behind, coming }: MilestoneLine,
  drawn: (milestones: Milestone[]) => Block,
  today: CalendarDate | null,
): Block[] {
  const total = behind.length + coming.length
  if (total === 0) return []
  const delivered = behind.filter(({ state }) => state === 'delivered').length
  const title = heading(`Milestones: ${delivered} of ${total} delivered`)
  if (today === null) return [title, drawn([...behind, ...coming])]
  const between =
    behind.length > 0 && coming.length > 0 ? [text(strong('Today'), ` · ${shortDate(today)}`)] : []
  return [
    title,
    ...(behind.length > 0 ? [drawn(behind)] : []),
    ...between,
    ...(coming.length > 0 ? [drawn(coming)] : []),
  ]
}
