import { LINK_URL } from './limits.ts'

// Bidirectional overrides can show words in another order than they are.
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a card
const unwanted = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g

/** Parts a word without being seen, so that Teams does not take it for its own markup. */
const unseen = '\u200b'

/**
 * Words people wrote, as a card may hold them: whole characters, no control characters but line ends, nothing Teams
 * would take for a mention (`<at>`) or for a date to format (`{{DATE(…)}}`).
 */
export function clean(text: string): string {
  const plain = text.replace(/\r\n?/g, '\n').replace(/\t/g, ' ').replace(unwanted, '')
  return unmarked(plain.replace(/\p{Surrogate}/gu, '\ufffd'))
}

/** Again after joining: what was harmless in pieces may not be. */
export function unmarked(text: string): string {
  return text.replace(/<(?=\s*\/?\s*at)/gi, `<${unseen}`).replace(/\{(?=\{\s*(?:DATE|TIME))/gi, `{${unseen}`)
}

/** `text` as one line that Adaptive Cards' markdown shows as it stands (TextBlock, FactSet). */
export function escapeMarkdown(text: string): string {
  return clean(text)
    .replace(/\n/g, ' ')
    .replace(/[\\*_[\]`~<]/g, '\\$&')
    .replace(/&(?=#?\w+;)/g, '\\&')
    .replace(/^(\s*)([-+#>])/, '$1\\$2')
    .replace(/^(\s*\d+)([.)])/, '$1\\$2')
}

/** @returns the address when it is one a card may open (http or https, not too long), normalised; else undefined */
export function openable(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  if ((protocol !== 'http:' && protocol !== 'https:') || href.length > LINK_URL) return undefined
  return href
}

/** @returns the beginning of `text`, at most `most` characters with the ellipsis, never half a character */
export function beginning(text: string, most: number): string {
  if (text.length <= most) return text
  const kept = text.slice(0, most - 1)
  return `${kept.replace(/[\ud800-\udbff]$/, '')}…`
}
