import { type CalendarDate, isCalendarDate, plusDays, plusMonths, weekdayOf } from '../time.ts'

/** Where a day without a year lies: the next one from today, or the last one until today. */
export type Towards = 'future' | 'past'

/** From the first to the last of its days. */
export type Period = { from: CalendarDate; to: CalendarDate }

/**
 * What some words say: a day, or several that they could mean; none that exists, and the one nearest to it; or a period, which
 * is no day. Null when they say nothing of the kind.
 */
export type Reading =
  | { days: [CalendarDate, ...CalendarDate[]] }
  | { near: CalendarDate | null }
  | { period: Period }
  | null

/** The named parts of a form that stood in the words. */
export type Parts = Partial<Record<string, string>>
export type Rule = (parts: Parts, today: CalendarDate, towards: Towards) => Reading

const monthNames = ['jan', 'feb', 'mar', 'apr', 'may', 'jun', 'jul', 'aug', 'sep', 'oct', 'nov', 'dec']
const dayNames = ['mon', 'tue', 'wed', 'thu', 'fri', 'sat', 'sun']
export const spelt: Record<string, number> = {
  ...{ 'a couple of': 2, a: 1, an: 1, one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7 },
  ...{ eight: 8, nine: 9, ten: 10, eleven: 11, twelve: 12, fifteen: 15, twenty: 20, thirty: 30 },
  ...{ forty: 40, sixty: 60, ninety: 90 },
}

const monthOf = (name = ''): number => monthNames.indexOf(name.slice(0, 3)) + 1
const yearOn = (day: CalendarDate): number => Number(day.slice(0, 4))
const distinct = (days: CalendarDate[]): CalendarDate[] => [...new Set(days)]

function dayOn(year: number, month: number, day: number): CalendarDate | null {
  const text = `${year}-${String(month).padStart(2, '0')}-${String(day).padStart(2, '0')}`
  return isCalendarDate(text) ? text : null
}

function oneOf(days: (CalendarDate | null)[], near: CalendarDate | null = null): Reading {
  const [first, ...others] = distinct(days.filter((day) => day !== null))
  return first ? { days: [first, ...others] } : { near }
}

/** The next day from today (or the last until today) among the same day of nine years: one more than between two leap days. */
function withoutYear(make: (year: number) => CalendarDate | null, today: CalendarDate, towards: Towards) {
  const step = towards === 'future' ? 1 : -1
  const years = Array.from({ length: 9 }, (_, at) => yearOn(today) + step * at)
  return years.map(make).find((day) => day !== null && (step > 0 ? day >= today : day <= today)) ?? null
}

/** `2011-03-31`: the year first is always followed by month and day. */
export const yearFirst: Rule = ({ y, m, d }) => oneOf([dayOn(Number(y), Number(m), Number(d))])

/** How far from today a year of two digits may lie, in years. */
const shortYearReach = 10

const isNear = (year: number, today: CalendarDate): boolean =>
  Math.abs(year - yearOn(today)) <= shortYearReach

/** `31/03/2011`, `03/04/2010`, `31.3.11`: every reading that gives a day; with two digits the year may stand first, too. */
export const numeric: Rule = ({ a, b, c = '' }, today) => {
  const [one, two, three] = [Number(a), Number(b), Number(c)] as const
  if (c.length === 4) return oneOf([dayOn(three, two, one), dayOn(three, one, two)])
  const readings = [
    dayOn(2000 + three, two, one),
    dayOn(2000 + three, one, two),
    dayOn(2000 + one, two, three),
  ]
  return oneOf(readings.filter((day) => day && isNear(yearOn(day), today)))
}

/** `31/03`, `3/4`. */
export const numericWithoutYear: Rule = ({ a, b }, today, towards) =>
  oneOf([
    withoutYear((year) => dayOn(year, Number(b), Number(a)), today, towards),
    withoutYear((year) => dayOn(year, Number(a), Number(b)), today, towards),
  ])

const yearIn = ({ year, short }: Parts): number | null =>
  year ? Number(year) : short ? 2000 + Number(short) : null

/** `31 March`, `March 31st, 2011`, `Thursday 31 March 2011`: a weekday that is not that day's is no day. */
export const named: Rule = (parts, today, towards) => {
  const [month, number, year] = [monthOf(parts.month), Number(parts.d), yearIn(parts)]
  const make = (each: number) => dayOn(each, month, number)
  const day = year === null ? withoutYear(make, today, towards) : make(year)
  if (!day) {
    const last = (each: number) => lastOf(dayOn(each, month, 1))
    return { near: number === 0 ? null : year === null ? withoutYear(last, today, towards) : last(year) }
  }
  const wanted = parts.weekday ? dayNames.indexOf(parts.weekday.slice(0, 3)) + 1 : null
  if (wanted !== null && weekdayOf(day) !== wanted) return { near: day }
  const maybe = year === null && parts.maybe ? 2000 + Number(parts.maybe) : null
  return maybe === null || !isNear(maybe, today) ? { days: [day] } : oneOf([day, make(maybe)])
}

const lastOf = (first: CalendarDate | null): CalendarDate | null =>
  first && plusDays(plusMonths(first, 1), -1)

const monthsIn: Record<string, number> = { month: 1, quarter: 3, year: 12 }

/** This week, month, quarter or year, or the one `shift` of them later. Weeks begin on Monday (ISO 8601). */
function periodAround(today: CalendarDate, unit: string, shift: number): Period {
  if (unit === 'week') {
    const from = plusDays(today, 1 - weekdayOf(today) + 7 * shift)
    return { from, to: plusDays(from, 6) }
  }
  const length = monthsIn[unit] ?? 1
  const month = Number(today.slice(5, 7)) - 1
  const first = dayOn(yearOn(today), month - (month % length) + 1, 1) as CalendarDate
  const from = plusMonths(first, shift * length)
  return { from, to: plusDays(plusMonths(from, length), -1) }
}

const shiftOf = (which = ''): number => (/next/.test(which) ? 1 : /last|previous/.test(which) ? -1 : 0)

/** `this month`, `next week`, `last year`. */
export const unitPeriod: Rule = ({ which, unit = '' }, today) => ({
  period: periodAround(today, unit, shiftOf(which)),
})

/** The month, quarter or year that is named, of its year, or else the first that is not over (the last that has begun). */
function namedPeriod(parts: Parts, today: CalendarDate, towards: Towards): Period {
  const unit = parts.month ? 'month' : parts.quarter ? 'quarter' : 'year'
  const month = parts.month ? monthOf(parts.month) : parts.quarter ? Number(parts.quarter) * 3 - 2 : 1
  const inYear = (year: number) => periodAround(dayOn(year, month, 1) as CalendarDate, unit, 0)
  const year = parts.y ? Number(parts.y) : yearIn(parts)
  if (year !== null) return inYear(year)
  const here = inYear(yearOn(today))
  if (towards === 'future') return here.to >= today ? here : inYear(yearOn(today) + 1)
  return here.from <= today ? here : inYear(yearOn(today) - 1)
}

/** `June`, `June 2011`, `Q2`, `2011`. */
export const periodName: Rule = (parts, today, towards) => ({ period: namedPeriod(parts, today, towards) })

/** `end of June`, `mid June`, `beginning of next month`, `end of the year`. A week ends on Friday or on Sunday. */
export const partOfPeriod: Rule = (parts, today, towards) => {
  const partOf = ({ from, to }: Period): [CalendarDate, ...CalendarDate[]] | null => {
    if (/^(end|last)/.test(parts.part ?? '')) return parts.unit === 'week' ? [plusDays(to, -2), to] : [to]
    if (!/^mid/.test(parts.part ?? '')) return [from]
    return parts.month || parts.unit === 'month' ? [plusDays(from, 14)] : null
  }
  const days = partOf(
    parts.unit ? periodAround(today, parts.unit, shiftOf(parts.which)) : namedPeriod(parts, today, towards),
  )
  if (!days) return null
  const given = parts.y !== undefined || yearIn(parts) !== null || shiftOf(parts.which) !== 0
  const [last] = days.slice(-1)
  if (given || towards === 'past' || last === undefined || last >= today) return { days }
  const later = parts.unit
    ? periodAround(today, parts.unit, 1)
    : namedPeriod(parts, plusMonths(today, 12), towards)
  return { days: partOf(later) ?? days }
}

const relatives: [RegExp, number][] = [
  [/after tomorrow/, 2],
  [/before yesterday/, -2],
  [/tomorrow|tmrw/, 1],
  [/yesterday/, -1],
  [/today/, 0],
]

/** `tomorrow`, `the day before yesterday`. */
export const relativeWord: Rule = ({ word = '' }, today) => {
  const [, days] = relatives.find(([pattern]) => pattern.test(word)) ?? []
  return days === undefined ? null : { days: [plusDays(today, days)] }
}

/** `three weeks`, `5d`, `2 months ago`: from today; backwards where the past is asked for. */
export const span: Rule = ({ count = '1', unit = '', ago }, today, towards) => {
  const number = (spelt[count] ?? Number(count)) * (ago || towards === 'past' ? -1 : 1)
  const days = { d: 1, w: 7, f: 14 }[unit.slice(0, 1)]
  if (days !== undefined) return { days: [plusDays(today, number * days)] }
  return { days: [plusMonths(today, number * (unit.startsWith('y') ? 12 : unit.startsWith('h') ? 6 : 1))] }
}

/** `Friday`, `next Friday` (the one of next week), `this Friday`, `Friday week`. On a Friday, "Friday" alone is asked back. */
export const dayOfWeek: Rule = ({ weekday = '', which = '' }, today, towards) => {
  const wanted = dayNames.indexOf(weekday.slice(0, 3)) + 1
  const ahead = (wanted - weekdayOf(today) + 7) % 7
  const back = (7 - ahead) % 7
  if (which.startsWith('next')) return { days: [plusDays(today, 7 - weekdayOf(today) + wanted)] }
  if (which === 'this') return { days: [plusDays(today, ahead)] }
  if (which.endsWith('coming')) return { days: [plusDays(today, ahead || 7)] }
  if (which === 'last') return { days: [plusDays(today, -(back || 7))] }
  if (which === 'week') return { days: [plusDays(today, ahead + 7)] }
  if (towards === 'past')
    return ahead === 0 ? { days: [plusDays(today, -7), today] } : { days: [plusDays(today, -back)] }
  return ahead === 0 ? { days: [today, plusDays(today, 7)] } : { days: [plusDays(today, ahead)] }
}

/** `the 15th`, `the 15th of next month`. */
export const dayOfMonth: Rule = ({ d, which }, today, towards) => {
  const { from } = periodAround(today, 'month', 0)
  const make = (shift: number) => {
    const month = plusMonths(from, shift)
    return dayOn(yearOn(month), Number(month.slice(5, 7)), Number(d))
  }
  if (which) return oneOf([make(shiftOf(which))])
  const step = towards === 'future' ? 1 : -1
  const found = [0, 1, 2].map((shift) => make(step * shift))
  return oneOf([found.find((day) => day && (step > 0 ? day >= today : day <= today)) ?? null])
}
