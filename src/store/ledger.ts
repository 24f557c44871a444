import type { ChannelPlatform } from '../domain/channel.ts'
import type { LedgerLine, LedgerPlace, LedgerReach } from '../domain/ledger.ts'
import { gatherSeconds, reportsOn } from './announcing.ts'
import type { Db } from './database.ts'

/**
 * What is asked for: messages about activities, by their ids, or about one milestone, by its code (without a programme's prefix); of an
 * area, also its digests. Null is all. `failed`: only those that did not go out, or may not have.
 */
export type LedgerOf = {
  areaId: number | null
  activities: number[] | null
  milestone: string | null
  failed: boolean
}

/**
 * $1 programme, $2 activities that are read, $3 own administrations, $4 and $5 the pairs of activity and administration whose dates are
 * told, $6 administrations and $7 activities concerned, $8 everything, $9 areas and $10 regions coordinated, $11 person, $12 area,
 * $13 activities and $14 milestone asked for, $15 failed, $16 now, $17 the instant at which it was first asked, $18 how many
 * lines, $19 of how many messages
 */
const ownChannel = `coalesce((c."owner" = 'administration' AND c."administrationId" = ANY($3::int[]))
  OR (c."owner" = 'coordinators' AND (c."areaId" = ANY($9::int[]) OR c."regionId" = ANY($10::int[])))
  OR (c."owner" = 'region' AND c."regionId" = ANY($10::int[])), false)`

/** Of the speaker's own administration when it was written. */
const ownPerson = `coalesce(d."personId" = $11::int, false) OR EXISTS (SELECT 1 FROM "Role" r
  WHERE r."personId" = d."personId" AND r."administrationId" = ANY($3::int[]) AND r."fromOn" <= (d."createdAt" AT TIME ZONE 'UTC')::date
    AND (r."untilOn" IS NULL OR r."untilOn" >= (d."createdAt" AT TIME ZONE 'UTC')::date))`

/**
 * The naming rule: a nudge about a milestone says that somebody owes it, and after its date that they are late. It is told to those who
 * may name the owner; to others, as long as the day of the nudge was before every date the milestone has had. That it moved says neither.
 */
const told = `(d."kind" = 'move' OR m."ownerAdministrationId" IS NULL
  OR (m."activityId", m."ownerAdministrationId") IN (SELECT * FROM unnest($4::int[], $5::int[]))
  OR d."occasionOn" <= least(m."baselineOn", m."dueOn", (SELECT min(x."fromOn") FROM "DateChange" x WHERE x."milestoneId" = m."id")))`

const concerned = `(m."ownerAdministrationId" = ANY($6::int[]) OR m."activityId" = ANY($7::int[]))`

/** Inside its hold, and when it was withdrawn there, an update is known to its own administration only. */
const mayReadUpdate = `(d."kind" <> 'update' OR u."administrationId" = ANY($3::int[])
  OR (u."leavesAt" <= $16::timestamptz AND (u."withdrawnAt" IS NULL OR u."withdrawnAt" >= u."leavesAt")))`

/** A card to be posted later: it would tell that there is an update inside its hold. */
const cardToCome = `(d."kind" = 'card' AND d."state" = 'waiting' AND d."attempts" = 0
  AND coalesce(d."attemptAt" > $16::timestamptz + interval '${gatherSeconds} seconds', false))`

/** What happened after it was first asked does not move the pages of the answer. */
const at = `CASE WHEN d."sentAt" <= $17::timestamptz THEN d."sentAt" ELSE d."createdAt" END`

const milestonesThat = (where: string): string =>
  `coalesce((SELECT array_agg(m."id") FROM "Milestone" m WHERE m."programmeId" = $1::int AND ${where}), '{}')`

/** A nudge also asks for reports on activities: each is a key of its subject. */
const asksReports = `coalesce(d."subject" ?| ARRAY(SELECT '${reportsOn}' || x FROM unnest($13::int[]) x), false)`

const askedFor = `($13::int[] IS NULL OR d."activityId" = ANY($13::int[])
    OR d."milestoneIds" && ${milestonesThat('m."activityId" = ANY($13::int[])')}
    OR (d."kind" = 'nudge' AND o."own" AND ${asksReports})
    OR (d."kind" = 'digest' AND (EXISTS (SELECT 1 FROM "Follow" f WHERE f."channelId" = d."channelId" AND f."areaId" = $12::int AND f."digest")
      OR EXISTS (SELECT 1 FROM "Role" r WHERE r."personId" = d."personId" AND r."kind" = 'coordinator' AND r."areaId" = $12::int))))
  AND ($14::text IS NULL OR d."milestoneIds" && ${milestonesThat('m."code" = $14::text')})
  AND (NOT $15::boolean OR d."state" IN ('failed', 'unconfirmed', 'given up', 'skipped'))`

/** A nudge that asks for reports stands in the ledger of those it went to: in the whole of it, where it tells of no date, and in that of each activity. So does what tells of the next meeting. */
const reportOnly = `(d."own" AND $14::text IS NULL AND CASE WHEN $13::int[] IS NULL THEN cardinality(d."milestoneIds") = 0 ELSE ${asksReports} END)`

/**
 * The newest that may concern the reader, by what their rows alone say, and of those what the reader is told: the cost of an answer
 * grows with its pages, and hardly with the ledger.
 */
const statement = `
WITH newest AS (
  SELECT d.*, c."name" AS "channel", o."own"
  FROM "Delivery" d
  LEFT JOIN "Channel" c ON c."id" = d."channelId"
  CROSS JOIN LATERAL (SELECT $8::boolean OR ${ownChannel} OR ${ownPerson} AS "own") o
  WHERE d."programmeId" = $1::int AND d."createdAt" <= $17::timestamptz
    AND (d."activityId" IS NULL OR d."activityId" = ANY($2::int[]))
    AND NOT ${cardToCome}
    AND (o."own" OR d."activityId" = ANY($7::int[]) OR d."milestoneIds" && ${milestonesThat(concerned)}
      OR (d."kind" = 'update' AND EXISTS (SELECT 1 FROM "Update" u WHERE u."id" = d."updateId" AND u."administrationId" = ANY($6::int[]))))
    AND ${askedFor}
  ORDER BY d."id" DESC LIMIT $19::int),
sent AS (
  SELECT d."id", d."kind", ${at} AS "at", d."own", d."direct", d."channel", d."platform", p."name" AS "person",
    d."activityId", u."administrationId" AS "reportedBy", d."updateId", d."occasionOn", n."milestones", r."reports",
    CASE WHEN d."own" THEN n."withheld" ELSE 0 END AS "withheld", d."state", d."why", d."attempts", d."attemptAt",
    coalesce(d."subject"->>'areas', '') AS "areas"
  FROM newest d
  LEFT JOIN "Person" p ON p."id" = d."personId"
  LEFT JOIN "Update" u ON u."id" = d."updateId"
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(m."code" ORDER BY m."activityId", m."position") FILTER (WHERE ${told} AND (d."own" OR ${concerned})), '{}') AS "milestones",
      coalesce(array_agg(m."activityId") FILTER (WHERE ${told} AND (d."own" OR ${concerned})), '{}') AS "activities",
      (count(*) FILTER (WHERE NOT ${told}))::int AS "withheld"
    FROM "Milestone" m WHERE m."id" = ANY(d."milestoneIds") AND m."activityId" = ANY($2::int[])) n
  CROSS JOIN LATERAL (
    SELECT coalesce(array_agg(x ORDER BY x), '{}') AS "reports"
    FROM unnest($2::int[]) x WHERE d."own" AND d."kind" = 'nudge' AND d."subject" ? ('${reportsOn}' || x)) r
  WHERE ${mayReadUpdate}
    AND (d."kind" NOT IN ('nudge', 'move', 'extension') OR ${reportOnly} OR (cardinality(n."milestones") > 0
      AND ($13::int[] IS NULL OR n."activities" && $13::int[]) AND ($14::text IS NULL OR $14::text = ANY(n."milestones")))))
SELECT CASE WHEN "own" THEN max("id") END::int AS "id", "areas", "kind", (extract(epoch FROM max("at")) * 1000)::float8 AS "at", "own", "direct", max("platform") AS "platform", max("channel") AS "channel",
  max("person") AS "person", count(*)::int AS "count", "activityId", "reportedBy", "milestones", "reports", "withheld", "state", "why",
  max("attempts") AS "attempts", (extract(epoch FROM min("attemptAt")) * 1000)::float8 AS "nextAt",
  (SELECT count(*) FROM newest)::int AS "looked"
FROM sent
GROUP BY CASE WHEN "own" THEN "id" END, "kind", "own", "direct", "activityId", "reportedBy",
  "updateId", "occasionOn", "milestones", "reports", "withheld", "areas", "state", "why"
ORDER BY max("at") DESC, max("id") DESC LIMIT $18::int`

/** For each line so many messages are looked at: those to others are one line, in as many channels as there are administrations. */
const messagesALine = 50

type Row = Omit<LedgerLine, 'at' | 'nextAt' | 'place' | 'areas'> & {
  areas: string
  at: number
  nextAt: number | null
  own: boolean
  direct: boolean
  platform: ChannelPlatform
  channel: string | null
  person: string | null
  count: number
  looked: number
}

/**
 * The newest lines of the ledger that concern a reader, in one statement.
 *
 * @param asked the instant of the question, and of the first page of its answer; @param most how many lines
 * @returns those, and whether there are more
 */
export async function loadLedger(
  db: Db,
  programmeId: number,
  of: LedgerOf,
  reach: LedgerReach,
  { now, askedAt, most }: { now: Date; askedAt: Date; most: number },
): Promise<{ lines: LedgerLine[]; goesOn: boolean }> {
  const rows = await db.query<Row>(statement, [
    programmeId,
    reach.reach.activities,
    reach.ownAdministrations,
    reach.reach.told.activities,
    reach.reach.told.administrations,
    reach.administrations,
    reach.activities,
    reach.everything,
    reach.areas,
    reach.regions,
    reach.person,
    of.areaId,
    of.activities,
    of.milestone,
    of.failed,
    now.toISOString(),
    askedAt.toISOString(),
    most + 1,
    most * messagesALine,
  ])
  const all = (rows[0]?.looked ?? 0) < most * messagesALine
  return { lines: rows.slice(0, most).map(lineFrom), goesOn: rows.length > most || !all }
}

function lineFrom({
  areas,
  at,
  nextAt,
  own,
  direct,
  platform,
  channel,
  person,
  count,
  looked,
  ...rest
}: Row): LedgerLine {
  const place = ((): LedgerPlace => {
    if (!own) return { kind: direct ? 'people of others' : 'channels of others', count }
    if (direct) return { kind: 'person', name: person ?? '' }
    return { kind: 'channel', name: channel ?? '', platform }
  })()
  return {
    ...rest,
    areas: areas.split(' ').filter((each) => each !== ''),
    at: new Date(at),
    place,
    nextAt: nextAt === null ? null : new Date(nextAt),
  }
}
