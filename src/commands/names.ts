import type { ActivityName, Administration, Area, Directory } from '../domain/facts.ts'
import { lookAlikeLetters, plainLetters } from './letters.ts'
import { keyOf, withoutKey } from './programme-key.ts'

type Named =
  | { kind: 'programme' }
  | { kind: 'area'; area: Area }
  | { kind: 'administration'; administration: Administration }

/** Every name of a programme with the place of what it names in `placesIn`, codes before names before other forms. */
type Names = {
  forms: string[]
  places: number[]
  /** By plain letters: what comes first keeps them. */
  plain: Map<string, number>
  /** By look-alike letters; null where these would name two things. */
  lookAlike: Map<string, number | null> | null
  firstWords: Set<string>
}

/** Names come from programme files, so that there are few: their letters are kept, and all of a programme by its key. */
const keptLetters = new Map<string, string>()
const keptNames = new Map<string, Names>()
const mostLetters = 10_000
const mostProgrammes = 50

const namesIn = new WeakMap<Directory, Names>()

/** `plainLetters` of a name that is asked for again and again. */
export function lettersOfName(name: string): string {
  const kept = keptLetters.get(name)
  if (kept !== undefined) return kept
  if (keptLetters.size >= mostLetters) keptLetters.clear()
  const letters = plainLetters(name).replace(/^the /, '')
  keptLetters.set(name, letters)
  return letters
}

/** A directory is read anew for every request, and nearly always has the names that it had before. */
function namesOf(directory: Directory): Names {
  const known = namesIn.get(directory)
  if (known) return known
  const { forms, places } = formsOf(directory)
  const key = keyOf(directory)
  const kept = keptNames.get(key)
  const same =
    kept?.forms.length === forms.length &&
    forms.every((form, at) => form === kept.forms[at] && places[at] === kept.places[at])
  const names = same ? kept : indexed(forms, places)
  if (keptNames.size >= mostProgrammes) keptNames.clear()
  keptNames.set(key, names)
  namesIn.set(directory, names)
  return names
}

function formsOf(directory: Directory): Pick<Names, 'forms' | 'places'> {
  const { areas, administrations, programmes } = directory
  const forms: string[] = []
  const places: number[] = []
  const add = (place: number, ...names: string[]) => {
    for (const name of names) {
      forms.push(name)
      places.push(place)
    }
  }
  for (const [at, { code, name, shortName }] of areas.entries())
    add(at, withoutKey(directory, code), name, shortName)
  const first = areas.length
  for (const [at, { code }] of administrations.entries()) add(first + at, code)
  for (const [at, { name, customsName }] of administrations.entries()) add(first + at, name, customsName)
  for (const [at, { shortForms }] of administrations.entries()) add(first + at, ...shortForms)
  const own = programmes.find(({ key }) => key === keyOf(directory))
  if (own)
    add(
      first + administrations.length,
      own.key,
      own.name,
      own.name.replace(/ (?:declaration|programme|agenda)$/i, ''),
    )
  return { forms, places }
}

/** What stands at a place of `formsOf`: areas, then administrations, then the programme itself. */
function namedAt({ areas, administrations }: Directory, place: number): Named {
  const area = areas[place]
  if (area) return { kind: 'area', area }
  const administration = administrations[place - areas.length]
  return administration ? { kind: 'administration', administration } : { kind: 'programme' }
}

function indexed(forms: string[], places: number[]): Names {
  const plain = new Map<string, number>()
  const firstWords = new Set(wordsAround)
  for (const [at, form] of forms.entries()) {
    const letters = lettersOfName(form)
    if (letters === '' || plain.has(letters)) continue
    plain.set(letters, places[at]!)
    firstWords.add(letters.split(' ', 1)[0]!)
  }
  return { forms, places, plain, lookAlike: null, firstWords }
}

/** Letters of other alphabets are looked at only where there are some. */
function lookAlikesOf(names: Names): Map<string, number | null> {
  if (names.lookAlike) return names.lookAlike
  const lookAlike = new Map<string, number | null>()
  for (const [at, form] of names.forms.entries()) {
    const letters = lookAlikeLetters(form).replace(/^the /, '')
    const place = names.places[at]!
    const other = lookAlike.get(letters)
    lookAlike.set(letters, other === undefined || other === place ? place : null)
  }
  names.lookAlike = lookAlike
  return lookAlike
}

/** `customs of …`, `… customs service`, `Korea (Republic of)`, `the U.K.`: what people put around a country's name. */
const around =
  /^(?:the )?(?:(?:customs(?: administration| service)?|government|republic|rep\.?|kingdom) of (?:the )?)|(?: customs)?(?: (?:administration|service|authority|agency|department))?$| (?:rep\.?|republic of)$/g

const wordsAround = ['the', 'customs', 'government', 'republic', 'rep.', 'rep', 'kingdom']

/** Whether some name begins with this word, given in small letters. */
export const beginsName = (directory: Directory, word: string): boolean =>
  namesOf(directory).firstWords.has(word) || word.includes('.')

/** @returns the area, administration or programme that words name, exact letters before look-alike ones; null when none. */
export function findNamed(directory: Directory, words: string): Named | null {
  const place = placeOf(directory, words)
  return place === null ? null : namedAt(directory, place)
}

function placeOf(directory: Directory, words: string): number | null {
  const said = plainLetters(words).replace(/^the /, '')
  if (said === '') return null
  const names = namesOf(directory)
  const exact = names.plain.get(said)
  if (exact !== undefined) return exact
  const alike = lookAlikeLetters(words).replace(/^the /, '')
  const byLooks = alike === said ? undefined : lookAlikesOf(names).get(alike)
  if (byLooks !== undefined) return byLooks

  const inside = names.plain.get(alike.replace(around, '')) ?? names.plain.get(alike.replaceAll('.', ''))
  if (inside !== undefined && namedAt(directory, inside).kind === 'administration') return inside
  const behindKey = withoutKey(directory, alike)
  return behindKey === alike ? null : (names.plain.get(behindKey) ?? null)
}

/** @returns the area of that code, name or short name, with or without the programme's key in front; null when there is none. */
export function findArea(directory: Directory, words: string): Area | null {
  const named = findNamed(directory, words)
  return named?.kind === 'area' ? named.area : null
}

/** @returns the administration of that code, name, full name or common short form; null when there is none. */
export function findAdministration(directory: Directory, words: string): Administration | null {
  const named = findNamed(directory, words)
  return named?.kind === 'administration' ? named.administration : null
}

/** A code as it can be typed, in plain letters: `ipr-1`, `ipr 1`, `ipr1`, `ipr no. 1`, `ipr-1.2`, `ipr-1 / jp`, `her/ipr-1`. */
const codePattern =
  /^(?:([a-z][a-z\d-]*) ?\/ ?)?([a-z]+)[ .-]{0,3}(?:no\.? ?)?(\d{1,4})(?: ?\. ?(\d{1,4})| ?\/ ?(.+))?$/

export type Coded = { activity: ActivityName; milestone: string | null; owner: string | null }

/** @returns the activity of a code, with the milestone or the words for an owner behind it; null when there is none. */
export function findCode(directory: Directory, words: string): Coded | null {
  const plain = plainLetters(words)
  const exact = codeIn(directory, plain)
  if (exact) return exact
  const alike = lookAlikeLetters(words)
  return alike === plain ? null : codeIn(directory, alike)
}

function codeIn(directory: Directory, letters: string): Coded | null {
  const [, programme, prefix, number, milestone, owner] =
    codePattern.exec(letters.replace(/[ ./-]+$/, '')) ?? []
  if (!prefix || !number) return null
  const activity = findActivity(directory, programme, `${prefix}-${Number(number)}`)
  if (!activity) return null
  return {
    activity,
    milestone: milestone ? `${activity.code}.${Number(milestone)}` : null,
    owner: owner ?? null,
  }
}

/** With the key of the programme in front or not; never by another programme's. */
export function findActivity(
  directory: Directory,
  programme: string | undefined,
  code: string,
): ActivityName | null {
  if (programme !== undefined && programme !== keyOf(directory).toLowerCase()) return null
  const whole = `${directory.prefix}${code}`.toUpperCase()
  return directory.activities.find((each) => each.code.toUpperCase() === whole) ?? null
}
