import {
  type Block,
  code,
  divider,
  emphasis,
  heading,
  type Inline,
  link,
  list,
  numbered,
  quote,
  small,
  strong,
  table,
  text,
  type View,
  wordsOf,
} from '../../src/chat/view.ts'

type Fields = Record<string, unknown>

/** Names of the people whom a message mentions, by their Slack ids. */
export type Names = Map<string, string>

/** A message of Block Kit as Slack shows it, read back from what Slack received. */
export function readSlack(message: Fields, names: Names): View {
  const blocks = fieldsIn(message.blocks).flatMap((each) => readBlock(each, names))
  if (blocks.length === 0) return { blocks: [text(shownWords(String(message.text ?? '')))] }
  const [first, ...rest] = blocks
  return first?.kind === 'heading' ? { title: first.text, blocks: rest } : { blocks }
}

function readBlock(block: Fields, names: Names): Block[] {
  switch (block.type) {
    case 'header':
      return [heading(textOf(block.text))]
    case 'context':
      return fieldsIn(block.elements).map((element) => small(...readText(element, names)))
    case 'actions':
      return [text(fieldsIn(block.elements).map(buttonOf).join(' '))]
    case 'section': {
      const beside = block.accessory ? [` ${buttonOf(block.accessory as Fields)}`] : []
      if (block.text) return [list([[...readText(block.text as Fields, names), ...beside]])]
      return [readFields(fieldsIn(block.fields).map((field) => readFact(field, names)))]
    }
    case 'rich_text':
      return readRich(fieldsIn(block.elements), names)
    case 'table':
      return [readTable(block, names)]
    case 'divider':
      return [divider]
    default:
      throw new Error(`the demo cannot draw Slack's ${String(block.type)}`)
  }
}

/** A button, as words. */
const buttonOf = ({ text: label }: Fields): string => `[${textOf(label)}]`

function readRich(elements: Fields[], names: Names): Block[] {
  const [quoted, by] = elements
  if (quoted?.type === 'rich_text_quote') {
    const words = wordsOf(readWords(quoted, names))
    return [by ? quote(words, wordsOf(readWords(by, names))) : quote(words)]
  }
  return elements.map((element): Block => {
    if (element.type !== 'rich_text_list') {
      const words = readWords(element, names)
      return wordsOf(words).endsWith('\n') ? heading(wordsOf(words).trim()) : text(...words)
    }
    const items = fieldsIn(element.elements).map((item) => readWords(item, names))
    return element.style === 'ordered' ? numbered(items) : list(items)
  })
}

const readWords = ({ elements }: Fields, names: Names): Inline[] =>
  fieldsIn(elements).map((element) => {
    if (element.type === 'user') return strong(`@${nameOf(String(element.user_id), names)}`)
    const words = String(element.text ?? '')
    if (element.type === 'link') return link(words, String(element.url))
    const style = (element.style ?? {}) as Fields
    if (style.bold) return strong(words)
    if (style.italic) return emphasis(words)
    return style.code ? code(words) : words
  })

/** Bars that are drawn in signs are bars again: `▰▰▱▱  2 of 4 delivered`. */
function readFields(facts: ReturnType<typeof readFact>[]): Block {
  const drawn = facts.map(({ value }) => /^[▰▱]+ {2}(\d+) of (\d+) (.*)$/.exec(wordsOf(value)))
  if (!drawn.every((each) => each !== null)) return { kind: 'facts', facts }
  const bars = drawn.map(([, done, total], at) => ({
    label: facts[at]!.label,
    done: Number(done),
    total: Number(total),
  }))
  return { kind: 'progress', bars, unit: drawn[0]?.[3] ?? '' }
}

/** A label with its note above, the value below it. */
function readFact(field: Fields, names: Names) {
  const parts = readText(field, names)
  const words = wordsOf(parts)
  const [label = ''] = words.split('\n')
  const [first, second, ...rest] = parts
  const after = typeof second === 'string' ? second.slice(second.indexOf('\n') + 1) : second
  const value = typeof first === 'string' ? [words.slice(label.length + 1)] : [after ?? '', ...rest]
  return { label, value }
}

function readTable({ rows }: Fields, names: Names): Block {
  const cells = (Array.isArray(rows) ? (rows as Fields[][]) : []).map((row) =>
    row.map((cell) => fieldsIn(cell.elements).flatMap((section) => readWords(section, names))),
  )
  const [columns = [], ...others] = cells
  return table(columns.map(wordsOf), others)
}

const markup = /<@(\w+)>|<([^|>]+)\|([^>]*)>|\*([^*\n]+)\*|`([^`\n]+)`|(?<![A-Za-z0-9])_([^_\n]+)_/g

function readText({ type, text: words }: Fields, names: Names): Inline[] {
  const said = String(words ?? '')
  if (type === 'plain_text') return [said]
  const parts: Inline[] = []
  let read = 0
  for (const match of said.matchAll(markup)) {
    const [whole, user, url, shown, bold, mono, slanted] = match
    if (match.index > read) parts.push(shownWords(said.slice(read, match.index)))
    if (user) parts.push(strong(`@${nameOf(user, names)}`))
    else if (url) parts.push(link(shownWords(shown ?? ''), shownWords(url)))
    else if (bold) parts.push(strong(shownWords(bold)))
    else if (mono) parts.push(code(shownWords(mono)))
    else parts.push(emphasis(shownWords(slanted ?? '')))
    read = match.index + whole.length
  }
  return read < said.length ? [...parts, shownWords(said.slice(read))] : parts
}

const nameOf = (user: string, names: Names): string => names.get(user) ?? user

const shownWords = (words: string): string =>
  words.replaceAll('&lt;', '<').replaceAll('&gt;', '>').replaceAll('&amp;', '&')

const textOf = (value: unknown): string => String(((value ?? {}) as Fields).text ?? '')

const fieldsIn = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : [])
