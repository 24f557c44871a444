import { distance } from 'fastest-levenshtein'
import type { ActivityName, Administration, Area, Directory } from '../domain/facts.ts'
import { evenLetters, plainLetters } from './letters.ts'
import { findActivity, findAdministration, findCode, findNamed, lettersOfName } from './names.ts'

/** What a person can name. A milestone is named by its activity and its own code. */
export type Subject =
  | { kind: 'programme' }
  | { kind: 'area'; area: Area }
  | { kind: 'activity'; activity: ActivityName }
  | { kind: 'milestone'; activity: ActivityName; code: string }
  | { kind: 'commitment'; activity: ActivityName; administration: Administration }
  | { kind: 'administration'; administration: Administration }

/** No name is as long as this many characters. */
const longestName = 120

/** @returns what the words name, whatever the case, accents, alphabet or spaces; null when they name nothing. */
export function findSubject(directory: Directory, words: string): Subject | null {
  if (words.length > longestName) return null
  const coded = findCode(directory, words)
  if (!coded) return findNamed(directory, words)
  const { activity, milestone, owner } = coded
  if (milestone) return { kind: 'milestone', activity, code: milestone }
  if (!owner) return { kind: 'activity', activity }
  const administration = findAdministration(directory, owner)
  return administration && { kind: 'commitment', activity, administration }
}

/** A code at the beginning of words, and the punctuation that closes it. An owner behind a `/` is not read here. */
const codeInFront =
  /["'(#*_`]*(?:([a-z][a-z\d-]*)\s?\/\s?)?([a-z]+)[\s_.-]{0,3}(\d{1,4})(?:\.(\d{1,4}))?(?![\p{L}\d]|\s?\/|[.-]\d)[:,;.)"'*_`]*/uy

/**
 * Splits off the subject that words begin with: the longest beginning that names something.
 *
 * @returns the subject and the rest of the words as they were typed; null when the beginning names nothing
 */
export function leadingSubject(
  directory: Directory,
  words: string,
): { subject: Subject; rest: string } | null {
  codeInFront.lastIndex = 0
  const [whole, programme, prefix, number, milestone] =
    codeInFront.exec(evenLetters(words.slice(0, longestName))) ?? []
  const activity = whole ? findActivity(directory, programme, `${prefix}-${Number(number)}`) : null
  if (whole && activity) {
    const rest = words.slice(whole.length).trim()
    if (!milestone) return { subject: { kind: 'activity', activity }, rest }
    return { subject: { kind: 'milestone', activity, code: `${activity.code}.${Number(milestone)}` }, rest }
  }
  const beginning = words.slice(0, longestName)
  const ends = [...beginning.matchAll(/\s+|$/g)].map(({ index }) => index).slice(0, 6)
  for (const end of ends.reverse()) {
    const subject = findSubject(directory, words.slice(0, end))
    if (subject) return { subject, rest: words.slice(end).trim() }
  }
  return null
}

/** The words that name a subject, as a person would type them. */
export function wordsFor(subject: Subject): string {
  switch (subject.kind) {
    case 'programme':
      return ''
    case 'area':
      return subject.area.code.toLowerCase()
    case 'activity':
      return subject.activity.code.toLowerCase()
    case 'milestone':
      return subject.code.toLowerCase()
    case 'commitment':
      return `${subject.activity.code}/${subject.administration.code}`.toLowerCase()
    case 'administration':
      return subject.administration.name.toLowerCase()
  }
}

/** The nearest thing that could have been meant by `words`, as it would be typed; null when nothing is near. */
export function nearestSubject(directory: Directory, words: string, part = 3): string | null {
  const names = [
    ...directory.areas.map(({ code }) => code),
    ...directory.activities.map(({ code }) => code),
    ...directory.administrations.flatMap(({ name, shortForms }) => [name, ...shortForms]),
  ]
  return nearest(words, names, part)
}

/** The nearest of `candidates` by edit distance, at most a third (one of `part`) of its letters away; null when none is. */
export function nearest(words: string, candidates: string[], part = 3): string | null {
  if (words.length > longestName) return null
  const said = plainLetters(words)
  let best: { candidate: string; away: number } | null = null
  for (const candidate of candidates) {
    const letters = lettersOfName(candidate)
    const within = Math.max(1, Math.floor(letters.length / part))
    if (Math.abs(letters.length - said.length) > within) continue
    const away = isSwapped(said, letters) ? 1 : distance(said, letters)
    if (away <= within && (best === null || away < best.away)) best = { candidate, away }
  }
  return best?.candidate ?? null
}

/** Whether two neighbouring letters changed places: one slip of the fingers, and two of the edit distance. */
function isSwapped(one: string, other: string): boolean {
  if (one.length !== other.length) return false
  const at = [...one].findIndex((letter, place) => letter !== other[place])
  return (
    at >= 0 &&
    one[at] === other[at + 1] &&
    one[at + 1] === other[at] &&
    one.slice(at + 2) === other.slice(at + 2)
  )
}

/** A subject by its code or name, as it is said. */
export function subjectName(subject: Subject): string {
  switch (subject.kind) {
    case 'programme':
      return 'the programme'
    case 'area':
      return subject.area.code
    case 'activity':
      return subject.activity.code
    case 'milestone':
      return subject.code
    case 'commitment':
      return `${subject.activity.code}/${subject.administration.code}`
    case 'administration':
      return subject.administration.customsName
  }
}
