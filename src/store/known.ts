import type { ActivityRecord } from '../domain/audience.ts'
import type { Directory, Programme, Report, Update } from '../domain/facts.ts'
import type { CalendarDate } from '../time.ts'

/** The words of a report, apart from what clocks and counts need. */
export type Words = Omit<Update, keyof Report>

/**
 * An activity as the record has it: codes without prefix. Of an administration there are up to two reports, newest first: one that
 * is inside its hold, and the newest that is not. `words` are those of each, by its id.
 */
export type RecordedActivity = Omit<
  ActivityRecord,
  'title' | 'areaId' | 'quietUntil' | 'takingPart' | 'latest' | 'updates'
> & { reports: Report[]; words: Record<number, Words> }

/**
 * What this process has read, by id, for use as long as its revision stands: every reading asks the record for the revision, and
 * every change of what it shows, by whatever process, has drawn another (see the migration `revisions`). A programme was read for the
 * day `today`; an activity holds from one instant until another (milliseconds), at which a report leaves its hold.
 */
export type Known = {
  programmes: Map<
    number,
    { revision: number; today: CalendarDate; programme: Programme; directory: Directory }
  >
  activities: Map<number, { revision: number; from: number; until: number; activity: RecordedActivity }>
}

export const nothingKnown = (): Known => ({ programmes: new Map(), activities: new Map() })

/** What is used again must not change: whoever would sort or fill it in place is told. */
export function frozen<T>(value: T): T {
  if (typeof value !== 'object' || value === null || Object.isFrozen(value)) return value
  for (const each of Object.values(value)) frozen(each)
  return Object.freeze(value)
}
