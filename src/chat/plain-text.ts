import type { Block, View } from './view.ts'
import { wordsOf } from './view.ts'

/**
 * A view as plain lines: what a notification shows, a screen reader says, and a client without cards prints.
 *
 * @returns lines joined with `\n`, no markup
 */
export function plainText(view: View): string {
  const blocks = view.blocks.map(plainBlock).filter((lines) => lines !== '')
  return [...(view.title ? [view.title] : []), ...blocks].join('\n')
}

function plainBlock(block: Block): string {
  switch (block.kind) {
    case 'heading':
      return block.text
    case 'text':
    case 'small':
      return wordsOf(block.text)
    case 'quote':
      return block.by ? `"${block.text}" (${block.by})` : `"${block.text}"`
    case 'facts':
      return block.facts
        .map(({ label, note, value }) => `${label}${note ? ` (${note})` : ''}: ${wordsOf(value)}`)
        .join('\n')
    case 'list':
      return block.items
        .map((item, at) => `${block.ordered ? `${at + 1}.` : '-'} ${wordsOf(item)}`)
        .join('\n')
    case 'table':
      return block.rows
        .map((row) => row.map((cell, at) => `${block.columns[at]}: ${wordsOf(cell)}`).join('; '))
        .join('\n')
    case 'progress':
      return block.bars
        .map((bar) => `${bar.label}: ${bar.done} of ${bar.total} ${block.unit}`.trimEnd())
        .join('\n')
    case 'rows':
      return block.rows.map(({ text }) => `- ${wordsOf(text)}`).join('\n')
    case 'actions':
    case 'divider':
      return ''
  }
}
