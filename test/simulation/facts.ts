import type { Db } from '../../src/store/database.ts'

/** What is so at an instant, read straight from the record: what the oracle judges by. Days are `YYYY-MM-DD`. */

export type Milestone = {
  id: number
  code: string
  activityId: number
  kind: 'collective' | 'individual'
  state: string
  ownerId: number | null
  dueOn: string | null
  waitingFor: string | null
  snoozedUntil: string | null
}
export type Place = {
  id: number
  platform: string
  tenant: string
  conversation: string
  owner: 'administration' | 'region' | 'coordinators' | 'secretariat'
  administrationId: number | null
  regionId: number | null
  areaId: number | null
  zone: string
  weekday: number
  at: string
  since: number
  retired: boolean
  follows: { areaId: number; updates: boolean; nudges: boolean; digest: boolean }[]
}
export type Role = {
  kind: string
  administrationId: number | null
  areaId: number | null
  regionId: number | null
  fromOn: string
  untilOn: string | null
  alternateId: number | null
}
export type Person = {
  id: number
  name: string
  home: number | null
  awayUntil: string | null
  accounts: { platform: string; tenant: string; user: string }[]
  roles: Role[]
}
export type Facts = {
  /** the bot's clock, milliseconds */
  at: number
  milestones: Milestone[]
  activities: { id: number; code: string; areaId: number; quietUntil: string | null; takingPart: number[] }[]
  administrations: { id: number; code: string; zone: string; regionId: number }[]
  areas: { id: number; code: string }[]
  places: Place[]
  people: Person[]
  updates: {
    id: number
    activityId: number
    administrationId: number
    at: number
    leavesAt: number
    withdrawn: boolean
  }[]
}

const rows = (select: string) => `(SELECT coalesce(json_agg(x), '[]') FROM (${select}) x)`
const ms = (column: string) => `(extract(epoch FROM ${column}) * 1000)::float8`

const reading = `SELECT json_build_object(
'milestones', ${rows(`SELECT m."id", m."code", m."activityId", m."kind", m."state", m."ownerAdministrationId" AS "ownerId", m."dueOn",
  m."waitingFor", (SELECT s."untilOn" FROM "Snooze" s WHERE s."milestoneId" = m."id" ORDER BY s."at" DESC, s."id" DESC LIMIT 1)
  AS "snoozedUntil" FROM "Milestone" m ORDER BY m."id"`)},
'activities', ${rows(`SELECT a."id", a."code", a."areaId", a."quietUntil", ARRAY(SELECT p."administrationId" FROM "Participation" p
  WHERE p."activityId" = a."id" AND p."takingPart") AS "takingPart" FROM "Activity" a ORDER BY a."id"`)},
'administrations', ${rows(`SELECT a."id", a."code", a."timeZone" AS "zone", p."regionId" FROM "Administration" a
  JOIN "ProgrammeAdministration" p ON p."administrationId" = a."id" ORDER BY a."id"`)},
'areas', ${rows('SELECT "id", "code" FROM "Area" ORDER BY "id"')},
'places', ${rows(`SELECT c."id", c."platform", c."tenant", c."conversation", c."owner", c."administrationId", c."regionId", c."areaId",
  c."timeZone" AS "zone", c."digestWeekday" AS "weekday", c."digestAt" AS "at", ${ms('c."since"')} AS "since",
  c."retiredAt" IS NOT NULL AS "retired", ${rows(
    `SELECT f."areaId", f."updates", f."nudges", f."digest" FROM "Follow" f WHERE f."channelId" = c."id"`,
  )} AS "follows" FROM "Channel" c ORDER BY c."id"`)},
'people', ${rows(`SELECT p."id", p."name", p."administrationId" AS "home", p."awayUntil",
  ${rows(`SELECT a."platform", a."tenant", a."user" FROM "Account" a WHERE a."personId" = p."id" AND a."platform" <> 'terminal'`)}
  AS "accounts", ${rows(`SELECT r."kind", r."administrationId", r."areaId", r."regionId", r."fromOn", r."untilOn", r."alternateId"
  FROM "Role" r WHERE r."personId" = p."id"`)} AS "roles" FROM "Person" p ORDER BY p."id"`)},
'updates', ${rows(`SELECT u."id", u."activityId", u."administrationId", ${ms('u."at"')} AS "at", ${ms('u."leavesAt"')} AS "leavesAt",
  u."withdrawnAt" IS NOT NULL AS "withdrawn" FROM "Update" u ORDER BY u."id"`)}) AS "facts"`

/** @param at the bot's clock */
export async function readFacts(db: Db, at: Date): Promise<Facts> {
  const [row] = await db.query<{ facts: Omit<Facts, 'at'> }>(reading, [])
  return { ...row!.facts, at: at.getTime() }
}

/** A row of the ledger. Instants in milliseconds. */
export type Row = {
  id: number
  key: string
  kind: string
  platform: string
  conversation: string
  channelId: number | null
  personId: number | null
  activityId: number | null
  updateId: number | null
  milestoneIds: number[]
  occasionOn: string | null
  subject: Record<string, unknown> | null
  state: string
  why: string | null
  attemptAt: number | null
  sentAt: number | null
  messageRef: string | null
}

export const readRows = (db: Db): Promise<Row[]> =>
  db.query<Row>(
    `SELECT "id"::int AS "id", "key", "kind", "platform", "conversation", "channelId", "personId", "activityId", "updateId",
       "milestoneIds", to_char("occasionOn", 'YYYY-MM-DD') AS "occasionOn", "subject", "state", "why", ${ms('"attemptAt"')} AS "attemptAt",
       ${ms('"sentAt"')} AS "sentAt", "messageRef" FROM "Delivery" ORDER BY "id"`,
    [],
  )
