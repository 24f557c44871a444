import type { Db } from './database.ts'

/** Any number that nothing else in this database locks; beside it, which sweep it is. */
const sweeping = 730_502

/**
 * Begins a sweep of a kind, alone until the transaction ends.
 *
 * @returns the instant of the last one, null when there was none, or that another one is under way
 */
export async function beginSweep(db: Db, name: string): Promise<Date | null | 'under way'> {
  const [lock] = await db.query<{ alone: boolean }>(
    'SELECT pg_try_advisory_xact_lock($1::int, hashtext($2)) AS "alone"',
    [sweeping, name],
  )
  if (!lock!.alone) return 'under way'
  // How much is due differs from day to day: a sweep is planned for its own.
  await db.query("SELECT set_config('plan_cache_mode', 'force_custom_plan', true)", [])
  const [row] = await db.query<{ at: number }>(
    `SELECT (extract(epoch FROM "lastAt") * 1000)::float8 AS "at" FROM "Sweep" WHERE "name" = $1`,
    [name],
  )
  return row ? new Date(row.at) : null
}

/** Remembers when a sweep was: `at` is an instant. */
export async function endSweep(db: Db, name: string, at: Date): Promise<void> {
  await db.query(
    `INSERT INTO "Sweep" ("name", "lastAt") VALUES ($1, $2::timestamptz)
     ON CONFLICT ("name") DO UPDATE SET "lastAt" = excluded."lastAt"`,
    [name, at.toISOString()],
  )
}

/** $1 now, $2 how many seconds a lease lasts at most */
const hastening = `
UPDATE "Delivery" SET
  "attemptAt" = CASE WHEN "attemptAt" IS NOT NULL THEN least("attemptAt", $1::timestamptz) END,
  "triedSince" = CASE WHEN "triedSince" IS NOT NULL THEN least("triedSince", $1::timestamptz) END,
  "leaseUntil" = CASE WHEN "leaseUntil" IS NOT NULL THEN least("leaseUntil", $1::timestamptz + $2::int * interval '1 second') END
WHERE "attemptAt" > $1::timestamptz AND coalesce("triedSince", "createdAt") > $1::timestamptz
  OR "leaseUntil" > $1::timestamptz + $2::int * interval '1 second'`

/**
 * A clock was put back to `now` (an instant): what was to be attempted by the clock as it was does not wait until it has come there
 * again. What is too early then is put off when it is looked at.
 */
export async function attemptSooner(db: Db, now: Date, leaseSeconds: number): Promise<void> {
  await db.query(hastening, [now.toISOString(), leaseSeconds])
}
