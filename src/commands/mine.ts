import { z } from 'zod'
import type { Activity, Administration } from '../domain/facts.ts'
import { coordinates } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { type Mine, mineView, type Owed } from '../views/mine.ts'
import { answerPrivately, defineCommand, ownAdministration, privately, refuse } from './command.ts'
import { readerOf } from './steps.ts'

/** `mine`, what the speaker's administration (or the coordinator of an area) owes. Always private. */
export const mine = defineCommand({
  name: 'mine',
  also: ['my', 'todo'],
  summary: 'what my administration owes, soonest first',
  usage: ['mine'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async (_, context) => {
    const { db, programme, directory, speaker, today } = context
    const areas = directory.areas.filter(({ id }) => coordinates(speaker, { areaId: id }))
    const administration = ownAdministration(context)
    if (!administration && areas.length === 0) {
      return refuse('You speak for no administration here; say status for the whole programme.')
    }
    const activities = await loadActivities(db, privately(context))
    const owner = administration
      ? ({ kind: 'administration', administration } as const)
      : ({ kind: 'coordinator', areas } as const)
    const reports = administration ? reportsOf(administration, activities) : []
    return answerPrivately(
      mineView(
        programme,
        {
          owner,
          owed: owedBy(
            owner,
            activities,
            areas.map(({ id }) => id),
          ),
          reports,
          reader: readerOf(context),
          directory,
        },
        today,
      ),
    )
  },
})

/** Without a date comes last. */
const never = '9999-12-31'

/** What is open of an administration, and what is collective in these areas: soonest first. */
export function owedBy(owner: Mine['owner'] | null, activities: Activity[], areaIds: number[]): Owed[] {
  const own = owner?.kind === 'administration' ? owner.administration.id : null
  const owed = activities.flatMap((activity): Owed[] => [
    ...activity.milestones
      .filter(isOpen)
      .filter(({ ownerAdministrationId }) =>
        ownerAdministrationId === null ? areaIds.includes(activity.areaId) : ownerAdministrationId === own,
      )
      .map(
        (milestone): Owed => ({
          kind: 'milestone',
          milestone,
          on: milestone.waitingFor === null ? milestone.dueOn : null,
        }),
      ),
    ...activity.commitments
      .filter(({ administrationId, state }) => administrationId === own && state === 'open')
      .map((commitment): Owed => ({ kind: 'commitment', activity, commitment, on: commitment.targetOn })),
  ])
  return owed.sort((one, other) => ((one.on ?? never) < (other.on ?? never) ? -1 : 1))
}

function reportsOf({ id }: Administration, activities: Activity[]): Mine['reports'] {
  return activities.flatMap((activity) => {
    const answer = activity.participations.find(
      ({ administrationId, takingPart }) => administrationId === id && takingPart,
    )
    if (!answer) return []
    const clock = activity.reporting.find(({ named }) => named.includes(id))?.clock ?? null
    return [{ activity, clock, lead: answer.lead }]
  })
}
