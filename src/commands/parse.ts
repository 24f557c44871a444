import type { Directory } from '../domain/facts.ts'
import type { TableCommand } from './command.ts'
import { findSubject, nearest, nearestSubject } from './subject.ts'

/** What somebody said: a command and the words after it, or nothing known, with the nearest thing that would be. */
export type Understood =
  | { kind: 'command'; command: TableCommand; words: string }
  | { kind: 'unknown'; said: string; near: string | null }

/**
 * Spaces of every kind become one, line breaks stay, the bot's own name in front goes. Control characters and halves of
 * characters go too: the database takes neither.
 */
export function tidy(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\s)\p{Cc}|\p{Cs}/gu, '')
    .replace(/[^\S\n]+|[\u200b\u2060\ufeff]/g, ' ')
    .replace(/ {2,}/g, ' ')
    .replace(/ *\n */g, '\n')
    .trim()
    .replace(/^\/?asem\b[:,]?\s*/i, '')
}

/** No command is as long as this many characters; the rest of a longer word is not looked at. */
const longestWord = 40

/** The command a line begins with; null when its first word is none. No words at all are a call for help. */
export function findCommand(
  table: TableCommand[],
  line: string,
): { command: TableCommand; words: string } | null {
  const [first = ''] = line.split(/\s/)
  const word =
    first
      .slice(0, longestWord)
      .normalize('NFKC')
      .toLowerCase()
      .replace(/[:,!.]+$/, '') || 'help'
  const bare = word === '?' ? word : word.replace(/\?+$/, '')
  const command = table.find(({ name, also }) => name === bare || also.includes(bare))
  return command ? { command, words: line.slice(first.length).trim() } : null
}

/** A line without a command: the name of something is a question about it; anything else is answered with what is nearest. */
export function understandName(table: TableCommand[], directory: Directory, line: string): Understood {
  const status = table.find(({ name }) => name === 'status')
  if (status && findSubject(directory, line.replace(/\?+$/, ''))) {
    return { kind: 'command', command: status, words: line.replace(/\?+$/, '') }
  }
  const [first = '', ...rest] = line.split(' ')
  const near = nearest(
    first,
    table.map(({ name }) => name),
  )
  if (near === 'status' && rest.length > 0) {
    const about = rest.join(' ')
    const meant = findSubject(directory, about)
      ? about
      : (nearestSubject(directory, about)?.toLowerCase() ?? about)
    return { kind: 'unknown', said: line, near: `status ${meant}` }
  }
  if (near) return { kind: 'unknown', said: line, near: [near, ...rest].join(' ') }
  const subject = nearestSubject(directory, line)
  return { kind: 'unknown', said: line, near: subject && `status ${subject.toLowerCase()}` }
}
