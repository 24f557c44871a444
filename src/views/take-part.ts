import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { openOf, updateOf } from './next-steps.ts'
import { capital, quietWords } from './words.ts'

/** That an administration takes part; `before` when it did already, `own` when one of its members says so. */
export function takingPartView(about: {
  administration: Administration
  activity: ActivityName
  quiet: boolean
  own: boolean
  before: boolean
}): View {
  const { administration, activity, quiet, own, before } = about
  const { customsName } = administration
  const subject = activity.code.toLowerCase()
  return {
    blocks: [
      text(
        strong(before ? 'Already recorded.' : 'Recorded.'),
        ` ${customsName} takes part in ${activity.code}, ${activity.title}.`,
      ),
      ...(quiet
        ? [text(`${capital(quietWords(activity))}: until then, ${customsName} reads what is reported there.`)]
        : []),
      ...(own
        ? [
            small(
              'Report with ',
              code(`update ${subject} on track …`),
              '; take something on with ',
              code(`pledge ${subject} by …`),
              '.',
            ),
          ]
        : []),
      actions(
        ...(own && !quiet
          ? [
              updateOf(activity.code),
              {
                label: 'Pledge',
                line: `pledge ${subject}`,
                form: true,
                about: `Pledge under ${activity.code}`,
              },
            ]
          : []),
        openOf(activity.code),
      ),
    ],
  }
}
