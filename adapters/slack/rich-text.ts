import type {
  RichTextBlock,
  RichTextElement,
  RichTextLink,
  RichTextList,
  RichTextSection,
  RichTextText,
  RichTextUserMention,
} from '@slack/types'
import type { Inline } from '../../src/chat/view.ts'
import { wordsOf } from '../../src/chat/view.ts'
import { clean, linkable } from './mrkdwn.ts'

type RichTextWords = RichTextText | RichTextLink | RichTextUserMention

// Words in a rich_text element are data to Slack: nothing in them is markup, a mention or an emoji.

/** @returns the elements for `parts`; none for words that are empty, which Slack refuses. */
export function richElements(parts: Inline[]): RichTextWords[] {
  return parts.flatMap((part) => richElement(part))
}

function richElement(part: Inline): RichTextWords[] {
  if (typeof part === 'string') return richWords(part)
  switch (part.kind) {
    case 'mention':
      return [{ type: 'user', user_id: part.user.user }]
    case 'strong':
      return richWords(part.text, { bold: true })
    case 'emphasis':
      return richWords(part.text, { italic: true })
    case 'code':
      return richWords(part.text, { code: true })
    case 'link': {
      const url = linkable(part.url)
      if (!url) return richWords(wordsOf([part]))
      return [{ type: 'link', url, text: clean(part.text) || url }]
    }
  }
}

function richWords(words: string, style?: NonNullable<RichTextText['style']>): RichTextText[] {
  const text = clean(words)
  if (text === '') return []
  return [style ? { type: 'text', text, style } : { type: 'text', text }]
}

export function richSection(elements: RichTextElement[]): RichTextSection {
  return { type: 'rich_text_section', elements }
}

/** A list of rich text; an item without words keeps its place. */
export function richList(ordered: boolean, items: Inline[][]): RichTextList {
  return {
    type: 'rich_text_list',
    style: ordered ? 'ordered' : 'bullet',
    elements: items.map((item) => richSection(orBlank(richElements(item)))),
  }
}

/** @returns `elements`, or a no-break space where there are none: Slack refuses an empty cell or item. */
export function orBlank(elements: RichTextElement[]): RichTextElement[] {
  return elements.length > 0 ? elements : [{ type: 'text', text: '\u00a0' }]
}

export function richText(elements: RichTextBlock['elements']): RichTextBlock {
  return { type: 'rich_text', elements }
}
