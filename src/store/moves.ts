import type { DateMove } from '../domain/move.ts'
import type { Db } from './database.ts'

/** In the `subject` of a message that tells of moves: before the id of each change of a date, which is also the value. */
export const changeOf = 'change '

/**
 * $1 kind of the subject, $2 its id, $3 now, $4 when it is told. A move of an agreed date, or of a meeting, is told once in each channel that
 * follows: a date's where nudges or updates of its area were asked for, a meeting's everywhere; a later date that was asked for
 * is not told again where the request or the decision stands. Dates that are moved before the message has
 * gone out stand in the same one.
 */
const telling = `
WITH change AS (
  SELECT x.* FROM (
    SELECT d."id", d."milestoneId", m."programmeId", a."areaId", d."extensionId" FROM "DateChange" d JOIN "Milestone" m ON m."id" = d."milestoneId"
      JOIN "Activity" a ON a."id" = m."activityId"
    WHERE $1 = 'milestone' AND d."milestoneId" = $2::int AND d."at" = $3::timestamptz AND m."baselineOn" IS NOT NULL
    UNION ALL SELECT d."id", NULL, g."programmeId", NULL, NULL FROM "DateChange" d JOIN "Meeting" g ON g."id" = d."meetingId"
    WHERE $1 = 'meeting' AND d."meetingId" = $2::int AND d."at" = $3::timestamptz) x
  ORDER BY x."id" DESC LIMIT 1),
told AS (
  SELECT c."id" AS "channelId", c."platform", c."tenant", c."conversation", change."id", change."milestoneId", change."programmeId"
  FROM change JOIN "Channel" c ON c."retiredAt" IS NULL
  WHERE EXISTS (SELECT 1 FROM "Follow" f JOIN "Area" a ON a."id" = f."areaId" WHERE f."channelId" = c."id"
    AND a."programmeId" = change."programmeId" AND (change."areaId" IS NULL OR (f."areaId" = change."areaId" AND (f."nudges" OR f."updates"))))
    AND NOT EXISTS (SELECT 1 FROM "Delivery" e WHERE e."kind" = 'extension' AND e."channelId" = c."id"
      AND e."milestoneIds" @> ARRAY[change."milestoneId"] AND e."subject" @> jsonb_build_object('extension', change."extensionId")
      AND e."state" IN ('waiting', 'sent'))
  ORDER BY c."id"),
waiting AS (
  SELECT d."channelId", max(d."id") AS "id" FROM told JOIN "Delivery" d ON d."platform" = told."platform" AND d."tenant" = told."tenant"
    AND d."conversation" = told."conversation" AND d."attemptAt" IS NOT NULL AND d."kind" = 'move' AND d."channelId" = told."channelId"
    AND d."programmeId" = told."programmeId"
  WHERE d."state" = 'waiting' AND d."messageRef" IS NULL AND d."sendingSince" IS NULL
    AND (d."leaseUntil" IS NULL OR d."leaseUntil" <= $3::timestamptz)
    AND (cardinality(d."milestoneIds") = 0) = (told."milestoneId" IS NULL)
  GROUP BY d."channelId"),
-- One that is being sent, or was taken up meanwhile, is left as it is.
free AS MATERIALIZED (
  SELECT d."id" FROM "Delivery" d WHERE d."id" IN (SELECT "id" FROM waiting) AND d."state" = 'waiting' AND d."messageRef" IS NULL
    AND d."sendingSince" IS NULL AND (d."leaseUntil" IS NULL OR d."leaseUntil" <= $3::timestamptz) FOR UPDATE SKIP LOCKED),
gathered AS (
  UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
    "subject" = coalesce(d."subject", '{}') || jsonb_build_object('${changeOf}' || told."id", told."id"),
    "milestoneIds" = CASE WHEN told."milestoneId" IS NULL OR told."milestoneId" = ANY(d."milestoneIds") THEN d."milestoneIds"
      ELSE d."milestoneIds" || told."milestoneId" END
  FROM told WHERE d."id" IN (SELECT "id" FROM free) AND d."channelId" = told."channelId" RETURNING d."channelId")
INSERT INTO "Delivery" ("key", "kind", "platform", "tenant", "conversation", "channelId", "programmeId", "milestoneIds", "commitmentIds",
  "subject", "state", "attemptAt", "createdAt")
SELECT 'move:' || "channelId" || ':' || "id", 'move', "platform", "tenant", "conversation", "channelId", "programmeId",
  CASE WHEN "milestoneId" IS NULL THEN '{}' ELSE ARRAY["milestoneId"] END, '{}', jsonb_build_object('${changeOf}' || "id", "id"), 'waiting',
  $4::timestamptz, $3::timestamptz
FROM told WHERE "channelId" NOT IN (SELECT "channelId" FROM gathered) ON CONFLICT ("key") DO NOTHING`

/**
 * Has a move told where it is to be known.
 *
 * @param subject what was changed; @param at instant of the change; @param shownAt instant at which it is told
 */
export async function tellOfMove(
  db: Db,
  subject: { kind: 'milestone' | 'meeting'; id: number },
  at: Date,
  shownAt: Date,
): Promise<void> {
  await db.query(telling, [subject.kind, subject.id, at.toISOString(), shownAt.toISOString()])
}

/** $1 changes */
const changes = `
SELECT d."milestoneId", d."meetingId", to_char(d."fromOn", 'YYYY-MM-DD') AS "fromOn", to_char(d."toOn", 'YYYY-MM-DD') AS "toOn",
  d."fromPlace", d."toPlace", d."reason", p."name" AS "by"
FROM "DateChange" d LEFT JOIN "Person" p ON p."id" = d."byId" WHERE d."id" = ANY($1::int[]) ORDER BY d."id"`

/**
 * What these changes come to: one for each milestone and meeting, from where it was before the first to where it is after the last;
 * none for what was moved back.
 */
export async function loadMoves(db: Db, changeIds: number[]): Promise<DateMove[]> {
  const rows = await db.query<DateMove>(changes, [changeIds])
  const moves = new Map<string, DateMove>()
  for (const row of rows) {
    const key = row.milestoneId === null ? `meeting ${row.meetingId}` : `milestone ${row.milestoneId}`
    const first = moves.get(key) ?? row
    moves.set(key, { ...row, fromOn: first.fromOn, fromPlace: first.fromPlace })
  }
  return [...moves.values()].filter(
    ({ fromOn, toOn, fromPlace, toPlace }) => fromOn !== toOn || fromPlace !== toPlace,
  )
}
