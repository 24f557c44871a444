import {
  type Channel,
  type ChannelOwner,
  type ChannelPlatform,
  type Follow,
  isSameOwner,
} from '../domain/channel.ts'
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
    digest: { weekday: row.digestWeekday, at: row.digestAt },
    follows: row.follows.map(({ areaId, updates, nudges, digest }) => ({ areaId, updates, nudges, digest })),
    since,
    retiredAt,
  }
}

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

/** What is said of a channel when it follows: all of it but its id and since when. */
export type ChannelSetting = Omit<Channel, 'id' | 'since' | 'retiredAt'>

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
    data: { since: now, retiredAt: null, retiredWhy: null },
  })
  const { id } = await channel.upsert({
    where: { platform_tenant_conversation: at },
    create: { ...at, ...data, since: now },
    update: data,
    select: { id: true },
  })
  await setFollows(db, id, follows, now)
  if (before && !isSameOwner(before.owner, setting.owner))
    await db.query(readByOthers, [id, now.toISOString()])
  return id
}

/** Several messages of channels are taken in the order in which a change takes them (`announcing`), so that neither holds what the other wants. */
const inOrder = `ORDER BY d."kind" <> 'card', d."channelId", d."id" FOR UPDATE`

/** $1 channel, $2 now; `which` says what of all that was posted there. */
const redrawing = (which: string): string => `
WITH posted AS MATERIALIZED (
  SELECT d."id" FROM "Delivery" d WHERE d."channelId" = $1::int AND d."messageRef" IS NOT NULL AND ${which} ${inOrder})
UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
  "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt" ELSE $2::timestamptz END
WHERE d."id" IN (SELECT "id" FROM posted)`

const followedAnew = redrawing(`(d."kind" = 'card' OR d."state" = 'failed')`)

/** What was posted for one owner may be quiet for the next, or name somebody to them. */
const readByOthers = redrawing(`d."kind" IN ('update', 'nudge', 'digest')`)

/**
 * What a channel follows from `now` (an instant) on, and nothing else. Its cards are drawn anew: for another owner, or removed where
 * nothing is followed; and so is what could not be changed while it was out of reach, such as an update withdrawn meanwhile.
 */
export async function setFollows(db: Db, channelId: number, follows: Follow[], now: Date): Promise<void> {
  await db.prisma.follow.deleteMany({ where: { channelId } })
  await db.prisma.follow.createMany({ data: follows.map((each) => ({ ...each, channelId })) })
  await db.query(followedAnew, [channelId, now.toISOString()])
}

/** When a channel's digest goes out, and in which zone its days are. */
export async function setChannelTimes(
  db: Db,
  { id, digest, timeZone }: Pick<Channel, 'id' | 'digest' | 'timeZone'>,
): Promise<void> {
  const data = { digestWeekday: digest.weekday, digestAt: digest.at, timeZone }
  await db.prisma.channel.update({ where: { id }, data })
}

/** $1 now, $2 why; `which` says what channels. A message that is being sent, or was posted, is left to whoever delivers it. */
const retiring = (which: string): string => `
WITH theirs AS MATERIALIZED (
  SELECT c."id" FROM "Channel" c WHERE c."retiredAt" IS NULL AND ${which} ORDER BY c."id" FOR NO KEY UPDATE),
retired AS (
  UPDATE "Channel" c SET "retiredAt" = $1::timestamptz, "retiredWhy" = $2::text WHERE c."id" IN (SELECT "id" FROM theirs) RETURNING c."id"),
waiting AS MATERIALIZED (
  SELECT d."id" FROM "Delivery" d
  WHERE d."channelId" IN (SELECT "id" FROM retired) AND d."state" = 'waiting' AND d."attemptAt" IS NOT NULL
    AND d."messageRef" IS NULL AND d."sendingSince" IS NULL ${inOrder}),
dropped AS (
  UPDATE "Delivery" d SET "attemptAt" = NULL, "state" = 'not needed', "why" = 'the channel is retired: ' || $2::text
  WHERE d."id" IN (SELECT "id" FROM waiting))
SELECT "id" FROM retired ORDER BY "id"`

const retiringOne = retiring('c."id" = $3::int')
const retiringAt = retiring(
  `c."platform" = $3::text AND c."tenant" = $4::text AND ($5::text = '' OR c."conversation" = $5::text)`,
)

/**
 * Nothing goes to this channel any more, until somebody says `follow` there again: messages that wait for it are not needed.
 *
 * @param why for the ledger and the operator; @param now instant
 * @returns whether it was one until now
 */
export async function retireChannel(db: Db, id: number, why: string, now: Date): Promise<boolean> {
  return (await db.query<{ id: number }>(retiringOne, [now.toISOString(), why, id])).length > 0
}

/** The same for the channel of a conversation, or all those of a workspace or tenant where `conversation` is empty. @returns their ids */
export async function retireChannelsAt(
  db: Db,
  { platform, tenant, conversation }: ChannelPlace,
  why: string,
  now: Date,
): Promise<number[]> {
  const rows = await db.query<{ id: number }>(retiringAt, [
    now.toISOString(),
    why,
    platform,
    tenant,
    conversation,
  ])
  return rows.map(({ id }) => id)
}
