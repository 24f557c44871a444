import type { Block, Inline } from '../../src/chat/view.ts'
import { strong, wordsOf } from '../../src/chat/view.ts'
import { TABLE_COLUMNS, TABLE_ROWS, TABLES } from './limits.ts'

/** Slack shows one table a message, of so many rows and columns; any other is told row by row. */
export function layTables(blocks: Block[]): Block[] {
  let tables = 0
  return blocks.map((block) => {
    if (block.kind !== 'table') return block
    const columns = Math.max(block.columns.length, ...block.rows.map((row) => row.length))
    const fits = block.rows.length < TABLE_ROWS && columns <= TABLE_COLUMNS && columns > 0
    if (fits && ++tables <= TABLES) return block
    const items = block.rows.map((row) =>
      row.flatMap((cell, at): Inline[] => {
        if (at === 0) return [strong(wordsOf(cell))]
        return [` · ${block.columns[at] ?? ''}: `, ...cell]
      }),
    )
    return { kind: 'list', ordered: false, items }
  })
}
