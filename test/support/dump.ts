import type { Store } from '../../src/store/database.ts'

/** Every row of every table of the record, as the database itself writes it. */
export async function dumpOf({ db }: Pick<Store, 'db'>): Promise<string> {
  const tables = await db.query<{ name: string }>(
    `SELECT table_name::text AS "name" FROM information_schema.tables
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE' ORDER BY 1`,
    [],
  )
  if (tables.length < 20) throw new Error(`only ${tables.length} tables were found to dump`)
  const rows = await Promise.all(
    tables.map(({ name }) => db.query<{ row: string }>(`SELECT "t"::text AS "row" FROM "${name}" "t"`, [])),
  )
  return rows.flatMap((each, at) => each.map(({ row }) => `${tables[at]!.name} ${row}`)).join('\n')
}
