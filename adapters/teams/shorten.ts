import type { Block, Inline, View } from '../../src/chat/view.ts'
import { renderBlock } from './blocks.ts'
import { beginning } from './escape.ts'
import { PIECE_TEXT } from './limits.ts'

export const SHORTENED = 'This answer was shortened to fit here. Ask for a smaller part.'

/**
 * The part of a view that fits a card of `bytes`, from the top. Lists, tables, facts and bars may end early, other
 * blocks are whole but for a text of great length, which ends with an ellipsis.
 *
 * @returns the view, and `shortened` when something of it was left out
 */
export function shorten(view: View, bytes: number): { view: View; shortened: boolean } {
  let left = bytes
  let shortened = false
  const fit = (text: string): string => {
    if (text.length > PIECE_TEXT) shortened = true
    return beginning(text, PIECE_TEXT)
  }
  const title = view.title === undefined ? {} : { title: fit(view.title) }
  const blocks: Block[] = []
  for (const whole of view.blocks) {
    const taken: Block[] = []
    for (const piece of pieces(fitWords(whole, fit))) {
      const size = sizeOf(renderBlock(piece))
      if (size > left) {
        if (taken.length > 0) blocks.push(joined(taken))
        return { view: { ...title, blocks }, shortened: true }
      }
      left -= size
      taken.push(piece)
    }
    if (taken.length > 0) blocks.push(joined(taken))
  }
  return { view: { ...title, blocks }, shortened }
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
    default:
      return [block]
  }
}

function joined(taken: Block[]): Block {
  return taken.slice(1).reduce((all, next): Block => {
    if (all.kind === 'list' && next.kind === 'list') return { ...all, items: [...all.items, ...next.items] }
    if (all.kind === 'table' && next.kind === 'table') return { ...all, rows: [...all.rows, ...next.rows] }
    if (all.kind === 'facts' && next.kind === 'facts') return { ...all, facts: [...all.facts, ...next.facts] }
    if (all.kind === 'progress' && next.kind === 'progress')
      return { ...all, bars: [...all.bars, ...next.bars] }
    return all
  }, taken[0]!)
}

function fitWords(block: Block, fit: (text: string) => string): Block {
  const parts = (all: Inline[]): Inline[] =>
    all.map((part) => (typeof part === 'string' ? fit(part) : { ...part, text: fit(part.text) }))
  switch (block.kind) {
    case 'heading':
    case 'quote':
      return { ...block, text: fit(block.text) }
    case 'text':
    case 'small':
      return { ...block, text: parts(block.text) }
    case 'facts':
      return { ...block, facts: block.facts.map((fact) => ({ ...fact, value: parts(fact.value) })) }
    case 'list':
      return { ...block, items: block.items.map(parts) }
    case 'table':
      return { ...block, rows: block.rows.map((row) => row.map(parts)) }
    case 'progress':
    case 'divider':
      return block
  }
}
