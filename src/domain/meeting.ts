import { type CalendarDate, daysBetween, plusDays } from '../time.ts'
import type { Meeting, Programme } from './facts.ts'

/** The next Directors-General meeting: the first that has not ended on the calendar day `today`; null when none is set. */
export function nextMeeting({ meetings }: Pick<Programme, 'meetings'>, today: CalendarDate): Meeting | null {
  return meetings.find(({ kind, endsOn }) => kind === 'directors-general' && endsOn >= today) ?? null
}

/** What is said of a meeting: its first day, and its last day and place where they are said. */
export type SaidMeeting = { startsOn: CalendarDate; endsOn: CalendarDate | null; place: string }

/** Calendar days that a meeting lasts at most; more is a slip of the pen. */
const longestMeeting = 14

export type MeetingPlan =
  /** the next meeting, moved; `same` when that changes nothing */
  | {
      kind: 'moved'
      meeting: Meeting
      startsOn: CalendarDate
      endsOn: CalendarDate
      place: string
      same: boolean
    }
  | { kind: 'new'; startsOn: CalendarDate; endsOn: CalendarDate; place: string }
  | { kind: 'refused'; fault: 'past' | 'ends before it starts' | 'too long' | 'no place' }

/**
 * What saying a meeting comes to: the next one is moved while it has not begun, and keeps its place and the number of its days
 * where nothing else is said; else a new one is set. Never in the past.
 */
export function planMeeting(
  programme: Pick<Programme, 'meetings'>,
  { startsOn, endsOn: saidEnd, place: saidPlace }: SaidMeeting,
  today: CalendarDate,
): MeetingPlan {
  if (startsOn < today) return { kind: 'refused', fault: 'past' }
  const next = nextMeeting(programme, today)
  const meeting = next && next.startsOn > today ? next : null
  const days = meeting ? daysBetween(meeting.startsOn, meeting.endsOn) : 0
  const endsOn = saidEnd ?? plusDays(startsOn, days)
  if (endsOn < startsOn) return { kind: 'refused', fault: 'ends before it starts' }
  if (daysBetween(startsOn, endsOn) >= longestMeeting) return { kind: 'refused', fault: 'too long' }
  const place = saidPlace === '' ? (meeting?.place ?? '') : saidPlace
  if (place === '') return { kind: 'refused', fault: 'no place' }
  if (!meeting) return { kind: 'new', startsOn, endsOn, place }
  const same = startsOn === meeting.startsOn && endsOn === meeting.endsOn && place === meeting.place
  return { kind: 'moved', meeting, startsOn, endsOn, place, same }
}
