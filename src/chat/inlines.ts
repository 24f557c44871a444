import type { Block, Inline, View } from './view.ts'

/** The same view with every part of its text as `change` gives it back. */
export function changeInlines(view: View, change: (part: Inline) => Inline): View {
  const line = (parts: Inline[]): Inline[] => parts.map(change)
  const block = (each: Block): Block => {
    switch (each.kind) {
      case 'text':
      case 'small':
        return { ...each, text: line(each.text) }
      case 'facts':
        return { ...each, facts: each.facts.map((fact) => ({ ...fact, value: line(fact.value) })) }
      case 'list':
        return { ...each, items: each.items.map(line) }
      case 'table':
        return { ...each, rows: each.rows.map((row) => row.map(line)) }
      case 'heading':
      case 'quote':
        return each
      case 'rows':
        return { ...each, rows: each.rows.map((row) => ({ ...row, text: line(row.text) })) }
      case 'progress':
      case 'actions':
      case 'divider':
        return each
    }
  }
  return { ...view, blocks: view.blocks.map(block) }
}
