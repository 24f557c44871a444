import type { Extension, ExtensionOutcome } from '../domain/extension.ts'
import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/**
 * Makes those who ask, decide on and deliver one milestone wait for one another until the transaction ends.
 *
 * @param code without the programme's prefix
 */
export async function lockMilestone(db: Db, programmeId: number, code: string): Promise<void> {
  await db.query(`SELECT "id" FROM "Milestone" WHERE "programmeId" = $1::int AND "code" = $2 FOR UPDATE`, [
    programmeId,
    code,
  ])
}

const day = (column: string) => `to_char(x."${column}", 'YYYY-MM-DD') AS "${column}"`
const instant = (column: string) => `(extract(epoch FROM x."${column}") * 1000)::float8 AS "${column}"`

const columns = `x."id", x."milestoneId", m."activityId", m."code" AS "milestoneCode", ${day('fromOn')}, ${day('toOn')}, x."reason",
  x."outcome", ${day('approvedOn')}, x."decisionReason", ${instant('requestedAt')}, x."requestedById", ${instant('decidedAt')},
  (SELECT json_build_object('name', p."name", 'administrationId', p."administrationId") FROM "Person" p WHERE p."id" = x."decidedById")
    AS "decidedBy",
  x."channelId", x."platform", x."tenant",
  (SELECT count(*) FROM "Extension" b WHERE b."milestoneId" = x."milestoneId" AND b."id" < x."id" AND b."approvedOn" IS NOT NULL)::int
    AS "extendedBefore"`

const those = (where: string): string =>
  `SELECT ${columns} FROM "Extension" x JOIN "Milestone" m ON m."id" = x."milestoneId" WHERE ${where} ORDER BY x."id"`

const ofMilestone = those('x."milestoneId" = $1::int')
const ofId = those('x."id" = $1::int')
const waiting = those(`x."outcome" = 'pending' AND m."state" = 'agreed' AND m."activityId" = ANY($1::int[])`)

type Row = Omit<Extension, 'requestedAt' | 'decidedAt'> & { requestedAt: number; decidedAt: number | null }

const extensionFrom = ({ requestedAt, decidedAt, ...row }: Row): Extension => ({
  ...row,
  requestedAt: new Date(requestedAt),
  decidedAt: decidedAt === null ? null : new Date(decidedAt),
})

/** All that was ever asked for a milestone, oldest first. */
export const extensionsOf = async (db: Db, milestoneId: number): Promise<Extension[]> =>
  (await db.query<Row>(ofMilestone, [milestoneId])).map(extensionFrom)

export async function findExtension(db: Db, id: number): Promise<Extension | null> {
  const [row] = await db.query<Row>(ofId, [id])
  return row ? extensionFrom(row) : null
}

/** Those that wait for a decision in activities, oldest first; one whose milestone is no longer open needs none. */
export const pendingExtensions = async (db: Db, activityIds: number[]): Promise<Extension[]> =>
  (await db.query<Row>(waiting, [activityIds])).map(extensionFrom)

export type Request = {
  milestoneId: number
  fromOn: CalendarDate
  toOn: CalendarDate
  reason: string
  /** the rules it goes beyond; '' for none */
  bends: string
  /** the day on which it was asked, where it was asked */
  askedOn: CalendarDate
  requestedById: number | null
  channelId: number | null
  platform: string
  tenant: string
}

/** $1 milestone, $2 from, $3 to, $4 reason, $5 bends, $6 day, $7 at, $8 by, $9 channel, $10 platform, $11 tenant */
const asking = `
WITH again AS (
  UPDATE "Extension" SET "fromOn" = $2::date, "toOn" = $3::date, "reason" = $4, "bends" = $5, "askedOn" = $6::date,
    "requestedAt" = $7::timestamptz, "requestedById" = $8::int, "channelId" = $9::int, "platform" = $10, "tenant" = $11
  WHERE "milestoneId" = $1::int AND "outcome" = 'pending' RETURNING "id"),
anew AS (
  INSERT INTO "Extension" ("milestoneId", "fromOn", "toOn", "reason", "bends", "askedOn", "outcome", "requestedAt", "requestedById",
    "channelId", "platform", "tenant")
  SELECT $1::int, $2::date, $3::date, $4, $5, $6::date, 'pending', $7::timestamptz, $8::int, $9::int, $10, $11
  WHERE NOT EXISTS (SELECT 1 FROM again) RETURNING "id")
SELECT "id" FROM again UNION ALL SELECT "id" FROM anew`

/**
 * Writes a request down, in place of the one that still waits, if there is one. The milestone is locked.
 *
 * @param at instant
 * @returns its id
 */
export async function askExtension(db: Db, request: Request, at: Date): Promise<number> {
  const { milestoneId, fromOn, toOn, reason, bends, askedOn, requestedById } = request
  const [row] = await db.query<{ id: number }>(asking, [
    milestoneId,
    fromOn,
    toOn,
    reason,
    bends === '' ? null : bends,
    askedOn,
    at.toISOString(),
    requestedById,
    request.channelId,
    request.platform,
    request.tenant,
  ])
  if (!row) throw new Error(`no later date was asked for milestone ${milestoneId}`)
  return row.id
}

export type Decision = {
  outcome: ExtensionOutcome
  /** none: not approved */
  approvedOn: CalendarDate | null
  reason: string
  by: number | null
}

/**
 * Decides on a request that waits. Of two decisions at once, one is made.
 *
 * @param at instant
 * @returns whether this was it
 */
export async function decideExtension(
  db: Db,
  id: number,
  { outcome, approvedOn, reason, by }: Decision,
  at: Date,
): Promise<boolean> {
  const decided = await db.query(
    `UPDATE "Extension" SET "outcome" = $2, "approvedOn" = $3::date, "decisionReason" = $4, "decidedAt" = $5::timestamptz,
       "decidedById" = $6::int WHERE "id" = $1::int AND "outcome" = 'pending' RETURNING 1`,
    [id, outcome, approvedOn, reason === '' ? null : reason, at.toISOString(), by],
  )
  return decided.length === 1
}
