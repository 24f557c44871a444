import { readFileSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'

/** PGlites that stand by, each with an empty, migrated record: to empty one takes a thirtieth of the time to start one. */
const standingBy: { database: PGlite; schema: string }[] = []

/** More than these are closed: each takes some 150 MB, and few tests need two records at a time. */
const mostStandingBy = 2

/**
 * A PGlite of its own, with an empty, migrated record, until it is given back. What still works with it then is told that it is
 * closed, as it would be told by one that is.
 *
 * @param prepared the file that test/support/prepared.ts made
 */
export async function engine(prepared: string): Promise<{ database: PGlite; giveBack(): Promise<void> }> {
  const { database, schema } = standingBy.pop() ?? (await started(prepared))
  let given = false
  const lent = new Proxy(database, {
    get: (target, name) => {
      if (given) throw new Error('PGlite is closed')
      const value: unknown = Reflect.get(target, name, target)
      return typeof value === 'function' ? value.bind(target) : value
    },
  })
  const giveBack = async () => {
    if (given) return
    given = true
    // A test may break the schema: nobody else takes that one.
    if (standingBy.length < mostStandingBy && (await schemaOf(database)) === schema) {
      await empty(database)
      standingBy.push({ database, schema })
    } else await database.close()
  }
  return { database: lent, giveBack }
}

async function started(prepared: string) {
  const database = new PGlite({ loadDataDir: new Blob([readFileSync(prepared)]) })
  return { database, schema: await schemaOf(database) }
}

/** Columns, indexes, triggers and functions, in one text. */
async function schemaOf(database: PGlite): Promise<string> {
  const { rows } = await database.query<{
    schema: string
  }>(`SELECT md5(string_agg(made, ' ' ORDER BY made)) AS "schema" FROM (
      SELECT concat_ws(' ', attrelid::regclass, attname, atttypid, attnotnull, atthasdef, attisdropped) AS made
      FROM pg_attribute JOIN pg_class ON attrelid = pg_class.oid WHERE relnamespace = 'public'::regnamespace
      UNION ALL SELECT concat_ws(' ', tgrelid::regclass, tgname, tgenabled) FROM pg_trigger
      UNION ALL SELECT concat_ws(' ', proname, prosrc) FROM pg_proc WHERE pronamespace = 'public'::regnamespace
    ) "all"`)
  return rows[0]!.schema
}

/** The record as it was when it was made: rows, sequences, and what a session keeps. */
async function empty(database: PGlite): Promise<void> {
  const { rows } = await database.query<{ tables: string }>(
    `SELECT string_agg(format('%I', table_name), ', ') AS "tables" FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' AND table_name <> '_prisma_migrations'`,
  )
  await database.exec(`TRUNCATE ${rows[0]!.tables} CASCADE`)
  await database.exec(
    `SELECT setval(format('%I', sequencename)::regclass, start_value, false) FROM pg_sequences WHERE schemaname = 'public'`,
  )
  await database.exec('DISCARD ALL')
}
