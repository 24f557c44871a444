import type { Reading } from '../domain/audience.ts'
import { type Channel, readersOf } from '../domain/channel.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { AdmittedPerson } from '../domain/permission.ts'
import { findChannel } from '../store/channels.ts'
import type { Db } from '../store/database.ts'
import { type Addressee, findAddressee } from '../store/people.ts'
import { openProgrammeById } from '../store/programme.ts'
import { dayIn } from '../time.ts'

/** For whom a message is composed: a channel, or a person, with the zone of its days. */
export type Reader = Reading & { zone: string } & (
    | { channel: Channel; person: null }
    | { channel: null; person: AdmittedPerson }
  )

/**
 * What a message is composed with: as its destination may read it, on its day.
 *
 * @returns null when nobody may read it there any more: the channel is retired, or the person has left
 */
export async function readerOf(db: Db, delivery: Delivery, now: Date): Promise<Reader | null> {
  const opened = await openProgrammeById(db, delivery.programmeId, dayIn(now, 'UTC'))
  if (!opened) return null
  if (delivery.channelId !== null) {
    const channel = await findChannel(db, delivery.channelId)
    if (!channel || channel.retiredAt) return null
    const zone = channel.timeZone
    return {
      ...opened,
      now,
      today: dayIn(now, zone),
      zone,
      audience: readersOf(channel.owner),
      channel,
      person: null,
    }
  }
  if (delivery.personId === null) return null
  const addressee = await findAddressee(db, delivery.personId, dayIn(now, 'UTC'))
  if (!addressee) return null
  const zone = zoneOf(addressee, opened.directory.administrations)
  const { speaker } = addressee
  return {
    ...opened,
    now,
    today: dayIn(now, zone),
    zone,
    audience: { kind: 'speaker', speaker },
    channel: null,
    person: speaker,
  }
}

/** The zone of a person's days: that of their administration; UTC for those who speak for none. */
export function zoneOf(
  { speaker }: Pick<Addressee, 'speaker'>,
  administrations: { id: number; timeZone: string }[],
): string {
  return administrations.find(({ id }) => id === speaker.administrationId)?.timeZone ?? 'UTC'
}
