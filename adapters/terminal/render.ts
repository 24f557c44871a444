import type { Action, Block, Inline, View } from '../../src/chat/view.ts'
import { wordsOf } from '../../src/chat/view.ts'

/** How a view is drawn: columns of the terminal, and whether it shows emphasis. */
export type TerminalStyle = { width: number; colour: boolean }

/** Narrower than this, lines are not wrapped further. */
const narrowest = 40

// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

/** A view as lines for a terminal. Control characters in people's words are dropped, so that they cannot steer it. */
export function renderTerminal(view: View, style: TerminalStyle): string {
  const width = Math.max(narrowest, style.width)
  const title = view.title ? [paint(clean(view.title), '1', style), ''] : []
  const blocks = view.blocks.map((block, at) => {
    const apart = view.blocks[at - 1]?.kind === 'list' && block.kind !== 'heading' && block.kind !== 'divider'
    return `${apart ? '\n' : ''}${drawBlock(block, { ...style, width })}`
  })
  return [...title, ...blocks].join('\n').trimEnd()
}

function drawBlock(block: Block, style: TerminalStyle): string {
  const { width } = style
  switch (block.kind) {
    case 'heading':
      return `\n${paint(clean(block.text), '1', style)}`
    case 'text':
      return wrap(draw(block.text, style), width)
    case 'small':
      return paint(wrap(clean(wordsOf(block.text)), width), '2', style)
    case 'quote':
      return [
        ...wrap(clean(block.text), width - 4).split('\n'),
        ...(block.by ? [`(${clean(block.by)})`] : []),
      ]
        .map((line) => `  | ${line}`)
        .join('\n')
    case 'facts': {
      const labels = block.facts.map(({ label, note }) => cleanLine(`${label}${note ? ` (${note})` : ''}`))
      const column = Math.max(...labels.map((label) => label.length))
      return block.facts
        .map(({ value }, at) =>
          wrap(`${labels[at]!.padEnd(column)}  ${draw(value, style)}`, width, ' '.repeat(column + 2)),
        )
        .join('\n')
    }
    case 'list':
      return block.items
        .map((item, at) => {
          const mark = block.ordered ? `${at + 1}. ` : '- '
          return wrap(`${mark}${draw(item, style)}`, width, ' '.repeat(mark.length))
        })
        .join('\n')
    case 'table':
      return drawTable(block.columns, block.rows)
    case 'progress': {
      const labels = block.bars.map(({ label }) => cleanLine(label))
      const counts = block.bars.map(({ done, total }) =>
        `${done} of ${total} ${cleanLine(block.unit)}`.trimEnd(),
      )
      const [column, count] = [labels, counts].map((texts) => Math.max(...texts.map(({ length }) => length)))
      const cells = Math.max(leastBarCells, Math.min(mostBarCells, width - column! - count! - 4))
      return block.bars
        .map(
          ({ done, total }, at) =>
            `${labels[at]!.padEnd(column!)}  ${textBar(done, total, cells)}  ${counts[at]}`,
        )
        .join('\n')
    }
    case 'rows':
      return block.rows.map(({ text }) => wrap(`- ${draw(text, style)}`, width, '  ')).join('\n')
    case 'actions':
      return drawActions(block.actions, style)
    case 'divider':
      return ''
  }
}

/** There is nothing to press on a terminal: the words are shown instead, with dots behind those that open a form. */
function drawActions(actions: Action[], style: TerminalStyle): string {
  const lines = actions.map(
    ({ label, line, form }) =>
      `${cleanLine(label)}: ${paint(cleanLine(form ? `${line} …` : line), '36', style)}`,
  )
  return wrap(lines.join(' · '), style.width)
}

const mostBarCells = 20
const leastBarCells = 6

function textBar(done: number, total: number, cells: number): string {
  const filled = total === 0 ? 0 : Math.round((done / total) * cells)
  return '▰'.repeat(filled) + '▱'.repeat(cells - filled)
}

function drawTable(columns: string[], rows: Inline[][][]): string {
  const cells = [columns.map(cleanLine), ...rows.map((row) => row.map((cell) => cleanLine(wordsOf(cell))))]
  const widths = columns.map((_, at) => Math.max(...cells.map((row) => (row[at] ?? '').length)))
  return cells
    .map((row) =>
      row
        .map((cell, at) => cell.padEnd(widths[at]!))
        .join('  ')
        .trimEnd(),
    )
    .join('\n')
}

const clean = (text: string): string => text.replaceAll('\t', ' ').replace(control, '')

const cleanLine = (text: string): string => clean(text).replace(/\s*\n\s*/g, ' ')

function paint(text: string, code: string, { colour }: TerminalStyle): string {
  return colour ? `\u001b[${code}m${text}\u001b[0m` : text
}

function draw(parts: Inline[], style: TerminalStyle): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return clean(part)
      const words = clean(wordsOf([part]))
      if (part.kind === 'strong') return paint(words, '1', style)
      return part.kind === 'code' ? paint(words, '36', style) : words
    })
    .join('')
}

/** Breaks lines at spaces; escape sequences take no room. */
export function wrap(text: string, width: number, indent = ''): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint() writes
  const room = (line: string) => line.replace(/\u001b\[\d+m/g, '').length
  return text
    .split('\n')
    .map((line) => {
      const lines: string[] = []
      let current = ''
      for (const word of line.split(' ')) {
        const longer = current === '' ? word : `${current} ${word}`
        if (room(longer) <= width || current === '') current = longer
        else {
          lines.push(current)
          current = indent + word
        }
      }
      return [...lines, current].join('\n')
    })
    .join('\n')
}
