import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName, Administration, Directory } from '../domain/facts.ts'
import { isMemberOf } from '../domain/permission.ts'
import { type Context, ownAdministration, refuse } from './command.ts'
import { leadingSubject, nearestSubject } from './subject.ts'

/** What `ipr-1` or `ipr-1/jp` names: an activity, and an administration where one is named. */
export type OnActivity = { activity: ActivityName; named: Administration | null }

/** The name that words begin with, and the words after it; the first word where that names nothing. */
export function splitName(directory: Directory, words: string): { on: string; rest: string } {
  const found = leadingSubject(directory, words)
  const on = found ? words.slice(0, words.length - found.rest.length).trim() : (words.split(/\s+/)[0] ?? '')
  return { on, rest: found ? found.rest : words.slice(on.length).trim() }
}

/** @returns null when `on` names no activity */
export function activityNamed(directory: Directory, on: string): OnActivity | null {
  const subject = leadingSubject(directory, on)?.subject
  if (!subject || !('activity' in subject)) return null
  return {
    activity: subject.activity,
    named: subject.kind === 'commitment' ? subject.administration : null,
  }
}

/** The administration that the speaker reports for: the one that is named, or their own; null when they are a member of neither. */
export function reportsFor(context: Context, named: Administration | null): Administration | null {
  const administration = named ?? ownAdministration(context)
  return administration && isMemberOf(context.speaker, administration.id) ? administration : null
}

/**
 * The refusal for a name that is no activity's, or for none.
 *
 * @param exampleFor a whole line, as it would be typed, about the activity of this code
 */
export function refuseActivity(
  on: string,
  exampleFor: (activity: string) => string,
  { directory }: Context,
): Reply {
  const example = code(exampleFor(directory.activities[0]?.code.toLowerCase() ?? 'ipr-1'))
  if (on === '') return refuse('Say which activity, for example: ', example)
  const near = nearestSubject(directory, on)
  if (near?.includes('-'))
    return refuse('I know no activity "', on, '". Did you mean ', code(exampleFor(near.toLowerCase())), '?')
  return refuse('I know no activity "', on, '". A complete line reads: ', example)
}

/** `ipr-1/la`, as it is typed. */
export const commitmentCode = (activity: ActivityName, administration: Administration): string =>
  `${activity.code}/${administration.code}`.toLowerCase()
