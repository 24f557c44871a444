import { isMemberOf } from '../../domain/permission.ts'
import { loadActivities } from '../../store/activities.ts'
import { dayIn, shortDate } from '../../time.ts'
import type { Context } from '../command.ts'
import { privately } from '../command.ts'
import { subjectOf } from '../report-subject.ts'
import { optionLabel } from './activity-field.ts'
import { deliverables } from './deliverables.ts'
import type { Suggestion } from './suggesting.ts'

/**
 * What the speaker may file evidence for: their own open milestones and commitments first, then those of others, then the updates of their
 * administration, then what is delivered already.
 */
export async function attachables(context: Context): Promise<Suggestion[]> {
  const all = await deliverables(context)
  const open = all.filter((each) => each.open)
  return [...open, ...(await updates(context)), ...all.filter((each) => !each.open)]
}

async function updates(context: Context): Promise<Suggestion[]> {
  const { db, directory, speaker } = context
  const activities = (await loadActivities(db, privately(context))).filter(({ quiet }) => !quiet)
  return activities.flatMap((activity) =>
    activity.latest
      .filter(({ administrationId }) => isMemberOf(speaker, administrationId))
      .flatMap((report) => {
        const administration = directory.administrations.find(({ id }) => id === report.administrationId)
        if (!administration) return []
        const { name } = subjectOf(activity, administration, context)
        const pledged = activity.commitments.some(
          ({ administrationId }) => administrationId === administration.id,
        )
        // With a commitment, the code of both is the commitment's.
        if (pledged && name.includes('/')) return []
        const day = shortDate(dayIn(report.at, administration.timeZone))
        return [
          {
            option: {
              label: optionLabel(`${activity.code} our last update, ${day}`),
              value: name,
              note: optionLabel(activity.title),
            },
            words: `${activity.code} ${activity.title} update ${administration.name}`,
          },
        ]
      }),
  )
}
