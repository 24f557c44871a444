import type { Activity } from '../domain/facts.ts'
import { coordinates, isMemberOf } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import type { HelpExamples } from '../views/help.ts'
import { type Context, ownAdministration, privately } from './command.ts'
import { commitmentCode } from './on-activity.ts'

const never = '9999-12-31'

/** Codes to show words with: an activity that the asker's administration leads or takes part in, and what they may deliver soonest. */
export async function helpExamples(context: Context): Promise<HelpExamples> {
  const { programme, directory, speaker } = context
  const own = ownAdministration(context)
  const reports = own !== null && isMemberOf(speaker, own.id) && programme.closedAt === null
  const areas = directory.areas.filter(({ id }) => coordinates(speaker, { areaId: id }))
  const all = (await loadActivities(context.db, privately(context))).filter(({ quiet }) => !quiet)
  const isMine = ({ participations, areaId }: Activity, leads: boolean): boolean =>
    own
      ? participations.some(
          ({ administrationId, takingPart, lead }) =>
            administrationId === own.id && takingPart && (lead || !leads),
        )
      : coordinates(speaker, { areaId })
  const mine = all.find((each) => isMine(each, true)) ?? all.find((each) => isMine(each, false))
  const activity = mine ?? all[0] ?? directory.activities[0]
  const owed = all.flatMap((each) => [
    ...each.milestones
      .filter(isOpen)
      .filter(({ ownerAdministrationId: owner }) =>
        owner === null ? coordinates(speaker, { areaId: each.areaId }) : reports && owner === own.id,
      )
      .map(({ code, dueOn, state }) => ({
        code: code.toLowerCase(),
        on: `${state === 'agreed' ? 0 : 1} ${dueOn ?? never}`,
      })),
    ...each.commitments
      .filter(({ administrationId, state }) => reports && administrationId === own.id && state === 'open')
      .map(({ targetOn }) => ({ code: commitmentCode(each, own!), on: `0 ${targetOn ?? never}` })),
  ])
  const [soonest] = owed.sort((one, other) => (one.on < other.on ? -1 : 1))
  return {
    activity: activity?.code.toLowerCase() ?? 'ipr-1',
    reports: reports && { on: mine?.code.toLowerCase() ?? null },
    owed: programme.closedAt === null ? (soonest?.code ?? null) : null,
    administration: own,
    coordinates: areas[0]?.code.toLowerCase() ?? null,
  }
}
