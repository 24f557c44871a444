import type { View } from '../chat/view.ts'
import type { Reading } from '../domain/audience.ts'
import { type ChannelOwner, readersOf } from '../domain/channel.ts'
import { digestOf } from '../domain/digest.ts'
import { weekBefore } from '../domain/digest-times.ts'
import type { Area } from '../domain/facts.ts'
import { administrationsOf } from '../domain/naming.ts'
import type { Speaker } from '../domain/permission.ts'
import { loadActivities } from '../store/activities.ts'
import type { Db } from '../store/database.ts'
import { loadDigestFacts } from '../store/digest-facts.ts'
import { digestView } from '../views/digest.ts'

/**
 * A digest of areas as a reader may read it.
 *
 * @param deciding as whom its readers decide what waits for a decision
 * @param moment instant at whose end its week ends; @param zone of its days
 */
export async function digestFor(
  db: Db,
  areas: Area[],
  reading: Reading,
  { deciding, moment, zone }: { deciding: Speaker; moment: Date; zone: string },
): Promise<View> {
  const { directory, programme, today } = reading
  const week = weekBefore(moment, zone)
  const areaIds = areas.map(({ id }) => id)
  const ids = directory.activities.filter(({ areaId }) => areaIds.includes(areaId)).map(({ id }) => id)
  const activities = await loadActivities(db, reading, { ids })
  const facts = await loadDigestFacts(db, reading, areaIds, week)
  const administrations = administrationsOf(directory)
  const reader = { deciding, administrations, zone, today }
  return digestView(
    areas.map((area) => digestOf(area, activities, facts, week, reader)),
    { programme, directory, administrations, week, zone, today },
  )
}

/** As whom those whose channel it is decide: a channel reads for all of them, and its members decide. */
export function decidingIn(owner: ChannelOwner): Speaker {
  const audience = readersOf(owner)
  if (audience.kind === 'everyone' || audience.speaker.kind !== 'person') return { kind: 'outsider' }
  const { speaker } = audience
  return {
    ...speaker,
    roles: speaker.roles.map((role) => (role.kind === 'observer' ? { ...role, kind: 'member' } : role)),
  }
}
