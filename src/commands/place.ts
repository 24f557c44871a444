import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import type { ActivityName, Administration, Area, Directory } from '../domain/facts.ts'
import { areaOf, type Context, refuse } from './command.ts'
import { findAdministration } from './names.ts'
import { activityNamed, commitmentCode, refuseActivity, reportsFor, splitName } from './on-activity.ts'
import { nearestSubject } from './subject.ts'

/** `ipr-1`, `ipr-1 for thailand because …`: an activity, for whom, and why. What is not understood of it stays in `who`. */
export const placeArgs = z.object({ on: z.string(), who: z.string(), reason: z.string() })
export type PlaceArgs = z.infer<typeof placeArgs>

export function readPlace(words: string, directory: Directory): PlaceArgs {
  const { on, rest } = splitName(directory, words)
  const [, before = '', reason = ''] = /^(.*?)(?:[\s,;(-]*\bbecause\b[:,]?\s*(.*))?$/is.exec(rest) ?? []
  const who = before.replace(/^for\s+/i, '').replace(/[\s,;:.!-]+$/, '')
  return { on, who, reason: reason.trim() }
}

/** Whose place in which activity is spoken about. `quiet` is whether the activity is quiet today. */
export type Place = {
  activity: ActivityName
  administration: Administration
  area: Area
  quiet: boolean
}

/**
 * Finds the activity and the administration: the one that is said, or the speaker's own.
 *
 * @param word the command, for examples
 */
export function findPlace(
  { on, who }: PlaceArgs,
  word: string,
  context: Context,
): { place: Place } | { refusal: Reply } {
  const { directory, now } = context
  const found = activityNamed(directory, on)
  if (!found) return { refusal: refuseActivity(on, (subject) => `${word} ${subject}`, context) }
  const { activity } = found
  const line = `${word} ${activity.code.toLowerCase()}`
  const said = who === '' ? null : findAdministration(directory, who)
  if (who !== '' && !said) {
    const near = nearestSubject(directory, who)?.toLowerCase()
    return {
      refusal: refuse(
        'I know no administration "',
        who,
        '", so nothing was recorded. ',
        near ? 'Did you mean ' : 'For your own, say ',
        code(near ? `${line} for ${near}` : line),
        near ? '?' : '.',
      ),
    }
  }
  const administration = said ?? found.named ?? reportsFor(context, null)
  if (!administration)
    return { refusal: refuse('Say for which administration, for example: ', code(`${line} for thailand`)) }
  const quiet = !mayReadActivity({ kind: 'everyone' }, activity, now)
  return { place: { activity, administration, area: areaOf(directory, activity.areaId), quiet } }
}

/** A second delivery of an answer that was changed in between. */
export const refuseChanged = ({ activity, administration }: Place): Reply =>
  refuse(
    'That was recorded, and changed since; ',
    code(`status ${commitmentCode(activity, administration)}`),
    ' shows what stands.',
  )
