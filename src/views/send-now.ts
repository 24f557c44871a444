import { code, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'

/** An update whose hold was ended. */
export function sentView(
  { customsName }: Pick<Administration, 'customsName'>,
  activity: Pick<ActivityName, 'code'>,
): View {
  const on = activity.code.toLowerCase()
  return {
    blocks: [
      text(strong('Sent.'), ` Others read what ${customsName} reported on ${activity.code} from now on.`),
      small('You can still change or withdraw it: ', code(`edit ${on} …`), ', ', code(`withdraw ${on}`), '.'),
    ],
  }
}
