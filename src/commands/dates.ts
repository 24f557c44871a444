import type { Reply } from '../chat/request.ts'
import { code, type Inline } from '../chat/view.ts'
import { type CalendarDate, fullDate, isCalendarDate, lastOfMonth, plusMonths } from '../time.ts'
import { refuse } from './command.ts'
import { forms } from './date-forms.ts'
import { type Period, type Reading, spelt, type Towards } from './date-rules.ts'
import { evenLetters } from './letters.ts'

/** A day asked back: `said` are the words, `ambiguous` the days that they could mean. */
type AskedBack = { ambiguous: [CalendarDate, CalendarDate, ...CalendarDate[]]; said: string }
/** Words that name a day which does not exist; `near` is the one that may be meant. */
type Impossible = { impossible: string; near: CalendarDate | null }

/** A day found in words, or why it is none. */
export type FoundDate = { date: CalendarDate } | AskedBack | Impossible

/** Characters in which a day that begins somewhere must end: the longest form has about fifty. */
const longestDate = 80

/** What may stand before a day. */
const lead =
  /(?:no later than|not later than|at the latest|latest|due|by|on|until|till|to|before|from|since|for|in|within|after|at|as of|-)\s+(?:by\s+|on\s+|the\s+)?/y
/** What may follow one that is only a day when nothing else follows. */
const reason = /\s*(?:$|[,;:!?)]|\.(?!\d)|-\s|(?:because|due to|since|so|as|in order|at)\b)/y
const wordStart = /(?<![\p{L}\p{N}_./'-])[\p{L}\p{N}]/gu
const shiftedBy = new RegExp(
  `^by\\s+(?:about\\s+)?(?:\\d{1,3}\\s?[dw]|(?:\\d{1,3}|${Object.keys(spelt).join('|')})\\s+(?:day|week|month|year)s?)(?![a-z])`,
  'i',
)
/** Names of days and months that are other words in small letters. */
const otherWord = /^(?:may|march|sun|sat|wed|mon)\b/

/**
 * The day that words begin with, after "by", "on", "until", "to", "before" … or at once.
 *
 * @param today the speaker's calendar day, from which "tomorrow" and a day without a year are counted
 * @param towards `past` for what lies behind ("since May"): a day without a year is then the last one, a period its first day
 * @returns the day and the words after it, as they were typed; what to ask back, or that there is no such day; null when the
 *   words do not begin with a day
 */
export function leadingDate(
  words: string,
  today: CalendarDate,
  towards: Towards = 'future',
): (FoundDate & { rest: string }) | null {
  const found = leadingReading(words, today, towards)
  if (!found) return null
  const rest = restOf(words, found.end)
  const first = dateOf(found, today, towards)
  const other = 'date' in first && /^or\s/i.test(rest) ? leadingDate(rest.slice(3), today, towards) : null
  if (!('date' in first) || !other || !('date' in other)) return { ...first, rest }
  const said = `${found.said} or ${rest.slice(3, rest.length - other.rest.length).trim()}`
  return { ...chosen([first.date, other.date], said), rest: other.rest }
}

/**
 * The days from one to another that words begin with: "11-12 October 2011", "11 October to 12 October 2011"; a single day is
 * both.
 *
 * @returns like `leadingDate`, with `to` beside `date`; never a last day before the first
 */
export function leadingDays(
  words: string,
  today: CalendarDate,
):
  | ({ date: CalendarDate; to: CalendarDate; rest: string } | ((AskedBack | Impossible) & { rest: string }))
  | null {
  const numbers =
    /^(?:from\s)?(\d{1,2})(?:st|nd|rd|th)?\s?(?:-|to|and|&)\s?(?=\d{1,2}(?:st|nd|rd|th)?[\s-][a-z])/.exec(
      evenLetters(words.slice(0, longestDate)),
    )
  const last = numbers && leadingDate(words.slice(numbers[0].length), today)
  const first = last && 'date' in last ? `${last.date.slice(0, 8)}${numbers?.[1]?.padStart(2, '0')}` : null
  if (last && 'date' in last && first && isCalendarDate(first) && first <= last.date)
    return { date: first, to: last.date, rest: last.rest }
  const found = leadingDate(words, today)
  if (!found || !('date' in found)) return found
  const until = /^(?:to|until|till|and|-)\s/i.test(found.rest)
    ? leadingDate(found.rest.replace(/^and\s/i, ''), today)
    : null
  if (!until || !('date' in until)) return { ...found, to: found.date }
  // "30 September to 2 October 2011": the year stands once, behind both.
  const sameYear = `${until.date.slice(0, 4)}${found.date.slice(4)}`
  const yearless = !/\d{4}/.test(words.slice(0, words.length - found.rest.length))
  const shared = yearless && isCalendarDate(sameYear) && sameYear > found.date && sameYear <= until.date
  const date = shared ? sameYear : found.date
  if (date <= until.date) return { date, to: until.date, rest: until.rest }
  const said = words.slice(0, words.length - until.rest.length).trim()
  return { impossible: said, near: found.date, rest: until.rest }
}

/**
 * The period that words begin with: "this month", "June", "next week", "Q2 2011", or a single day.
 *
 * @returns its first and last day and the words after it; null when the words do not begin with one, or could mean several
 */
export function leadingPeriod(
  words: string,
  today: CalendarDate,
  towards: Towards = 'future',
): (Period & { rest: string }) | null {
  const found = leadingReading(words, today, towards)
  if (!found) return null
  const rest = restOf(words, found.end)
  if ('period' in found.reading) return { ...found.reading.period, rest }
  const dated = dateOf(found, today, towards)
  return 'date' in dated ? { from: dated.date, to: dated.date, rest } : null
}

/**
 * The first day anywhere in words. Words that could be something else ("may", "march", "sun", "10 days") are a day only after
 * "by", "until" …
 *
 * @returns what was found and where it stands in `words`, without the "by"; null when there is none
 */
export function readDate(
  words: string,
  today: CalendarDate,
  towards: Towards = 'future',
): (FoundDate & { at: number; length: number }) | null {
  for (const { index } of words.matchAll(wordStart)) {
    const led = leadBefore(words, index)
    const found = led === null ? null : readAt(words, index, today, towards, led)
    if (found) return { ...dateOf(found, today, towards), at: index, length: found.end - index }
  }
  return null
}

/**
 * Asks a day back, or says that there is none, with the complete commands to choose from.
 *
 * @param found what was found in place of a day; null for nothing
 * @param commandWith the whole command, as it would be typed, with a day in it
 */
export function refuseDate(
  found: AskedBack | Impossible | null,
  commandWith: (day: CalendarDate) => string,
  today: CalendarDate,
): Reply {
  const example = lastOfMonth(plusMonths(today, 1))
  if (found && 'ambiguous' in found) {
    const choices = found.ambiguous.flatMap((day, at): Inline[] => [
      at === 0 ? '' : ', or ',
      code(commandWith(day)),
      ` for ${fullDate(day)}`,
    ])
    return refuse(`"${found.said}" can mean more than one day. Say `, ...choices, '.')
  }
  const near = found?.near ?? example
  const fault = found ? `There is no day "${found.impossible}".` : 'I found no day in that.'
  return refuse(`${fault} Write it like this: `, code(commandWith(near)), '.')
}

type FoundReading = { reading: NonNullable<Reading>; said: string; end: number }

function leadingReading(words: string, today: CalendarDate, towards: Towards): FoundReading | null {
  lead.lastIndex = 0
  const led = lead.exec(evenLetters(words.slice(0, longestDate)))
  if (!led) return readAt(words, 0, today, towards, false)
  // "moved by two weeks" counts from another day than today.
  if (shiftedBy.test(words.slice(0, longestDate))) return null
  return readAt(words, led[0].length, today, towards, true) ?? readAt(words, 0, today, towards, false)
}

function readAt(
  words: string,
  from: number,
  today: CalendarDate,
  towards: Towards,
  led: boolean,
): FoundReading | null {
  const typed = words.slice(from, from + longestDate)
  const even = evenLetters(typed)
  for (const { pattern, rule, ...manner } of forms) {
    pattern.lastIndex = 0
    const match = pattern.exec(even)
    if (!match) continue
    const end = match[0].length
    reason.lastIndex = end
    const alone = reason.test(even)
    const shy = manner.shy || otherWord.test(typed)
    if (manner.alone ? !alone : shy && !led && !(from === 0 && alone)) continue
    const reading = rule(match.groups ?? {}, today, towards)
    if (reading) return { reading, said: typed.slice(0, end), end: from + end }
  }
  return null
}

/** Whether a "by", "until" … stands right before; null where the day only counts something: "2 weeks before 31 March". */
function leadBefore(words: string, at: number): boolean | null {
  const before = evenLetters(words.slice(Math.max(0, at - 30), at))
  if (/(?:day|week|month|year)s? (?:before|after|from|prior to|ahead of|of) (?:the )?$/.test(before))
    return null
  return /(?:^|\s)(?:by|on|until|till|to|before|from|since|in|within|of|due) (?:the )?$/.test(before)
}

function dateOf({ reading, said }: FoundReading, today: CalendarDate, towards: Towards): FoundDate {
  if ('near' in reading) return { impossible: said, near: reading.near }
  if ('days' in reading) return chosen(reading.days, said)
  const { from, to } = reading.period
  if (towards === 'past') return { date: from }
  return chosen(from < today && to >= today ? [to] : [from, to], said)
}

function chosen([first, second, ...others]: CalendarDate[], said: string): FoundDate {
  if (first === undefined) return { impossible: said, near: null }
  return second === undefined ? { date: first } : { ambiguous: [first, second, ...others], said }
}

const restOf = (words: string, end: number): string =>
  words.slice(end).replace(/^[\s,;:]*(?:\.(?!\d)|-\s(?!\d))?\s*/, '')
