import { plainText } from './plain-text.ts'
import type { Block, View } from './view.ts'
import { code, small } from './view.ts'

/** Characters of plain text on one page: a phone shows it in a few swipes, and every platform takes it in one message. */
const pageCharacters = 3000

/** Lines on one page. */
const pageLines = 40

/**
 * One page of a view. Blocks stay whole, except that an unordered list or a table may continue on the next page; a heading stays
 * with what follows it. Every page has the title, and one of several says how to get the next.
 *
 * @param page counted from 0
 * @param goesOn whether there is more than the view holds: nobody knows then how many pages there are
 * @returns null past the last
 */
export function pageOf(view: View, page: number, goesOn = false): { view: View; last: boolean } | null {
  const pages = split(view)
  const blocks = pages[page]
  if (!blocks) return null
  if (pages.length === 1 && !goesOn) return { view, last: true }
  const last = page === pages.length - 1 && !goesOn
  const position = goesOn ? `Page ${page + 1}.` : `Page ${page + 1} of ${pages.length}.`
  const foot = last ? small(position) : small(`${position} Say `, code('more'), ' for the next.')
  return { view: { ...view, blocks: [...blocks, foot] }, last }
}

function split(view: View): Block[][] {
  const whole = sizeOf(view.blocks)
  if (whole.characters <= pageCharacters && whole.lines <= pageLines) return [view.blocks]
  const pages: Block[][] = [[]]
  let room = { characters: pageCharacters, lines: pageLines }
  for (const piece of keptTogether(view.blocks.flatMap(pieces))) {
    const size = sizeOf(piece)
    const fits = size.characters <= room.characters && size.lines <= room.lines
    if (!fits && pages.at(-1)!.length > 0) {
      pages.push([])
      room = { characters: pageCharacters, lines: pageLines }
    }
    for (const block of piece) append(pages.at(-1)!, block)
    room = { characters: room.characters - size.characters, lines: room.lines - size.lines }
  }
  return pages
}

function pieces(block: Block): Block[] {
  if (block.kind === 'list' && !block.ordered) return block.items.map((item) => ({ ...block, items: [item] }))
  if (block.kind === 'table' && block.rows.length > 0)
    return block.rows.map((row) => ({ ...block, rows: [row] }))
  if (block.kind === 'rows') return block.rows.map((row) => ({ ...block, rows: [row] }))
  return [block]
}

function keptTogether(blocks: Block[]): Block[][] {
  const groups: Block[][] = []
  for (const block of blocks) {
    const before = groups.at(-1)
    if (before?.at(-1)?.kind === 'heading') before.push(block)
    else groups.push([block])
  }
  return groups
}

function append(page: Block[], block: Block): void {
  const before = page.at(-1)
  if (before?.kind === 'list' && block.kind === 'list' && !before.ordered && !block.ordered) {
    page[page.length - 1] = { ...before, items: [...before.items, ...block.items] }
    return
  }
  if (before?.kind === 'table' && block.kind === 'table' && before.columns === block.columns) {
    page[page.length - 1] = { ...before, rows: [...before.rows, ...block.rows] }
    return
  }
  if (before?.kind === 'rows' && block.kind === 'rows') {
    page[page.length - 1] = { ...before, rows: [...before.rows, ...block.rows] }
    return
  }
  page.push(block)
}

function sizeOf(blocks: Block[]): { characters: number; lines: number } {
  const words = plainText({ blocks })
  const lines = words.split('\n').reduce((sum, line) => sum + Math.max(1, Math.ceil(line.length / 80)), 0)
  return { characters: words.length, lines }
}
