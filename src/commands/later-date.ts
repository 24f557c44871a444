import { type CalendarDate, plusDays, plusMonths } from '../time.ts'
import { spelt } from './date-rules.ts'
import { type FoundDate, leadingDate } from './dates.ts'
import { splitReason } from './when.ts'

/** The day that is said in place of another, the reason, and what stands between them ('' when nothing does). */
export type LaterDate =
  | { on: CalendarDate; reason: string; between: string }
  /** null when no day was said */
  | { unclear: Exclude<FoundDate, { date: CalendarDate }> | null; reason: string }

const shift = new RegExp(
  `^(?:by|for)\\s+(?:another\\s+)?(\\d{1,3}|${Object.keys(spelt).join('|')})(?:\\s+more)?\\s?(d|w|m|days?|weeks?|months?)\\b[\\s,;:.]*`,
  'i',
)

/**
 * `to 30 June because …`, `by two weeks because …`: a day, or so much later than the one that stands; and why.
 *
 * @param dueOn the day that stands
 */
export function dayAndReason(words: string, dueOn: CalendarDate, today: CalendarDate): LaterDate {
  const { before, reason } = splitReason(words)
  const by = shift.exec(before)
  if (by) {
    const [whole, count = '', unit = ''] = by
    return {
      on: shifted(dueOn, spelt[count.toLowerCase()] ?? Number(count), unit),
      reason,
      between: before.slice(whole.length),
    }
  }
  const found = leadingDate(before, today)
  if (!found) return { unclear: null, reason }
  return 'date' in found ? { on: found.date, reason, between: found.rest } : { unclear: found, reason }
}

function shifted(day: CalendarDate, count: number, unit: string): CalendarDate {
  if (/^m/i.test(unit)) return plusMonths(day, count)
  return plusDays(day, /^w/i.test(unit) ? count * 7 : count)
}
