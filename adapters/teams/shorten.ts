import { type Block, type Inline, lastRow, type View } from '../../src/chat/view.ts'
import { renderBlock } from './blocks.ts'
import { beginning } from './escape.ts'
import { PIECE_TEXT } from './limits.ts'

/** What `separator` and `spacing` on an element, and a longer number before an item, add to it. */
const PLACING_BYTES = 80

export const SHORTENED = 'This answer was shortened to fit here. Ask for a smaller part.'

/**
 * The part of a view that fits a card of `bytes`, from the top. Lists, tables, facts and bars may end early, other
 * blocks are whole but for a text of great length, which ends with an ellipsis. Buttons at the end are kept.
 *
 * @returns the view, and `shortened` when something of it was left out
 */
export function shorten(view: View, bytes: number): { view: View; shortened: boolean } {
  const at = lastRow(view.blocks)
  const kept = at < 0 ? [] : view.blocks.slice(at, at + 1)
  let left =
    bytes - kept.reduce((sum, block) => sum + sizeOf(renderBlock(block, view.within)) + PLACING_BYTES, 0)
  let shortened = false
  const keep = (text: string): string => {
    if (text.length > PIECE_TEXT) shortened = true
    return beginning(text, PIECE_TEXT)
  }
  const title = view.title === undefined ? {} : { title: keep(view.title) }
  const blocks: Block[] = []
  const withKept = (): Block[] => blocks.toSpliced(Math.min(at, blocks.length), 0, ...kept)
  for (const whole of view.blocks.toSpliced(at < 0 ? view.blocks.length : at, kept.length)) {
    const block = shortWords(whole, keep)
    let count = 0
    for (const piece of pieces(block)) {
      const size = sizeOf(renderBlock(piece, view.within)) + PLACING_BYTES
      if (size > left) {
        if (count > 0) blocks.push(firstPieces(block, count))
        return { view: { ...view, ...title, blocks: withKept() }, shortened: true }
      }
      left -= size
      count += 1
    }
    blocks.push(block)
  }
  return { view: { ...view, ...title, blocks: withKept() }, shortened }
}

/** Bytes of `value` as JSON, in the dearer of the two ways Teams may count them. */
export function sizeOf(value: unknown): number {
  const json = JSON.stringify(value)
  return Math.max(json.length * 2, Buffer.byteLength(json))
}

function pieces(block: Block): Block[] {
  switch (block.kind) {
    case 'list':
      return block.items.map((item) => ({ ...block, items: [item] }))
    case 'table':
      return block.rows.map((row) => ({ ...block, rows: [row] }))
    case 'facts':
      return block.facts.map((fact) => ({ ...block, facts: [fact] }))
    case 'progress':
      return block.bars.map((bar) => ({ ...block, bars: [bar] }))
    case 'rows':
      return block.rows.map((row) => ({ ...block, rows: [row] }))
    default:
      return [block]
  }
}

function firstPieces(block: Block, count: number): Block {
  switch (block.kind) {
    case 'list':
      return { ...block, items: block.items.slice(0, count) }
    case 'table':
      return { ...block, rows: block.rows.slice(0, count) }
    case 'facts':
      return { ...block, facts: block.facts.slice(0, count) }
    case 'progress':
      return { ...block, bars: block.bars.slice(0, count) }
    case 'rows':
      return { ...block, rows: block.rows.slice(0, count) }
    default:
      return block
  }
}

function shortWords(block: Block, keep: (text: string) => string): Block {
  const parts = (all: Inline[]): Inline[] =>
    all.map((part) => (typeof part === 'string' ? keep(part) : { ...part, text: keep(part.text) }))
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return { ...block, text: keep(block.text) }
    case 'text':
    case 'small':
      return { ...block, text: parts(block.text) }
    case 'facts':
      return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: parts(fact.value) })) }
    case 'list':
      return { ...block, items: block.items.map(parts) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(parts)) }
    case 'rows':
      return { ...block, rows: block.rows.map((row) => ({ ...row, text: parts(row.text) })) }
    case 'progress':
    case 'actions':
    case 'divider':
      return block
  }
}
