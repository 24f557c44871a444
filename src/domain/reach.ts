import { mayReadActivity, ownAdministrationIds, type Reading } from './audience.ts'
import type { ActivityName } from './facts.ts'
import { nameableIn } from './naming.ts'

/**
 * How far a reader sees, as ids that a statement can ask with: the activities they may read, their own administrations (whose
 * updates on hold they read), and whose dates, in which activity, they may be told: `activities[n]` and `administrations[n]` of
 * `told` are a pair.
 */
export type Reach = {
  activities: number[]
  own: number[]
  told: { activities: number[]; administrations: number[] }
}

/** What of these activities a reader may read: the rules of `audience.ts`, asked for each. */
export function reachOf(activities: ActivityName[], reading: Reading): Reach {
  const read = activities.filter((activity) => mayReadActivity(reading.audience, activity, reading.now))
  const pairs = read.flatMap((activity) => {
    const nameable = nameableIn(activity.areaId, reading)
    return reading.directory.administrations
      .filter(({ id }) => nameable(id))
      .map(({ id }) => [activity.id, id] as const)
  })
  return {
    activities: read.map(({ id }) => id),
    own: ownAdministrationIds(reading.audience),
    told: { activities: pairs.map(([id]) => id), administrations: pairs.map(([, id]) => id) },
  }
}
