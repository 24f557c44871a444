import { code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Evidence } from '../domain/facts.ts'
import { type CalendarDate, dayIn, fullDate } from '../time.ts'
import { evidenceWords, wallTime } from './words.ts'

/** What evidence was filed for: what is owed, or an update. */
export type Attached =
  | { kind: 'owed'; code: string; title: string; open: boolean }
  | {
      kind: 'update'
      administration: Administration
      activity: ActivityName
      reportedOn: CalendarDate
      leavesAt: Date
    }

export const attachedUpdate = (
  { at, leavesAt }: { at: Date; leavesAt: Date },
  { administration, activity }: { administration: Administration; activity: ActivityName },
): Attached => ({
  kind: 'update',
  administration,
  activity,
  reportedOn: dayIn(at, administration.timeZone),
  leavesAt,
})

/** What an update is called in a sentence, or `IPR-1.2 Lessons learned`. */
export const attachedName = (to: Attached): string =>
  to.kind === 'owed'
    ? `${to.code} ${to.title}`
    : `${to.activity.code}, update of ${to.administration.customsName} of ${fullDate(to.reportedOn)}`

/**
 * What was filed as evidence, for what, and who sees it.
 *
 * @param before whether it was filed already
 */
export function attachedView(
  to: Attached,
  evidence: Evidence,
  before: boolean,
  { now, today }: { now: Date; today: CalendarDate },
): View {
  return {
    blocks: [
      text(strong(before ? 'Filed already.' : 'Filed as evidence.'), ` ${attachedName(to)}.`),
      text('Evidence: ', ...evidenceWords([evidence])),
      to.kind === 'owed' ? owedNote(to) : updateNote(to, now, today),
    ],
  }
}

function owedNote({ code: name, open }: Attached & { kind: 'owed' }) {
  const status = code(`status ${name.toLowerCase()}`)
  return open
    ? small(
        'It is not marked delivered by this; ',
        code(`done ${name.toLowerCase()}`),
        ' does that. ',
        status,
        ' shows it.',
      )
    : small(status, ' shows it.')
}

function updateNote(
  { administration, activity, leavesAt }: Attached & { kind: 'update' },
  now: Date,
  today: CalendarDate,
) {
  const seen =
    leavesAt > now
      ? `Others see it with the update from ${wallTime(leavesAt, administration.timeZone, today)}. `
      : 'Others see it with the update now. '
  return small(seen, code(`status ${activity.code.toLowerCase()}`), ' shows it.')
}
