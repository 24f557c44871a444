import { resolve } from 'node:path'
import { loadProgramme } from '../../src/programme/read.ts'
import type { Store } from '../../src/store/database.ts'
import { importProgramme } from '../../src/store/import.ts'

const heraklion = resolve(import.meta.dirname, '../../prisma/programmes/heraklion-2009.yaml')

/** Where the bench's people have their accounts; every account is called the same on both platforms. */
export const slackTeam = 'T0BENCH'
export const teamsTenantId = 'bench-tenant'

/** The bench's days are those of the programme's first summer, whenever it runs. */
export const benchNow = new Date('2010-06-07T07:00:00Z')

/** Milliseconds, as SQL takes an instant. */
const now = `to_timestamp(${benchNow.getTime()} / 1000.0)`

/** Everybody takes part in everything; the first two of each turn of eight lead. */
const plan = [
  `INSERT INTO "Participation" ("activityId", "administrationId", "takingPart", "lead", "since")
   SELECT a."id", d."id", true, (d."position" + a."position" * 5) % 45 < 2, '2010-01-01'
   FROM (SELECT "id", row_number() OVER (ORDER BY "position") AS "position" FROM "Activity") a
   CROSS JOIN (SELECT "id", row_number() OVER (ORDER BY "id") AS "position" FROM "Administration") d
   ON CONFLICT DO NOTHING`,
  `UPDATE "Milestone" m SET "ownerAdministrationId" = (SELECT p."administrationId" FROM "Participation" p
     WHERE p."activityId" = m."activityId" AND p."lead" ORDER BY p."administrationId" LIMIT 1),
     "state" = 'agreed', "baselineOn" = "dueOn", "agreedAt" = '2010-01-15'
   WHERE "dueOn" IS NOT NULL AND "waitingFor" IS NULL`,
  // One in five of those past their day is late; the others are delivered, with a document.
  `UPDATE "Milestone" SET "state" = 'delivered', "deliveredOn" = "dueOn", "deliveredAt" = "dueOn"
   WHERE "state" = 'agreed' AND "dueOn" < '2010-06-07' AND "id" % 5 > 0`,
  `INSERT INTO "Evidence" ("reference", "title", "datedOn", "at", "administrationId", "milestoneId")
   SELECT 'https://example.org/' || lower("code"), 'Document ' || "code", "deliveredOn", "deliveredAt",
     "ownerAdministrationId", "id" FROM "Milestone" WHERE "state" = 'delivered'`,
  `INSERT INTO "Commitment" ("activityId", "administrationId", "text", "state", "baselineOn", "targetOn", "madeAt")
   SELECT p."activityId", p."administrationId", 'Instructions to all offices, and one person named to answer questions',
     'open', '2010-12-15', '2010-12-15', '2010-02-01'
   FROM "Participation" p WHERE p."administrationId" % 8 = p."activityId" % 8`,
]

/** Two members and a Director General of every administration, a coordinator of every area; each on both platforms. */
const people = [
  `INSERT INTO "Person" ("name", "administrationId", "admittedAt")
   SELECT 'Member ' || n || ' of ' || d."name", d."id", '2010-01-04' FROM "Administration" d, generate_series(1, 3) n`,
  `INSERT INTO "Person" ("name", "admittedAt") SELECT 'Coordinator of ' || "code", '2010-01-04' FROM "Area"`,
  `INSERT INTO "Account" ("personId", "platform", "tenant", "user", "linkedAt")
   SELECT p."id", t."platform", t."tenant", 'U' || p."id", '2010-01-04'
   FROM "Person" p, (VALUES ('slack', '${slackTeam}'), ('teams', '${teamsTenantId}')) t ("platform", "tenant")`,
  `INSERT INTO "Role" ("personId", "kind", "administrationId", "areaId", "fromOn")
   SELECT p."id", CASE WHEN p."administrationId" IS NULL THEN 'coordinator'
       WHEN p."name" LIKE 'Member 3%' THEN 'director general' ELSE 'member' END,
     p."administrationId", a."id", '2010-01-04'
   FROM "Person" p LEFT JOIN "Area" a ON p."name" = 'Coordinator of ' || a."code"`,
]

const words = `'Meeting no. ' || n || ' was held with the offices concerned; the draft was sent for comments, and three remarks ' ||
  'on the second part are being answered this week.'`

/** $1 updates, over the five months before now and over all administrations and activities in turn. */
const updates = [
  `INSERT INTO "Update" ("activityId", "administrationId", "commitmentId", "personId", "at", "leavesAt", "version", "outlook", "contentHash")
   SELECT a."id", d."id", (SELECT c."id" FROM "Commitment" c WHERE c."activityId" = a."id" AND c."administrationId" = d."id"),
     d."personId", t."at", t."at" + interval '10 minutes', 1,
     (ARRAY['on track', 'on track', 'on track', 'at risk', 'off track'])[1 + n % 5], md5(n::text)
   FROM generate_series(1, $1::int) n
   JOIN (SELECT "id", row_number() OVER (ORDER BY "id") - 1 AS "turn", count(*) OVER () AS "all" FROM "Activity") a ON a."turn" = n % a."all"
   JOIN (SELECT d."id", row_number() OVER (ORDER BY d."id") - 1 AS "turn", count(*) OVER () AS "all",
       (SELECT min(p."id") FROM "Person" p WHERE p."administrationId" = d."id") AS "personId" FROM "Administration" d) d ON d."turn" = n % d."all"
   CROSS JOIN LATERAL (SELECT ${now} - interval '1 hour' - interval '150 days' * (n - 1) / $1::int AS "at") t`,
  `INSERT INTO "UpdateVersion" ("updateId", "number", "text", "inTheWay", "outlook", "at", "personId")
   SELECT n, 1, ${words}, CASE WHEN "outlook" = 'on track' THEN NULL ELSE 'Comments of two administrations are awaited' END,
     "outlook", "at", "personId" FROM (SELECT "id" AS n, * FROM "Update") u`,
  `INSERT INTO "Evidence" ("reference", "datedOn", "at", "administrationId", "personId", "updateId")
   SELECT 'https://example.org/note/' || "id", "at"::date, "at", "administrationId", "personId", "id" FROM "Update" WHERE "id" % 3 = 0`,
]

/** The Heraklion Declaration under way, with `count` updates reported. Takes seconds. */
export async function fillRecord(store: Store, count: number): Promise<void> {
  const { db } = store
  await store.transaction((tx) => importProgramme(tx, loadProgramme(heraklion), benchNow, { example: false }))
  for (const statement of [...plan, ...people]) await db.query(statement, [])
  for (const statement of updates) await db.query(statement, statement.includes('$1') ? [count] : [])
  await db.query('VACUUM ANALYZE', [])
}

/** The accounts of everybody who may report. */
export async function memberAccounts({ db }: Store): Promise<string[]> {
  const rows = await db.query<{ user: string }>(
    `SELECT a."user" FROM "Account" a JOIN "Role" r ON r."personId" = a."personId"
     WHERE a."platform" = 'slack' AND r."kind" = 'member' ORDER BY a."id"`,
    [],
  )
  return rows.map(({ user }) => user)
}
