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
