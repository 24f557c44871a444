/** Changes to one card within so many seconds are shown at once. */
export const gatherSeconds = 3

/** In the `subject` of a nudge that asks for reports: before the id of each activity, which is also the value. */
export const reportsOn = 'reports on '

/** What is asked for again while it waits for another attempt keeps its distance; what is under way is looked at again after. */
const wantedAgain = `"wanted" = d."wanted" + 1,
  "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt" ELSE least(d."attemptAt", excluded."attemptAt") END`

/**
 * What a change says in the channels that follow its area, as parts of one statement: the activity's card is to be posted or redrawn
 * there, an update posted, redrawn or removed, and nudges that were answered redrawn. $1 kind of the subject, $2 its id, $3 now, $4 when
 * a change is shown, $5 the fields that were changed: none, nothing is said.
 *
 * An update is announced from when it leaves its administration; an edit or a withdrawal of one, and all else, as soon as changes
 * are gathered; so is evidence that is added to one. Updates from before a channel followed are not posted there, nor are older ones by being edited. Who takes part decides
 * who reads an activity that was quiet: its posted updates are looked at again then.
 */
export const announcing = `
about AS (SELECT a.* FROM (
  SELECT "activityId" AS "id", "id" AS "updateId", "at", "version" = 1 AND $5::text[] <> '{evidence}' AS "fresh", greatest("leavesAt", $4::timestamptz) AS "shownAt",
    "withdrawnAt" IS NOT NULL AS "withdrawn"
  FROM "Update" WHERE $1 = 'update' AND "id" = $2::int
  UNION ALL SELECT "activityId", NULL, NULL, false, $4::timestamptz, false FROM "Milestone" WHERE $1 = 'milestone' AND "id" = $2::int
  UNION ALL SELECT "activityId", NULL, NULL, false, $4::timestamptz, false FROM "Commitment" WHERE $1 = 'commitment' AND "id" = $2::int
  UNION ALL SELECT "activityId", NULL, NULL, false, $4::timestamptz, false FROM "Confirmation" WHERE $1 = 'confirmation' AND "id" = $2::int
  UNION ALL SELECT "id", NULL, NULL, false, $4::timestamptz, false FROM "Activity" WHERE $1 = 'activity' AND "id" = $2::int)
  a WHERE cardinality($5::text[]) > 0),
places AS (
  SELECT c."id" AS "channelId", c."platform", c."tenant", c."conversation", c."since", f."updates", a."programmeId",
    about."id" AS "activityId", about."updateId", about."at", about."fresh", about."shownAt", about."withdrawn"
  FROM about JOIN "Activity" a ON a."id" = about."id" JOIN "Follow" f ON f."areaId" = a."areaId"
  JOIN "Channel" c ON c."id" = f."channelId" WHERE c."retiredAt" IS NULL
  ORDER BY c."id"),
cards AS (
  INSERT INTO "Delivery" AS d ("key", "kind", "platform", "tenant", "conversation", "channelId", "programmeId", "activityId",
    "milestoneIds", "commitmentIds", "state", "attemptAt", "createdAt")
  SELECT 'card:' || "channelId" || ':' || "activityId", 'card', "platform", "tenant", "conversation", "channelId", "programmeId",
    "activityId", '{}', '{}', 'waiting', "shownAt", $3::timestamptz FROM places
  ON CONFLICT ("key") DO UPDATE SET ${wantedAgain} RETURNING 1),
posts AS (
  INSERT INTO "Delivery" AS d ("key", "kind", "platform", "tenant", "conversation", "channelId", "programmeId", "activityId", "updateId",
    "milestoneIds", "commitmentIds", "state", "attemptAt", "createdAt")
  SELECT 'update:' || "channelId" || ':' || "updateId", 'update', "platform", "tenant", "conversation", "channelId", "programmeId",
    "activityId", "updateId", '{}', '{}', 'waiting', "shownAt", $3::timestamptz
  FROM places WHERE "updates" AND "updateId" IS NOT NULL AND "fresh" AND "at" >= "since" AND NOT "withdrawn"
    AND (SELECT count(*) FROM cards) > 0 -- after the card, under which it is to stand
  ON CONFLICT ("key") DO NOTHING),
copies AS (
  UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
    "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt"
      ELSE least(d."attemptAt", CASE WHEN about."withdrawn" THEN $3::timestamptz ELSE about."shownAt" END) END
  FROM about JOIN "Activity" a ON a."id" = about."id"
  WHERE d."kind" = 'update' AND (d."updateId" = about."updateId"
    OR ($1 = 'activity' AND a."quietUntil" IS NOT NULL AND d."activityId" = a."id" AND d."messageRef" IS NOT NULL))),
nudges AS (
  UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
    "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt" ELSE least(d."attemptAt", $4::timestamptz) END
  FROM about WHERE d."kind" = 'nudge' AND d."messageRef" IS NOT NULL AND d."sentAt" > $3::timestamptz - interval '60 days'
    AND (d."milestoneIds" && ARRAY(SELECT m."id" FROM "Milestone" m WHERE m."activityId" = about."id")
      OR d."subject" @> jsonb_build_object('${reportsOn}' || about."id", about."id"))),
requests AS (
  UPDATE "Delivery" d SET "wanted" = d."wanted" + 1,
    "attemptAt" = CASE WHEN d."attempts" > 0 AND d."attemptAt" IS NOT NULL THEN d."attemptAt" ELSE least(d."attemptAt", $4::timestamptz) END
  FROM about WHERE $1 = 'milestone' AND d."kind" = 'extension' AND d."milestoneIds" @> ARRAY[$2::int]
    AND (d."messageRef" IS NOT NULL OR d."leaseUntil" IS NOT NULL) AND d."subject"->>'part' = 'asked')`
