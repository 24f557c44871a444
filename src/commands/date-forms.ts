import {
  dayOfMonth,
  dayOfWeek,
  named,
  numeric,
  numericWithoutYear,
  partOfPeriod,
  periodName,
  type Rule,
  relativeWord,
  span,
  spelt,
  unitPeriod,
  yearFirst,
} from './date-rules.ts'

/**
 * One way of writing a day, over words in `evenLetters`. `shy`: the words mean other things too, so that they are a day only after
 * "by", "until" … or with nothing else. `alone`: nothing may follow but the end, punctuation or a reason ("the 2nd", not "the 2nd
 * draft").
 */
export type Form = { pattern: RegExp; rule: Rule; shy: boolean; alone: boolean }

const month =
  '(?<month>jan(?:uary)?|feb(?:ruary)?|mar(?:ch)?|apr(?:il)?|may|june?|july?|aug(?:ust)?|sept?(?:ember)?|oct(?:ober)?|nov(?:ember)?|dec(?:ember)?)(?![a-z])\\.?'
const longDay = '(?:mon|tues|wednes|thurs|fri|satur|sun)day'
const shortDay = '(?:mon|tues?|wed|thu(?:rs?)?|fri|sat|sun)'
const weekday = `(?:(?<weekday>${longDay}|${shortDay})\\.?,?\\s+)?`
const fourDigits = '(?:19|20|21)\\d\\d'
/** `31 March 2011`, `31 March '11`, `31-Mar-11`; `31 March 11` too when nothing follows that it could count. */
const shortYear = "\\s?(?:'|(?<=-[a-z]+)-|\\s(?=\\d\\d\\s?(?:$|[,;)])))(?<short>\\d\\d)"
const year = `(?:(?:,\\s*|\\s+|-)(?<year>${fourDigits})|${shortYear})?(?!,?[\\s-]\\d{4}(?!\\d))`
const day = '(?:the\\s)?(?<d>[012]?\\d|3[01])(?:st|nd|rd|th)?'
const ordinal = '(?:the\\s)?(?<d>[012]?\\d|3[01])(?:st|nd|rd|th)'
const part =
  '(?:the\\s)?(?<part>end|last day|mid|middle|beginning|start|first day)(?:\\s?-\\s?|\\s)(?:of\\s)?'
const which = '(?<which>this|current|next|last|previous)'
const unit = '(?<unit>week|month|quarter|year)'
const count = `(?<count>\\d{1,3}|${Object.keys(spelt).join('|')})`
const length = `${count}\\s(?<unit>day|week|month|year)s?`
/** Two digits after it may be a year, or count what follows. */
const yearOrCount = `${year}(?:(?=\\s(?<maybe>\\d\\d)(?!\\d))|)`
const ofAnother = '(?!\\s(?:after|before|of)\\b)'
const notOfSomethingElse = '(?!\\s(?:ago|after|before|prior|earlier|later|late|long|of|from|until|to)\\b)'

/** What follows a day must not belong to it. */
const form = (words: string, rule: Rule, manner?: 'shy' | 'alone'): Form => ({
  pattern: new RegExp(`${words}(?![a-z\\d_'/]|[-.]\\d)`, 'y'),
  rule,
  shy: manner !== undefined,
  alone: manner === 'alone',
})

/** All the ways of writing a day, in the order in which they are tried: the longer before its beginning. */
export const forms: Form[] = [
  form('(?<y>\\d{4})(?<sign>[-/.])\\s?(?<m>\\d{1,2})\\k<sign>\\s?(?<d>\\d{1,2})\\.?', yearFirst),
  form('(?<y>\\d{4})年\\s?(?<m>\\d{1,2})月\\s?(?<d>\\d{1,2})日', yearFirst),
  form('(?<a>\\d{1,2})(?<sign>[-/.])\\s?(?<b>\\d{1,2})\\k<sign>\\s?(?<c>\\d{4}|\\d\\d)', numeric),
  form('(?<a>\\d{1,2})/(?<b>\\d{1,2})', numericWithoutYear, 'shy'),
  form('(?<a>\\d{1,2})\\.\\s?(?<b>\\d{1,2})\\.', numericWithoutYear, 'shy'),
  form(`${weekday}${day}[\\s-]?(?:of\\s)?${month}${yearOrCount}`, named),
  form(`${weekday}${month}\\s?${day}${yearOrCount}`, named),
  form(`${part}(?:the month of\\s)?${month}${year}`, partOfPeriod),
  form(`${part}(?:the\\s)?(?:${which}\\s)?${unit}`, partOfPeriod),
  form(`${part}(?:the\\s)?(?:q(?<quarter>[1-4])(?:\\s(?<y>${fourDigits}))?)`, partOfPeriod),
  form(`${part}(?:the\\s)?(?:year\\s)?(?<y>${fourDigits})`, partOfPeriod),
  form('(?<word>today|(?:the day after )?(?:tomorrow|tmrw)|(?:the day before )?yesterday)', relativeWord),
  form('(?<word>day after tomorrow|day before yesterday)', relativeWord),
  form(`${length}\\s(?:from (?:now|today)|(?<ago>ago))`, span),
  form('(?<count>\\d{1,3})\\s?(?<unit>d|w)', span, 'shy'),
  form(`${length}(?:'?\\stime)?${notOfSomethingElse}`, span, 'shy'),
  form("(?:a\\s)?(?<unit>fortnight|half a year)(?:'s time)?", span, 'shy'),
  form(
    `(?<which>next week|next|this coming|this|coming|last)\\s(?<weekday>${longDay}|${shortDay})${ofAnother}`,
    dayOfWeek,
  ),
  form(`(?<weekday>${longDay})(?:\\s(?<which>next week|week))?${ofAnother}`, dayOfWeek),
  form(`(?<weekday>${shortDay})${ofAnother}`, dayOfWeek, 'shy'),
  form(`${ordinal}\\sof\\s(?<which>this|next|last)\\smonth`, dayOfMonth),
  form(ordinal, dayOfMonth, 'alone'),
  form(`${month}${year}`, periodName, 'shy'),
  form(`(?:the\\s)?${which}\\s${unit}${ofAnother}`, unitPeriod, 'shy'),
  form(`q(?<quarter>[1-4])(?:\\s(?<y>${fourDigits}))?`, periodName, 'shy'),
  form(`(?<y>${fourDigits})`, periodName, 'alone'),
]
