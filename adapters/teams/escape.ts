import { LINK_URL } from './limits.ts'

// Beside control characters: what turns the direction of the words around it (right-to-left letters stay), and what
// is no character at all.
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a card
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/** Parts a word without being seen, so that Teams does not take it for its own markup. */
const unseen = '\u200b'

/** Latin, Greek and Cyrillic letters and their signs, without what could be markup: nothing in it is ever changed. */
const harmless = /^[\n -;=-z|}~\u00a0-\u05ff\u2010-\u2027]*$/

/**
 * Words people wrote, as a card may hold them: whole characters, no control characters but line ends, nothing Teams
 * would take for a mention (`<at>`) or for a date to format (`{{DATE(…)}}`).
 */
export function clean(text: string): string {
  if (harmless.test(text)) return text
  const plain = text
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unwanted, '')
  return unmarked(plain.replace(/\p{Surrogate}/gu, '\ufffd'))
}

/** Again after joining: what was harmless in pieces may not be. */
export function unmarked(text: string): string {
  if (harmless.test(text)) return text
  return text
    .replace(/<(?=\s*(?:\/\s*)?at)/gi, `<${unseen}`)
    .replace(/\{(?=\{\s*(?:DATE|TIME))/gi, `{${unseen}`)
}

/** `text` as one line that Adaptive Cards' markdown shows as it stands (TextBlock, FactSet, the fallback text). */
export const escapeMarkdown = (text: string): string => joinMarkdown([escapeInside(text)])

/** `text` as a piece of such a line; pieces are put together by `joinMarkdown`. */
export function escapeInside(text: string): string {
  return clean(text)
    .replace(/\n/g, ' ')
    .replace(/[\\*_[\]`~<]/g, '\\$&')
}

/**
 * Pieces of markdown as one line. What was harmless in each stays so: none becomes a character spelled out (`&lt;`),
 * a picture in place of a link (`!` before it), or a heading, list or quote at the beginning.
 */
export function joinMarkdown(pieces: string[]): string {
  return unmarked(pieces.join(''))
    .replace(/(?:&(?=#?\w+;)|!(?=\[))(?<=(?<!\\)(?:\\\\)*[&!])/g, '\\$&')
    .replace(/^\s{4,}/, ' ')
    .replace(/^(\s*)([-+#>=])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}

/**
 * @returns the address when it is one a card may open, normalised: http or https, not too long, without a name before
 *   the host (`https://known.example@other.example`); else undefined
 */
export function openable(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, origin, href, username, password } = new URL(url)
  if ((protocol !== 'http:' && protocol !== 'https:') || username !== '' || password !== '') return undefined
  const path = href.slice(origin.length)
  const written =
    origin + path.replace(/[()[\]{}|`\\]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`)
  return written.length > LINK_URL ? undefined : written
}

/** @returns the beginning of `text`, at most `most` characters with the ellipsis, never half a character */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${kept.replace(/[\ud800-\udbff]$/, '')}…`
}
