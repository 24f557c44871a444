import type { Bar, Block, Inline, Within } from '../../src/chat/view.ts'
import { strong, wordsOf } from '../../src/chat/view.ts'
import { actionSet, rowElement, selectAction } from './buttons.ts'
import { clean, escapeMarkdown } from './escape.ts'
import type { Element } from './rich-text.ts'
import { markdown, richLines } from './rich-text.ts'

const barCells = 10
/** The count is as wide in each, so that bars of a list begin and end alike; of the rest, words have twice what a bar has. */
const barColumns = { label: 2, bar: 1, count: '76px' }

/**
 * One block as elements of a card, top to bottom; none for one without words.
 * Buttons are drawn where it is known what they stand `within`. A divider is drawn by what follows it.
 */
export function renderBlock(block: Block, within?: Within): Element[] {
  switch (block.kind) {
    case 'heading':
      return headingElement(block.text, 'Medium')
    case 'text':
      return richLines(block.text)
    case 'small':
      return richLines(block.text, { small: true })
    case 'quote': {
      const by = block.by === undefined ? [] : richLines([block.by], { small: true }, { spacing: 'Small' })
      const items = [...richLines([block.text]), ...by]
      return items.length === 0 ? [] : [{ type: 'Container', style: 'emphasis', items }]
    }
    case 'facts': {
      const facts = block.facts.map(({ label, note, value }) => ({
        title: escapeMarkdown(note ? `${label} (${note})` : label),
        value: markdown(value),
      }))
      return facts.length === 0 ? [] : [{ type: 'FactSet', facts }]
    }
    case 'list':
      return block.items.flatMap((item, at) =>
        richLines([block.ordered ? `${at + 1}. ` : '• ', ...item], {}, { spacing: 'Small' }),
      )
    case 'table':
      return tableElement(block.columns, block.rows)
    case 'progress':
      return block.bars.map((bar) => barElement(bar, block.unit, within))
    case 'rows':
      return block.rows.map((row) => rowElement(row, within))
    case 'actions':
      return actionSet(block.actions, within)
    case 'divider':
      return []
  }
}

/** A heading, which screen readers announce as one. @returns nothing when it has no words */
export function headingElement(words: string, size: 'Medium' | 'Large'): Element[] {
  const text = escapeMarkdown(words).trim()
  if (text === '') return []
  return [{ type: 'TextBlock', text, wrap: true, weight: 'Bolder', size, style: 'heading' }]
}

function tableElement(columns: string[], rows: Inline[][][]): Element[] {
  const inWords = rows.flatMap((cells) => rowInWords(columns, cells))
  if (inWords.length === 0) return []
  const width = Math.max(1, columns.length, ...rows.map((row) => row.length))
  const at = Array.from({ length: width }, (_, column) => column)
  const row = (cells: (Inline[] | undefined)[]): Element => ({
    type: 'TableRow',
    cells: cells.map((cell) => ({ type: 'TableCell', items: richLines(cell ?? []) })),
  })
  return [
    {
      type: 'Table',
      firstRowAsHeaders: true,
      showGridLines: false,
      columns: at.map(() => ({ width: 1 })),
      rows: [
        row(at.map((column) => [strong(columns[column] ?? '')])),
        ...rows.map((cells) => row(at.map((column) => cells[column]))),
      ],
      fallback: { type: 'Container', items: inWords },
    },
  ]
}

function rowInWords(columns: string[], cells: Inline[][]): Element[] {
  const parts = cells.flatMap((cell, at): Inline[] => {
    if (at === 0) return [strong(wordsOf(cell))]
    return [` · ${columns[at] ?? ''}: `, ...cell]
  })
  return richLines(parts, {}, { spacing: 'Small' })
}

function barElement({ label, done, total, open }: Bar, unit: string, within: Within | undefined): Element {
  const share = total > 0 ? Math.min(Math.max(done / total, 0), 1) : 0
  // Something done is never an empty bar, and something left never a full one.
  const filled =
    share === 0 || share === 1
      ? share * barCells
      : Math.min(Math.max(Math.round(share * barCells), 1), barCells - 1)
  const drawn = '▰'.repeat(filled) + '▱'.repeat(barCells - filled)
  const fallback = { type: 'TextBlock', text: drawn, color: 'Accent', fontType: 'Monospace' }
  const column = (width: string | number, items: Element[]): Element => ({
    type: 'Column',
    width,
    verticalContentAlignment: 'Center',
    items,
  })
  const pressed = selectAction(open, within)
  const count = `${done} of ${total} ${clean(unit)}`.trim()
  return {
    type: 'ColumnSet',
    spacing: 'Small',
    ...pressed,
    columns: [
      column(barColumns.label, richLines([label])),
      column(barColumns.bar, [{ type: 'ProgressBar', value: Math.round(share * 100), max: 100, fallback }]),
      column(
        barColumns.count,
        richLines([pressed.selectAction ? `${count} ›` : count], {}, { horizontalAlignment: 'Right' }),
      ),
    ],
  }
}
