import { describe, expect, it } from 'vitest'
import { nextOwedOccasion, occasionOn, owedOccasionOn, workingDay } from '../../src/domain/nudge-cadence.ts'
import { type CalendarDate, calendarDate, plusDays } from '../../src/time.ts'
import { programme } from './facts.ts'

const { nudges: cadence } = programme().policies
const holidays = new Set([calendarDate('2010-07-19')])
const on = (day: string) => workingDay(calendarDate(day), holidays)
/** Every working day from a day on, for some weeks, on which a date is recalled. */
function recalled(dueOn: string, from: string, days: number, snoozedUntil: CalendarDate | null = null) {
  const found: string[] = []
  for (let day = 0; day < days; day += 1) {
    const working = workingDay(plusDays(calendarDate(from), day), holidays)
    const milestone = { dueOn: calendarDate(dueOn), snoozedUntil }
    if (working && owedOccasionOn(milestone, working, cadence) !== null) found.push(working.on)
  }
  return found
}

describe('the cadence of a nudge', () => {
  it('is 30, 14 and 3 days before, the day itself, and every seven days while overdue', () => {
    expect(recalled('2010-06-10', '2010-05-01', 70)).toEqual([
      '2010-05-11',
      '2010-05-27',
      '2010-06-07',
      '2010-06-10',
      '2010-06-17',
      '2010-06-24',
      '2010-07-01',
      '2010-07-08',
    ])
  })

  it('moves what falls on a day off to the working day before it, and says two on one day once', () => {
    // due on a Saturday; 3 days before is a Wednesday, 30 and 14 days before are a Thursday and a Saturday
    expect(recalled('2010-06-12', '2010-05-01', 50)).toEqual([
      '2010-05-13',
      '2010-05-28',
      '2010-06-09',
      '2010-06-11',
      '2010-06-18',
    ])
    // Monday 19 July is a holiday: its occasion, and those of the weekend, are said on Friday
    expect(on('2010-07-19')).toBeNull()
    expect(on('2010-07-16')).toEqual({ on: '2010-07-16', offBefore: 0, offBehind: 3 })
    expect(recalled('2010-07-19', '2010-07-12', 10)).toEqual(['2010-07-16'])
  })

  it('tells for which occasion it is, of several on one day for the last', () => {
    const friday = on('2010-06-11')!
    expect(occasionOn(calendarDate('2010-06-12'), friday, cadence)).toBe(0)
    expect(occasionOn(calendarDate('2010-05-29'), friday, cadence)).toBe(14)
    expect(occasionOn(calendarDate('2010-06-10'), friday, cadence)).toBeNull()
    expect(occasionOn(calendarDate('2010-06-12'), friday, { ...cadence, daysBefore: [1, 0] })).toBe(0)
  })

  it('is silent while snoozed, and comes back on the first working day from its end', () => {
    expect(recalled('2010-06-10', '2010-06-01', 20, calendarDate('2010-06-12'))).toEqual([
      '2010-06-14',
      '2010-06-17',
    ])
  })

  it('says when it comes next', () => {
    const milestone = { dueOn: calendarDate('2010-06-21'), snoozedUntil: null }
    const next = (after: string) => nextOwedOccasion(milestone, calendarDate(after), holidays, cadence)
    expect(next('2010-06-07')).toBe('2010-06-18')
    expect(next('2010-06-18')).toBe('2010-06-21')
    expect(next('2010-07-12')).toBe('2010-07-16')
    expect(
      nextOwedOccasion(
        { ...milestone, snoozedUntil: calendarDate('2010-06-30') },
        calendarDate('2010-06-07'),
        holidays,
        cadence,
      ),
    ).toBe('2010-06-30')
    const never = { ...cadence, daysBefore: [], overdueEveryDays: 1000 }
    expect(nextOwedOccasion(milestone, calendarDate('2010-06-07'), holidays, never)).toBeNull()
  })
})
