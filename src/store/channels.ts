import type { Channel, ChannelOwner, ChannelPlatform } from '../domain/channel.ts'
import type { Db } from './database.ts'
import type { Prisma } from './generated/client.ts'

const withFollows = { follows: { orderBy: { areaId: 'asc' } } } as const
type Row = Prisma.ChannelGetPayload<{ include: typeof withFollows }>

/** The channels that follow something and can still be reached: all of them, or those that follow an area of `areaIds`. */
export async function followingChannels(db: Db, areaIds?: number[]): Promise<Channel[]> {
  const rows = await db.prisma.channel.findMany({
    where: { retiredAt: null, follows: { some: areaIds ? { areaId: { in: areaIds } } : {} } },
    include: withFollows,
    orderBy: { id: 'asc' },
  })
  return rows.map(channelFrom)
}

/** One channel by its id, retired or not. */
export async function findChannel(db: Db, id: number): Promise<Channel | null> {
  const row = await db.prisma.channel.findUnique({ where: { id }, include: withFollows })
  return row && channelFrom(row)
}

/** The channel of a conversation, retired or not. */
export async function channelAt(
  db: Db,
  { platform, tenant, conversation }: { platform: string; tenant: string; conversation: string },
): Promise<Channel | null> {
  const row = await db.prisma.channel.findUnique({
    where: { platform_tenant_conversation: { platform, tenant, conversation } },
    include: withFollows,
  })
  return row && channelFrom(row)
}

function channelFrom(row: Row): Channel {
  const { id, tenant, conversation, name, timeZone, since, retiredAt } = row
  return {
    id,
    platform: row.platform as ChannelPlatform,
    tenant,
    conversation,
    name,
    owner: ownerFrom(row),
    timeZone,
    digest: { weekday: row.digestWeekday, at: row.digestAt },
    follows: row.follows.map(({ areaId, updates, nudges, digest }) => ({ areaId, updates, nudges, digest })),
    since,
    retiredAt,
  }
}

function ownerFrom({ id, owner, administrationId, regionId, areaId }: Row): ChannelOwner {
  if (owner === 'secretariat') return { kind: 'secretariat' }
  if (owner === 'administration' && administrationId) return { kind: 'administration', administrationId }
  if (owner === 'region' && regionId) return { kind: 'region', regionId }
  if (owner === 'coordinators' && areaId) return { kind: 'area coordinators', areaId }
  if (owner === 'coordinators' && regionId) return { kind: 'region coordinators', regionId }
  throw new Error(`Channel ${id}: nobody owns it`)
}
