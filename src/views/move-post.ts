import {
  type Action,
  actions,
  type Block,
  code,
  type Inline,
  list,
  quote,
  small,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import type { Meeting, Programme } from '../domain/facts.ts'
import type { DateMove, MilestoneMove } from '../domain/move.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { inFull } from './meeting.ts'
import { activityIn, openOf } from './next-steps.ts'
import { capital, inWords, programmeNotes } from './words.ts'

/** `on` is the day of the message, where it is read. */
export type MovesToSay = {
  milestones: MilestoneMove[]
  meetings: (DateMove & { meeting: Meeting })[]
  on: CalendarDate
}

type Around = { programme: Programme; today: CalendarDate }

/** How many dates one message lists. */
const mostDates = 15

/** What was moved: from which day to which, why, who decided, and when it is asked for next. */
export function movesView({ milestones, meetings, on }: MovesToSay, { programme, today }: Around): View {
  // Drawn anew on a later day, it says no distance: beside the day on which it was posted that would be wrong.
  const distance = (day: CalendarDate) => (today === on ? ` (${daysAway(today, day)})` : '')
  return {
    title: titleOf(milestones, meetings),
    blocks: [
      ...meetings.flatMap((each) => meetingBlocks(each, distance)),
      ...(milestones.length === 1 ? oneDate(milestones[0]!, distance) : manyDates(milestones, distance)),
      actions(...steps(milestones, meetings)),
      ...programmeNotes(programme),
    ],
  }
}

function titleOf([first, ...others]: MilestoneMove[], [meeting]: MovesToSay['meetings']): string {
  if (meeting) return isNew(meeting) ? 'The next meeting is set' : 'The next meeting has moved'
  return first && others.length === 0
    ? `${first.milestone.code} has another date`
    : capital(`${inWords(others.length + 1)} dates have moved`)
}

/** The likeliest: the activity whose date moved, the dates that moved, those before the meeting. */
function steps([first, ...others]: MilestoneMove[], [moved]: MovesToSay['meetings']): Action[] {
  const meeting = moved && {
    label: 'Dates before it',
    line: `due until ${moved.meeting.startsOn}`,
    about: `Dates before ${moved.meeting.name}`,
  }
  const dates =
    first &&
    (others.length === 0 ? openOf(activityIn(first.milestone.code)) : { label: 'History', line: 'history' })
  return [meeting, dates].filter((each) => each !== undefined)
}

const isNew = ({ fromOn, fromPlace }: DateMove): boolean => fromOn === null && fromPlace === null

type Distance = (day: CalendarDate) => string

function meetingBlocks(move: MovesToSay['meetings'][0], distance: Distance): Block[] {
  const { meeting, fromOn, fromPlace, reason } = move
  const before = [fromOn && fullDate(fromOn), fromPlace].filter((part) => part !== null).join(', ')
  return [
    text(strong(meeting.name), `: ${inFull(meeting)}${distance(meeting.startsOn)}.`),
    ...(isNew(move) ? [] : [text(`Until now: ${before}.`)]),
    ...(reason === '' ? [] : [quote(reason)]),
    small(`Decided by ${decidedBy(move)}. Agreed dates stay as they are.`),
  ]
}

const decidedBy = ({ by }: { by: string | null }): string => by ?? 'the secretariat'

const fromTo = ({ fromOn, toOn }: MilestoneMove, distance: Distance): string =>
  `from ${fullDate(fromOn)} to ${fullDate(toOn)}${distance(toOn)}.`

const nextWords = ({ next }: MilestoneMove): string =>
  next ? ` Next reminder: ${fullDate(next)}, only if it is still open.` : ''

function oneDate(move: MilestoneMove, distance: Distance): Block[] {
  const { milestone, reason } = move
  return [
    text(`${milestone.title} (`, strong(milestone.code), `): ${fromTo(move, distance)}`),
    ...(reason === '' ? [] : [quote(reason)]),
    small(`Decided by ${decidedBy(move)}.${nextWords(move)}`),
  ]
}

function manyDates(moves: MilestoneMove[], distance: Distance): Block[] {
  if (moves.length === 0) return []
  const shown = moves.slice(0, mostDates)
  const line = (move: MilestoneMove): Inline[] => [
    `${move.milestone.title} (`,
    strong(move.milestone.code),
    `): ${fromTo(move, distance)}${move.reason === '' ? '' : ` "${move.reason}".`} Decided by ${decidedBy(move)}.${nextWords(move)}`,
  ]
  return [
    list(shown.map(line)),
    ...(moves.length > shown.length
      ? [text(`And ${inWords(moves.length - shown.length)} more: `, code('history'), '.')]
      : []),
  ]
}
