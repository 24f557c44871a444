import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/** Until when somebody said that they are away, that day included; null for one who never did, or is back. */
export async function awayUntil(db: Db, personId: number): Promise<CalendarDate | null> {
  const [row] = await db.query<{ awayUntil: CalendarDate | null }>(
    `SELECT to_char("awayUntil", 'YYYY-MM-DD') AS "awayUntil" FROM "Person" WHERE "id" = $1::int`,
    [personId],
  )
  return row?.awayUntil ?? null
}

/** Notes until when somebody is away; null for back. */
export async function setAway(db: Db, personId: number, until: CalendarDate | null): Promise<void> {
  await db.query(`UPDATE "Person" SET "awayUntil" = $2::date WHERE "id" = $1::int`, [personId, until])
}
