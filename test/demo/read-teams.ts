import {
  type Block,
  code,
  emphasis,
  heading,
  type Inline,
  link,
  list,
  progress,
  quote,
  small,
  strong,
  table,
  text,
  type View,
  wordsOf,
} from '../../src/chat/view.ts'

type Fields = Record<string, unknown>

/** A message as Teams shows its Adaptive Card, read back from what Teams received. */
export function readTeams(message: Fields): View {
  const [attachment] = fieldsIn(message.attachments)
  const card = attachment?.content as Fields | undefined
  if (!card) return { blocks: [text(String(message.text ?? ''))] }
  const blocks = joined(fieldsIn(card.body).map(readElement))
  const [first, ...rest] = blocks
  return first?.kind === 'heading' ? { title: first.text, blocks: rest } : { blocks }
}

function readElement(element: Fields): Block {
  switch (element.type) {
    case 'TextBlock':
      return element.style === 'heading'
        ? heading(wordsOf(readMarkdown(String(element.text))))
        : lineOf(readMarkdown(String(element.text)), element.size === 'Small')
    case 'RichTextBlock': {
      const runs = fieldsIn(element.inlines)
      return lineOf(runs.map(readRun), runs[0]?.size === 'Small')
    }
    case 'Container': {
      const items = fieldsIn(element.items).map(readElement)
      const words = items.map((item) => ('text' in item ? wordsOf([item.text].flat()) : ''))
      const by = items.at(-1)?.kind === 'small' ? words.pop() : undefined
      return by === undefined ? quote(words.join('\n')) : quote(words.join('\n'), by)
    }
    case 'FactSet':
      return {
        kind: 'facts',
        facts: fieldsIn(element.facts).map(({ title, value }) => ({
          label: wordsOf(readMarkdown(String(title))),
          value: readMarkdown(String(value)),
        })),
      }
    case 'Table': {
      const [columns = [], ...rows] = fieldsIn(element.rows).map(({ cells }) =>
        fieldsIn(cells).map(({ items }) =>
          fieldsIn(items).flatMap(({ inlines }) => fieldsIn(inlines).map(readRun)),
        ),
      )
      return table(columns.map(wordsOf), rows)
    }
    case 'ActionSet':
      return text(buttonsIn(element))
    case 'ColumnSet': {
      const [words, beside] = fieldsIn(element.columns).map(({ items }) => fieldsIn(items))
      const isRow = fieldsIn(element.columns).length < 3
      if (isRow)
        return list([[...wordsIn(words ?? []), ...(beside ?? []).map((each) => ` ${buttonsIn(each)}`)]])
      const [label = '', , count = ''] = fieldsIn(element.columns).map(({ items }) =>
        fieldsIn(items)
          .map(({ inlines }) => wordsOf(fieldsIn(inlines).map(readRun)))
          .join(' '),
      )
      const [, done, total, unit = ''] = /^(\d+) of (\d+) ?(.*)$/.exec(count) ?? []
      return progress([{ label, done: Number(done), total: Number(total) }], unit)
    }
    default:
      throw new Error(`the demo cannot draw Teams' ${String(element.type)}`)
  }
}

/** Buttons, as words. */
const buttonsIn = ({ actions }: Fields): string =>
  fieldsIn(actions)
    .map(({ title }) => `[${String(title)}]`)
    .join(' ')

const wordsIn = (items: Fields[]): Inline[] => items.flatMap(({ inlines }) => fieldsIn(inlines).map(readRun))

/** A line of a list begins with its mark; its number stands, because buttons may stand between two of them. */
function lineOf(parts: Inline[], isSmall: boolean): Block {
  if (isSmall) return small(...parts)
  const [first = '', ...rest] = parts
  const mark = typeof first === 'string' ? /^• /.exec(first) : null
  if (!mark) return text(...parts)
  return list([[String(first).slice(mark[0].length), ...rest]])
}

/** Elements that Teams shows as one thing: the lines of a list, the bars under one another. */
function joined(blocks: Block[]): Block[] {
  const all: Block[] = []
  for (const block of blocks) {
    const before = all.at(-1)
    if (before?.kind === 'list' && block.kind === 'list' && before.ordered === block.ordered)
      all[all.length - 1] = { ...before, items: [...before.items, ...block.items] }
    else if (before?.kind === 'progress' && block.kind === 'progress')
      all[all.length - 1] = { ...before, bars: [...before.bars, ...block.bars] }
    else all.push(block)
  }
  return all
}

function readRun(run: Fields): Inline {
  const words = String(run.text ?? '')
  const { url } = (run.selectAction ?? {}) as Fields
  if (typeof url === 'string') return link(words, url)
  if (run.weight === 'Bolder') return strong(words)
  if (run.italic) return emphasis(words)
  return run.fontType === 'Monospace' ? code(words) : words
}

const markup =
  /\\([!-/:-@[-`{-~])|<at>(.*?)<\/at>|\*\*(.+?)\*\*|\[((?:\\.|[^\]])*)\]\(([^)]*)\)|_((?:\\.|[^_])+)_/g

function readMarkdown(words: string): Inline[] {
  const parts: Inline[] = []
  const plain = (part: string): void => {
    const before = parts.at(-1)
    if (part === '') return
    if (typeof before === 'string') parts[parts.length - 1] = before + part
    else parts.push(part)
  }
  let read = 0
  for (const match of words.matchAll(markup)) {
    const [whole, escaped, mentioned, bold, shown, url, slanted] = match
    plain(words.slice(read, match.index))
    if (escaped) plain(escaped)
    else if (mentioned) parts.push(strong(`@${mentioned}`))
    else if (bold) parts.push(strong(shownWords(bold)))
    else if (url) parts.push(link(shownWords(shown ?? ''), url))
    else parts.push(emphasis(shownWords(slanted ?? '')))
    read = match.index + whole.length
  }
  plain(words.slice(read))
  return parts
}

const shownWords = (words: string): string => words.replace(/\\([!-/:-@[-`{-~])/g, '$1')

const fieldsIn = (value: unknown): Fields[] => (Array.isArray(value) ? (value as Fields[]) : [])
