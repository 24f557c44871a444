import { distance } from 'fastest-levenshtein'
import type { ActivityName, Administration, Area, Directory } from '../domain/facts.ts'
import { plainLetters } from './letters.ts'
import { keyOf, withoutKey } from './programme-key.ts'

/** What a person can name. A milestone is named by its activity and its own code. */
export type Subject =
  | { kind: 'programme' }
  | { kind: 'area'; area: Area }
  | { kind: 'activity'; activity: ActivityName }
  | { kind: 'milestone'; activity: ActivityName; code: string }
  | { kind: 'commitment'; activity: ActivityName; administration: Administration }
  | { kind: 'administration'; administration: Administration }

/** The shape of a code: `IPR-1`, `ipr 1`, `IPR1`, `IPR-1.2`, `IPR-1/JP`. */
const codePattern = /^([a-z]+)[- ]?(\d+)(?:\.(\d+)|\/ ?(.+))?$/

/**
 * @returns what the words name, whatever the case, accents or spaces, with or without the programme's key in front; null when
 *   they name nothing
 */
export function findSubject(directory: Directory, words: string): Subject | null {
  const said = withoutKey(directory, plainLetters(words))
  if (said === '') return null
  if (said === keyOf(directory).toLowerCase()) return { kind: 'programme' }
  const area = findArea(directory, said)
  if (area) return { kind: 'area', area }
  const [, prefix, number, milestone, owner] = codePattern.exec(said) ?? []
  if (prefix && number)
    return findByCode(directory, `${prefix}-${Number(number)}`.toUpperCase(), milestone, owner)
  const administration = findAdministration(directory, said)
  return administration && { kind: 'administration', administration }
}

/** @returns the area of that code, name or short name, with or without the programme's key in front; null when there is none. */
export function findArea(directory: Directory, words: string): Area | null {
  const said = withoutKey(directory, plainLetters(words))
  return (
    directory.areas.find(({ code, name, shortName }) =>
      [withoutKey(directory, code), name, shortName].some((form) => plainLetters(form) === said),
    ) ?? null
  )
}

function findByCode(directory: Directory, code: string, milestone?: string, owner?: string): Subject | null {
  const activity = directory.activities.find((each) => each.code === directory.prefix + code)
  if (!activity) return null
  if (milestone) return { kind: 'milestone', activity, code: `${activity.code}.${Number(milestone)}` }
  if (!owner) return { kind: 'activity', activity }
  const administration = findAdministration(directory, owner)
  return administration && { kind: 'commitment', activity, administration }
}

/** @returns the administration of that code, name, full name or common short form; null when there is none. */
export function findAdministration(directory: Directory, words: string): Administration | null {
  const said = plainLetters(words).replace(/^the /, '')
  return (
    directory.administrations.find((each) => formsOf(each).some((form) => plainLetters(form) === said)) ??
    null
  )
}

function formsOf({ code, name, customsName, shortForms }: Administration): string[] {
  return [code, name, customsName, ...shortForms]
}

/**
 * Splits off the subject that words begin with: the longest beginning that names something.
 *
 * @returns the subject and the rest of the words as they were typed; null when the beginning names nothing
 */
export function leadingSubject(
  directory: Directory,
  words: string,
): { subject: Subject; rest: string } | null {
  const ends = [...words.matchAll(/\s+|$/g)].map(({ index }) => index).slice(0, 6)
  for (const end of ends.reverse()) {
    const subject = findSubject(directory, words.slice(0, end))
    if (subject) return { subject, rest: words.slice(end).trim() }
  }
  return null
}

/** The nearest thing that could have been meant by `words`, as it would be typed; null when nothing is near. */
export function nearestSubject(directory: Directory, words: string): string | null {
  const names = [
    ...directory.areas.map(({ code }) => code),
    ...directory.activities.map(({ code }) => code),
    ...directory.administrations.flatMap(({ name, shortForms }) => [name, ...shortForms]),
  ]
  return nearest(words, names)
}

/** The nearest of `candidates` by edit distance, at most a third of its letters away; null when none is. */
export function nearest(words: string, candidates: string[]): string | null {
  const said = plainLetters(words)
  const [best] = candidates
    .map((candidate) => ({ candidate, away: distance(said, plainLetters(candidate)) }))
    .filter(({ candidate, away }) => away <= Math.max(1, Math.floor(candidate.length / 3)))
    .sort((one, other) => one.away - other.away)
  return best?.candidate ?? null
}
