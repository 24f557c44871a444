import type { Activity, Administration } from '../../domain/facts.ts'
import { isMemberOf, mayRecordFor } from '../../domain/permission.ts'
import { loadActivities } from '../../store/activities.ts'
import { areaOf, type Context, ownAdministration, privately } from '../command.ts'
import { hasStepped, type ReportSubject, subjectOf } from '../report-subject.ts'
import { optionLabel } from './activity-field.ts'
import type { Suggestion } from './suggesting.ts'

/**
 * What the speaker may report on: first what their administration leads, then what it takes part in or has pledged, then the other
 * activities; then what those sent in that they record for. What is quiet for them, or where an administration said that it does not
 * take part, is not among them.
 */
export async function reportables(context: Context): Promise<Suggestion[]> {
  const { db, directory, speaker } = context
  const activities = (await loadActivities(db, privately(context))).filter(({ quiet }) => !quiet)
  const home = ownAdministration(context)
  const members = directory.administrations.filter(({ id }) => isMemberOf(speaker, id))
  const own = [...members].sort((one, other) => Number(other === home) - Number(one === home))
  const reported = own.flatMap((administration) =>
    activities
      .filter((each) => !hasStepped(each, administration))
      .map((activity) => ({ activity, administration })),
  )
  const nearest = (each: (typeof reported)[number]) => distance(each.activity, each.administration)
  const recorded = activities.flatMap((activity) =>
    directory.administrations
      .filter((each) => !each.connected && !members.includes(each) && !hasStepped(activity, each))
      .filter((each) => mayRecordFor(speaker, each, areaOf(directory, activity.areaId)).allowed)
      .map((administration) => ({ activity, administration })),
  )
  return [...reported.sort((one, other) => nearest(one) - nearest(other)), ...recorded].map((each) =>
    suggestionFor(subjectOf(each.activity, each.administration, context), part(each)),
  )
}

/** Whether the speaker records for any administration that is not connected. */
export const records = ({ directory, speaker }: Context): boolean =>
  directory.administrations.some(
    (each) =>
      !each.connected &&
      !isMemberOf(speaker, each.id) &&
      directory.areas.some((area) => mayRecordFor(speaker, each, area).allowed),
  )

/** Whether the speaker reports for an administration of their own. */
export const reports = ({ directory, speaker }: Context): boolean =>
  directory.administrations.some(({ id }) => isMemberOf(speaker, id))

const parts = ['leads', 'takes part', 'has a commitment'] as const

type Pair = { activity: Activity; administration: Administration }

function part({ activity, administration: { id } }: Pair): (typeof parts)[number] | null {
  const answer = activity.participations.find(({ administrationId }) => administrationId === id)
  if (answer?.takingPart) return answer.lead ? 'leads' : 'takes part'
  return activity.commitments.some(({ administrationId }) => administrationId === id)
    ? 'has a commitment'
    : null
}

function distance(activity: Activity, administration: Administration): number {
  const plays = part({ activity, administration })
  return plays === null ? parts.length : Math.min(parts.indexOf(plays), 1)
}

/** @param plays the part of its administration, where it has one */
export function suggestionFor(
  { activity, administration, recorded, name }: ReportSubject,
  plays: string | null = null,
): Suggestion {
  const { code, title } = activity
  const label = name.includes('/')
    ? `${code}/${administration.code} ${administration.name}: ${title}`
    : `${code} ${title}`
  return {
    option: {
      label: optionLabel(label),
      value: name,
      ...(recorded
        ? { note: optionLabel(`Recorded for ${administration.customsName}`) }
        : plays
          ? { note: optionLabel(`${administration.customsName} ${plays}`) }
          : {}),
    },
    words: `${code}/${administration.code} ${title} ${administration.name} ${administration.customsName}`,
  }
}
