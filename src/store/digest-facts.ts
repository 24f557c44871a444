import type { Reading } from '../domain/audience.ts'
import type { DigestFacts } from '../domain/digest-events.ts'
import type { DigestWeek } from '../domain/digest-times.ts'
import { reachOf } from '../domain/reach.ts'
import type { Db } from './database.ts'

const within = (at: string): string => `${at} >= $2::timestamptz AND ${at} < $3::timestamptz`

/** $1 activities that the reader may read, $2 since, $3 until, $4 and $5 the pairs of activity and administration whose dates may be told. */
const statement = `
SELECT json_build_object(
  'agreed', (SELECT coalesce(json_agg(m."id" ORDER BY m."agreedAt", m."id"), '[]') FROM "Milestone" m
    WHERE m."activityId" = ANY($1::int[]) AND ${within('m."agreedAt"')}),
  'moved', (SELECT coalesce(json_agg(json_build_object('milestoneId', d."milestoneId", 'commitmentId', d."commitmentId",
      'fromOn', d."fromOn", 'toOn', d."toOn") ORDER BY d."at"), '[]')
    FROM (SELECT t."milestoneId", t."commitmentId", max(t."at") AS "at", (array_agg(t."fromOn" ORDER BY t."at", t."id"))[1] AS "fromOn",
        (array_agg(t."toOn" ORDER BY t."at" DESC, t."id" DESC))[1] AS "toOn"
      FROM (SELECT e.* FROM "Milestone" m JOIN "DateChange" e ON e."milestoneId" = m."id" WHERE m."activityId" = ANY($1::int[])
        UNION ALL SELECT e.* FROM "Commitment" c JOIN "DateChange" e ON e."commitmentId" = c."id"
          WHERE (c."activityId", c."administrationId") IN (SELECT * FROM unnest($4::int[], $5::int[]))) t
      WHERE ${within('t."at"')} GROUP BY t."milestoneId", t."commitmentId") d),
  'reports', (SELECT coalesce(json_agg(json_build_object('activityId', r."activityId", 'administrationId', r."administrationId",
      'count', r."count") ORDER BY r."last" DESC), '[]')
    FROM (SELECT u."activityId", u."administrationId", count(*) AS "count", max(u."leavesAt") AS "last" FROM "Update" u
      WHERE u."activityId" = ANY($1::int[]) AND ${within('u."leavesAt"')} AND u."withdrawnAt" IS NULL
      GROUP BY u."activityId", u."administrationId") r),
  'pending', (SELECT coalesce(json_agg(json_build_object('milestoneId', x."milestoneId", 'commitmentId', x."commitmentId",
      'toOn', x."toOn", 'administrationId', coalesce(c."administrationId", m."ownerAdministrationId", p."administrationId"),
      'extendedBefore', (SELECT count(*) FROM "Extension" b WHERE b."milestoneId" = x."milestoneId" AND b."approvedOn" IS NOT NULL))
      ORDER BY x."requestedAt", x."id"), '[]')
    FROM "Extension" x LEFT JOIN "Milestone" m ON m."id" = x."milestoneId" LEFT JOIN "Commitment" c ON c."id" = x."commitmentId"
      LEFT JOIN "Person" p ON p."id" = x."requestedById"
    WHERE x."outcome" = 'pending' AND coalesce(m."state", 'agreed') = 'agreed' AND coalesce(m."activityId", c."activityId") = ANY($1::int[]))
) AS "facts"`

/**
 * What happened in a week to the activities of areas, as far as the reader may read them, in one statement that reads no words.
 *
 * @param areaIds of the areas that are asked for
 */
export async function loadDigestFacts(
  db: Db,
  reading: Reading,
  areaIds: number[],
  { since, until }: DigestWeek,
): Promise<DigestFacts> {
  const asked = reading.directory.activities.filter(({ areaId }) => areaIds.includes(areaId))
  const { activities, told } = reachOf(asked, reading)
  const [row] = await db.query<{ facts: DigestFacts }>(statement, [
    activities,
    since.toISOString(),
    until.toISOString(),
    told.activities,
    told.administrations,
  ])
  return row!.facts
}
