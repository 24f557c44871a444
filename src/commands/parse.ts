import type { TableCommand } from './command.ts'
import { smallLetters } from './letters.ts'

/** What stands before the words themselves: a quotation mark of a reply, a mention, the bot's name, an emoji. */
const ornament =
  /^(?:(?:>|&gt;|[-•–—]) +|(?:<|&lt;)@[^\s<>]{1,80}(?:>|&gt;)[,:]? *|[/@]?asem(?: bot| commitments)?(?![\p{L}\p{N}_./-])[:,]? *|[/!](?=\p{L}+(?:\s|$))|:(?=[a-z])[a-z\d_+-]{2,30}: *|\p{Extended_Pictographic}[\p{M}\p{Emoji_Modifier}\u200d]* *|\p{Cf}+ *)/iu
const mostOrnaments = 5

const quotes = new Map(
  ['""', "''", '``', '“”', '‘’', '„“', '«»', '**', '__'].map(([open, close]) => [open!, close!]),
)

/**
 * Spaces of every kind become one, line breaks stay. Control characters and halves of characters go: the database takes neither.
 * The space without width that some scripts put between words stays.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\s)\p{Cc}|\p{Cs}/gu, '')
    .replace(/(?:[^\S\n]|[\u200b\u2060])+/g, (gap) =>
      /[^\u200b\u2060\ufeff]/.test(gap) ? ' ' : gap.includes('\u200b') ? '\u200b' : '',
    )
    .replace(/ ?\n ?/g, '\n')
    .replace(/^[\s\u200b]+|[\s\u200b]+$/g, '')
}

/** A link or an address in Slack's notation, with words of its own. */
const labelled = /<(?:mailto:([^\s<>|]+)|(https?:\/\/[^\s<>|]+))\|[^<>\n]*>/gi

/** What somebody said, tidied, without what stands around it: the bot's name and marks in front, quotes around all, labels of links. */
export function spokenLine(text: string): string {
  const line = tidy(text).replace(labelled, '$1$2')
  const bare = withoutQuotes(withoutOrnaments(line))
  return bare === '' && /^(?:\p{Extended_Pictographic}|:[a-z])/u.test(line) ? line : bare
}

function withoutOrnaments(line: string): string {
  let end = 0
  for (let turn = 0; turn < mostOrnaments; turn++) {
    const found = ornament.exec(line.slice(end, end + 120))
    if (!found) break
    end += found[0].length
  }
  return line.slice(end)
}

function withoutQuotes(line: string): string {
  const close = quotes.get(line[0] ?? '')
  const inside = line.slice(1, -1)
  const around = close !== undefined && line.length > 1 && line.endsWith(close) && !inside.includes(close)
  return around && !inside.includes(line[0]!) ? inside.trim() : line
}

/** The words of a table, each phrase that can be said with its command. */
type Phrases = { commands: Map<string, TableCommand>; longest: number }
const phrasesIn = new WeakMap<TableCommand[], Phrases>()

function phrasesOf(table: TableCommand[]): Phrases {
  const known = phrasesIn.get(table)
  if (known) return known
  const commands = new Map<string, TableCommand>()
  for (const command of table)
    for (const phrase of [command.name, ...command.also])
      if (!commands.has(phrase)) commands.set(phrase, command)
  const longest = Math.max(...[...commands.keys()].map((phrase) => phrase.split(' ').length))
  const phrases = { commands, longest }
  phrasesIn.set(table, phrases)
  return phrases
}

/** No command is as long as this many characters; the rest of a longer word is not looked at. */
const longestWord = 40

/** A word as commands are compared: small Latin letters, no punctuation around it; `?` alone stays. */
function commandWord(token: string): string {
  const letters = smallLetters(token.slice(0, longestWord))
  const word = letters.replace(/^["'`*_([]+|["'`*_)\].:,;!?…]+$/g, '').replaceAll('-', ' ')
  return word === '' && letters.includes('?') ? '?' : word
}

/**
 * The command a line begins with, the longest that is known ("not taking part" before "not"); null when it begins with none. No
 * words at all are a call for help.
 */
export function findCommand(
  table: TableCommand[],
  line: string,
): { command: TableCommand; words: string } | null {
  const { commands, longest } = phrasesOf(table)
  if (line === '') {
    const help = commands.get('help')
    return help ? { command: help, words: '' } : null
  }
  const words: { word: string; end: number }[] = []
  const token = /[^\s\u200b]+/g
  while (words.length < longest) {
    const found = token.exec(line)
    if (!found) break
    words.push({ word: commandWord(found[0]), end: token.lastIndex })
  }
  for (let count = words.length; count > 0; count--) {
    const phrase = words
      .slice(0, count)
      .map(({ word }) => word)
      .join(' ')
    const command = commands.get(phrase)
    if (command) return { command, words: withoutGap(line.slice(words[count - 1]!.end)) }
  }
  return findBeforeColon(commands, line)
}

const withoutGap = (words: string): string => words.replace(/^[\s\u200b]+/, '').trimEnd()

/** `update:ipr-1 …`, without a space. */
function findBeforeColon(
  commands: Phrases['commands'],
  line: string,
): { command: TableCommand; words: string } | null {
  const [whole, head = ''] = /^([^\s:]{1,40}):(?!\/\/)/.exec(line) ?? []
  const command = whole === undefined ? undefined : commands.get(commandWord(head))
  return command && whole ? { command, words: withoutGap(line.slice(whole.length)) } : null
}
