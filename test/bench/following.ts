import type { Store } from '../../src/store/database.ts'
import { benchNow, slackTeam } from './record.ts'

/** What follows the bench's record, and what becomes due in it. */

/** Channels of all administrations in turn, each of one area in turn, in Tokyo. $1 how many, $2 to $4 what they ask for. */
const channels = [
  `INSERT INTO "Channel" ("platform", "tenant", "conversation", "name", "owner", "administrationId", "timeZone", "since")
   SELECT 'slack', '${slackTeam}', 'C' || n, '#channel-' || n, 'administration', d."id", 'Asia/Tokyo', '2010-01-04'
   FROM generate_series(0, $1::int - 1) n
   JOIN (SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "turn", count(*) OVER () AS "all" FROM "Administration") d
     ON d."turn" = n % d."all"`,
  `INSERT INTO "Follow" ("channelId", "areaId", "updates", "nudges", "digest")
   SELECT c."id", a."id", $1, $2, $3 FROM "Channel" c
   JOIN (SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "turn", count(*) OVER () AS "all" FROM "Area") a
     ON a."turn" = (c."id" / 45) % a."all"`,
]

/** Adds `count` channels, each of which asked for this of one area. */
export async function addChannels(
  { db }: Store,
  count: number,
  asked: { updates?: boolean; nudges?: boolean; digest?: boolean },
): Promise<void> {
  const { updates = false, nudges = false, digest = false } = asked
  await db.query(channels[0]!, [count])
  await db.query(channels[1]!, [updates, nudges, digest])
}

/** $1 how many, $2 the day they are due, $3 what their codes begin with. */
const milestones = `
INSERT INTO "Milestone" ("programmeId", "activityId", "code", "position", "title", "kind", "state", "ownerAdministrationId", "baselineOn",
  "dueOn", "agreedAt", "proposedAt")
SELECT a."programmeId", a."id", $3 || n, 1000 + n, 'Milestone no. ' || n, 'individual', 'agreed', d."id", $2::date, $2::date,
  '2010-01-15', '2010-01-15'
FROM generate_series(1, $1::int) n
JOIN (SELECT "id", "programmeId", row_number() OVER (ORDER BY "id") - 1 AS "turn", count(*) OVER () AS "all" FROM "Activity") a
  ON a."turn" = n % a."all"
JOIN (SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "turn", count(*) OVER () AS "all" FROM "Administration") d
  ON d."turn" = n % d."all"`

/** Adds agreed milestones of all activities and administrations in turn, due on a calendar day. */
export async function addMilestones(
  { db }: Store,
  count: number,
  dueOn: string,
  code: string,
): Promise<void> {
  await db.query(milestones, [count, dueOn, code])
}

/** Moves all reports into the last week, and into one area. */
export async function reportThisWeek({ db }: Store): Promise<void> {
  const now = `to_timestamp(${benchNow.getTime()} / 1000.0)`
  await db.query(
    `UPDATE "Update" u SET "at" = ${now} - interval '1 day' - interval '5 days' * random(),
       "leavesAt" = ${now} - interval '1 day',
       "activityId" = (SELECT a."id" FROM "Activity" a JOIN "Area" r ON r."id" = a."areaId" WHERE r."code" = 'IPR'
         ORDER BY a."id" OFFSET u."id" % 2 LIMIT 1), "commitmentId" = NULL`,
    [],
  )
  await db.query('ANALYZE', [])
}
