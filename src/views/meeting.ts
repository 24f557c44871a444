import { type Action, actions, code, quote, small, strong, text, type View } from '../chat/view.ts'
import type { Meeting } from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'

type WhenAndWhere = Pick<Meeting, 'startsOn' | 'endsOn' | 'place'>

/** `Tuesday 11 October 2011 to Wednesday 12 October 2011, Hua Hin, Thailand`. */
export function inFull({ startsOn, endsOn, place }: WhenAndWhere): string {
  return `${fullDate(startsOn)}${endsOn === startsOn ? '' : ` to ${fullDate(endsOn)}`}, ${place}`
}

const summary: Action = { label: 'Summary', line: 'summary', about: 'The whole programme on one screen' }

const datesBefore = ({ startsOn }: Pick<Meeting, 'startsOn'>): Action => ({
  label: 'Dates before it',
  line: `due until ${startsOn}`,
  about: 'Dates before the next meeting',
})

/** When and where the next meeting is, and the days to it. */
export function meetingView(meeting: Meeting | null, today: CalendarDate): View {
  if (!meeting)
    return { blocks: [text('The next Directors-General meeting is not set yet. The secretariat sets it.')] }
  const begun = meeting.startsOn <= today
  return {
    blocks: [
      text(
        strong('Next meeting: '),
        `${inFull(meeting)} (${begun ? 'under way' : daysAway(today, meeting.startsOn)}).`,
      ),
      small(meeting.name),
      actions(datesBefore(meeting), summary),
    ],
  }
}

/** The next meeting as it is now, and as it was before. */
export function meetingSetView(
  set: WhenAndWhere,
  before: Meeting | null,
  reason: string,
  today: CalendarDate,
): View {
  return {
    blocks: [
      text(
        strong(before ? 'Moved.' : 'Set.'),
        ` Next meeting: ${inFull(set)} (${daysAway(today, set.startsOn)}).`,
      ),
      ...(before ? [text(`Until now: ${inFull(before)}.`)] : []),
      ...(reason === '' ? [] : [quote(reason)]),
      small('Everyone sees it with ', code('meeting'), ' and in ', code('summary'), '.'),
      actions(datesBefore(set), summary),
    ],
  }
}
