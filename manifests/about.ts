import type { TableCommand } from '../src/commands/command.ts'

/** What both platforms are told about the bot. */
export const about = {
  shortName: 'ASEM',
  name: 'ASEM commitments',
  summary: 'Keeps the commitments of a customs declaration between two meetings',
  description: [
    'Heads of customs agree on a list of activities and meet again two years later.',
    'Between the two meetings this app keeps the record: members of the invited administrations report on an activity in one line,',
    'mark milestones delivered with a link as evidence, and ask where things stand.',
    'A Director General gets the whole programme on one screen with the word summary.',
    'Only invited people are answered; everybody else learns how to be admitted, and nothing more.',
  ].join(' '),
  colour: '#1F5C8B',
}

/** A word of the table, as a menu shows it. */
export type Word = Pick<TableCommand, 'name' | 'summary' | 'usage' | 'may'>

/** What a menu shows before the others: to report, to look, and to take on. */
const first = [
  'mine',
  'update',
  'done',
  'home',
  'status',
  'summary',
  'due',
  'overdue',
  'pledge',
  'search',
  'digest',
]

/**
 * The words for a menu that holds `most`: the likeliest first, then in help's order. What does not fit is left out from the end, except
 * `help`, which names the rest; what only the operator may say is never in.
 */
export function menuOf<W extends Word>(table: readonly W[], most: number): W[] {
  const placeOf = ({ name }: W): number => (first.includes(name) ? first.indexOf(name) : first.length)
  const words = table
    .filter(({ may }) => may !== 'operator')
    .sort((one, other) => placeOf(one) - placeOf(other))
  if (words.length <= most) return words
  const shown = words.filter(({ name }) => name !== 'help').slice(0, most - 1)
  return [...shown, ...words.filter(({ name }) => name === 'help')]
}
