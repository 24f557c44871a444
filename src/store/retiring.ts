import type { NewDelivery } from '../domain/delivery.ts'
import type { ChannelPlace } from './channels.ts'
import type { Db } from './database.ts'
import { addDeliveries } from './deliveries.ts'
import { inOrder } from './drawing-anew.ts'
import { writtenTo } from './people.ts'

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

/**
 * $1 channel, $2 now, $3 whether its whole workspace or tenant is gone: another channel of the same owner; else those of the owner's
 * people who can be written to, the first few.
 */
const elsewhere = `
WITH retired AS (SELECT * FROM "Channel" WHERE "id" = $1::int),
programme AS (SELECT a."programmeId" FROM "Follow" f JOIN "Area" a ON a."id" = f."areaId" WHERE f."channelId" = $1::int LIMIT 1),
others AS (
  SELECT c."platform", c."tenant", c."conversation", false AS "direct", c."id" AS "channelId", NULL::int AS "personId"
  FROM "Channel" c JOIN retired r ON c."owner" = r."owner" AND c."administrationId" IS NOT DISTINCT FROM r."administrationId"
    AND c."regionId" IS NOT DISTINCT FROM r."regionId" AND c."areaId" IS NOT DISTINCT FROM r."areaId"
  WHERE c."id" <> r."id" AND c."retiredAt" IS NULL ORDER BY c."id" LIMIT 1),
people AS (
  SELECT DISTINCT ON (p."personId") a."platform", a."tenant", a."user" AS "conversation", true AS "direct", NULL::int AS "channelId",
    p."personId"
  FROM retired r JOIN "Role" p ON p."fromOn" <= $2::date AND (p."untilOn" IS NULL OR p."untilOn" >= $2::date) AND (
    (r."owner" = 'administration' AND p."kind" = 'member' AND p."administrationId" = r."administrationId")
    OR (r."owner" = 'coordinators' AND p."kind" = 'coordinator' AND (p."areaId" = r."areaId" OR p."regionId" = r."regionId"))
    OR (r."owner" = 'region' AND p."kind" = 'coordinator' AND p."regionId" = r."regionId")
    OR (r."owner" = 'secretariat' AND p."kind" = 'secretariat'))
  JOIN "Account" a ON a."personId" = p."personId" AND a."platform" IN ${writtenTo}
    AND NOT ($3::boolean AND a."platform" = r."platform" AND a."tenant" = r."tenant")
  WHERE NOT EXISTS (SELECT 1 FROM others) ORDER BY p."personId", a."linkedAt" DESC, a."id" DESC LIMIT 3)
SELECT e.*, programme."programmeId" FROM (SELECT * FROM others UNION ALL SELECT * FROM people) e CROSS JOIN programme`

type Elsewhere = Pick<
  NewDelivery,
  'platform' | 'tenant' | 'conversation' | 'direct' | 'channelId' | 'personId' | 'programmeId'
>

/**
 * Retires a channel that cannot be reached any more, and tells its owner once, elsewhere: nothing more is sent there until somebody
 * says `follow` in it again.
 *
 * @param now instant
 */
export async function retireAndTell(db: Db, channelId: number, why: string, now: Date): Promise<void> {
  if (await retireChannel(db, channelId, why, now)) await tellElsewhere(db, channelId, 'gone', now)
}

export type RetiredWhy = 'gone' | 'uninstalled' | 'shared'

/**
 * Tells those whose channel it was that it is retired: in another channel of theirs, else directly.
 *
 * @param why it cannot be reached any more, its whole workspace is gone, or it is shared with another organisation; @param now instant
 */
export async function tellElsewhere(db: Db, channelId: number, why: RetiredWhy, now: Date): Promise<void> {
  const places = await db.query<Elsewhere>(elsewhere, [
    channelId,
    now.toISOString().slice(0, 10),
    why === 'uninstalled',
  ])
  const notices = places.map(
    (place): NewDelivery => ({
      ...place,
      key: `notice:retired:${channelId}:${now.getTime()}:${place.channelId ?? `person:${place.personId}`}`,
      kind: 'notice',
      activityId: null,
      updateId: null,
      milestoneIds: [],
      commitmentIds: [],
      occasionOn: null,
      subject: { retiredChannel: channelId, why },
      attemptAt: now,
    }),
  )
  await addDeliveries(db, notices, now)
}
