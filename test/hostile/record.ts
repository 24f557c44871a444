import type { Store } from '../../src/store/database.ts'

/** Tables in which a question leaves something, or a notice: that it came, which page was shown, where somebody is reached. */
const leftByQuestions = ['Request', 'Continuation', 'PlatformMemory', 'Channel', '_prisma_migrations']

/** Every row of every table that a change leaves something in; revisions aside. */
export async function wholeRecord({ db }: Store): Promise<Record<string, string>> {
  const tables = await db.query<{ name: string }>(
    `SELECT tablename::text AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    [],
  )
  const rows = await Promise.all(
    tables
      .filter(({ name }) => !leftByQuestions.includes(name))
      .map(({ name }) =>
        db.query<{ name: string; rows: string }>(
          `SELECT '${name}' AS name,
             coalesce(string_agg((to_jsonb(t) - 'revision')::text, E'\\n' ORDER BY to_jsonb(t) - 'revision'), '') AS rows
           FROM "${name}" t`,
          [],
        ),
      ),
  )
  return Object.fromEntries(rows.flat().map(({ name, rows: each }) => [name, each]))
}

/** How far the record has come: it moves with every change that is audited, or that an answer shows. */
export async function mark({ db }: Store): Promise<string> {
  const [row] = await db.query<{ mark: string }>(
    `SELECT concat_ws(' ', (SELECT max("id") FROM "AuditEntry"), (SELECT sum("revision") FROM "Activity"),
       (SELECT sum("revision") FROM "Programme"), (SELECT count(*) FROM "Update"), (SELECT count(*) FROM "Invitation")) AS mark`,
    [],
  )
  return row!.mark
}

/** Who changed what after the audit entry `after`, oldest first. */
export function changesSince(
  { db }: Store,
  after: number,
): Promise<{ id: number; action: string; personId: number | null }[]> {
  return db.query(
    'SELECT "id"::int, "action", "personId" FROM "AuditEntry" WHERE "id" > $1::int ORDER BY "id"',
    [after],
  )
}
