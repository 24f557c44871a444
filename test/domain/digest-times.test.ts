import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  type DigestRhythm,
  digestMoment,
  digestsIn,
  weekBefore,
  weekOf,
} from '../../src/domain/digest-times.ts'
import { isTooLate, latestHours } from '../../src/domain/lateness.ts'
import { type CalendarDate, dayIn, plusDays, plusMinutes, weekdayOf } from '../../src/time.ts'
import { times } from '../support/times.ts'

const anyTime = fc
  .tuple(fc.integer({ min: 0, max: 23 }), fc.integer({ min: 0, max: 59 }))
  .map((parts) => parts.map((part) => String(part).padStart(2, '0')).join(':'))
const anyRhythm: fc.Arbitrary<DigestRhythm> = fc.record({
  weekday: fc.integer({ min: 1, max: 7 }),
  at: anyTime,
  // Clocks change there, some at midnight; the last two are a day apart from one another.
  zone: fc.constantFrom(
    'Asia/Tokyo',
    'Europe/Athens',
    'America/Sao_Paulo',
    'Asia/Kolkata',
    'UTC',
    'Pacific/Kiritimati',
    'Pacific/Pago_Pago',
  ),
  before: fc.constant([]),
})
const anyStart = fc
  .date({ min: new Date('2010-01-01'), max: new Date('2011-12-31'), noInvalidDate: true })
  .map((each) => new Date(Math.floor(each.getTime() / 1000) * 1000))

const digestsDue = (rhythm: DigestRhythm, span: { from: Date; to: Date }): CalendarDate[] =>
  digestsIn(rhythm, span).flatMap(({ on, moment }) => (isTooLate(moment, span.to) ? [] : [on]))

/** Every day of the rhythm whose moment is after `from`, up to and at `to`, however late. */
function occasions(rhythm: DigestRhythm, from: Date, to: Date): CalendarDate[] {
  const days: CalendarDate[] = []
  for (let on = plusDays(dayIn(from, rhythm.zone), -2); ; on = plusDays(on, 1)) {
    const moment = digestMoment(rhythm, on)
    if (moment > to && on > dayIn(to, rhythm.zone)) return days
    if (weekdayOf(on) === rhythm.weekday && moment > from && moment <= to) days.push(on)
  }
}

describe('digests that are due', () => {
  it('come once a week, whatever clocks do', () => {
    fc.assert(
      fc.property(anyRhythm, anyStart, (rhythm, from) => {
        const days = occasions(rhythm, from, plusMinutes(from, 28 * 24 * 60))
        expect(days.length).toBeGreaterThanOrEqual(3)
        expect(days.length).toBeLessThanOrEqual(5)
        for (const [at, day] of days.entries()) if (at > 0) expect(day).toBe(plusDays(days[at - 1]!, 7))
      }),
      { numRuns: times(300) },
    )
  })

  it('however time is cut into spans, nothing is missed and nothing planned twice', () => {
    const anySpans = fc.array(fc.integer({ min: 1, max: latestHours * 60 }), { minLength: 1, maxLength: 60 })
    fc.assert(
      fc.property(anyRhythm, anyStart, anySpans, (rhythm, start, minutes) => {
        const planned: CalendarDate[] = []
        let from = start
        for (const span of minutes) {
          const to = plusMinutes(from, span)
          planned.push(...digestsDue(rhythm, { from, to }))
          from = to
        }
        expect(planned).toEqual(occasions(rhythm, start, from))
      }),
      { numRuns: times(500) },
    )
  })

  it('after a long silence, only what is not too late is sent; the rest is skipped', () => {
    const anyGap = fc.integer({ min: 1, max: 40 * 24 * 60 })
    fc.assert(
      fc.property(anyRhythm, anyStart, anyGap, (rhythm, from, minutes) => {
        const to = plusMinutes(from, minutes)
        const kept = occasions(rhythm, from, to).filter((on) => !isTooLate(digestMoment(rhythm, on), to))
        expect(digestsDue(rhythm, { from, to })).toEqual(kept)
        expect(kept.length).toBeLessThanOrEqual(1)
      }),
      { numRuns: times(500) },
    )
  })

  it('twelve hours late is sent, a second more is not', () => {
    const rhythm = { weekday: 1, at: '09:00', zone: 'Asia/Tokyo', before: [] }
    const from = new Date('2010-06-01T00:00:00Z')
    expect(digestsDue(rhythm, { from, to: new Date('2010-06-07T12:00:00Z') })).toEqual(['2010-06-07'])
    expect(digestsDue(rhythm, { from, to: new Date('2010-06-07T12:00:01Z') })).toEqual([])
  })
})

describe('the week of a digest', () => {
  it('follows the one before without a gap, also where clocks change', () => {
    fc.assert(
      fc.property(anyRhythm, anyStart, (rhythm, from) => {
        const [first, second] = occasions(rhythm, from, plusMinutes(from, 21 * 24 * 60))
        expect(weekOf(rhythm, second!).since).toEqual(weekOf(rhythm, first!).until)
      }),
      { numRuns: times(300) },
    )
  })

  it('is named by its last whole day', () => {
    const zone = 'Asia/Tokyo'
    expect(weekBefore(new Date('2010-06-07T00:00:00Z'), zone).lastOn).toBe('2010-06-06')
    expect(weekBefore(new Date('2010-06-07T09:00:00Z'), zone).lastOn).toBe('2010-06-07')
    expect(weekBefore(new Date('2010-06-07T00:00:00Z'), zone).since).toEqual(new Date('2010-05-31T00:00:00Z'))
  })
})
