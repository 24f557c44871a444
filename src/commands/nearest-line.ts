import type { Directory } from '../domain/facts.ts'
import type { TableCommand } from './command.ts'
import { nearestMentioned, nearestWord } from './mentioned.ts'
import { codeInLine, nearChange } from './near-miss.ts'
import { findCommand } from './parse.ts'
import { findSubject, leadingSubject, nearest, nearestSubject } from './subject.ts'

/** Whether a command's words begin with a code: its usage shows one. */
export const takesCode = ({ name, usage }: TableCommand): boolean =>
  usage.some((line) => line.startsWith(`${name} `) && /^[a-z]+-\d/.test(line.slice(name.length + 1)))

/** The nearest line to one that says nothing known: complete, so that it can be sent as it is. */
export function nearestLine(
  table: TableCommand[],
  directory: Directory,
  line: string,
  said: string,
): string | null {
  const misspelt = misspeltCommand(table, directory, line)
  if (misspelt) return misspelt
  const change = nearChange(line, directory)
  if (change && findCommand(table, change.replace(/^help /, ''))) return change
  const code = codeInLine(line, directory)
  const about = code?.code ?? nearestSubject(directory, line)?.toLowerCase()
  if (about) return `status ${about}`
  const questions = table.filter(({ changes }) => !changes)
  const word = nearestWord(
    said,
    questions.flatMap(({ name, also }) => [name, ...also]),
  )
  const command = word && questions.find(({ name, also }) => name === word || also.includes(word))
  if (command) return command.name
  const mentioned = nearestMentioned(directory, said)?.toLowerCase()
  return mentioned ? `status ${mentioned}` : null
}

/** `upadte ipr-1 …`: the first word nearly is a command's. What follows stays as it was typed, but for a misspelt name. */
function misspeltCommand(table: TableCommand[], directory: Directory, line: string): string | null {
  const phrases = new Map(
    table.flatMap((command) => [command.name, ...command.also].map((phrase) => [phrase, command] as const)),
  )
  for (const count of [3, 2, 1]) {
    const head = line.split(/\s/, count).join(' ')
    const candidates = [...phrases.keys()].filter(
      (phrase) => phrase.length > 3 && isNearWordByWord(head.split(' '), phrase.split(' ')),
    )
    const near = nearest(head, candidates)
    const command = near && phrases.get(near)
    if (!command) continue
    const rest = line.slice(head.length).trim()
    if (rest === '') return command.name
    if (command.changes) {
      if (takesCode(command) && !leadingSubject(directory, rest)) continue
      return `${command.name} ${rest}`
    }
    const about = findSubject(directory, rest) ? rest : nearestSubject(directory, rest)?.toLowerCase()
    if (about) return `${command.name} ${about}`
    if (command.name !== 'status' && rest.split(' ').length <= 3) return `${command.name} ${rest}`
  }
  return null
}

/** Whether each word nearly is the other's: "tkae part" is "take part", and "we take part" is not "not take part". */
const isNearWordByWord = (said: string[], phrase: string[]): boolean =>
  said.length === phrase.length &&
  said.every((word, at) => {
    const meant = phrase[at]!
    if (nearest(word, [meant]) === null) return false
    // A small word beside others decides: "now" and "not" may not be taken for one another.
    return phrase.length === 1 || meant.length > 3 || lettersIn(word) === lettersIn(meant)
  })

const lettersIn = (word: string): string => [...word.toLowerCase()].sort().join('')
