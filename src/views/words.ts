import type { Block, Inline } from '../chat/view.ts'
import { emphasis, link, small } from '../chat/view.ts'
import type { ChannelPlatform } from '../domain/channel.ts'
import type {
  Administration,
  Commitment,
  Confirmation,
  Directory,
  Evidence,
  Milestone,
  Programme,
} from '../domain/facts.ts'
import { commitmentSchedule, milestoneSchedule } from '../domain/schedule.ts'
import { type CalendarDate, dayIn, daysAway, fullDate, shortDate, timeIn } from '../time.ts'

const numbers = [
  'no',
  'one',
  'two',
  'three',
  'four',
  'five',
  'six',
  'seven',
  'eight',
  'nine',
  'ten',
  'eleven',
  'twelve',
]

/** `three`, `14`: a count as it stands in a sentence. */
export const inWords = (count: number): string => numbers[count] ?? String(count)

export const capital = (words: string): string => words.slice(0, 1).toUpperCase() + words.slice(1)

/** What the platforms call themselves. */
export const platformNames: Record<ChannelPlatform, string> = { slack: 'Slack', teams: 'Teams' }

/** `1 item`, `2 items`. */
export const counted = (count: number, one: string, many = `${one}s`): string =>
  `${count} ${count === 1 ? one : many}`

/** People end what they write with a full stop, or do not. */
export const sentence = (words: string): string => (/[.!?…。]\s*$/u.test(words) ? words : `${words}.`)

/** What people wrote, as a part of a line: its full stop would stand before the dot that parts them. */
export const partOfLine = (words: string): string => words.replace(/(?<![.。]|\.\p{L})[.。]\s*$/u, '')

/** `Japan and Thailand`, `Japan, Korea and Thailand`. */
export function listed(names: string[]): string {
  return names.length < 2 ? (names[0] ?? '') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`
}

/** `Ho Chi Minh`: how a time zone is said. */
export const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** `Monday 7 June 2010, 09:22 (Tokyo)`: an instant on somebody's wall. */
export function wallTime(instant: Date, zone: string, today: CalendarDate): string {
  const day = dayIn(instant, zone)
  const time = `${timeIn(instant, zone)} (${cityOf(zone)})`
  return day === today ? time : `${time} on ${fullDate(day)}`
}

/** `next Mon 21 Jun 2010`, or `since Mon 21 Jun 2010` once the day has passed. */
export const nextWords = (dueOn: CalendarDate, today: CalendarDate): string =>
  `${dueOn < today ? 'since' : 'next'} ${shortDate(dueOn)}`

/** A milestone's date as it stands today, with the day first agreed beside it when it has moved. */
export function milestoneDate(milestone: Milestone, today: CalendarDate): Inline[] {
  const { state, dueOn, baselineOn, deliveredOn, waitingFor } = milestone
  const agreed: Inline[] =
    baselineOn && baselineOn !== dueOn ? [emphasis(` (agreed first for ${shortDate(baselineOn)})`)] : []
  if (state === 'delivered' && deliveredOn) {
    const late = milestoneSchedule(milestone, today) === 'delivered late'
    return [
      `${late ? 'delivered late' : 'delivered'} ${shortDate(deliveredOn)}`,
      ...(dueOn && dueOn !== deliveredOn ? [` · due ${shortDate(dueOn)}`] : []),
      ...agreed,
    ]
  }
  if (state === 'carried over' || state === 'ended' || state === 'not delivered')
    return [`${state}${dueOn ? ` · date ${shortDate(dueOn)}` : ''}`, ...agreed]
  if (waitingFor !== null) return [`waiting for ${waitingFor}`]
  if (dueOn === null) return ['date to be agreed']
  const schedule = milestoneSchedule(milestone, today)
  const distance = schedule === 'due soon' || schedule === 'overdue' ? `, ${daysAway(today, dueOn)}` : ''
  const extended = baselineOn && dueOn > baselineOn && schedule !== 'extended' ? ' · extended' : ''
  return [`${shortDate(dueOn)} · ${schedule}${distance}${extended}`, ...agreed]
}

/** A commitment's date as it stands today; only *open* or *delivered* where its dates are withheld. */
export function commitmentDate(commitment: Commitment, today: CalendarDate): string {
  const { targetOn, baselineOn } = commitment
  const schedule = commitmentSchedule(commitment, today)
  if (schedule === 'closed')
    return targetOn ? `${commitment.state} · date ${shortDate(targetOn)}` : commitment.state
  if (targetOn === null) return schedule
  const distance = schedule === 'due soon' || schedule === 'overdue' ? `, ${daysAway(today, targetOn)}` : ''
  const first = baselineOn && baselineOn !== targetOn ? ` (first ${shortDate(baselineOn)})` : ''
  return `${shortDate(targetOn)} · ${schedule}${distance}${first}`
}

/** `Limited · Kim Min-ji (Korea), Mon 7 Jun 2010`: a level of implementation, and who confirmed it. */
export function confirmedWords(
  { confirmed }: { confirmed: Confirmation | null },
  administrations: Map<number, Administration>,
): string {
  if (!confirmed) return 'Not yet confirmed'
  const { level, at, by, administrationId } = confirmed
  const administration = administrationId === null ? undefined : administrations.get(administrationId)
  const who = by && (administration ? `${by} (${administration.name})` : by)
  const day = shortDate(dayIn(at, administration?.timeZone ?? 'UTC'))
  return `${capital(level)} · ${who ? `${who}, ` : ''}${day}`
}

/** `✔` delivered, `◔` agreed, `○` proposed, `–` closed: a mark beside the word, never instead of it. */
export function milestoneMark({ state }: Milestone): string {
  if (state === 'delivered') return '✔'
  if (state === 'agreed') return '◔'
  return state === 'proposed' ? '○' : '–'
}

/** `quiet until Friday 29 January 2010`: what those who may not read an activity yet are told. */
export const quietWords = ({ quietUntil }: { quietUntil: CalendarDate | null }): string =>
  quietUntil ? `quiet until ${fullDate(quietUntil)}` : 'quiet'

type Referred = Pick<Evidence, 'reference' | 'title'> & Partial<Pick<Evidence, 'author' | 'datedOn'>>

/** Links as links; other references as they were written; with who wrote them and when, where that was said. */
export function evidenceWords(evidence: Referred[]): Inline[] {
  return evidence.flatMap(({ reference, title, author, datedOn }, at): Inline[] => {
    const separator = at === 0 ? [] : [', ']
    const words = title ?? reference
    const written = author ? [` (${author}${datedOn ? `, ${shortDate(datedOn)}` : ''})`] : []
    return [...separator, /^https?:\/\//i.test(reference) ? link(words, reference) : words, ...written]
  })
}

/** `recorded by Papadakis Eleni from e-mail of 3 May`: whose hand wrote down what an administration sent in. */
export const recordedWords = (update: { recordedBy: string | null; recordedFrom: string | null }): string =>
  `recorded${update.recordedBy ? ` by ${update.recordedBy}` : ''} from ${update.recordedFrom}`

/** ` her`, behind a word that is to be asked in a programme that is not the current one; nothing for the current one. */
export const within = ({ prefix }: Directory): string =>
  prefix === '' ? '' : ` ${prefix.slice(0, -1).toLowerCase()}`

/** The small print every answer about a programme ends with: whose plan it is, moved dates, examples. */
export function programmeNotes(programme: Programme): Block[] {
  const notes = [
    programme.closedAt &&
      `Closed on ${fullDate(dayIn(programme.closedAt, 'UTC'))}: it can be read, and takes nothing new.`,
    programme.example && 'Example data: leads, agreed dates and updates are made up.',
    programme.movedMonths !== 0 &&
      `All dates are moved by ${movedBy(programme.movedMonths)} from those of the declaration.`,
  ].filter((note): note is string => typeof note === 'string')
  return notes.length === 0 ? [] : [small(notes.join(' '))]
}

function movedBy(months: number): string {
  const years = months / 12
  return Number.isInteger(years) ? counted(years, 'year') : counted(months, 'month')
}
