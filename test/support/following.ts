import type { ChannelOwner } from '../../src/domain/channel.ts'
import type { Store } from '../../src/store/database.ts'

/** A channel that follows areas, by their codes, as if somebody had said so in it. @returns its id */
export async function addChannel(
  store: Store,
  at: { platform?: 'slack' | 'teams'; tenant?: string; conversation: string },
  owner: ChannelOwner,
  follows: { [area: string]: ('updates' | 'nudges' | 'digest')[] },
  since: Date,
  timeZone = 'Asia/Tokyo',
): Promise<number> {
  const areas = await store.db.prisma.area.findMany({ where: { code: { in: Object.keys(follows) } } })
  const { platform = 'slack', tenant = 'T-JAPAN', conversation } = at
  const { id } = await store.db.prisma.channel.create({
    data: {
      platform,
      tenant,
      conversation,
      name: `#${conversation.toLowerCase()}`,
      ...ownerColumns(owner),
      timeZone,
      since,
      follows: {
        create: areas.map(({ id: areaId, code }) => ({
          areaId,
          updates: follows[code]!.includes('updates'),
          nudges: follows[code]!.includes('nudges'),
          digest: follows[code]!.includes('digest'),
        })),
      },
    },
  })
  return id
}

function ownerColumns(owner: ChannelOwner) {
  switch (owner.kind) {
    case 'administration':
      return { owner: 'administration', administrationId: owner.administrationId }
    case 'region':
      return { owner: 'region', regionId: owner.regionId }
    case 'area coordinators':
      return { owner: 'coordinators', areaId: owner.areaId }
    case 'region coordinators':
      return { owner: 'coordinators', regionId: owner.regionId }
    case 'secretariat':
      return { owner: 'secretariat' }
  }
}

/** The id of an administration by its code. */
export async function administrationId(store: Store, code: string): Promise<number> {
  return (await store.db.prisma.administration.findUniqueOrThrow({ where: { code } })).id
}
