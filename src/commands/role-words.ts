import type { RoleKind } from '../domain/facts.ts'
import { type CalendarDate, plusDays } from '../time.ts'
import { type FoundDate, leadingDate } from './dates.ts'
import { evenLetters } from './letters.ts'
import { kindWords } from './scope.ts'

/** The days of a role as they were said: a day, one to be asked back, none; `open` for "until further notice". `rest` are the other words. */
export type SaidDays = { from: FoundDate | null; until: FoundDate | 'open' | null; rest: string }

/**
 * What `role` was said to do. Words for people and for what a role is for are as they were typed; '' for none. An empty
 * `alternate` is nobody.
 */
export type RoleWords = SaidDays &
  (
    | { act: 'show'; of: string }
    | { act: 'give'; person: string; kind: RoleKind; scope: string }
    | { act: 'end'; person: string; kind: RoleKind | null; scope: string }
    | { act: 'alternate'; person: string; kind: RoleKind | null; scope: string; alternate: string }
  )

/** @param today the speaker's calendar day, from which days in words are counted */
export function readRole(words: string, today: CalendarDate): RoleWords {
  const days = withoutDays(words, today)
  const { rest } = days
  const alternate = readAlternate(rest)
  if (alternate) return { ...days, ...alternate }
  const found = kindIn(rest)
  if (!found) {
    const person = withoutVerbs(rest.replace(negationBehind, ''))
    const ends = days.until !== null || person !== rest.trim()
    return ends && person !== ''
      ? { ...days, act: 'end', person, kind: null, scope: '' }
      : { ...days, act: 'show', of: rest.trim() }
  }
  const { kind, before, behind } = found
  const negated = negationInFront.test(before) || verbOfEnd.test(before) || negationBehind.test(behind)
  const person = withoutVerbs(before.replace(negationInFront, ' '))
  const scope = withoutSmallWords(behind.replace(negationBehind, ''))
  if (negated) return { ...days, act: 'end', person, kind, scope }
  if (person === '' && scope.split(' ').length < 2 && days.from === null && days.until === null)
    return { ...days, act: 'show', of: scope }
  return { ...days, act: 'give', person, kind, scope }
}

const openEnd =
  /\s*\b(?:(?:until|till) further notice|without (?:an? )?end(?: date)?|(?:with )?no end date|open[- ]ended)\b/
const atOnce = /\s*\b(?:at once|immediately|right away|with immediate effect)\b/
/** In front of a day. A lone "end" is one only where a figure or "on" follows: "end may li" is about a person. */
const dayLead =
  /(?<![\p{L}\p{N}])(?:(from|since|starting|beginning)|until|till|through|up to|to|by|on|(?:ends?|ending)(?= (?:on|in|at)\b| \d))(?: (?:on|in|at))?\s+(?=\S)/gu

function withoutDays(words: string, today: CalendarDate): SaidDays {
  let rest = words
  let from: FoundDate | null = null
  let until: FoundDate | 'open' | null = null
  for (const [pattern, said] of [
    [openEnd, 'open'],
    [atOnce, { date: plusDays(today, -1) }],
  ] as const) {
    const found = pattern.exec(evenLetters(rest))
    if (!found) continue
    until = said
    rest = rest.slice(0, found.index) + rest.slice(found.index + found[0].length)
  }
  for (const lead of [...evenLetters(rest).matchAll(dayLead)].reverse()) {
    const begins = lead[1] !== undefined
    const towards = lead[1] === 'since' ? 'past' : 'future'
    const found = leadingDate(`on ${rest.slice(lead.index + lead[0].length)}`, today, towards)
    if (!found) continue
    const { rest: behind, ...day } = found
    if (begins) from = day
    else until = day
    rest = `${rest.slice(0, lead.index).trimEnd()} ${behind}`.trim()
  }
  return { from, until, rest }
}

const alternateWord = /\b(?:alternates?|stand[- ]?ins?|deput(?:y|ies)|substitutes?)\b/
const noAlternate = /\s*\b(?:no|not|without|end|remove|drop|has no)(?: (?:the|an?|any|his|her|my))*\s*$/i

/** `sato alternate mori`, `sato coordinator ipr alternate mori`, `mori is alternate for sato`, `sato no alternate`. */
function readAlternate(words: string): Omit<Extract<RoleWords, { act: 'alternate' }>, keyof SaidDays> | null {
  const found = alternateWord.exec(evenLetters(words))
  if (!found) return null
  const before = words.slice(0, found.index).trim()
  const behind = words
    .slice(found.index + found[0].length)
    .trim()
    .replace(/^(?:(?:is|are|be|to be|will be|now|becomes|=|:)\s+)+/i, '')
  const reversed = /^(?:for|of)\s+(.+)$/is.exec(behind)?.[1]
  const none = noAlternate.test(before) || /^(?:none|nobody|no one|off|ends?|ended)?$/i.test(behind)
  const holder = withoutVerbs((reversed ?? before).replace(noAlternate, '').replace(/['’]s$/i, ''))
  const role = kindIn(holder)
  return {
    act: 'alternate',
    person: withoutVerbs((role ? role.before : holder).trim()) || 'me',
    kind: role?.kind ?? null,
    scope: role ? withoutSmallWords(role.behind) : '',
    alternate: none ? '' : withoutVerbs(reversed === undefined ? behind : before),
  }
}

/** The first word for a kind of role, and what stands around it. */
function kindIn(words: string): { kind: RoleKind; before: string; behind: string } | null {
  const even = evenLetters(words)
  const found = kindWords
    .flatMap(([pattern, kind]) => {
      const match = pattern.exec(even)
      return match ? [{ kind, at: match.index, length: match[0].length }] : []
    })
    .sort((one, other) => one.at - other.at || other.length - one.length)[0]
  if (!found) return null
  const { kind, at, length } = found
  return { kind, before: words.slice(0, at), behind: words.slice(at + length) }
}

const small = '(?:is|are|as|be|being|to be|the|an?|any ?more|his|her|their|role|role of)'
const negationInFront = new RegExp(
  `(?:^|\\s)(?:is |are )?(?:not|no longer|no more|no|never|ends?|ended|removed?|minus|without|drops?|stops?|ceases?)(?: ${small})*\\s*$`,
  'i',
)
const negationBehind =
  /(?:^|\s+)(?:ends?|ended|(?:is )?over|no longer|not any ?more|not|removed?|stops?)[.!]*$/i
const verbOfEnd = /^(?:end|remove|drop|stop|take)\s/i

function withoutVerbs(words: string): string {
  return words
    .trim()
    .replace(/^(?:(?:give|make|set|add|appoint|name|let|end|remove|drop|stop|take|please)\s+)+/i, '')
    .replace(
      new RegExp(`(?:(?:^|\\s)(?:${small}|becomes?|new|gets?|has|have|also|now|to|[-=:,]))+$`, 'i'),
      '',
    )
    .replace(/^the\s+|[\s,:;-]+$/gi, '')
    .trim()
}

const withoutSmallWords = (words: string): string =>
  words
    .trim()
    .replace(/^(?:(?:for|of|in|at|from|to|the|role|[-:,])\s+)+/i, '')
    .replace(/[\s,.:;!-]+$/, '')
