import type { CalendarDate } from '../time.ts'
import type { Reading } from './audience.ts'
import type { Outlook } from './facts.ts'
import type { MilestoneThen } from './history.ts'
import { nameableIn } from './naming.ts'

/** What is looked for in the record, and what is found. */

/** Words looked for together, in this order. `not`: what says so is left out. `begins`: the word may go on. */
export type Term = { words: string; not: boolean; begins: boolean }

/** Terms of one search: more words than anybody needs, and few enough to be quick. */
const mostTerms = 8
/** Characters of one term. */
const longestTerm = 80
/** A beginning of fewer letters than this is in too many words. */
const shortestBeginning = 3

/**
 * What somebody typed after `search`: words, "words together", -without. The last word may be the beginning of one.
 *
 * @returns no more than eight terms; none when nothing typed has a letter or a digit
 */
export function termsOf(typed: string): Term[] {
  const said = typed.replace(/[“”„‟«»＂]/g, '"').replace(/(?<!\S)[‐‑‒–—−－](?=\S)/g, '-')
  const chunks = [...said.matchAll(/(-?)(?:"([^"]*)"?|([^\s"]+))/g)]
    .map(([, minus, quoted, bare]) => ({
      minus,
      quoted,
      words: (quoted ?? bare ?? '').slice(0, longestTerm),
    }))
    .filter(({ words }) => lettersOf(words).length > 0)
  const terms = chunks.map(({ minus, quoted, words }, at): Term => {
    const last = at === chunks.length - 1 && quoted === undefined && minus === ''
    const begins = last && /^[\p{L}\p{N}\p{M}]+$/u.test(words) && lettersOf(words).length >= shortestBeginning
    return { words, not: minus === '-', begins }
  })
  return terms.slice(0, mostTerms)
}

const lettersOf = (words: string): string[] => words.match(/[\p{L}\p{N}]/gu) ?? []

/** A stretch of text, and whether it is what was looked for. */
export type Piece = { text: string; found: boolean }

/** Where a matching word begins and ends in a text that the record returns, and what stands for `<` in it. */
export const marks = { start: '\u0002', stop: '\u0003', less: '\u0001' } as const

/**
 * A text with the words that were looked for told apart. The record marks those of the same stem; words that differ in accents
 * only, and words that go on, are found here.
 *
 * @param looked the words that were looked for; @param begins the one of them that may go on, if any
 */
export function piecesOf(marked: string, looked: string[], begins: string | null): Piece[] {
  const whole = new Set(looked.flatMap(wordsIn))
  const beginning = begins === null ? undefined : wordsIn(begins).at(-1)
  const isFound = (word: string) => {
    const plain = plainWord(word)
    return whole.has(plain) || (beginning !== undefined && plain.startsWith(beginning))
  }
  const pieces = marked.split(marks.start).flatMap((stretch, at): Piece[] => {
    const stop = at === 0 ? -1 : stretch.indexOf(marks.stop)
    const rest = stretch.slice(stop + 1)
    const words = rest
      .split(/([\p{L}\p{N}\p{M}]+)/u)
      .map((text, place): Piece => ({ text, found: place % 2 === 1 && isFound(text) }))
    return stop < 0 ? words : [{ text: stretch.slice(0, stop), found: true }, ...words]
  })
  return joined(pieces.map(({ text, found }) => ({ text: text.replaceAll(marks.less, '<'), found })))
}

/** Letters that no decomposition takes apart, as "searchWords" of the record has them. */
const undivided: Record<string, string> = { ł: 'l', ø: 'o', đ: 'd', ı: 'i', ħ: 'h' }

const plainWord = (word: string): string =>
  word
    .normalize('NFKD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[łøđıħ]/g, (letter) => undivided[letter] ?? letter)
const wordsIn = (words: string): string[] => plainWord(words).match(/[\p{L}\p{N}]+/gu) ?? []

function joined(pieces: Piece[]): Piece[] {
  const together: Piece[] = []
  for (const piece of pieces.filter(({ text }) => text !== '')) {
    const before = together.at(-1)
    if (before && before.found === piece.found) before.text += piece.text
    else together.push({ ...piece })
  }
  return together
}

/** Something that says what was looked for. */
export type Hit = { activityId: number; pieces: Piece[] } & (
  | { kind: 'wording' }
  | { kind: 'milestone'; milestone: MilestoneThen }
  | { kind: 'commitment'; administrationId: number; madeAt: Date; targetOn: CalendarDate | null }
  | { kind: 'update'; administrationId: number; at: Date; outlook: Outlook | null }
  | {
      kind: 'evidence'
      /** null also where it might tell who was late */
      administrationId: number | null
      reference: string
      title: string | null
      datedOn: CalendarDate
      milestone: MilestoneThen | null
    }
)

/**
 * A hit as a reader may know it. The statement has found only what they may read; here the naming rule is applied to milestones:
 * an owner who may not be named as late is named with none, so that a gap tells nothing.
 */
export function readableHit(hit: Hit, reading: Reading): Hit {
  const milestone = 'milestone' in hit ? hit.milestone : null
  const areaId = reading.directory.activities.find(({ id }) => id === hit.activityId)?.areaId
  if (!milestone || areaId === undefined) return hit
  const nameable = nameableIn(areaId, reading)
  if (hit.kind === 'milestone')
    return nameable(milestone.ownerAdministrationId)
      ? hit
      : { ...hit, milestone: { ...milestone, ownerAdministrationId: null } }
  if (hit.kind !== 'evidence' || nameable(hit.administrationId)) return hit
  return { ...hit, administrationId: null }
}
