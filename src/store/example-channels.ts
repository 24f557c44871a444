import type { ChannelOwner } from '../domain/channel.ts'
import type { ExamplePlan } from '../domain/examples.ts'
import { keepChannel } from './channels.ts'
import type { Db } from './database.ts'

/** Pretend channels for a first look, which follow from `now` (an instant) on. Does nothing where there is a channel already. */
export async function addExampleChannels(
  db: Db,
  programmeId: number,
  { channels }: Pick<ExamplePlan, 'channels'>,
  now: Date,
): Promise<void> {
  if ((await db.prisma.channel.count()) > 0) return
  const areas = await db.prisma.area.findMany({ where: { programmeId } })
  const administrations = await db.prisma.administration.findMany()
  for (const { platform, name, area: code, owner: owned, timeZone, wants } of channels) {
    const area = areas.find((each) => each.code === code)
    const administration = administrations.find((each) => each.code === owned)
    if (!area) continue
    const owner: ChannelOwner = administration
      ? { kind: 'administration', administrationId: administration.id }
      : { kind: 'area coordinators', areaId: area.id }
    const setting = {
      platform,
      tenant: 'first-look',
      conversation: name,
      name,
      owner,
      timeZone,
      digest: { weekday: 1, at: '09:00' },
      follows: [{ areaId: area.id, ...wants }],
    }
    await keepChannel(db, setting, now)
  }
}
