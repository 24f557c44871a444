import { tz } from '@date-fns/tz'
import { differenceInCalendarDays, format, parseISO } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type CalendarDate,
  calendarDate,
  dayIn,
  daysBetween,
  instantAt,
  isWorkingDay,
  plusDays,
  startOfDay,
  timeIn,
  weekdayOf,
  workingDayOnOrBefore,
} from '../src/time.ts'

const instants = fc.date({ min: new Date('1990-01-01'), max: new Date('2060-12-31'), noInvalidDate: true })
const days = instants.map((instant) => instant.toISOString().slice(0, 10) as CalendarDate)
const zones = fc.constantFrom(
  'UTC',
  'Asia/Tokyo',
  'Asia/Kathmandu',
  'Europe/Athens',
  'Australia/Lord_Howe',
  'Pacific/Apia',
)

/** The quick ways of `time.ts` against the library's thorough ones. */
describe('days', () => {
  it('fall where the library says they do, in every zone', () =>
    fc.assert(
      fc.property(instants, zones, (instant, zone) => {
        expect(dayIn(instant, zone)).toBe(format(instant, 'yyyy-MM-dd', { in: tz(zone) }))
        expect(timeIn(instant, zone)).toBe(format(instant, 'HH:mm', { in: tz(zone) }))
      }),
    ))

  it('are as far apart as the library says, across changes of the clock', () =>
    fc.assert(
      fc.property(days, days, (from, to) => {
        expect(daysBetween(from, to)).toBe(differenceInCalendarDays(parseISO(to), parseISO(from)))
      }),
    ))

  it('begin at their first instant, also where the clock skips midnight', () =>
    fc.assert(
      fc.property(days, zones, (day, zone) => {
        const start = startOfDay(day, zone)
        const sameOrSkipped = [day, plusDays(day, 1)]
        expect(sameOrSkipped).toContain(dayIn(start, zone))
        expect(dayIn(new Date(start.getTime() - 1), zone) < day).toBe(true)
      }),
    ))
})

const wallTimes = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))

describe('a wall time on a day', () => {
  const at = (day: string, time: string, zone: string) =>
    instantAt(calendarDate(day), time, zone).toISOString().slice(0, 16)

  it.each([
    ['2010-06-07', '09:00', 'Asia/Tokyo', '2010-06-07T00:00'],
    ['2010-06-07', '09:00', 'Europe/Athens', '2010-06-07T06:00'],
    ['2010-12-07', '09:00', 'Europe/Athens', '2010-12-07T07:00'],
    ['2010-06-07', '09:00', 'Asia/Kathmandu', '2010-06-07T03:15'],
    ['2010-06-07', '00:00', 'America/New_York', '2010-06-07T04:00'],
    // skipped: clocks went from 03:00 to 04:00
    ['2010-03-28', '03:30', 'Europe/Athens', '2010-03-28T01:00'],
    ['2010-03-28', '04:00', 'Europe/Athens', '2010-03-28T01:00'],
    // twice: clocks went from 04:00 back to 03:00
    ['2010-10-31', '03:30', 'Europe/Athens', '2010-10-31T00:30'],
    ['2010-10-31', '04:00', 'Europe/Athens', '2010-10-31T02:00'],
    // by half an hour
    ['2010-10-03', '02:15', 'Australia/Lord_Howe', '2010-10-02T15:30'],
    ['2010-04-04', '01:45', 'Australia/Lord_Howe', '2010-04-03T14:45'],
    // a whole day was skipped
    ['2011-12-30', '09:00', 'Pacific/Apia', '2011-12-30T10:00'],
  ])('%s %s in %s is %s UTC', (day, time, zone, expected) => {
    expect(at(day, time, zone)).toBe(expected)
  })

  it('is shown there at that instant and not before, unless clocks skip it', () =>
    fc.assert(
      fc.property(days, wallTimes, zones, (day, time, zone) => {
        const instant = instantAt(day, time, zone)
        const shown = `${dayIn(instant, zone)} ${timeIn(instant, zone)}`
        const wanted = `${day} ${time}`
        expect(shown >= wanted).toBe(true)
        for (const minutes of [1, 30, 60, 120]) {
          const before = new Date(instant.getTime() - minutes * 60_000)
          expect(`${dayIn(before, zone)} ${timeIn(before, zone)}` < wanted).toBe(true)
        }
        if (shown > wanted) {
          const justBefore = new Date(instant.getTime() - 60_000)
          expect(`${dayIn(justBefore, zone)} ${timeIn(justBefore, zone)}` < wanted).toBe(true)
        }
      }),
    ))
})

describe('working days', () => {
  it('are Monday to Friday without holidays; before a day off comes the last one of them', () =>
    fc.assert(
      fc.property(days, fc.array(fc.integer({ min: -5, max: 5 })), (day, off) => {
        const holidays = new Set(off.map((distance) => plusDays(day, distance)))
        const on = workingDayOnOrBefore(day, holidays)
        expect(weekdayOf(on)).toBeLessThanOrEqual(5)
        expect(holidays.has(on)).toBe(false)
        expect(on <= day).toBe(true)
        for (let each = plusDays(on, 1); each <= day; each = plusDays(each, 1))
          expect(isWorkingDay(each, holidays)).toBe(false)
      }),
    ))
})
