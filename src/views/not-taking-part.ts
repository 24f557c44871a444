import { actions, code, quote, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Area } from '../domain/facts.ts'
import { openOf } from './next-steps.ts'

/** That an administration does not take part, and why; `before` when it said so already. */
export function notTakingPartView(about: {
  administration: Administration
  activity: ActivityName
  area: Area
  quiet: boolean
  own: boolean
  before: boolean
  reason: string | null
}): View {
  const { administration, activity, area, quiet, own, before, reason } = about
  const subject = activity.code.toLowerCase()
  return {
    blocks: [
      text(
        strong(before ? 'Already recorded.' : 'Recorded.'),
        ` ${administration.customsName} does not take part in ${activity.code}, ${activity.title}. It is an answer, and shown as one.`,
      ),
      ...(reason ? [quote(reason)] : []),
      ...(quiet
        ? [
            small(
              `While ${activity.code} is quiet, it reads nothing more of it, and only the coordinator of ${area.code} lets it in again.`,
            ),
          ]
        : own
          ? [small(code(`take part ${subject}`), ' changes it again.')]
          : []),
      actions(
        ...(own && !quiet
          ? [
              {
                label: 'Take part',
                line: `take part ${subject}/${administration.code.toLowerCase()}`,
                about: `${administration.customsName} takes part in ${activity.code}`,
              },
            ]
          : []),
        openOf(activity.code),
      ),
    ],
  }
}
