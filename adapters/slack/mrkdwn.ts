import type { MrkdwnElement, PlainTextElement } from '@slack/types'
import type { Inline } from '../../src/chat/view.ts'
import { wordsOf } from '../../src/chat/view.ts'
import { LINK_URL } from './limits.ts'

/** What `clean` leaves as it is: most words people write, and all of ours. */
const harmless = /^[\n -~\u00a0-\u061b\u061d-\u200d\u2010-\u2027]*$/

const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what is taken out
  /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/g

/**
 * Takes out what no message may carry: control characters, halves of surrogate pairs, and the characters that
 * turn the direction of the words around them (right-to-left text itself stays). Line ends become `\n`.
 */
export function clean(text: string): string {
  if (harmless.test(text)) return text
  return text
    .replace(/\p{Surrogate}/gu, '')
    .replace(/\r\n?|[\u2028\u2029]/g, '\n')
    .replace(/\t/g, ' ')
    .replace(unwanted, '')
}

/**
 * Escapes the three characters Slack gives a meaning everywhere, so that `<!channel>` and `<@U1>` stay words.
 * Source: docs.slack.dev/messaging/formatting-message-text, "Escaping text".
 */
export function escapeText(text: string): string {
  if (!/[&<>]/.test(text)) return text
  return text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;')
}

/**
 * Says whether words would be shown as they stand in mrkdwn. There is no escape for `*`, `_`, `~`, `` ` ``,
 * `:emoji:` or a quoting `>`; words with one of these are shown as plain_text or rich_text instead.
 * An underscore inside a word ("draft_2") formats nothing.
 */
export function standsInMrkdwn(text: string): boolean {
  if (/[*~`]/.test(text)) return false
  if (/(?<![A-Za-z0-9])_|_(?![A-Za-z0-9])/.test(text)) return false
  if (/:[a-z0-9_+'-]+:/i.test(text)) return false
  return !/^\s*>/m.test(text)
}

/** @returns the address, normalised, if it may stand behind a link; else undefined. */
export function linkable(url: string): string | undefined {
  if (!URL.canParse(url)) return undefined
  const { protocol, href } = new URL(url)
  if (!['http:', 'https:', 'mailto:'].includes(protocol) || href.length > LINK_URL) return undefined
  return href.replace(/[|<>]/g, (sign) => encodeURIComponent(sign))
}

/**
 * One text object of a section or context: mrkdwn where every word stands as it is written, else plain_text,
 * which loses the emphasis and keeps the words. `verbatim` keeps Slack from making links of addresses.
 */
export function textObject(parts: Inline[]): MrkdwnElement | PlainTextElement {
  const words = parts.map((part) => clean(shownWords(part)))
  const stands = parts.every((part, at) => {
    if (typeof part === 'string' || part.kind === 'link') return true
    const [before = '', own = '', after = ''] = [words[at - 1], words[at], words[at + 1]]
    return !own.includes('_') && !touch(before, own) && !touch(own, after)
  })
  if (stands && standsInMrkdwn(words.join('')))
    return { type: 'mrkdwn', text: parts.map(mrkdwn).join(''), verbatim: true }
  return { type: 'plain_text', text: clean(wordsOf(parts)), emoji: false }
}

/** Emphasis that touches a letter is not seen as emphasis. */
function touch(left: string, right: string): boolean {
  return /[\p{L}\p{N}]$/u.test(left) && /^[\p{L}\p{N}]/u.test(right)
}

/** A link shows its words; one that may not be a link, its address too. */
function shownWords(part: Inline): string {
  if (typeof part === 'string') return part
  if (part.kind !== 'link') return part.text
  if (!linkable(part.url)) return wordsOf([part])
  return part.text.trim() === '' ? part.url : part.text
}

function mrkdwn(part: Inline): string {
  if (typeof part === 'string') return escapeText(clean(part))
  // Emphasis ends at a line's end, and is not seen next to a space.
  const words = escapeText(clean(part.text).replace(/\n/g, ' '))
  const [, before = '', middle = '', after = ''] = /^(\s*)([\s\S]*?)(\s*)$/.exec(words) ?? []
  if (part.kind === 'link') {
    const url = linkable(part.url)
    if (!url) return escapeText(clean(wordsOf([part])))
    return `<${escapeText(url)}|${middle || escapeText(url)}>`
  }
  if (!middle) return words
  switch (part.kind) {
    case 'mention':
      return `${before}<@${part.user.user}>${after}`
    case 'strong':
      return `${before}*${middle}*${after}`
    case 'emphasis':
      return `${before}_${middle}_${after}`
    case 'code':
      return `${before}\`${middle}\`${after}`
  }
}
