import type { Field, Option } from '../../chat/form.ts'
import type { ActivityName, Directory } from '../../domain/facts.ts'

/** Characters of an option that every platform shows. Source: docs.slack.dev/reference/block-kit, "option". */
export const optionText = 75

/** An option's words, cut where a platform would refuse them. */
export const optionLabel = (words: string): string =>
  words.length <= optionText ? words : `${words.slice(0, optionText - 1).trimEnd()}…`

export const activityOption = ({ code, title }: ActivityName): Option => ({
  label: optionLabel(`${code} ${title}`),
  value: code.toLowerCase(),
})

/** Which activity: all of the programme, in its order. The only one is chosen already. */
export function activityField({ activities }: Directory, named: ActivityName | null): Field {
  const chosen = named ?? (activities.length === 1 ? activities[0]! : null)
  return {
    kind: 'choice',
    name: 'activity',
    label: 'Activity',
    required: true,
    options: activities.map(activityOption),
    ...(chosen ? { value: chosen.code.toLowerCase() } : {}),
  }
}
