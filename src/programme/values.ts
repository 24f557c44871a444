import { z } from 'zod'
import { type CalendarDate, calendarDate, isCalendarDate } from '../time.ts'

/*
 * What may stand in one place of a programme file. The message of each schema completes the sentence
 * "expected …", because it is read by an officer and not by a programmer.
 */

const unprintable = /[\p{Cc}\p{Zl}\p{Zp}]/u

/** A group of keys, all of them known: a key not in `shape` is a fault, so that a typing error is not ignored. */
export function group<Shape extends z.ZodRawShape>(shape: Shape) {
  const known = Object.keys(shape).join(', ')
  return z.strictObject(shape, {
    error: (issue) => (issue.code === 'unrecognized_keys' ? `one of the keys ${known}` : `the keys ${known}`),
  })
}

/** Text on one line, 1 to `longest` characters, without the spaces around it. */
export function line(longest: number) {
  const error = `text on one line, at most ${longest} characters`
  return z
    .string({ error })
    .trim()
    .refine((text) => text.length > 0 && text.length <= longest && !unprintable.test(text), { error })
}

/** A code of the form `pattern`, said to the reader by `example`. */
export function codeLike(pattern: RegExp, example: string) {
  const error = `a code like ${example}`
  return z.string({ error }).regex(pattern, { error })
}

/** One of `words`, as written. */
export function oneOf<const Words extends readonly [string, ...string[]]>(words: Words) {
  return z.enum(words, { error: `one of ${words.join(', ')}` })
}

/** A whole number from `least` to `most`. */
export function count(least: number, most: number) {
  const error = `a whole number from ${least} to ${most}`
  return z.int({ error }).min(least, { error }).max(most, { error })
}

/** `true` or `false`. */
export function yesOrNo() {
  return z.boolean({ error: 'true or false' })
}

/** A day that exists, `YYYY-MM-DD`. */
export function day(): z.ZodType<CalendarDate> {
  const error = 'a day that exists, as YYYY-MM-DD'
  return z.string({ error }).refine(isCalendarDate, { error }).transform(calendarDate)
}

/** A list of `item`, at most `most` of them where that is said. */
export function list<Item extends z.ZodType>(item: Item, most = Number.POSITIVE_INFINITY) {
  const error = most === Number.POSITIVE_INFINITY ? 'a list' : `a list of at most ${most}`
  const items = z.array(item, { error })
  return most === Number.POSITIVE_INFINITY ? items : items.max(most, { error })
}

/** A list of `item` that may be left out, or left empty. */
export function optionalList<Item extends z.ZodType>(item: Item) {
  return list(item)
    .nullish()
    .transform((items) => items ?? [])
}
