import { actions, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { openOf, reportedSteps } from './next-steps.ts'

/** An update whose hold was ended; `number` as it is counted among those of its administration there. */
export function sentView(
  { customsName, code: of }: Pick<Administration, 'customsName' | 'code'>,
  activity: Pick<ActivityName, 'code'>,
  number: number,
): View {
  return {
    blocks: [
      text(strong('Sent.'), ` Others read what ${customsName} reported on ${activity.code} from now on.`),
      small('You can still change or withdraw it.'),
      actions(...reportedSteps(activity.code, of, number, false), openOf(activity.code)),
    ],
  }
}
