import { actions, quote, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Milestone, Outlook } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { openOf, reportedSteps } from './next-steps.ts'
import { counted, evidenceWords, recordedWords, wallTime } from './words.ts'

/** `by` is who recorded it, and `recordedFrom` what from, for an administration that is not connected. */
export type RecordedUpdate = {
  by: string | null
  recordedFrom: string | null
  outlook: Outlook
  text: string
  inTheWay: string | null
  references: string[]
  leavesAt: Date
  before: boolean
  joined: boolean
  next: Milestone | null
  /** counted from the first of its administration there; null where that is not known */
  number: number | null
  /** whether it is the reader's administration that reported */
  own: boolean
  /** whether the reader may edit and withdraw it */
  edits: boolean
}

/** What was recorded, when others see it, and the next date owed. */
export function recordedView(
  recorded: RecordedUpdate,
  administration: Administration,
  activity: ActivityName,
  { now, today }: { now: Date; today: CalendarDate },
): View {
  const { outlook, references, leavesAt, before, joined, next, by, recordedFrom, inTheWay, own, edits } =
    recorded
  const evidence = references.map((reference) => ({ reference, title: null }))
  const seen =
    leavesAt > now
      ? `Others see it from ${wallTime(leavesAt, administration.timeZone, today)}.`
      : 'Others see it now.'
  return {
    blocks: [
      text(
        strong(before ? 'Already recorded.' : 'Recorded.'),
        ` ${administration.customsName}, ${activity.code}: ${outlook}.`,
      ),
      ...(recorded.text === '' ? [] : [quote(recorded.text)]),
      ...(inTheWay === null ? [] : [text(strong('In the way: '), inTheWay)]),
      ...(recordedFrom === null
        ? []
        : [text(`Shown as ${recordedWords({ recordedBy: by, recordedFrom })}.`)]),
      ...(evidence.length > 0
        ? [text(`${counted(evidence.length, 'link')} filed as evidence: `, ...evidenceWords(evidence))]
        : []),
      ...(joined
        ? [text(`${administration.customsName} now counts as taking part in ${activity.code}.`)]
        : []),
      ...(next?.dueOn ? [text(`Your next date: ${fullDate(next.dueOn)}, ${next.code}.`)] : []),
      small(seen, ...(edits ? [' You can still change or withdraw it.'] : [])),
      actions(
        ...(edits
          ? reportedSteps(activity.code, administration.code, recorded.number, own && leavesAt > now)
          : []),
        openOf(activity.code),
      ),
    ],
  }
}
