import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName, Administration, Directory } from '../domain/facts.ts'
import { dateFault, type When } from '../domain/planning.ts'
import { calendarDate } from '../time.ts'
import { type Context, refuse } from './command.ts'
import { readDate, refuseDate } from './dates.ts'
import { findAdministration } from './names.ts'
import { nearest } from './subject.ts'
import { exampleDay, leadingWhen, refuseDay, waitingForLimit } from './when.ts'

/** Characters of a milestone's title: one line of a list on every platform. */
export const titleLimit = 150

/** What a milestone is to be. */
export type NewPlan = { title: string; when: When; administration: Administration | null }

/** What a milestone is to be, from the words after its activity; a refusal where something is missing. */
export function readMilestone(
  words: string,
  named: Administration | null,
  { code: activity }: ActivityName,
  context: Context,
): NewPlan | Reply {
  const { directory, today, programme } = context
  const day = exampleDay(today, programme)
  const command = (after: string) => `plan ${activity.toLowerCase()} ${after}`
  const said = leadingWhen(words, today, /:(?=\s|$)/)
  if (said && 'unclear' in said)
    return refuseDate(
      said.unclear,
      (each) => command(`${each} ${said.unclear.rest || 'First draft circulated'}`),
      today,
    )
  const { when, rest } = said ?? { when: { kind: 'to be agreed' as const }, rest: words }
  const { title, administration, near, quoted } = readTitle(rest, named, directory)
  const inside = said || quoted ? null : readDate(rest, today)
  if (inside && !('date' in inside))
    return refuseDate(inside, (each) => command(`${each} ${withoutDate(rest, inside)}`), today)
  if (inside)
    return refuse(
      'Say the day before the title: ',
      code(command(`${inside.date} ${withoutDate(rest, inside)}`)),
      '. If it belongs to the title, put the title in quotes.',
    )
  if (when.kind === 'waiting for' && (when.whom === '' || title === ''))
    return refuse(
      'Say whom it waits for, a colon and the title, for example: ',
      code(command('waiting for OLAF: Plan for a follow-up operation')),
    )
  if (title === '')
    return refuse('Add a title, for example: ', code(command(`${day} First draft circulated`)))
  if (title.length > titleLimit)
    return refuse(
      `A title has at most ${titleLimit} characters, and this one has ${title.length}: shorten it.`,
    )
  if (when.kind === 'waiting for' && when.whom.length > waitingForLimit)
    return refuse(`Whom it waits for has at most ${waitingForLimit} characters: shorten it.`)
  if (near)
    return refuse(
      'Did you mean ',
      code(command(`… for ${near.toLowerCase()}`)),
      '? If not, put the title in quotes: ',
      code(command(`… "${title}"`)),
    )
  const fault = when.kind === 'on' ? dateFault(when.date, today, programme) : null
  if (fault && when.kind === 'on')
    return refuseDay(fault, when.date, context, (each) => command(`${each} ${title}`))
  return { title, when, administration }
}

/** What a milestone is to be, as it was entered field by field; `day` and `waitingFor` are '' for a date to be agreed. */
export type EnteredPlan = { title: string; day: string; waitingFor: string; owner: string }

export function enteredMilestone(
  { title, day, waitingFor, owner }: EnteredPlan,
  { code: activity }: ActivityName,
  { directory }: Context,
): NewPlan | Reply {
  const administration = owner === '' ? null : findAdministration(directory, owner)
  if (owner !== '' && !administration)
    return refuse(`I know no administration "${owner}" that could own a milestone of ${activity}.`)
  const when: When =
    day !== ''
      ? { kind: 'on', date: calendarDate(day) }
      : waitingFor !== ''
        ? { kind: 'waiting for', whom: waitingFor }
        : { kind: 'to be agreed' }
  return { title: title.replace(/\s+/g, ' '), when, administration }
}

/** The words without the day that stands in them. */
const withoutDate = (words: string, { at, length }: { at: number; length: number }): string =>
  `${words.slice(0, at).replace(/\b(?:by|on|until|before|for)\s+$/i, '')}${words.slice(at + length)}`
    .replace(/\s+/g, ' ')
    .trim()

type Title = { title: string; quoted: boolean; administration: Administration | null; near: string | null }

/**
 * The title, and the administration after a last "for". In quotes, every word belongs to the title.
 *
 * @param named the administration that is named already
 * @returns in `near` the administration that a misspelt name after "for" could mean
 */
function readTitle(words: string, named: Administration | null, directory: Directory): Title {
  const [, inQuotes, after = ''] = /^["“”«»]([^"“”«»]+)["“”«»]\s*(.*)$/s.exec(words) ?? []
  const [, before = '', whom] = /^(?:(.*)\s)?for\s+(.+)$/is.exec(inQuotes === undefined ? words : after) ?? []
  const found = named || !whom ? null : findAdministration(directory, whom.replace(/[.!]+$/, ''))
  const quoted = inQuotes !== undefined && (after === '' || found !== null)
  const title = quoted ? inQuotes : found ? before : words
  const names = directory.administrations.map(({ name }) => name)
  return {
    title: title.replace(/\s+/g, ' ').trim(),
    quoted,
    administration: found ?? named,
    near: found || named || quoted || !whom ? null : nearest(whom, names),
  }
}
