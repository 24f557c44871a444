import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { isMemberOf, mayEdit } from '../domain/permission.ts'
import { type Choice, chooseUpdate } from '../store/update-versions.ts'
import { findUpdate, type StoredUpdate } from '../store/updates.ts'
import { areaOf, type Context, privately, refuse, refuseQuiet } from './command.ts'
import { activityNamed, commitmentCode, refuseActivity, reportsFor } from './on-activity.ts'

/** Whose updates somebody may edit or withdraw, and which of them they may mean. */
export type OwnUpdates = {
  activity: ActivityName
  administration: Administration
  /** the activity, and the administration where it has to be named, as they would be typed */
  name: string
  choice: Choice
}

const done = { edit: 'edited', withdraw: 'withdrawn', attach: 'added to' }

/**
 * Finds the updates of the speaker's administration, or of one that they record for, on the activity that `on` names.
 *
 * @param word the command; @param rest what follows the name in a whole line, for an example
 * @param number which of them, counted from the first; null where none is said
 */
export async function findOwnUpdates(
  { word, rest, on, number }: { word: keyof typeof done; rest: string; on: string; number: number | null },
  context: Context,
): Promise<{ found: OwnUpdates } | { refusal: Reply }> {
  const { db, directory, speaker, now } = context
  const exampleFor = (subject: string) =>
    word === 'attach' ? `attach ${rest} to ${subject}` : `${word} ${subject} ${rest}`.trim()
  const said = activityNamed(directory, on)
  if (!said) return { refusal: refuseActivity(on, exampleFor, context) }
  const { activity, named } = said
  const own = reportsFor(context, named)
  const administration = named ?? own
  if (!administration)
    return {
      refusal: refuse(
        'Say whose update, with the code of the administration, for example: ',
        code(exampleFor(`${activity.code.toLowerCase()}/la`)),
      ),
    }
  const area = areaOf(directory, activity.areaId)
  const refuseOthers = (): Reply => {
    const verdict = mayEdit(speaker, { recorded: !administration.connected }, administration, area)
    const who = verdict.allowed ? `a member of ${administration.customsName}` : verdict.who
    return refuse(`An update of ${administration.customsName} is ${done[word]} by ${who}.`)
  }
  const member = isMemberOf(speaker, administration.id)
  if (!mayEdit(speaker, { recorded: true }, administration, area).allowed) return { refusal: refuseOthers() }
  if (!mayReadActivity(privately(context).audience, activity, now)) return { refusal: refuseQuiet(activity) }
  const choice = await chooseUpdate(
    db,
    { activityId: activity.id, administrationId: administration.id },
    { personId: speaker.kind === 'person' ? speaker.id : null, member },
    number,
  )
  const name = named ? commitmentCode(activity, administration) : activity.code.toLowerCase()
  if (choice.newest) return { found: { activity, administration, name, choice } }
  if (!member && administration.connected) return { refusal: refuseOthers() }
  return {
    refusal: refuse(
      `Nothing is recorded of ${administration.customsName} on ${activity.code} that could be ${done[word]}. `,
      code(`update ${name} on track …`),
      ' records something.',
    ),
  }
}

/** The update that is edited, or that evidence is added to: the speaker's newest one there, or the newest of their administration. */
export async function findNewest(
  word: 'edit' | 'attach',
  on: string,
  context: Context,
): Promise<{ before: StoredUpdate; name: string; own: OwnUpdates } | { refusal: Reply }> {
  const rest = word === 'edit' ? 'at risk Clearance takes longer' : 'https://example.org/note'
  const looked = await findOwnUpdates({ word, rest, on, number: null }, context)
  if ('refusal' in looked) return looked
  const { administration, activity, name, choice } = looked.found
  const chosen = choice.mine ?? choice.standing
  const before = chosen && (await findUpdate(context.db, chosen.id))
  if (before) return { before, name, own: looked.found }
  return {
    refusal: refuse(
      `Every update of ${administration.customsName} on ${activity.code} is withdrawn. `,
      code(`update ${name} on track …`),
      ' records another.',
    ),
  }
}
