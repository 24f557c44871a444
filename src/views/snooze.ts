import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { Area, Milestone } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { activityIn, openOf } from './next-steps.ts'

/** A milestone of which those who owe it hear nothing until a day; `until` null when they hear of it again. */
export function snoozedView(
  { code: name, title }: Pick<Milestone, 'code' | 'title'>,
  until: CalendarDate | null,
  next: CalendarDate | null,
  { code: area }: Area,
  before: boolean,
): View {
  const already = before ? 'Already so. ' : ''
  const said = until
    ? `${already}No reminder of ${name} until ${fullDate(until)}.`
    : `${already}Reminders of ${name} as before.`
  return {
    blocks: [
      text(strong(said), ` ${title}.`),
      ...(next ? [text(`The next one for you: ${fullDate(next)}, only if it is still open.`)] : []),
      ...(until
        ? [
            small(
              `Its date stays, and the coordinator of ${area} still sees it. To end this: `,
              code(`snooze ${name.toLowerCase()} off`),
              '.',
            ),
          ]
        : []),
      actions(
        ...(until
          ? [
              {
                label: 'Remind again',
                line: `snooze ${name.toLowerCase()} off`,
                about: `Reminders of ${name} as before`,
              },
            ]
          : []),
        openOf(activityIn(name)),
      ),
    ],
  }
}
