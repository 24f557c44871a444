import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { openOf, reportedSteps } from './next-steps.ts'

/** An update whose hold was ended. */
export function sentView(
  { customsName, code: of }: Pick<Administration, 'customsName' | 'code'>,
  activity: Pick<ActivityName, 'code'>,
): View {
  const on = activity.code.toLowerCase()
  return {
    blocks: [
      text(strong('Sent.'), ` Others read what ${customsName} reported on ${activity.code} from now on.`),
      small('You can still change or withdraw it: ', code(`edit ${on} …`), ', ', code(`withdraw ${on}`), '.'),
      actions(...reportedSteps(activity.code, of, null, false), openOf(activity.code)),
    ],
  }
}
