import type { Delivery, DeliveryState } from '../domain/delivery.ts'
import type { Db, Store } from './database.ts'

/**
 * A message taken up by one worker until `until`. `wanted` is how often it had been asked for then; `doubtful` since when it may have
 * been posted already: an attempt to post it was cut off (both instants).
 */
export type Claimed = Delivery & { wanted: number; doubtful: Date | null; triedSince: Date; until: Date }

const milliseconds = (column: string) => `(extract(epoch FROM d."${column}") * 1000)::float8 AS "${column}"`

const columns = `d."id"::int AS "id", d."key", d."kind", d."platform", d."tenant", d."conversation", d."direct", d."channelId",
  d."personId", d."programmeId", d."activityId", d."updateId", coalesce(d."milestoneIds", '{}') AS "milestoneIds",
  coalesce(d."commitmentIds", '{}') AS "commitmentIds", to_char(d."occasionOn", 'YYYY-MM-DD') AS "occasionOn", d."subject", d."state",
  d."why", d."attempts", d."messageRef", d."wanted", ${['attemptAt', 'createdAt', 'sentAt', 'sendingSince', 'triedSince'].map(milliseconds).join(', ')}`

/** Any number that nothing else in this database locks. */
const claiming = 7_305_021_010

const free = (row: string) =>
  `${row}."attemptAt" <= $1::timestamptz AND (${row}."leaseUntil" IS NULL OR ${row}."leaseUntil" <= $1::timestamptz)`

/** Seconds for which a message is left to a process that has its platform; then any takes it up, so that it is seen that none has. */
const leftForSeconds = 60

const servedBy = (
  platforms: string,
) => `(${platforms}::text[] IS NULL OR q."platform" = ANY(${platforms}::text[])
      OR q."attemptAt" <= $1::timestamptz - interval '${leftForSeconds} seconds')`

/** What was withdrawn is removed whatever else has to wait there. */
const takenBack = `(q."messageRef" IS NOT NULL
  AND EXISTS (SELECT 1 FROM "Update" w WHERE w."id" = q."updateId" AND w."withdrawnAt" IS NOT NULL))`

/**
 * $1 now, $2 worker, $3 until, $4 how many, $5 platforms.
 *
 * Of each destination the first message that is due, unless another one is under way there, or waits there for another attempt: what the
 * platform holds back keeps its place, what failed on our side keeps nobody waiting. One that
 * a change has locked comes when that has ended: a claim of several waits for none of them, so that neither holds what the other wants.
 */
const claim = `
WITH first AS MATERIALIZED (
  SELECT DISTINCT ON (q."platform", q."tenant", q."conversation") q."id", q."attemptAt" FROM "Delivery" q
  WHERE ${free('q')} AND ${servedBy('$5')}
    AND NOT EXISTS (SELECT 1 FROM "Delivery" o
      WHERE o."platform" = q."platform" AND o."tenant" = q."tenant" AND o."conversation" = q."conversation"
        AND o."attemptAt" IS NOT NULL AND o."id" <> q."id"
        AND (o."leaseUntil" > $1::timestamptz
          OR (o."id" < q."id" AND o."attempts" > 0 AND o."attemptAt" > $1::timestamptz
            AND o."state" NOT IN ('unconfirmed', 'failed') AND NOT ${takenBack})))
  ORDER BY q."platform", q."tenant", q."conversation", q."id"),
taken AS MATERIALIZED (
  SELECT l."id" FROM "Delivery" l
  WHERE l."id" IN (SELECT "id" FROM (SELECT * FROM first ORDER BY "attemptAt", "id" LIMIT $4::int) f) AND ${free('l')}
  FOR UPDATE SKIP LOCKED)
UPDATE "Delivery" d SET "leaseUntil" = $3::timestamptz, "leasedBy" = $2, "attempts" = d."attempts" + 1,
  "triedSince" = coalesce(d."triedSince", $1::timestamptz)
WHERE d."id" IN (SELECT "id" FROM taken)
RETURNING ${columns}`

type Row = Omit<Claimed, 'attemptAt' | 'createdAt' | 'sentAt' | 'doubtful' | 'triedSince' | 'until'> & {
  attemptAt: number | null
  createdAt: number
  sentAt: number | null
  sendingSince: number | null
  triedSince: number
}

const dateOf = (value: number | null): Date | null => (value === null ? null : new Date(value))

/**
 * Takes up what is due, at most `limit` messages, for one worker: no other gets them before `until`. In order at each destination,
 * and one at a time there.
 *
 * @param now instant; @param until instant at which what a worker that died held is let go
 * @param platforms that this process sends to, all when not said: others' messages are left to other processes for a while
 */
export async function claimDeliveries(
  store: Store,
  {
    worker,
    now,
    until,
    limit,
    platforms,
  }: { worker: string; now: Date; until: Date; limit: number; platforms?: string[] },
): Promise<Claimed[]> {
  const rows = await store.transaction(async (db) => {
    // One claim at a time: two that do not see one another could take two messages of one destination.
    await db.query('SELECT pg_advisory_xact_lock($1::bigint)::text', [claiming])
    return db.query<Row>(claim, [now.toISOString(), worker, until.toISOString(), limit, platforms ?? null])
  })
  return rows
    .map(({ sendingSince, ...row }) => ({
      ...row,
      attemptAt: dateOf(row.attemptAt),
      createdAt: new Date(row.createdAt),
      sentAt: dateOf(row.sentAt),
      triedSince: new Date(row.triedSince),
      doubtful: dateOf(sendingSince),
      until,
    }))
    .sort((one, other) => one.id - other.id)
}

/** Whether anything is due at an instant, on these platforms: asked every second, so it takes no lock. */
export async function isAnythingDue(db: Db, now: Date, platforms: string[]): Promise<boolean> {
  const [row] = await db.query<{ due: boolean }>(
    `SELECT EXISTS (SELECT 1 FROM "Delivery" q WHERE ${free('q')} AND ${servedBy('$2')}) AS "due"`,
    [now.toISOString(), platforms],
  )
  return row!.due
}

type Held = { id: number; worker: string }

/**
 * Notes, just before a message is posted, that from now on it may have been, and that nobody asked for another one yet.
 *
 * @returns false when the message is no longer this worker's: then it must not be posted
 */
export async function beginPosting(db: Db, { id, worker }: Held, now: Date): Promise<boolean> {
  const held = await db.query(
    `UPDATE "Delivery" SET "sendingSince" = $3::timestamptz, "subject" = "subject" - 'anew'
     WHERE "id" = $1::bigint AND "leasedBy" = $2 AND "leaseUntil" > $3::timestamptz RETURNING 1`,
    [id, worker, now.toISOString()],
  )
  return held.length === 1
}

/**
 * How an attempt ended. `posted`: with this reference, now. `doubtful`: whether it may have been posted, so that the next attempt
 * looks first. `next` is when there is something to do again, by what is known; null: nothing.
 */
export type Settled = {
  state: DeliveryState
  why: string | null
  messageRef: string | null
  next: Date | null
  posted: boolean
  doubtful: boolean
  /** whether this attempt counts as one of those that have to be tried again */
  trying: boolean
}

/** $1 id, $2 worker, $3 wanted, $4 state, $5 why, $6 reference, $7 next, $8 now, $9 posted, $10 doubtful, $11 trying */
const settling = `
UPDATE "Delivery" SET "state" = $4, "why" = $5, "messageRef" = $6,
  "attemptAt" = CASE WHEN "wanted" > $3::int AND NOT $11::boolean THEN least("attemptAt", $7::timestamptz) ELSE $7::timestamptz END,
  "sentAt" = CASE WHEN $9::boolean THEN $8::timestamptz ELSE "sentAt" END,
  "sendingSince" = CASE WHEN $10::boolean THEN "sendingSince" END,
  "attempts" = CASE WHEN $11::boolean THEN "attempts" ELSE 0 END,
  "triedSince" = CASE WHEN $11::boolean THEN "triedSince" END,
  "leaseUntil" = NULL, "leasedBy" = NULL
WHERE "id" = $1::bigint AND "leasedBy" = $2 RETURNING 1`

/**
 * Writes down how an attempt ended and lets the message go. What was asked for meanwhile is attempted at once.
 *
 * @returns false when another worker holds it by now: then that one's word stands
 */
export async function settleDelivery(
  db: Db,
  { id, worker, wanted }: Held & { wanted: number },
  { state, why, messageRef, next, posted, doubtful, trying }: Settled,
  now: Date,
): Promise<boolean> {
  const settled = await db.query(settling, [
    id,
    worker,
    wanted,
    state,
    why,
    messageRef,
    next?.toISOString() ?? null,
    now.toISOString(),
    posted,
    doubtful,
    trying,
  ])
  return settled.length === 1
}
