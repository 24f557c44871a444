import type { Channel } from '../domain/channel.ts'
import type { Db } from './database.ts'
import { drawAnew } from './drawing-anew.ts'

/** When a channel's digest goes out. */
export async function setDigestTime(db: Db, { id, digest }: Pick<Channel, 'id' | 'digest'>): Promise<void> {
  const data = { digestWeekday: digest.weekday, digestAt: digest.at }
  await db.prisma.channel.update({ where: { id }, data })
}

/** In which zone a channel's days are. Its cards, which say what is due soon, are drawn anew. `now` is an instant. */
export async function setChannelZone(
  db: Db,
  { id, timeZone, zonesBefore: before }: Pick<Channel, 'id' | 'timeZone' | 'zonesBefore'>,
  now: Date,
): Promise<void> {
  const zonesBefore = before.map(({ zone, until }) => ({ zone, until: until.toISOString() }))
  await db.prisma.channel.update({ where: { id }, data: { timeZone, zonesBefore } })
  await drawAnew(db, 'in another zone', id, now)
}
