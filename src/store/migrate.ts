import { createHash, randomUUID } from 'node:crypto'
import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { OperatorFault } from '../fault.ts'

/** One open transaction: scripts of several statements, and single statements with `$1` parameters. */
export type Sql = {
  run(script: string): Promise<void>
  query(text: string, values: unknown[]): Promise<Record<string, unknown>[]>
}

export type Migration = { name: string; script: string }

const folder = join(import.meta.dirname, '../../prisma/migrations')

/** Any number that nothing else in this database locks. */
const migrationLock = 7_305_021_009

/** Prisma's own bookkeeping, to the letter, so that `prisma migrate deploy` agrees with ours. */
const ledger = `CREATE TABLE IF NOT EXISTS "_prisma_migrations" (
  "id" VARCHAR(36) PRIMARY KEY NOT NULL,
  "checksum" VARCHAR(64) NOT NULL,
  "finished_at" TIMESTAMPTZ,
  "migration_name" VARCHAR(255) NOT NULL,
  "logs" TEXT,
  "rolled_back_at" TIMESTAMPTZ,
  "started_at" TIMESTAMPTZ NOT NULL DEFAULT now(),
  "applied_steps_count" INTEGER NOT NULL DEFAULT 0
)`

/** The migrations of this program, oldest first. */
export function ownMigrations(): Migration[] {
  return readdirSync(folder, { withFileTypes: true })
    .filter((entry) => entry.isDirectory())
    .map(({ name }) => ({ name, script: readFileSync(join(folder, name, 'migration.sql'), 'utf8') }))
    .sort((one, other) => (one.name < other.name ? -1 : 1))
}

/**
 * Applies what is missing, inside the caller's transaction. A second process waits for the first, then finds nothing to do.
 *
 * @param now instant, written as the time of application
 * @throws OperatorFault when the database is none that the bot can work with, has a migration that this program does not know, or
 *   one that was changed since
 */
export async function migrate(sql: Sql, now: Date, migrations: Migration[] = ownMigrations()): Promise<void> {
  await refuseUnfit(sql)
  await sql.query('SELECT pg_advisory_xact_lock($1)', [migrationLock])
  await sql.run(ledger)
  const rows = await sql.query(
    'SELECT migration_name, checksum, finished_at FROM "_prisma_migrations" WHERE rolled_back_at IS NULL',
    [],
  )
  const applied = new Map(rows.map((row) => [String(row.migration_name), String(row.checksum)]))
  const unfinished = rows.filter((row) => row.finished_at === null).map((row) => String(row.migration_name))
  if (unfinished.length > 0) {
    throw new OperatorFault(
      `The migration ${unfinished.join(', ')} was begun by another tool and never finished: ` +
        'restore the backup that was made before it, or resolve it with `prisma migrate resolve`.',
    )
  }
  const known = new Set(migrations.map(({ name }) => name))
  const unknown = [...applied.keys()].filter((name) => !known.has(name))
  if (unknown.length > 0) {
    throw new OperatorFault(
      `The database is newer than this program: it has the migration ${unknown.join(', ')}. ` +
        'Start the newer version of the bot, or restore the backup that was made before it.',
    )
  }
  for (const { name, script } of migrations) {
    const checksum = createHash('sha256').update(script).digest('hex')
    const before = applied.get(name)
    if (before === checksum) continue
    if (before)
      throw new OperatorFault(`The migration ${name} was changed after it was applied; restore its file.`)
    await sql.run(script)
    await sql.query(
      'INSERT INTO "_prisma_migrations" (id, checksum, finished_at, migration_name, started_at, applied_steps_count) VALUES ($1, $2, $3, $4, $3, 1)',
      [randomUUID(), checksum, now, name],
    )
  }
}

/** Functions whose body is bound when they are made came with it: what search is built on. */
const oldestServer = 14

async function refuseUnfit(sql: Sql): Promise<void> {
  const [server] = await sql.query(
    "SELECT getdatabaseencoding() AS encoding, current_setting('server_version_num')::int / 10000 AS version",
    [],
  )
  if (Number(server?.version) < oldestServer)
    throw new OperatorFault(
      `The database is PostgreSQL ${server?.version}: the bot needs ${oldestServer} or newer. Upgrade the server.`,
    )
  if (server?.encoding !== 'UTF8')
    throw new OperatorFault(
      `The database is encoded in ${server?.encoding}, which cannot hold every name: make one with ENCODING 'UTF8', and name it in DATABASE_URL.`,
    )
}
