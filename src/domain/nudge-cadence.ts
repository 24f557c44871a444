import { type CalendarDate, daysBetween, isWorkingDay, plusDays } from '../time.ts'
import type { Policies } from './programme-file.ts'

/** On which days a date is recalled: so many days before it, on the day, and every so many days while it is overdue. */

export type Cadence = Policies['nudges']

/** The wall time, where it is read, at which a nudge goes out. */
export const nudgedAt = '09:00'

export type Holidays = ReadonlySet<CalendarDate>
export const noHolidays: Holidays = new Set()

/** A working day, and how many days off lie right before and right behind it: what falls on those behind it is said on it. */
export type WorkingDay = { on: CalendarDate; offBefore: number; offBehind: number }

/** @returns null for a day off */
export function workingDay(on: CalendarDate, holidays: Holidays): WorkingDay | null {
  if (!isWorkingDay(on, holidays)) return null
  const daysOff = (step: 1 | -1): number => {
    let count = 0
    while (!isWorkingDay(plusDays(on, step * (count + 1)), holidays)) count += 1
    return count
  }
  return { on, offBefore: daysOff(-1), offBehind: daysOff(1) }
}

/**
 * Which occasion of a due date is said on a working day: one that falls on it, or on the days off behind it.
 *
 * @returns days from the due date to the occasion (negative before it), of several the last; null when there is none
 */
export function occasionOn(dueOn: CalendarDate, day: WorkingDay, cadence: Cadence): number | null {
  const first = daysBetween(dueOn, day.on)
  const last = first + day.offBehind
  const overdue = Math.floor(last / cadence.overdueEveryDays) * cadence.overdueEveryDays
  if (overdue > 0 && overdue >= first) return overdue
  const before = cadence.daysBefore.map((days) => 0 - days).filter((days) => first <= days && days <= last)
  return before.length === 0 ? null : Math.max(...before)
}

/** What is recalled to those who owe it: nothing while it is snoozed, and again on the first working day from its end. */
export function owedOccasionOn(
  { dueOn, snoozedUntil }: { dueOn: CalendarDate; snoozedUntil: CalendarDate | null },
  day: WorkingDay,
  cadence: Cadence,
): number | null {
  const sinceSnooze = snoozedUntil === null ? null : daysBetween(snoozedUntil, day.on)
  if (sinceSnooze !== null && sinceSnooze < 0) return null
  const occasion = occasionOn(dueOn, day, cadence)
  if (occasion !== null) return occasion
  return sinceSnooze !== null && sinceSnooze <= day.offBefore ? daysBetween(dueOn, day.on) : null
}

/** No programme lets more days pass between two occasions of a milestone that is near. */
const longestWait = 400

/** The first working day after `after` on which it is recalled to those who owe it; null when there is none within a year. */
export function nextOwedOccasion(
  milestone: Parameters<typeof owedOccasionOn>[0],
  after: CalendarDate,
  holidays: Holidays,
  cadence: Cadence,
): CalendarDate | null {
  for (let days = 1; days <= longestWait; days += 1) {
    const day = workingDay(plusDays(after, days), holidays)
    if (day && owedOccasionOn(milestone, day, cadence) !== null) return day.on
  }
  return null
}
