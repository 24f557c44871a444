import type { Follow } from '../domain/channel.ts'
import type { Area, Directory } from '../domain/facts.ts'
import { plainLetters } from './letters.ts'
import { findArea } from './names.ts'

/** What of an area a channel is told. */
export type Wants = Omit<Follow, 'areaId'>

/**
 * What was said behind `follow` or `unfollow`: the areas; the first words that name none; what is wanted of them, null where nothing
 * is said of it; and for whom, '' for nobody.
 */
export type FollowWords = { areas: Area[]; unknown: string | null; wants: Wants | null; owner: string }

/** What a channel is told unless it says otherwise (product: `follow`). */
export const usualWants: Wants = { updates: false, nudges: true, digest: true }

const wanted: [RegExp, keyof Wants][] = [
  [/^updates?$/, 'updates'],
  [/^(?:nudges?|reminders?)$/, 'nudges'],
  [/^digests?$/, 'digest'],
]
const without = /^(?:no|not|without|except|but)$/
const all = /^(?:all|everything|every|areas?)$/
const between = /^(?:and|with|the|weekly|only|also|of|plus|please|)$/

/** Words of an area's name: none is longer. */
const longestName = 10

/** @param words as typed: `ipr and tf updates for japan` */
export function readFollow(words: string, directory: Directory): FollowWords {
  const [, said = '', owner = ''] = /^(.*?)(?:(?:^|\s)for\s+(.*))?$/is.exec(words) ?? []
  const tokens = said.split(/[\s,;:&+]+/).filter((token) => token !== '')
  const areas = new Set<Area>()
  const excluded = new Set<Area>()
  const named: Wants = { updates: false, nudges: false, digest: false }
  const refused = new Set<keyof Wants>()
  let any = false
  let unknown: string | null = null
  let negated = false
  for (let at = 0; at < tokens.length; ) {
    const found = areaFrom(tokens.slice(at, at + longestName), directory)
    if (found) {
      ;(negated ? excluded : areas).add(found.area)
      at += found.count
      continue
    }
    const token = tokens[at++]!
    const word = plainLetters(token)
    const want = wanted.find(([pattern]) => pattern.test(word))?.[1]
    if (want && negated) refused.add(want)
    else if (want) {
      named[want] = true
      any = true
    } else if (all.test(word)) for (const area of directory.areas) areas.add(area)
    else if (!without.test(word) && !between.test(word)) unknown ??= token
    negated = without.test(word) || (negated && between.test(word))
  }
  const wants = any || refused.size > 0 ? { ...(any ? named : usualWants) } : null
  if (wants) for (const each of refused) wants[each] = false
  for (const area of excluded) areas.delete(area)
  return { areas: [...areas], unknown, wants, owner: owner.replace(/[\s.!]+$/, '') }
}

/** The longest beginning of these words that names an area. */
function areaFrom(tokens: string[], directory: Directory): { area: Area; count: number } | null {
  for (let count = tokens.length; count > 0; count--) {
    const area = findArea(directory, tokens.slice(0, count).join(' '))
    if (area) return { area, count }
  }
  return null
}
