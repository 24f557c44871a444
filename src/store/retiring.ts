import type { NewDelivery } from '../domain/delivery.ts'
import { retireChannel } from './channels.ts'
import type { Db } from './database.ts'
import { addDeliveries } from './deliveries.ts'
import { writtenTo } from './people.ts'

/** $1 channel, $2 now: another channel of the same owner; else those of the owner's people who can be written to, the first few. */
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
  if (await retireChannel(db, channelId, why, now)) await tellElsewhere(db, channelId, now)
}

/** Tells those whose channel it was that it is retired: in another channel of theirs, else directly. `now` is an instant. */
export async function tellElsewhere(db: Db, channelId: number, now: Date): Promise<void> {
  const places = await db.query<Elsewhere>(elsewhere, [channelId, now.toISOString().slice(0, 10)])
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
      subject: { retiredChannel: channelId },
      attemptAt: now,
    }),
  )
  await addDeliveries(db, notices, now)
}
