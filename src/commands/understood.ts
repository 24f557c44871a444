import type { Directory } from '../domain/facts.ts'
import type { TableCommand } from './command.ts'
import type { Courtesy } from './courtesy.ts'
import { findCommand } from './parse.ts'
import { plainQuestion } from './plain-questions.ts'

/**
 * What somebody said: a command and the words after it; a courtesy; or nothing known, with the nearest line that would be.
 */
export type Understood =
  | { kind: 'command'; command: TableCommand; words: string }
  | { kind: 'courtesy'; courtesy: Courtesy }
  | { kind: 'unknown'; near: string | null }

export type Table = TableCommand[]
export type Found = { command: TableCommand; words: string }

export const run = ({ command, words }: Found): Understood => ({ kind: 'command', command, words })
export const unknown = (near: string | null): Understood => ({ kind: 'unknown', near })

/** The command that a plain question asks for, when it is in the table. */
export function asked(table: Table, directory: Directory, line: string): Found | null {
  const question = plainQuestion(line, directory)
  if (question?.command !== 'help') return question && named(table, question.command, question.words)
  const about = question.words === '' ? null : findCommand(table, question.words)
  return named(table, 'help', about?.command.name ?? '')
}

export function named(table: Table, name: string, words: string): Found | null {
  const command = table.find((each) => each.name === name)
  return command ? { command, words } : null
}

export const endsAsQuestion = (line: string): boolean => /[?？]["'”’)]*$/.test(line.slice(-4))
export const withoutEnd = (words: string): string => words.replace(/[\s?？!.…]+$/, '')

/** Words that add nothing to the command in front of them. */
export const filler =
  /^(?:(?:of|on|for|the|all|me|us|our|now|today|lists?|items?|pages?|things?|dates?|milestones?|deadlines?|activities|everything|programme|report|update|overall|whole|current|please|it|is)(?:\s|$))+$/i
