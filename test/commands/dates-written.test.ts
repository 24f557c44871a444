import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { leadingDate, readDate } from '../../src/commands/dates.ts'
import {
  type CalendarDate,
  calendarDate,
  daysBetween,
  fullDate,
  isCalendarDate,
  plusDays,
  weekdayOf,
} from '../../src/time.ts'
import { times } from '../support/times.ts'

const day = fc.integer({ min: 0, max: 40_000 }).map((days) => plusDays(calendarDate('1995-01-01'), days))

/** `Thursday 31 March 2011`, its parts. */
function partsOf(date: CalendarDate) {
  const [weekday, number, month, year] = fullDate(date).split(' ') as [string, string, string, string]
  const last = number.at(-1)!
  const ending = /^1[123]$/.test(number) ? 'th' : ({ 1: 'st', 2: 'nd', 3: 'rd' }[last] ?? 'th')
  return { weekday, number, month, year, ending, m: Number(date.slice(5, 7)) }
}

const calendarDateOr = (text: string) => (isCalendarDate(text) ? text : null)

const withYear: ((date: CalendarDate) => string)[] = [
  (date) => date,
  (date) => date.replaceAll('-', '/'),
  (date) => date.replaceAll('-', '.'),
  (date) => date.replace(/-0?(\d+)-0?(\d+)/, '年$1月$2日'),
  (date) => [...date].map((each) => String.fromCharCode(each.charCodeAt(0) + 0xfee0)).join(''),
  fullDate,
  (date) => fullDate(date).replaceAll(' ', '\u00a0'),
  (date) => fullDate(date).toUpperCase(),
  ...[
    '{number} {month} {year}',
    '{number}{ending} of {month}, {year}',
    'the {number}{ending} of {month} {year}',
    '{month} {number}, {year}',
    '{month} {number}{ending} {year}',
    '{mon} {number} {year}',
    '{number} {mon}. {year}',
    '{number}-{mon}-{year}',
    '{day}, {number} {mon} {year}',
  ].map((form) => (date: CalendarDate) => written(form, date)),
]

function written(form: string, date: CalendarDate): string {
  const parts: Record<string, string | number> = { ...partsOf(date) }
  parts.mon = String(parts.month).slice(0, 3)
  parts.day = String(parts.weekday).slice(0, 3)
  return form.replace(/{(\w+)}/g, (_, name: string) => String(parts[name]))
}

describe('every day, in every form, is read back as that day', () => {
  it('with its year', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom(...withYear), (date, today, form) => {
        expect(leadingDate(`by ${form(date)} a note`, today)).toEqual({ date, rest: 'a note' })
        expect(leadingDate(form(date), today)).toEqual({ date, rest: '' })
        const before = 'Sent with the e-mail of '
        expect(readDate(`${before}${form(date)}: see there`, today)).toMatchObject({
          date,
          at: before.length,
        })
      }),
      { numRuns: times(1_000) },
    )
  })

  it('without a year, as the next one from today, or the last until today', () => {
    const forms = [
      '{number} {month}',
      '{month} {number}{ending}',
      'the {number}{ending} of {mon}',
      '{weekday} {number} {month}',
    ]
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 364 }), fc.constantFrom(...forms), (today, ahead, form) => {
        const date = plusDays(today, ahead)
        expect(leadingDate(`by ${written(form, date)}`, today)).toEqual({ date, rest: '' })
        const past = plusDays(today, -ahead)
        expect(leadingDate(`since ${written(form, past)}`, today, 'past')).toEqual({ date: past, rest: '' })
      }),
    )
  })

  it('in numbers, where these can mean one day only; asked back with both days where they cannot', () => {
    fc.assert(
      fc.property(day, day, fc.constantFrom('/', '.', '-'), fc.boolean(), (date, today, sign, american) => {
        const [year, month, number] = date.split('-') as [string, string, string]
        const said = (american ? [month, number, year] : [number, month, year]).join(sign)
        const found = leadingDate(`${said} text`, today)
        const other = calendarDateOr(`${year}-${number}-${month}`)
        const one = number === month || !other ? { date, rest: 'text' } : null
        expect(found).toEqual(
          one ?? {
            ambiguous: american ? [other, date] : [date, other],
            said,
            rest: 'text',
          },
        )
      }),
    )
  })

  it('in days and weeks from today, and by its weekday', () => {
    fc.assert(
      fc.property(day, fc.integer({ min: 0, max: 999 }), (today, count) => {
        expect(leadingDate(`in ${count} days, at noon`, today)).toEqual({
          date: plusDays(today, count),
          rest: 'at noon',
        })
        expect(leadingDate(`${count}w`, today)).toEqual({ date: plusDays(today, 7 * count), rest: '' })
        const date = plusDays(today, 1 + (count % 6))
        const name = partsOf(date).weekday
        expect(leadingDate(`on ${name}`, today)).toEqual({ date, rest: '' })
        const next = leadingDate(`next ${name}`, today) as { date: CalendarDate }
        expect(weekdayOf(next.date)).toBe(weekdayOf(date))
        expect(daysBetween(today, next.date)).toBeGreaterThan(7 - weekdayOf(today))
        expect(daysBetween(today, next.date)).toBeLessThan(15 - weekdayOf(today))
      }),
    )
  })
})
