import { type Disagreement, type Entry, items, text } from './entry.ts'
import { named } from './fault.ts'

type Word = { path: string; word: string }

/**
 * Checks that what people type for an administration leads to one only, in any capitals and any width of letters.
 * The codes of `areas` are taken too: `status tf` must mean one thing.
 */
export function wordsTwice(administrations: Entry[], areas: Entry[]): Disagreement[] {
  const owners = new Map(areas.map((area) => [folded(text(area, 'code') ?? ''), area]))
  return administrations.flatMap((administration) =>
    [...ownNames(administration), ...shortForms(administration)].flatMap(({ path, word, mayRepeat }) => {
      const owner = owners.get(folded(word))
      if (owner === undefined) owners.set(folded(word), administration)
      if (owner === undefined || (mayRepeat && owner === administration)) return []
      const expected = `a word that leads to one only (this one leads to ${owner.path})`
      return [{ path, expected, found: named(word) }]
    }),
  )
}

/** A secretariat's name and its full name may be the same, so these may repeat one another. */
function ownNames(administration: Entry): (Word & { mayRepeat: boolean })[] {
  return ['code', 'name', 'customs'].flatMap((key) => {
    const word = text(administration, key)
    return word === undefined ? [] : [{ path: `${administration.path}.${key}`, word, mayRepeat: true }]
  })
}

function shortForms(administration: Entry): (Word & { mayRepeat: boolean })[] {
  return items(administration, 'short_forms').map((each) => ({ ...each, mayRepeat: false }))
}

function folded(word: string): string {
  return word.normalize('NFKC').trim().toLowerCase()
}
