import type { Db } from './database.ts'
import { writtenTo } from './people.ts'

/** The first instant after `now` at which a message is to be attempted; null when there is none. */
export async function nextAttempt(db: Db, now: Date): Promise<Date | null> {
  const [row] = await db.query<{ at: number | null }>(
    `SELECT (extract(epoch FROM min("attemptAt")) * 1000)::float8 AS "at" FROM "Delivery" WHERE "attemptAt" > $1::timestamptz`,
    [now.toISOString()],
  )
  return row?.at ? new Date(row.at) : null
}

/** The zones (IANA names) of those who can be written to directly: of the administrations they speak for. */
export async function zonesWrittenTo(db: Db): Promise<string[]> {
  const rows = await db.query<{ timeZone: string }>(
    `SELECT DISTINCT a."timeZone" FROM "Person" p JOIN "Administration" a ON a."id" = p."administrationId"
     WHERE EXISTS (SELECT 1 FROM "Account" c WHERE c."personId" = p."id" AND c."platform" IN ${writtenTo})`,
    [],
  )
  return rows.map(({ timeZone }) => timeZone)
}
