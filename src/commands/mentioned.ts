import type { Directory } from '../domain/facts.ts'
import { plainLetters } from './letters.ts'
import { beginsName } from './names.ts'
import { findSubject, nearest, nearestSubject, type Subject, wordsFor } from './subject.ts'

/** Codes that are words of English, too: in a sentence they are names only in capitals. */
export const wordsThatAreCodes = new Set(
  'at as am be by do he her id in is it la me mm my no or se si so to us we'.split(' '),
)
/** Words of a sentence that are looked at, and of one name. */
const mostWords = 40
const longestPhrase = 6

/** What a sentence names: at most one thing of each kind, the first that is named. */
export type Mentioned = { [Kind in Subject['kind']]?: Extract<Subject, { kind: Kind }> }

/**
 * What is named anywhere in a sentence.
 *
 * @param words the sentence in small letters, without punctuation
 * @param typed as it was typed, where capitals tell "IT" from "it"
 */
export function mentionedIn(directory: Directory, words: string, typed: string): Mentioned {
  const tokens = words.split(' ', mostWords)
  const capitals = typed === typed.toUpperCase() ? [] : (typed.match(/\b[A-Z]{2,3}\b/g) ?? [])
  const shouted = new Set(capitals.map((code) => code.toLowerCase()))
  const mentioned: Mentioned = {}
  for (let from = 0; from < tokens.length; ) {
    const here = tokens.slice(from, from + longestPhrase)
    const found = mayBeginName(directory, here) ? longestName(directory, here, shouted) : null
    if (found && !(found.subject.kind in mentioned))
      Object.assign(mentioned, { [found.subject.kind]: found.subject })
    from += found?.length ?? 1
  }
  return mentioned
}

const mayBeginName = (directory: Directory, [first = '', second = '']: string[]): boolean =>
  /\d/.test(first) ||
  /^\d/.test(second) ||
  beginsName(directory, first.replace(/'?s$/, '')) ||
  beginsName(directory, first)

function longestName(
  directory: Directory,
  tokens: string[],
  shouted: Set<string>,
): { subject: Subject; length: number } | null {
  for (let length = tokens.length; length > 0; length--) {
    const said = tokens.slice(0, length).join(' ')
    if (length === 1 && wordsThatAreCodes.has(said) && !shouted.has(said)) return null
    const subject = findSubject(directory, said) ?? findSubject(directory, said.replace(/'?s$/, ''))
    if (subject && !(length > 1 && wordsThatAreCodes.has(tokens[0]!))) return { subject, length }
  }
  return null
}

/** The one thing that a sentence is about, as it would be typed: the finest that it names; null when it names nothing. */
export function aboutWords({
  milestone,
  commitment,
  activity,
  administration,
  area,
  programme,
}: Mentioned): string | null {
  if (milestone) return wordsFor(milestone)
  if (commitment) return wordsFor(commitment)
  if (activity && administration)
    return wordsFor({
      kind: 'commitment',
      activity: activity.activity,
      administration: administration.administration,
    })
  const one = activity ?? administration ?? area ?? programme
  return one ? wordsFor(one) : null
}

/** The activity whose title has all these words, when it is the only one: "the action plan", "trade day". */
export function activityTitled(directory: Directory, words: string): string | null {
  const said = wordsOfTitle(words).filter((word) => !smallWords.has(word))
  if (!said.some((word) => word.length > 3)) return null
  const [first, ...others] = directory.activities.filter(({ title }) => {
    const inTitle = new Set(wordsOfTitle(title))
    return said.every((word) => inTitle.has(word))
  })
  return first && others.length === 0 ? first.code.toLowerCase() : null
}

const smallWords = new Set('a an and for in of on our the their to with'.split(' '))
const wordsOfTitle = (words: string): string[] =>
  plainLetters(words)
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Words of a sentence among which a misspelt one is looked for. */
const mostMisspelt = 12
/** One of so many letters may differ: in a sentence most words are no names. */
const strictPart = 4

/** The nearest name to any one or two words of a sentence, as it would be typed; null when none is near. */
export function nearestMentioned(directory: Directory, words: string): string | null {
  const tokens = words.split(' ', mostMisspelt)
  for (const [at, token] of tokens.entries()) {
    const pair =
      at + 1 < tokens.length ? nearestSubject(directory, `${token} ${tokens[at + 1]}`, strictPart) : null
    if (pair?.includes(' ')) return pair
    const near = token.length > 3 || /\d/.test(token) ? nearestSubject(directory, token, strictPart) : null
    if (near && near.length > 3) return near
  }
  return null
}

/** The first of `names` that a word of the sentence nearly is, a misspelt one of five letters or more. */
export function nearestWord(words: string, names: string[]): string | null {
  for (const token of words.split(' ', mostWords)) {
    const near =
      token.length > 4
        ? nearest(
            token,
            names.filter((name) => name.length > 4),
          )
        : null
    if (near) return near
  }
  return null
}
