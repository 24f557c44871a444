import type { PlatformUser } from './request.ts'

/** Text with a little emphasis. A plain string is data: every renderer escapes it. */
export type Inline =
  | string
  | Mention
  | { kind: 'strong'; text: string }
  | { kind: 'emphasis'; text: string }
  | { kind: 'code'; text: string }
  | { kind: 'link'; text: string; url: string }

/** Somebody who is notified where the platform knows them; elsewhere, and in an answer, a name. */
export type Mention = { kind: 'mention'; text: string; user: PlatformUser }

export type Fact = { label: string; note?: string; value: Inline[] }

/** One bar: `done` of `total` things, both counts, 0 ≤ done ≤ total. `open` shows the list behind it. */
export type Bar = { label: string; done: number; total: number; open?: Action }

/**
 * A button. Pressing it says `line` for whoever presses it, so that a button may do what its words may do, and no more. With `form`, the
 * form of the line's command is opened, with what the line says filled in; where there are no forms the line is said.
 *
 * `label`: at most 30 characters. `about` tells it from others of the same label, for those who hear it. `sure` is asked before, where the
 * platform can. `back`: it goes back, and these are the lines that led there.
 */
export type Action = {
  label: string
  line: string
  form?: boolean
  about?: string
  look?: 'primary' | 'danger'
  sure?: string
  back?: string[]
}

/** A line of a list, with the one button that belongs to it. */
export type Row = { text: Inline[]; action?: Action }

/**
 * Where the buttons of a view stand: the key of the programme that their lines are about, and the lines that led here, the first one
 * first. Without a trail (a posted message, which others change) what they show does not take the view's place.
 */
export type Within = { programme: string; trail: string[] | null }

export type Block =
  | { kind: 'heading'; text: string }
  | { kind: 'text'; text: Inline[] }
  | { kind: 'small'; text: Inline[] }
  | { kind: 'quote'; text: string; by?: string }
  | { kind: 'facts'; facts: Fact[] }
  | { kind: 'list'; ordered: boolean; items: Inline[][] }
  | { kind: 'table'; columns: string[]; rows: Inline[][][] }
  | { kind: 'progress'; bars: Bar[]; unit: string }
  | { kind: 'rows'; rows: Row[] }
  | { kind: 'actions'; actions: Action[] }
  | { kind: 'divider' }

/** One message: an optional title (plain text, under 150 characters) and its blocks, top to bottom. Buttons need `within`. */
export type View = { title?: string; blocks: Block[]; within?: Within }

export const strong = (text: string): Inline => ({ kind: 'strong', text })
export const emphasis = (text: string): Inline => ({ kind: 'emphasis', text })
export const code = (text: string): Inline => ({ kind: 'code', text })
export const mention = (text: string, user: PlatformUser): Inline => ({ kind: 'mention', text, user })
export const link = (text: string, url: string): Inline => ({ kind: 'link', text, url })

export const heading = (text: string): Block => ({ kind: 'heading', text })
export const text = (...parts: Inline[]): Block => ({ kind: 'text', text: parts })
export const small = (...parts: Inline[]): Block => ({ kind: 'small', text: parts })
export const quote = (words: string, by?: string): Block =>
  by === undefined ? { kind: 'quote', text: words } : { kind: 'quote', text: words, by }
export const facts = (...list: Fact[]): Block => ({ kind: 'facts', facts: list })
export const list = (items: Inline[][]): Block => ({ kind: 'list', ordered: false, items })
export const numbered = (items: Inline[][]): Block => ({ kind: 'list', ordered: true, items })
export const table = (columns: string[], rows: Inline[][][]): Block => ({ kind: 'table', columns, rows })
/** @param unit what is counted, where no heading above says it */
export const progress = (bars: Bar[], unit = ''): Block => ({ kind: 'progress', bars, unit })
export const rows = (list: Row[]): Block => ({ kind: 'rows', rows: list })
export const actions = (...list: Action[]): Block => ({ kind: 'actions', actions: list })
export const divider: Block = { kind: 'divider' }

/**
 * The row of buttons that a view ends with, but for small print: the way on and back, which stays whatever is left out above it.
 *
 * @returns its place among `blocks`; -1 where there is none
 */
export function lastRow(blocks: Block[]): number {
  const at = blocks.findLastIndex(({ kind }) => kind !== 'small')
  return blocks[at]?.kind === 'actions' ? at : -1
}

/** @returns the words of `parts` without emphasis; a link keeps its address in brackets. */
export function wordsOf(parts: Inline[]): string {
  return parts
    .map((part) => {
      if (typeof part === 'string') return part
      if (part.kind !== 'link') return part.text
      return part.text === part.url ? part.url : `${part.text} (${part.url})`
    })
    .join('')
}
