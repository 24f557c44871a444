import { tz } from '@date-fns/tz'
import { differenceInCalendarDays, format, parseISO } from 'date-fns'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type CalendarDate, dayIn, daysBetween, plusDays, startOfDay, timeIn } from '../src/time.ts'

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
