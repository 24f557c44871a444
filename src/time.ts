import { tz } from '@date-fns/tz'
import { addDays, addMonths, format, getISODay, isValid, lastDayOfMonth, parseISO } from 'date-fns'

/** A calendar day, `YYYY-MM-DD`, in no zone. */
export type CalendarDate = string & { readonly __calendarDate: unique symbol }

/** The only source of "now": an instant. */
export type Clock = { now(): Date }

const calendarDatePattern = /^\d{4}-\d{2}-\d{2}$/

/**
 * @param startAt instant at which the clock starts, from which it runs on; the machine's own clock when absent.
 */
export function createClock(startAt?: Date): Clock {
  if (!startAt) return { now: () => new Date() }
  const shift = startAt.getTime() - Date.now()
  return { now: () => new Date(Date.now() + shift) }
}

/** A clock that runs on, and can be moved ahead: `ahead` is by how many milliseconds it was. */
export type MovableClock = Clock & { ahead(): number; moveAhead(milliseconds: number): void }

/** A clock that runs with `clock`, so many milliseconds ahead of it. */
export function movableClock(clock: Clock): MovableClock {
  let ahead = 0
  return {
    now: () => new Date(clock.now().getTime() + ahead),
    ahead: () => ahead,
    moveAhead: (milliseconds) => {
      ahead += milliseconds
    },
  }
}

/** @returns whether `text` is a day that exists, written `YYYY-MM-DD`. */
export function isCalendarDate(text: string): text is CalendarDate {
  return calendarDatePattern.test(text) && isValid(parseISO(text))
}

/** @throws RangeError when `text` is not a day that exists, written `YYYY-MM-DD`. */
export function calendarDate(text: string): CalendarDate {
  if (!isCalendarDate(text)) throw new RangeError(`"${text}" is not a calendar day (YYYY-MM-DD)`)
  return text
}

/** @returns whether `zone` is an IANA time zone this machine knows. */
export function isTimeZone(zone: string): boolean {
  try {
    new Intl.DateTimeFormat('en', { timeZone: zone })
    return true
  } catch (error) {
    if (error instanceof RangeError) return false
    throw error
  }
}

/** Names of time zones that this machine lists (IANA). It knows others besides, older and newer ones. */
export const listedTimeZones = (): string[] => Intl.supportedValuesOf('timeZone')

/** One formatter a zone: making one takes longer than all else in an answer. */
function oncePerZone(options: Intl.DateTimeFormatOptions): (zone: string) => Intl.DateTimeFormat {
  const made = new Map<string, Intl.DateTimeFormat>()
  return (zone) => {
    const before = made.get(zone)
    if (before) return before
    const fresh = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, ...options })
    made.set(zone, fresh)
    return fresh
  }
}

/** Sweden writes days and times as the ISO does. */
const daysIn = oncePerZone({ year: 'numeric', month: '2-digit', day: '2-digit' })
const timesIn = oncePerZone({ hour: '2-digit', minute: '2-digit', hourCycle: 'h23' })

/** The calendar day on which `instant` falls in `zone` (IANA name). */
export function dayIn(instant: Date, zone: string): CalendarDate {
  return daysIn(zone).format(instant) as CalendarDate
}

/** Wall time `HH:mm` of `instant` in `zone` (IANA name). */
export function timeIn(instant: Date, zone: string): string {
  return timesIn(zone).format(instant)
}

/** The instant at which `day` begins in `zone` (IANA name). */
export function startOfDay(day: CalendarDate, zone: string): Date {
  return new Date(parseISO(day, { in: tz(zone) }).getTime())
}

/**
 * The instant at which clocks in `zone` (IANA name) show `time` (`HH:mm`) on `day`: the first one where they show it twice; where they
 * skip it, the first instant after the gap.
 */
export function instantAt(day: CalendarDate, time: string, zone: string): Date {
  const wall = Date.parse(`${day}T${time}Z`)
  const possible = [wall - dayMilliseconds, wall + dayMilliseconds].map((near) => wall - offsetAt(near, zone))
  const [first, last] = [Math.min(...possible), Math.max(...possible)]
  const shown = possible.filter((instant) => instant + offsetAt(instant, zone) === wall)
  if (shown.length > 0) return new Date(Math.min(...shown))
  let [before, after] = [first, last]
  while (after - before > minuteMilliseconds) {
    const middle = before + Math.floor((after - before) / 2 / minuteMilliseconds) * minuteMilliseconds
    if (middle + offsetAt(middle, zone) < wall) before = middle
    else after = middle
  }
  return new Date(after)
}

const minuteMilliseconds = 60_000

/** By how much clocks in a zone are ahead of UTC, to the minute. All in milliseconds. */
function offsetAt(milliseconds: number, zone: string): number {
  const instant = new Date(milliseconds)
  const minute = Math.floor(milliseconds / minuteMilliseconds) * minuteMilliseconds
  return Date.parse(`${dayIn(instant, zone)}T${timeIn(instant, zone)}Z`) - minute
}

/** The day `days` calendar days after `day` (before it, when negative). */
export function plusDays(day: CalendarDate, days: number): CalendarDate {
  return format(addDays(parseISO(day), days), 'yyyy-MM-dd') as CalendarDate
}

/** The day `months` calendar months after `day`; the last of a shorter month when the day does not exist there. */
export function plusMonths(day: CalendarDate, months: number): CalendarDate {
  return format(addMonths(parseISO(day), months), 'yyyy-MM-dd') as CalendarDate
}

/** The last day of the month of `day`. */
export function lastOfMonth(day: CalendarDate): CalendarDate {
  return format(lastDayOfMonth(parseISO(day)), 'yyyy-MM-dd') as CalendarDate
}

/** 1 for Monday to 7 for Sunday (ISO 8601). */
export function weekdayOf(day: CalendarDate): number {
  return getISODay(parseISO(day))
}

/** Monday to Friday, except on `holidays`. */
export function isWorkingDay(day: CalendarDate, holidays: ReadonlySet<CalendarDate>): boolean {
  return weekdayOf(day) <= 5 && !holidays.has(day)
}

/** `day`, or the last working day before it when it is a day off. */
export function workingDayOnOrBefore(day: CalendarDate, holidays: ReadonlySet<CalendarDate>): CalendarDate {
  return isWorkingDay(day, holidays) ? day : workingDayOnOrBefore(plusDays(day, -1), holidays)
}

/** A day of the calendar alone is as long as any other: ISO days are read as midnights in UTC. */
const dayMilliseconds = 24 * 3600 * 1000

/** Calendar days from `from` to `to`; negative when `to` is earlier. */
export function daysBetween(from: CalendarDate, to: CalendarDate): number {
  return (Date.parse(to) - Date.parse(from)) / dayMilliseconds
}

/** Calendar months from the month of `from` to the month of `to`, whatever the days. */
export function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const [fromYear, fromMonth] = from.split('-').map(Number) as [number, number]
  const [toYear, toMonth] = to.split('-').map(Number) as [number, number]
  return (toYear - fromYear) * 12 + toMonth - fromMonth
}

/** `Thursday 10 June 2010`: how every full date is said. */
export function fullDate(day: CalendarDate): string {
  return format(parseISO(day), 'EEEE d MMMM yyyy')
}

/** `Thu 10 June 2010`: a date in a list or table. */
export function shortDate(day: CalendarDate): string {
  return format(parseISO(day), 'EEE d MMM yyyy')
}

/** `in 3 days`, `today`, `yesterday`, `12 days ago`. */
export function daysAway(today: CalendarDate, day: CalendarDate): string {
  const days = daysBetween(today, day)
  if (days === 0) return 'today'
  if (days === 1) return 'tomorrow'
  if (days === -1) return 'yesterday'
  return days > 0 ? `in ${days} days` : `${-days} days ago`
}

/** The day stored in a database date column, which arrives as midnight UTC. */
export function fromDateColumn(value: Date): CalendarDate {
  return value.toISOString().slice(0, 10) as CalendarDate
}

/** Midnight UTC of `day`, as a database date column takes it. */
export function toDateColumn(day: CalendarDate): Date {
  return new Date(`${day}T00:00:00Z`)
}

/** The instant `minutes` after `instant`. */
export function plusMinutes(instant: Date, minutes: number): Date {
  return new Date(instant.getTime() + minutes * 60_000)
}

/** The instant `seconds` after `instant`. */
export function plusSeconds(instant: Date, seconds: number): Date {
  return new Date(instant.getTime() + seconds * 1000)
}
