import type { Inline } from '../../src/chat/view.ts'
import { SECTION_FIELDS } from './limits.ts'
import { clean, escapeText } from './mrkdwn.ts'

/** What is left of one message, and whether something had to be left out of it. */
export type Room = { text: number; blocks: number; shortened: boolean }

export function whileRoom<T>(things: T[], room: Room, takeOne: (thing: T) => T): T[] {
  const taken: T[] = []
  for (const thing of things) {
    if (room.text <= 0) {
      room.shortened = true
      break
    }
    taken.push(takeOne(thing))
  }
  return taken
}

/** Each is a block. */
export function takeBlocks<T>(things: T[], room: Room, takeOne: (thing: T) => T): T[] {
  const kept = things.slice(0, room.blocks + 1)
  if (kept.length < things.length) room.shortened = true
  const taken = whileRoom(kept, room, takeOne)
  room.blocks -= Math.max(0, taken.length - 1)
  return taken
}

/** Fields go ten to a section, each section a block. */
export function takeFields<T>(things: T[], room: Room, takeOne: (thing: T) => T): T[] {
  const most = (room.blocks + 1) * SECTION_FIELDS
  if (things.length > most) room.shortened = true
  const taken = whileRoom(things.slice(0, most), room, takeOne)
  room.blocks -= Math.max(0, Math.ceil(taken.length / SECTION_FIELDS) - 1)
  return taken
}

/** @returns `parts` up to `most`, or up to what is left; an ellipsis marks where they end early. */
export function upTo(parts: Inline[], most: number, room: Room): Inline[] {
  const fitted: Inline[] = []
  let left = Math.min(most, room.text)
  const start = left
  for (const part of parts) {
    const needed = costOf([part])
    if (needed <= left) {
      fitted.push(part)
      left -= needed
      continue
    }
    room.shortened = true
    const words = typeof part === 'string' ? part : part.text
    const kept = `${firstWords(words, left - markup(part) - 1)}…`
    fitted.push(typeof part === 'string' || part.kind === 'link' ? kept : { ...part, text: kept })
    left = 0
    break
  }
  room.text -= start - left
  return fitted
}

/** @returns the beginning of `text` that costs at most `most`, never half a character. */
export function firstWords(text: string, most: number): string {
  const whole = clean(text)
  if (escapeText(whole).length <= most) return whole
  let left = most
  let kept = ''
  for (const character of whole) {
    left -= escapeText(character).length
    if (left < 0) break
    kept += character
  }
  return kept
}

export function costOf(parts: Inline[]): number {
  return parts.reduce(
    (sum, part) => sum + markup(part) + cost(typeof part === 'string' ? part : part.text),
    0,
  )
}

// An address may be shown as words in brackets, or percent-encoded, up to threefold, behind its words.
function markup(part: Inline): number {
  if (typeof part === 'string') return 0
  return part.kind === 'link' ? cost(encodeURI(clean(part.url))) * 2 + 6 : 2
}

/** Length in the dearest form it can take in a message: escaped. */
export function cost(text: string): number {
  return escapeText(clean(text)).length
}
