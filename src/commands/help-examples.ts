import type { Activity } from '../domain/facts.ts'
import { coordinates } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import type { HelpExamples } from '../views/help.ts'
import { type Context, ownAdministration, privately } from './command.ts'
import { commitmentCode } from './on-activity.ts'

const never = '9999-12-31'

/** Codes to show words with: an activity that the asker's administration leads or takes part in, and what it owes soonest. */
export async function helpExamples(context: Context): Promise<HelpExamples> {
  const { speaker } = context
  const own = ownAdministration(context)
  const all = (await loadActivities(context.db, privately(context))).filter(({ quiet }) => !quiet)
  const isMine = ({ participations, areaId }: Activity, leads: boolean): boolean =>
    own
      ? participations.some(
          ({ administrationId, takingPart, lead }) =>
            administrationId === own.id && takingPart && (lead || !leads),
        )
      : coordinates(speaker, { areaId })
  const activity =
    all.find((each) => isMine(each, true)) ??
    all.find((each) => isMine(each, false)) ??
    all[0] ??
    context.directory.activities[0]
  const owed = all.flatMap((each) => [
    ...each.milestones
      .filter(isOpen)
      .filter(({ ownerAdministrationId: owner }) =>
        own ? owner === own.id : owner === null && coordinates(speaker, { areaId: each.areaId }),
      )
      .map(({ code, dueOn, state }) => ({
        code: code.toLowerCase(),
        on: `${state === 'agreed' ? 0 : 1} ${dueOn ?? never}`,
      })),
    ...each.commitments
      .filter(({ administrationId, state }) => administrationId === own?.id && state === 'open')
      .map(({ targetOn }) => ({ code: commitmentCode(each, own!), on: `0 ${targetOn ?? never}` })),
  ])
  const [soonest] = owed.sort((one, other) => (one.on < other.on ? -1 : 1))
  const name = activity?.code.toLowerCase() ?? 'ipr-1'
  return {
    activity: name,
    owed: soonest?.code ?? `${name}.1`,
    administration: own,
    owes: own !== null || context.directory.areas.some(({ id }) => coordinates(speaker, { areaId: id })),
  }
}
