import { type CalendarDate, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

/** Silences a milestone for those who owe it, until a calendar day. The latest snooze counts. @param at instant */
export async function addSnooze(
  db: Db,
  snooze: { milestoneId: number; personId: number; untilOn: CalendarDate },
  at: Date,
): Promise<void> {
  await db.prisma.snooze.create({ data: { ...snooze, untilOn: toDateColumn(snooze.untilOn), at } })
}

/** The day of the latest snooze of a milestone, past or to come; null when it was never snoozed. */
export async function snoozedUntil(db: Db, milestoneId: number): Promise<CalendarDate | null> {
  const [row] = await db.query<{ untilOn: CalendarDate }>(
    `SELECT to_char("untilOn", 'YYYY-MM-DD') AS "untilOn" FROM "Snooze" WHERE "milestoneId" = $1::int
     ORDER BY "at" DESC, "id" DESC LIMIT 1`,
    [milestoneId],
  )
  return row?.untilOn ?? null
}
