import type { Inline } from '../../src/chat/view.ts'
import { wordsOf } from '../../src/chat/view.ts'
import { clean, escapeInside, joinMarkdown, openable } from './escape.ts'
import { atTag } from './mentions.ts'

/** One element of an Adaptive Card 1.5. */
export type Element = { type: string; [property: string]: unknown }

/** How a line stands on the card. */
export type Placing = {
  spacing?: 'None' | 'Small' | 'Medium'
  separator?: boolean
  horizontalAlignment?: 'Right'
}

const small = { size: 'Small', isSubtle: true }

const isMention = (part: Inline): boolean => typeof part !== 'string' && part.kind === 'mention'

/**
 * `parts` as RichTextBlocks, which take no markdown: words people wrote stand as they are. One block a line, because
 * a TextRun does not break one. A line that mentions somebody is a TextBlock: mentions work in nothing else.
 *
 * @returns nothing when there are no words
 */
export function richLines(
  parts: Inline[],
  style: { small?: boolean } = {},
  placing: Placing = {},
): Element[] {
  const lines = linesOf(parts).filter((line) => wordsOf(line).trim() !== '')
  return lines.map((line, at) => {
    const placed = { ...placing, ...(at > 0 ? { spacing: 'None', separator: false } : {}) }
    const look = style.small ? small : {}
    if (line.some(isMention))
      return { type: 'TextBlock', ...placed, ...look, text: markdown(line), wrap: true }
    return { type: 'RichTextBlock', ...placed, inlines: line.map((part) => ({ ...textRun(part), ...look })) }
  })
}

/** The beginning of a card that says `words` and has buttons below, for every client and for those who hear it. */
export function cardOfWords(words: string): Element {
  const speak = clean(words).replace(/[<>]/g, ' ')
  const body = richLines([words])
  return { type: 'AdaptiveCard', version: '1.5', fallbackText: markdown([words]), speak, body }
}

/** `parts` as one line of markdown, for the elements that take nothing else. */
export function markdown(parts: Inline[]): string {
  const at = parts.findIndex(isMention)
  if (at < 0) return joinMarkdown(parts.map(markdownPart))
  // Around a mention, which alone is not escaped.
  const [before, [person], after] = [parts.slice(0, at), parts.slice(at, at + 1), parts.slice(at + 1)]
  return `${joinMarkdown(before.map(markdownPart))}${atTag(wordsOf([person!]))}${markdown(after)}`
}

function markdownPart(part: Inline): string {
  if (typeof part === 'string') return escapeInside(part)
  const words = escapeInside(shownWords(part))
  const inner = words.trim()
  const before = words.slice(0, words.length - words.trimStart().length)
  const after = words.slice(words.trimEnd().length)
  if (part.kind === 'link') {
    const url = openable(part.url)
    return url === undefined || inner === '' ? escapeInside(wordsOf([part])) : `[${inner}](${url})`
  }
  if (inner === '' || part.kind === 'code') return words
  return part.kind === 'strong' ? `${before}**${inner}**${after}` : `${before}_${inner}_${after}`
}

function textRun(part: Inline): Element {
  if (typeof part === 'string') return { type: 'TextRun', text: clean(part) }
  const run: Element = { type: 'TextRun', text: clean(shownWords(part)) }
  switch (part.kind) {
    case 'mention':
    case 'strong':
      return { ...run, weight: 'Bolder' }
    case 'emphasis':
      return { ...run, italic: true }
    case 'code':
      return { ...run, fontType: 'Monospace' }
    case 'link': {
      const url = openable(part.url)
      if (url === undefined) return { ...run, text: clean(wordsOf([part])) }
      return { ...run, selectAction: { type: 'Action.OpenUrl', url } }
    }
  }
}

/** A link that shows another address than it opens shows both. */
function shownWords(part: Exclude<Inline, string>): string {
  if (part.kind !== 'link' || part.text === part.url) return part.text
  return part.text.includes('://') ? wordsOf([part]) : part.text
}

function linesOf(parts: Inline[]): Inline[][] {
  const lines: Inline[][] = [[]]
  for (const part of parts) {
    const words = clean(typeof part === 'string' ? part : part.text).split('\n')
    words.forEach((line, at) => {
      if (at > 0) lines.push([])
      if (line !== '') lines.at(-1)!.push(typeof part === 'string' ? line : { ...part, text: line })
    })
  }
  return lines
}
