import type { Form } from '../../src/chat/form.ts'
import type { Action, Block, Inline, View } from '../../src/chat/view.ts'

/* What can be checked of *How the bot speaks* (README) without reading for sense. */

/** Words of ours: `prose` is a sentence, `line` an item of a list, a fact or a button, where room is short. */
export type Piece = { kind: 'prose' | 'line'; words: string }

/** What is to be typed, and addresses, are not said; a quotation is somebody else's. */
const words = (parts: Inline[]): string =>
  parts
    .map((part) => {
      if (typeof part === 'string') return part
      return part.kind === 'code' ? '…' : part.kind === 'link' ? 'link' : part.text
    })
    .join('')

const prose = (said: string): Piece => ({ kind: 'prose', words: said })
const line = (said: string): Piece => ({ kind: 'line', words: said })
/** What is set apart by dots or semicolons is a list in one line. */
const saidIn = (said: string): Piece => (/ · |; /.test(said) ? line(said) : prose(said))
const buttons = (actions: Action[]): Piece[] =>
  actions.flatMap(({ label, about, sure }) => [label, about ?? '', sure ?? ''].map(line))

export function wordsOfView({ title, blocks }: View): Piece[] {
  return [...(title === undefined ? [] : [line(title)]), ...blocks.flatMap(wordsOfBlock)]
}

function wordsOfBlock(block: Block): Piece[] {
  switch (block.kind) {
    case 'heading':
      return [line(block.text)]
    case 'text':
    case 'small':
      return [saidIn(words(block.text))]
    case 'quote':
      return block.by === undefined ? [] : [line(block.by)]
    case 'facts':
      return block.facts.map(({ label, note = '', value }) => line(`${label} ${note} ${words(value)}`))
    case 'list':
      return block.items.map((item) => line(words(item)))
    case 'table':
      return [...block.columns.map(line), ...block.rows.flat().map((cell) => line(words(cell)))]
    case 'progress':
      return block.bars.flatMap(({ label, open }) => [line(label), ...buttons(open ? [open] : [])])
    case 'rows':
      return block.rows.flatMap(({ text, action }) => [line(words(text)), ...buttons(action ? [action] : [])])
    case 'actions':
      return buttons(block.actions)
    case 'divider':
      return []
  }
}

export function wordsOfForm({ title, submit, notice, fields, mistakes = {} }: Form): Piece[] {
  const asked = fields.flatMap((field) => [
    line(field.label),
    prose(field.hint ?? ''),
    ...(field.kind === 'choice' ? field.options.map(({ label }) => line(label)) : []),
  ])
  return [
    line(title),
    line(submit),
    ...notice.map((parts) => saidIn(words(parts))),
    ...asked,
    ...Object.values(mistakes).map(prose),
  ]
}

const weekday = '(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day'
const month = '(?:January|February|March|April|May|June|July|August|September|October|November|December)'
const short = '(?:Jan|Feb|Mar|Apr|Jun|Jul|Aug|Sep|Oct|Nov|Dec)'
const shortWeekday = '(?:Mon|Tue|Wed|Thu|Fri|Sat|Sun)'

// May is as short as it is long.
const fullWithout = new RegExp(`(?<!${weekday} |\\b${shortWeekday} (?=\\d{1,2} May))\\b\\d{1,2} ${month}\\b`)
const shortWithout = new RegExp(`(?<!${shortWeekday} )\\b\\d{1,2} ${short} \\d{4}`)
const shortDate = new RegExp(`\\b\\d{1,2} ${short} \\d{4}`)
const iso = /\b\d{4}-\d{2}-\d{2}\b/

/** What blames, excuses itself, or is said nowhere but in programs. */
const unwelcome =
  /\b(sorry|oops|unfortunately|please note|kindly|asap|invalid|illegal|wrong|fail(?:ed|ure)? to|forgot|forgotten|neglected|must not|deadline missed|behind schedule|e\.g\.|i\.e\.|etc\.)(?!\w)/i

/** Words in one sentence. */
const mostWords = 30

/**
 * @param codes of administrations, which are names in a code (IPR-1/JP) and nowhere else
 * @returns what is wrong with one piece, each with the words
 */
export function wordingFaults({ kind, words: said }: Piece, codes: string[]): string[] {
  const bare = said.replace(/\b[A-Z]{2,4}-\d+(\.\d+)?(\/[A-Z]+)?\b/g, 'CODE')
  const abbreviated = new RegExp(`\\b(?:${codes.join('|')})\\b`)
  const long =
    kind === 'prose' ? sentencesOf(said).filter((each) => each.split(/\s+/).length > mostWords) : []
  const found: [string, boolean][] = [
    ['an exclamation mark', said.includes('!')],
    ['an unwelcome word', unwelcome.test(said)],
    ['a day without its weekday', fullWithout.test(said) || shortWithout.test(said)],
    ['a date not in full', kind === 'prose' && shortDate.test(said)],
    ['a date for machines', iso.test(said)],
    ['an administration by its code', abbreviated.test(bare)],
    [`a sentence of more than ${mostWords} words`, long.length > 0],
  ]
  return found.flatMap(([fault, holds]) => (holds ? [`${fault}: ${said.slice(0, 200)}`] : []))
}

/** A row of more than ten commas is a list of words, and no sentence. */
const sentencesOf = (said: string): string[] =>
  said.split(/(?<=[.:;?…])\s+|\n/).filter((each) => each.split(', ').length <= 10)
