import type {
  HeaderBlock,
  KnownBlock,
  RichTextBlock,
  RichTextElement,
  SectionBlock,
  TableBlock,
} from '@slack/types'
import { changeInlines } from '../../src/chat/inlines.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { Bar, Block, Fact, Inline, View, Within } from '../../src/chat/view.ts'
import { strong } from '../../src/chat/view.ts'
import { renderActions, renderRow } from './buttons.ts'
import { FALLBACK_TEXT, HEADER_TEXT, MESSAGE_TEXT, SECTION_FIELDS } from './limits.ts'
import { clean, escapeText, textObject } from './mrkdwn.ts'
import { orBlank, richElements, richList, richSection, richText } from './rich-text.ts'
import { firstWords } from './room.ts'
import { SHORTENED, shorten } from './shorten.ts'

/** One Slack message: what is shown, and `text` for notifications and screen readers. */
export type SlackMessage = { text: string; blocks: KnownBlock[] }

/**
 * A view as one Slack message within Slack's limits. What does not fit is left out from the end, and said.
 * Words people wrote are shown as they stand: in rich_text and plain_text they are data, and in mrkdwn they are
 * escaped, or moved to plain_text where mrkdwn has no escape.
 *
 * @param team whose people are mentioned; nobody is where it is not given, as in an answer
 */
export function renderSlack(view: View, team?: string): SlackMessage {
  const short = shorten(withMentions(view, team))
  const blocks: KnownBlock[] = short.view.title === undefined ? [] : renderTitle(short.view.title)
  let heading: string | undefined
  for (const [place, block] of short.view.blocks.entries()) {
    // A heading stands right above what it heads, without a block's distance.
    const under = heading !== undefined && (block.kind === 'text' || block.kind === 'list')
    if (heading !== undefined && !under) blocks.push(...renderText([strong(heading)]))
    const above = under ? heading : undefined
    heading = block.kind === 'heading' ? block.text : undefined
    if (block.kind !== 'heading') blocks.push(...renderBlock(block, above, String(place), view.within))
  }
  if (heading !== undefined) blocks.push(...renderText([strong(heading)]))
  if (short.shortened) blocks.push({ type: 'context', elements: [textObject([SHORTENED])] })
  return { text: fallbackText(view, blocks), blocks }
}

/** Slack makes a mention of an id it knows; others are named. Source: docs.slack.dev, ids of users. */
const userId = /^[UW][A-Z0-9]{2,}$/

function withMentions(view: View, team: string | undefined): View {
  return changeInlines(view, (part) => {
    if (typeof part === 'string' || part.kind !== 'mention') return part
    const { platform, tenant, user } = part.user
    return platform === 'slack' && tenant === team && userId.test(user) ? part : strong(part.text)
  })
}

/** Throws nothing: an empty view, which Slack would refuse, says so. */
function fallbackText(view: View, blocks: KnownBlock[]): string {
  const whole = escapeText(clean(plainText(view)))
  if (whole.trim() === '' || blocks.length === 0) return 'There is nothing to show.'
  const most = Math.min(FALLBACK_TEXT, MESSAGE_TEXT - textLength(blocks))
  if (whole.length <= most) return whole
  return `${escapeText(firstWords(plainText(view), most - SHORTENED.length - 2))}…\n${SHORTENED}`
}

/** Characters of everything that is shown, addresses included. */
export function textLength(blocks: KnownBlock[]): number {
  return shownLength(blocks)
}

function shownLength(part: object): number {
  let length = 0
  for (const key in part) {
    const value: unknown = part[key as keyof typeof part]
    if (typeof value === 'object' && value !== null) length += shownLength(value)
    else if (typeof value === 'string' && (key === 'text' || key === 'url')) length += value.length
  }
  return length
}

function renderTitle(title: string): KnownBlock[] {
  const text = clean(title).replace(/\n/g, ' ').trim()
  if (text === '') return []
  if (text.length > HEADER_TEXT) return renderText([strong(text)])
  const header: HeaderBlock = { type: 'header', text: { type: 'plain_text', text, emoji: false } }
  return [header]
}

/** @returns no block for one without words: Slack refuses those. */
function renderBlock(
  block: Exclude<Block, { kind: 'heading' }>,
  heading: string | undefined,
  place: string,
  within: Within | undefined,
): KnownBlock[] {
  const above: Inline[] = heading === undefined ? [] : [strong(heading), '\n']
  switch (block.kind) {
    case 'text':
      return renderText([...above, ...block.text])
    case 'small': {
      const element = textObject(block.text)
      return element.text.trim() === '' ? [] : [{ type: 'context', elements: [element] }]
    }
    case 'quote':
      return renderQuote(block.text, block.by)
    case 'facts':
      return renderFields(block.facts.map(factParts))
    case 'list': {
      const before = richElements(above)
      const listed = block.items.length > 0 ? [richList(block.ordered, block.items)] : []
      if (before.length + listed.length === 0) return []
      return [richText([...(before.length > 0 ? [richSection(before)] : []), ...listed])]
    }
    case 'table':
      return [renderTable(block.columns, block.rows)]
    case 'progress':
      return renderBars(block.bars, block.unit, place, within)
    case 'rows':
      return block.rows.flatMap((row, at) => renderRow(row, `${place}.${at}`, within))
    case 'actions':
      return renderActions(block.actions, place, within)
    case 'divider':
      return [{ type: 'divider' }]
  }
}

function renderText(parts: Inline[]): KnownBlock[] {
  const elements = richElements(parts)
  return elements.some(hasWords) ? [richText([richSection(elements)])] : []
}

/** Who said it stands outside the quotation, so that no quotation can name somebody else. */
function renderQuote(words: string, by: string | undefined): KnownBlock[] {
  const said = richElements([words])
  if (!said.some(hasWords)) return []
  const elements: RichTextBlock['elements'] = [{ type: 'rich_text_quote', elements: said }]
  const from = richElements(by === undefined ? [] : [{ kind: 'emphasis', text: by }])
  return [richText(from.length > 0 ? [...elements, richSection(from)] : elements)]
}

function hasWords(element: RichTextElement): boolean {
  return element.type !== 'text' || element.text.trim() !== ''
}

function factParts({ label, note, value }: Fact): Inline[] {
  return [...(label ? [strong(label)] : []), ...(note ? [` (${note})`] : []), '\n', ...value]
}

const BAR_CELLS = 10

function barParts({ label, done, total }: Bar, unit: string): Inline[] {
  const share = total > 0 ? Math.min(Math.max(done / total, 0), 1) : 0
  // Something done is never an empty bar, and something left never a full one.
  const filled =
    share === 0 || share === 1
      ? share * BAR_CELLS
      : Math.min(Math.max(Math.round(share * BAR_CELLS), 1), BAR_CELLS - 1)
  const bar = '▰'.repeat(filled) + '▱'.repeat(BAR_CELLS - filled)
  return [strong(label), `\n${bar}  ${done} of ${total} ${unit}`.trimEnd()]
}

/** Side by side; where one opens what is behind it, each on a line with its button. */
function renderBars(bars: Bar[], unit: string, place: string, within: Within | undefined): KnownBlock[] {
  if (!within || bars.every(({ open }) => !open)) return renderFields(bars.map((bar) => barParts(bar, unit)))
  return bars.flatMap((bar, at) => {
    const text = barParts(bar, unit)
    return renderRow(bar.open ? { text, action: bar.open } : { text }, `${place}.${at}`, within)
  })
}

function renderFields(fields: Inline[][]): KnownBlock[] {
  const texts = fields.map(textObject).filter(({ text }) => text.trim() !== '')
  const sections: SectionBlock[] = []
  for (let at = 0; at < texts.length; at += SECTION_FIELDS)
    sections.push({ type: 'section', fields: texts.slice(at, at + SECTION_FIELDS) })
  return sections
}

function renderTable(columns: string[], rows: Inline[][][]): TableBlock {
  const width = Math.max(columns.length, ...rows.map((row) => row.length))
  const cells = (row: Inline[][]) =>
    Array.from({ length: width }, (_, at) => richText([richSection(orBlank(richElements(row[at] ?? [])))]))
  return {
    type: 'table',
    column_settings: Array.from({ length: width }, () => ({ is_wrapped: true })),
    rows: [cells(columns.map((column) => [strong(column)])), ...rows.map(cells)],
  }
}
