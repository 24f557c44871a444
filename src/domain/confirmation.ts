import type { Activity, Area } from './facts.ts'
import { coordinates, holds, type Speaker, type Verdict } from './permission.ts'

/** Implementation is confirmed by somebody other than the reporter, in the completion levels of the Open Government Partnership's reviews. */

/** The administrations that report on an activity: those that lead it, have reported on it, or have delivered a milestone of it. */
export function reportersOf({
  participations,
  latest,
  milestones,
}: Pick<Activity, 'participations' | 'latest' | 'milestones'>): number[] {
  const delivered = milestones
    .filter(({ state }) => state === 'delivered')
    .flatMap(({ ownerAdministrationId, deliveredByAdministrationId }) => [
      ownerAdministrationId,
      deliveredByAdministrationId,
    ])
  return [
    ...participations.filter(({ lead }) => lead).map(({ administrationId }) => administrationId),
    ...latest.map(({ administrationId }) => administrationId),
    ...delivered.filter((id) => typeof id === 'number'),
  ]
}

/**
 * A coordinator of the area confirms, or a member of another administration; never somebody of an administration that reports on
 * it, in whatever role, and never a person who reported on it.
 *
 * @param reporters ids of administrations
 * @param reported whether the speaker in person reported on it
 */
export function mayConfirm(
  speaker: Speaker,
  { area, reporters, reported }: { area: Pick<Area, 'id' | 'code'>; reporters: number[]; reported: boolean },
): Verdict {
  const reports = (id: number | null): boolean => id !== null && reporters.includes(id)
  const isReporter =
    reported ||
    holds(speaker, ({ administrationId }) => reports(administrationId)) ||
    (speaker.kind === 'person' && reports(speaker.administrationId))
  const confirms =
    coordinates(speaker, { areaId: area.id }) || holds(speaker, ({ kind }) => kind === 'member')
  if (confirms && !isReporter) return { allowed: true }
  return {
    allowed: false,
    who: `the coordinator of ${area.code}, or a member of an administration that does not report on it`,
  }
}
