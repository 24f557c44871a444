import {
  type Channel,
  type ChannelOwner,
  type ChannelPlatform,
  type Follow,
  isSameOwner,
} from '../domain/channel.ts'
import type { Db } from './database.ts'
import { drawAnew } from './drawing-anew.ts'
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

/** Where a channel is: no two are in one conversation. */
export type ChannelPlace = { platform: string; tenant: string; conversation: string }

/** The channel of a conversation, retired or not. */
export async function channelAt(
  db: Db,
  { platform, tenant, conversation }: ChannelPlace,
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
    zonesBefore: zonesFrom(row.zonesBefore),
    digest: { weekday: row.digestWeekday, at: row.digestAt },
    follows: row.follows.map(({ areaId, updates, nudges, digest }) => ({ areaId, updates, nudges, digest })),
    since,
    retiredAt,
  }
}

type StoredZone = { zone: string; until: string }

const zonesFrom = (stored: Prisma.JsonValue): Channel['zonesBefore'] =>
  (stored as StoredZone[]).map(({ zone, until }) => ({ zone, until: new Date(until) }))

/** Whose a channel is, as its row has it. */
export type OwnerRow = Pick<Row, 'id' | 'owner' | 'administrationId' | 'regionId' | 'areaId'>

/** @throws Error when the row names nobody */
export function ownerFrom({ id, owner, administrationId, regionId, areaId }: OwnerRow): ChannelOwner {
  if (owner === 'secretariat') return { kind: 'secretariat' }
  if (owner === 'administration' && administrationId) return { kind: 'administration', administrationId }
  if (owner === 'region' && regionId) return { kind: 'region', regionId }
  if (owner === 'coordinators' && areaId) return { kind: 'area coordinators', areaId }
  if (owner === 'coordinators' && regionId) return { kind: 'region coordinators', regionId }
  throw new Error(`Channel ${id}: nobody owns it`)
}

function ownerRow(owner: ChannelOwner): Omit<OwnerRow, 'id'> {
  const nobody = { administrationId: null, regionId: null, areaId: null }
  switch (owner.kind) {
    case 'administration':
      return { ...nobody, owner: 'administration', administrationId: owner.administrationId }
    case 'region':
      return { ...nobody, owner: 'region', regionId: owner.regionId }
    case 'area coordinators':
      return { ...nobody, owner: 'coordinators', areaId: owner.areaId }
    case 'region coordinators':
      return { ...nobody, owner: 'coordinators', regionId: owner.regionId }
    case 'secretariat':
      return { ...nobody, owner: 'secretariat' }
  }
}

/** Any number that, with a conversation's hash, nothing else in this database locks. */
const channelLock = 7_305_027

/** Makes those who change what one conversation follows wait for one another until the transaction ends. */
export async function lockChannel(db: Db, { platform, tenant, conversation }: ChannelPlace): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1::int, hashtext($2::text))::text', [
    channelLock,
    JSON.stringify([platform, tenant, conversation]),
  ])
}

/** What is said of a channel when it follows: all of it but its id, since when, and what it was before. */
export type ChannelSetting = Omit<Channel, 'id' | 'since' | 'retiredAt' | 'zonesBefore'>

/** Writes a channel as it is from now on, new or known; a retired one is one again, from `now` (an instant) on. What was posted for another owner is drawn anew. @returns its id */
export async function keepChannel(db: Db, setting: ChannelSetting, now: Date): Promise<number> {
  const { platform, tenant, conversation, name, timeZone, digest, follows } = setting
  const at = { platform, tenant, conversation }
  const data = {
    name,
    timeZone,
    ...ownerRow(setting.owner),
    digestWeekday: digest.weekday,
    digestAt: digest.at,
  }
  const { channel } = db.prisma
  const before = await channelAt(db, at)
  await channel.updateMany({
    where: { ...at, retiredAt: { not: null } },
    data: { since: now, retiredAt: null, retiredWhy: null, zonesBefore: [] },
  })
  const { id } = await channel.upsert({
    where: { platform_tenant_conversation: at },
    create: { ...at, ...data, since: now },
    update: data,
    select: { id: true },
  })
  await setFollows(db, id, follows, now)
  if (before && !isSameOwner(before.owner, setting.owner)) await drawAnew(db, 'for another owner', id, now)
  return id
}

/**
 * What a channel follows from `now` (an instant) on, and nothing else. Its cards are drawn anew: for another owner, or removed where
 * nothing is followed; and so is what could not be changed while it was out of reach, such as an update withdrawn meanwhile.
 */
export async function setFollows(db: Db, channelId: number, follows: Follow[], now: Date): Promise<void> {
  await db.prisma.follow.deleteMany({ where: { channelId } })
  await db.prisma.follow.createMany({ data: follows.map((each) => ({ ...each, channelId })) })
  await drawAnew(db, 'followed anew', channelId, now)
}
