import type { Zones } from '../domain/lateness.ts'
import type { NudgeFacts, NudgeMilestone } from '../domain/nudge.ts'
import { type Holidays, noHolidays, workingDay } from '../domain/nudge-cadence.ts'
import type { NudgePerson } from '../domain/nudge-people.ts'
import type { ExpectedReport } from '../domain/nudge-reporting.ts'
import { type CalendarDate, daysBetween, plusDays } from '../time.ts'
import { followingChannels } from './channels.ts'
import type { Db } from './database.ts'
import { writtenTo } from './people.ts'
import type { OpenedProgramme } from './programme.ts'

/** What nudges are worked out from, in few statements. */

const columns = `m."id", m."code", m."kind", m."state", to_char(m."dueOn", 'YYYY-MM-DD') AS "dueOn", m."waitingFor", m."activityId",
  m."ownerAdministrationId",
  EXISTS (SELECT 1 FROM "Extension" e WHERE e."milestoneId" = m."id" AND e."outcome" = 'pending') AS "extensionPending",
  (SELECT to_char(s."untilOn", 'YYYY-MM-DD') FROM "Snooze" s WHERE s."milestoneId" = m."id" ORDER BY s."at" DESC, s."id" DESC LIMIT 1)
    AS "snoozedUntil"`

/**
 * $1 programme, $2 due dates whose occasion before the date lies in the days asked for, $3 and $4 the first and last of these days, $5
 * every how many days while overdue, $6 the day from which an end of a snooze still counts.
 */
const candidates = `
WITH candidate AS (
  SELECT "id" FROM "Milestone" WHERE "state" = 'agreed' AND "dueOn" = ANY($2::date[])
  UNION SELECT "id" FROM "Milestone" WHERE "state" = 'agreed' AND "dueOn" <= $4::date - $5::int
    AND ($4::date - "dueOn") % $5::int <= $4::date - $3::date
  UNION SELECT "milestoneId" FROM "Snooze" WHERE "untilOn" BETWEEN $6::date AND $4::date AND "milestoneId" IS NOT NULL)
SELECT ${columns} FROM "Milestone" m JOIN candidate USING ("id")
WHERE m."programmeId" = $1::int AND m."state" = 'agreed' AND m."waitingFor" IS NULL ORDER BY m."id"`

const named = `SELECT ${columns} FROM "Milestone" m WHERE m."id" = ANY($1::int[]) ORDER BY m."id"`

/** Everyone with a role, and how they can be written to, the account that was linked last first. */
const people = `
SELECT p."id", p."name", p."administrationId" AS "home", to_char(p."awayUntil", 'YYYY-MM-DD') AS "awayUntil",
  (SELECT coalesce(json_agg(json_build_object('platform', a."platform", 'tenant', a."tenant", 'user', a."user")
      ORDER BY a."linkedAt" DESC, a."id" DESC), '[]')
    FROM "Account" a WHERE a."personId" = p."id" AND a."platform" IN ${writtenTo}) AS "accounts",
  (SELECT coalesce(json_agg(json_build_object('kind', r."kind", 'administrationId', r."administrationId", 'areaId', r."areaId",
      'regionId', r."regionId", 'fromOn', r."fromOn", 'untilOn', r."untilOn", 'alternateId', r."alternateId") ORDER BY r."id"), '[]')
    FROM "Role" r WHERE r."personId" = p."id") AS "roles"
FROM "Person" p ORDER BY p."id"`

/** $1 programme, $2 the first day that can matter */
const daysOff = `
SELECT h."administrationId", to_char(h."on", 'YYYY-MM-DD') AS "on" FROM "Holiday" h
JOIN "ProgrammeAdministration" pa ON pa."administrationId" = h."administrationId"
WHERE pa."programmeId" = $1::int AND h."on" >= $2::date`

/** Days before the first one asked for whose being off can matter: no run of days off is as long. */
const longestRun = 60

/** $1 programme. Leads, and those with an open commitment. */
const expecting = `
SELECT e."activityId", e."administrationId", bool_or(u."at" IS NOT NULL) AS "reported",
  (extract(epoch FROM coalesce(max(u."at"), min(e."since"))) * 1000)::float8 AS "last"
FROM (
  SELECT p."activityId", p."administrationId", p."since" FROM "Participation" p WHERE p."lead"
  UNION ALL SELECT c."activityId", c."administrationId", c."madeAt" FROM "Commitment" c WHERE c."state" = 'open') e
JOIN "Activity" a ON a."id" = e."activityId"
LEFT JOIN LATERAL (SELECT "at" FROM "Update" n WHERE n."activityId" = e."activityId" AND n."administrationId" = e."administrationId"
  AND n."withdrawnAt" IS NULL ORDER BY n."at" DESC LIMIT 1) u ON true
WHERE a."programmeId" = $1::int GROUP BY 1, 2 ORDER BY 1, 2`

/** The milestones to be looked at: those with an occasion on one of these days, both included, or those of these ids. */
export type WhichMilestones =
  | { first: CalendarDate; last: CalendarDate }
  | { ids: number[]; on: CalendarDate }

async function expectedReports(db: Db, programmeId: number): Promise<ExpectedReport[]> {
  type Row = Omit<ExpectedReport, 'last'> & { last: number }
  const rows = await db.query<Row>(expecting, [programmeId])
  return rows.map((row) => ({ ...row, last: new Date(row.last) }))
}

/**
 * The facts of a programme's nudges. By days, every milestone with an occasion there is among them, and few others: what decides is the
 * rule.
 *
 * @param reports whether to read who is expected to report
 */
export async function nudgeFacts(
  db: Db,
  { programme, directory }: OpenedProgramme,
  which: WhichMilestones,
  reports: boolean,
): Promise<NudgeFacts> {
  const areaIds = directory.areas.map(({ id }) => id)
  const channels = await followingChannels(db, areaIds)
  const known = await peopleWithRoles(db)
  const holidays = await holidaysFrom(db, programme.id, plusDays(firstOf(which), -longestRun))
  const rows =
    'ids' in which
      ? await db.query<NudgeMilestone>(named, [which.ids])
      : await candidatesIn(db, programme, which, holidays)
  const milestones = rows.map((each) => ({ ...each, code: directory.prefix + each.code }))
  const expected = reports ? await expectedReports(db, programme.id) : []
  return { programme, directory, milestones, channels, people: known, holidays, expected }
}

/** Everyone, with the roles they hold or held and how they can be written to. */
export const peopleWithRoles = (db: Db): Promise<NudgePerson[]> => db.query<NudgePerson>(people, [])

const firstOf = (which: WhichMilestones): CalendarDate => ('ids' in which ? which.on : which.first)

/** The holidays, from a day on, of the administrations of a programme that have some, by id. */
export async function holidaysFrom(
  db: Db,
  programmeId: number,
  from: CalendarDate,
): Promise<Map<number, Holidays>> {
  const rows = await db.query<{ administrationId: number; on: CalendarDate }>(daysOff, [programmeId, from])
  const holidays = new Map<number, Set<CalendarDate>>()
  for (const { administrationId, on } of rows) {
    const days = holidays.get(administrationId) ?? new Set()
    holidays.set(administrationId, days.add(on))
  }
  return holidays
}

/** An occasion moves to an earlier day by at most the longest run of days off behind it. */
async function candidatesIn(
  db: Db,
  { id, policies }: NudgeFacts['programme'],
  { first, last }: { first: CalendarDate; last: CalendarDate },
  holidays: ReadonlyMap<number, Holidays>,
): Promise<NudgeMilestone[]> {
  const { daysBefore, overdueEveryDays } = policies.nudges
  const days = daysFrom(first, last)
  const working = [noHolidays, ...holidays.values()].flatMap((off) =>
    days.flatMap((on) => workingDay(on, off) ?? []),
  )
  const behind = Math.max(0, ...working.map(({ offBehind }) => offBehind))
  const before = Math.max(0, ...working.map(({ offBefore }) => offBefore))
  const until = plusDays(last, behind)
  const due = daysFrom(first, until).flatMap((on) => daysBefore.map((each) => plusDays(on, each)))
  return db.query<NudgeMilestone>(candidates, [
    id,
    [...new Set(due)],
    first,
    until,
    overdueEveryDays,
    plusDays(first, -before),
  ])
}

const daysFrom = (first: CalendarDate, last: CalendarDate): CalendarDate[] =>
  Array.from({ length: Math.max(0, daysBetween(first, last)) + 1 }, (_, days) => plusDays(first, days))

/** The zones in which channels that can be reached are read, and were until lately. */
export async function channelZones(db: Db): Promise<Zones[]> {
  const rows = await db.query<{ zone: string; before: { zone: string; until: string }[] }>(
    `SELECT DISTINCT "timeZone" AS "zone", "zonesBefore" AS "before" FROM "Channel" WHERE "retiredAt" IS NULL`,
    [],
  )
  return rows.map(({ zone, before }) => ({
    zone,
    before: before.map((each) => ({ zone: each.zone, until: new Date(each.until) })),
  }))
}
