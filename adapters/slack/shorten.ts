import type { Action, Bar, Block, Fact, Inline, View } from '../../src/chat/view.ts'
import { lastRow, wordsOf } from '../../src/chat/view.ts'
import { layTables } from './lay-tables.ts'
import {
  BLOCKS,
  BLOCKS_TEXT,
  BUTTON_ROW,
  CONFIRM_TEXT,
  FIELD_TEXT,
  LABEL_TEXT,
  SECTION_TEXT,
} from './limits.ts'
import { cost, costOf, type Room, takeBlocks, takeFields, upTo, whileRoom } from './room.ts'

export const SHORTENED = 'This answer was shortened to fit here. Ask for a smaller part.'

/** A drawn bar, its two counts and the words between. */
const BAR_TEXT = 60

/**
 * The part of a view that fits one Slack message, from the top. Tables Slack would refuse become lists first.
 *
 * @returns the view, and `shortened` when something of it was left out
 */
export function shorten(view: View): { view: View; shortened: boolean } {
  const room: Room = { text: BLOCKS_TEXT - SHORTENED.length, blocks: BLOCKS - 1, shortened: false }
  const title = view.title === undefined ? '' : wordsOf(upTo([view.title], SECTION_TEXT, room))
  if (title !== '') room.blocks -= 1
  const laid = layTables(view.blocks)
  const at = lastRow(laid)
  const kept = at < 0 ? [] : laid.slice(at, at + 1).map((row) => take(row, room)!)
  const blocks: Block[] = []
  for (const block of laid.toSpliced(at < 0 ? laid.length : at, kept.length)) {
    const taken = room.text > 0 && room.blocks > 0 ? take(block, room) : undefined
    if (taken === undefined) {
      room.shortened = true
      break
    }
    blocks.push(taken)
  }
  blocks.splice(Math.min(at, blocks.length), 0, ...kept)
  return { view: title === '' ? { blocks } : { title, blocks }, shortened: room.shortened }
}

function take(block: Block, room: Room): Block | undefined {
  room.blocks -= 1
  switch (block.kind) {
    case 'heading':
      return { ...block, text: wordsOf(upTo([block.text], SECTION_TEXT, room)) }
    case 'text':
      return { ...block, text: upTo(block.text, BLOCKS_TEXT, room) }
    case 'small':
      return { ...block, text: upTo(block.text, SECTION_TEXT, room) }
    case 'quote': {
      const by = block.by === undefined ? {} : { by: wordsOf(upTo([block.by], LABEL_TEXT, room)) }
      return { ...block, text: wordsOf(upTo([block.text], BLOCKS_TEXT, room)), ...by }
    }
    case 'facts':
      return { ...block, facts: takeFields(block.facts, room, (fact) => fitFact(fact, room)) }
    case 'progress': {
      // A bar that opens something is a block of its own.
      const apart = block.bars.some(({ open }) => open)
      const unit = wordsOf(upTo([block.unit], LABEL_TEXT, room))
      const takeBars = apart ? takeBlocks<Bar> : takeFields<Bar>
      const bars = takeBars(block.bars, room, (bar) => {
        room.text -= cost(unit) + BAR_TEXT + labelled(bar.open)
        return { ...bar, label: wordsOf(upTo([bar.label], LABEL_TEXT, room)) }
      })
      return { kind: 'progress', unit, bars }
    }
    case 'list':
      return { ...block, items: whileRoom(block.items, room, (item) => upTo(item, BLOCKS_TEXT, room)) }
    case 'table':
      return takeTable(block, room)
    case 'rows': {
      const rows = takeBlocks(block.rows, room, (row) => {
        room.text -= labelled(row.action)
        return { ...row, text: upTo(row.text, SECTION_TEXT, room) }
      })
      return { ...block, rows }
    }
    case 'actions': {
      const most = (room.blocks + 1) * BUTTON_ROW
      if (block.actions.length > most) room.shortened = true
      const taken = whileRoom(block.actions.slice(0, most), room, (action) => {
        room.text -= labelled(action)
        return action
      })
      room.blocks -= Math.max(0, Math.ceil(taken.length / BUTTON_ROW) - 1)
      return { ...block, actions: taken }
    }
    case 'divider':
      return block
  }
}

/** Characters that a button takes, with what is asked before it counts. */
function labelled(action: Action | undefined): number {
  if (!action) return 0
  return action.sure ? 3 * cost(action.label) + CONFIRM_TEXT : cost(action.label)
}

function fitFact(fact: Fact, room: Room): Fact {
  const note = fact.note === undefined ? {} : { note: wordsOf(upTo([fact.note], LABEL_TEXT, room)) }
  const label = wordsOf(upTo([fact.label], LABEL_TEXT, room))
  return { label, ...note, value: upTo(fact.value, FIELD_TEXT - 2 * LABEL_TEXT - 10, room) }
}

/** A row is shown whole or not at all. */
function takeTable(block: Block & { kind: 'table' }, room: Room): Block | undefined {
  const heading = block.columns.reduce((sum, column) => sum + cost(column) + 1, 0)
  if (heading > room.text) return undefined
  room.text -= heading
  const rows: Inline[][][] = []
  for (const row of block.rows) {
    const needed = row.reduce((sum, cell) => sum + costOf(cell) + 1, 0)
    if (needed > room.text) {
      room.shortened = true
      break
    }
    room.text -= needed
    rows.push(row)
  }
  return { ...block, rows }
}
