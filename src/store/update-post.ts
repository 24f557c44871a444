import type { Evidence, Outlook, Update } from '../domain/facts.ts'
import type { Db } from './database.ts'

/** $1 id */
const statement = `
SELECT json_build_object('id', u."id", 'activityId', u."activityId", 'administrationId', u."administrationId",
  'outlook', u."outlook", 'at', extract(epoch FROM u."at") * 1000, 'leavesAt', extract(epoch FROM u."leavesAt") * 1000,
  'withdrawnAt', extract(epoch FROM u."withdrawnAt") * 1000,
  'editedAt', CASE WHEN u."version" > 1 THEN extract(epoch FROM v."at") * 1000 END,
  'text', v."text", 'inTheWay', v."inTheWay", 'recordedFrom', v."recordedFrom",
  'recordedBy', CASE WHEN v."recordedFrom" IS NOT NULL THEN p."name" END,
  'evidence', (SELECT coalesce(json_agg(json_build_object('reference', e."reference", 'title', e."title", 'author', e."authorName",
    'datedOn', e."datedOn") ORDER BY e."id"), '[]') FROM "Evidence" e WHERE e."updateId" = u."id")) AS "facts"
FROM "Update" u JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version"
LEFT JOIN "Person" p ON p."id" = v."personId" WHERE u."id" = $1::int`

type Instants = 'at' | 'leavesAt' | 'editedAt' | 'withdrawnAt'
type Facts = Omit<Update, Instants> & {
  outlook: Outlook | null
  evidence: Evidence[]
  at: number
  leavesAt: number
  editedAt: number | null
  withdrawnAt: number | null
}

const instant = (value: number | null): Date | null => (value === null ? null : new Date(value))

/** One update with its words, whoever may read it; null when there is none. `withdrawnAt` is an instant. */
export async function loadUpdate(
  db: Db,
  id: number,
): Promise<(Update & { withdrawnAt: Date | null }) | null> {
  const [row] = await db.query<{ facts: Facts }>(statement, [id])
  if (!row) return null
  const { facts } = row
  return {
    ...facts,
    at: new Date(facts.at),
    leavesAt: new Date(facts.leavesAt),
    editedAt: instant(facts.editedAt),
    withdrawnAt: instant(facts.withdrawnAt),
  }
}

/**
 * In how many channels an update stands, or the card of its activity; in how many one of them may, and nobody knows; and in how many one
 * was posted that cannot be reached any more.
 */
export type Copies = { standing: number; doubtful: number; unreachable: number }

/** Channels that are retired for another reason can still be posted in. */
const outOfReach = `c."retiredAt" IS NOT NULL AND c."retiredWhy" NOT IN ('unfollowed', 'shared')`

/** $1 update */
const copies = `
SELECT count(DISTINCT d."channelId") FILTER (WHERE d."messageRef" IS NOT NULL AND NOT (${outOfReach}))::int AS "standing",
  count(DISTINCT d."channelId") FILTER (WHERE d."messageRef" IS NOT NULL AND ${outOfReach} AND u."leavesAt" <= c."retiredAt")::int
    AS "unreachable",
  count(DISTINCT d."channelId") FILTER (WHERE d."messageRef" IS NULL AND d."sendingSince" >= u."leavesAt")::int AS "doubtful"
FROM "Update" u JOIN "Delivery" d ON (d."kind" = 'update' AND d."updateId" = u."id")
  OR (d."kind" = 'card' AND d."activityId" = u."activityId" AND coalesce(d."sendingSince", d."sentAt") IS NOT NULL)
JOIN "Channel" c ON c."id" = d."channelId"
WHERE u."id" = $1::int`

/** Where an update was posted, as far as is known. */
export async function copiesOf(db: Db, id: number): Promise<Copies> {
  const [row] = await db.query<Copies>(copies, [id])
  return row!
}
