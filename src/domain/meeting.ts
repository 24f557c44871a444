import type { CalendarDate } from '../time.ts'
import type { Meeting, Programme } from './facts.ts'

/** The next Directors-General meeting: the first that has not ended on the calendar day `today`; null when none is set. */
export function nextMeeting({ meetings }: Pick<Programme, 'meetings'>, today: CalendarDate): Meeting | null {
  return meetings.find(({ kind, endsOn }) => kind === 'directors-general' && endsOn >= today) ?? null
}
