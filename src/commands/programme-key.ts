import type { Directory } from '../domain/facts.ts'
import type { TableCommand } from './command.ts'
import { evenLetters } from './letters.ts'

/** Where a programme's key may stand alone, besides in front of a code, where it may stand in every line. */
type Place = 'first' | 'last' | 'alone' | 'before a colon' | 'nowhere'

/** Some are about a programme as a whole; and what is searched for may end in any word. */
const places: Record<string, Place> = {
  close: 'first',
  meeting: 'first',
  role: 'alone',
  search: 'before a colon',
}

const placeIn = ({ name, changes }: TableCommand): Place => places[name] ?? (changes ? 'nowhere' : 'last')

/** `her/ipr-1`, `HER/IPR`, `her/japan`; and a code without a key. A path or an address is neither. */
const keyedName = /(?<![\p{L}\p{N}_/.:@-])([a-z]{2,6})\/(?=[a-z])/u
const codeAlone = /(?<![\p{L}\p{N}_/.:@-])[a-z]{2,5}[- ]?\d/u

/**
 * The programme that a line may speak about, read from the words alone: whether one of this key is loaded is not known yet.
 * Where two are named, the first one counts.
 *
 * @param words what was said after the command, or the whole line where there is none
 * @returns the key in capitals, '' for none; and the words without it where it stands alone in a question
 */
export function programmeNamed(
  words: string,
  command: TableCommand | null,
): { key: string; wordsWithin: string } {
  const [said = ''] = evenLetters(words).split('\n')
  const keyed = keyedName.exec(said)
  const first = codeAlone.exec(said)
  if (keyed && (!first || keyed.index < first.index)) return found(keyed, words)
  const place = command ? placeIn(command) : 'alone'
  if (place === 'alone') return found(/^([a-z]{2,6})[?!.]*$/.exec(said), words)
  if (place === 'nowhere') return found(null, words)
  if (place === 'first') return found(/^([a-z]{2,6})(?!\S)/.exec(said), words)
  const leading = /^(?:(?:of|for|in) )?([a-z]{2,6})(?:: ?(?!\/)|[?!.]*$)/.exec(said)
  if (leading) return found(leading, words.slice(leading[0].length))
  const last = place === 'last' ? / (?:(?:of|for|in) )?([a-z]{2,6})[?!.]*$/.exec(said) : null
  return found(last, last ? words.slice(0, last.index) : words)
}

const found = (match: RegExpExecArray | null, wordsWithin: string) => ({
  key: match?.[1]?.toUpperCase() ?? '',
  wordsWithin,
})

/** The key of the programme that a directory is of. */
export const keyOf = ({ prefix, programmes }: Directory): string =>
  prefix === '' ? (programmes[0]?.key ?? '') : prefix.slice(0, -1)

/** The words without the key of the programme in front: `ipr-1` for `her/ipr-1`, where that is the one that is open. */
export function withoutKey(directory: Directory, words: string): string {
  const key = `${keyOf(directory).toLowerCase()}/`
  return evenLetters(words).startsWith(key) ? words.slice(key.length).trimStart() : words
}
