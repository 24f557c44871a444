import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import type { Activity, ActivityName, Administration } from '../domain/facts.ts'
import { isMemberOf, mayRecordFor } from '../domain/permission.ts'
import { isInForce } from '../domain/roles.ts'
import { knownPeople } from '../store/roles.ts'
import { dayIn } from '../time.ts'
import { listed } from '../views/words.ts'
import { areaOf, type Context, ownAdministration, privately, refuse, refuseQuiet } from './command.ts'
import { activityNamed, commitmentCode, refuseActivity, reportsFor } from './on-activity.ts'

/**
 * What is reported on, and by which administration. `recorded`: by somebody else, for one that is not connected. `name` is how both are
 * typed.
 */
export type ReportSubject = {
  activity: ActivityName
  administration: Administration
  recorded: boolean
  name: string
}

type Looked = { subject: ReportSubject } | { refusal: Reply }

/** What `ipr-1` or `ipr-1/la` names, if the speaker may report on it, or record what was sent in on it. */
export async function reportSubject(on: string, context: Context): Promise<Looked> {
  const looked = await namedSubject(on, context)
  if ('refusal' in looked) return looked
  const { activity } = looked.subject
  const readable = mayReadActivity(privately(context).audience, activity, context.now)
  return readable ? looked : { refusal: refuseQuiet(activity) }
}

async function namedSubject(on: string, context: Context): Promise<Looked> {
  const { directory, speaker } = context
  const found = activityNamed(directory, on)
  const own = reportsFor(context, found?.named ?? null)
  if (!found) {
    const reports = own !== null || on === ''
    return { refusal: reports ? refuseActivity(on, reportExample, context) : refuseReporter() }
  }
  const { activity, named } = found
  if (own) return { subject: subjectOf(activity, own, context) }
  const home = ownAdministration(context)
  if (!named) return { refusal: refuseReporter() }
  const recorder = mayRecordFor(speaker, named, areaOf(directory, activity.areaId))
  if (!recorder.allowed && home && isMemberOf(speaker, home.id))
    return {
      refusal: refuse(`You report for ${home.customsName}: say `, code(reportExample(activity.code)), '.'),
    }
  if (named.connected) return { refusal: await refuseConnected(named, context) }
  if (!recorder.allowed)
    return { refusal: refuse(`What ${named.customsName} sends in is recorded by ${recorder.who}.`) }
  return { subject: subjectOf(activity, named, context) }
}

/** @param administration one that the speaker reports or records for */
export function subjectOf(
  activity: ActivityName,
  administration: Administration,
  context: Context,
): ReportSubject {
  const recorded = !isMemberOf(context.speaker, administration.id)
  const own = ownAdministration(context)?.id === administration.id
  const name = own && !recorded ? activity.code.toLowerCase() : commitmentCode(activity, administration)
  return { activity, administration, recorded, name }
}

/** Whether an administration has said that it does not take part. */
export const hasStepped = (
  { participations }: Pick<Activity, 'participations'>,
  { id }: Administration,
): boolean =>
  participations.some(({ administrationId, takingPart }) => administrationId === id && !takingPart)

/** A whole line, as it would be typed. */
export const reportExample = (subject: string): string =>
  `update ${subject.toLowerCase()} on track First draft sent to the coordinator https://example.org/draft`

export const refuseReporter = (): Reply =>
  refuse(
    'An update is reported by a member of the administration concerned; ',
    code('who'),
    ' lists them. What one that is not connected sent in is recorded with its code, for example: ',
    code('update ipr-1/la on track First draft sent from e-mail of 3 May'),
  )

/** Names of members are for the speaker alone, as those of `who` are. */
async function refuseConnected(administration: Administration, { db, now }: Context): Promise<Reply> {
  const { id, customsName } = administration
  const today = dayIn(now, 'UTC')
  const members = (await knownPeople(db, today)).filter(({ roles }) =>
    roles.some((role) => role.kind === 'member' && role.administrationId === id && isInForce(role, today)),
  )
  const names = listed(members.map(({ name }) => name))
  return { ...refuse(`${customsName} is connected: its members report themselves (${names}).`), to: 'asker' }
}
