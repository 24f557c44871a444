import { type Action, actions, code, quote, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Milestone, Outlook } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { openOf } from './next-steps.ts'
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
}

/** Withdrawn is the one that was confirmed, whatever was reported after it. */
function stepsAfter(
  { leavesAt, number, own }: RecordedUpdate,
  { code: of }: Administration,
  { code: on }: ActivityName,
  now: Date,
): Action[] {
  const name = (own ? on : `${on}/${of}`).toLowerCase()
  return [
    ...(own && leavesAt > now
      ? [{ label: 'Send now', line: `send now ${name}`, about: `Let others read it now: ${on}` }]
      : []),
    { label: 'Edit', line: `edit ${name}`, form: true, about: `Edit what was reported on ${on}` },
    ...(number === null
      ? []
      : [
          {
            label: 'Withdraw',
            line: `withdraw ${name} ${number}`,
            look: 'danger' as const,
            sure: 'Its words are erased everywhere. That cannot be undone.',
            about: `Withdraw what was reported on ${on}`,
          },
        ]),
    openOf(on),
  ]
}

/** What was recorded, when others see it, and the next date owed. */
export function recordedView(
  recorded: RecordedUpdate,
  administration: Administration,
  activity: ActivityName,
  { now, today }: { now: Date; today: CalendarDate },
): View {
  const { outlook, references, leavesAt, before, joined, next, by, recordedFrom, inTheWay } = recorded
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
      small(
        `${seen} `,
        code(`status ${activity.code.toLowerCase()}`),
        ' shows it.',
        ...(leavesAt > now ? [' Say ', code('send now'), ' to let it go at once.'] : []),
      ),
      actions(...stepsAfter(recorded, administration, activity, now)),
    ],
  }
}
