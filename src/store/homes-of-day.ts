import { dayIn } from '../time.ts'
import type { Store } from './database.ts'
import { beginSweep, endSweep } from './sweeps.ts'

/**
 * $1 now, $2 the day that was looked at last, $3 today. Those with whom nobody is admitted any more, however long ago they were opened,
 * and those whose roles, or those whose holders they stand in for, began or ended meanwhile.
 */
const turned = `
UPDATE "Home" SET "dueAt" = $1::timestamptz WHERE "id" IN (
  SELECT h."id" FROM "Home" h WHERE h."dueAt" IS NULL AND (
    NOT EXISTS (SELECT 1 FROM "Role" r WHERE r."personId" = h."personId"
      AND r."fromOn" <= $3::date AND (r."untilOn" IS NULL OR r."untilOn" >= $3::date))
    OR EXISTS (SELECT 1 FROM "Role" r JOIN "Person" p ON p."id" = r."personId" WHERE h."personId" IN (r."personId", r."alternateId")
      AND ((r."fromOn" > $2::date AND r."fromOn" <= $3::date) OR (r."untilOn" >= $2::date AND r."untilOn" < $3::date)
        OR (r."alternateId" = h."personId" AND p."awayUntil" >= $2::date AND p."awayUntil" < $3::date))))
  ORDER BY h."id" FOR UPDATE)`

/**
 * Roles begin and end with the day in UTC, and nobody says so then: the homes that show something else for it are due. Looked at once a
 * day, by one process.
 *
 * @param now instant
 * @returns whether this day was looked at; false while another process does
 */
export async function homesOfNewDay(store: Store, now: Date): Promise<boolean> {
  return store.transaction(async (db) => {
    const last = await beginSweep(db, 'homes')
    if (last === 'under way') return false
    const today = dayIn(now, 'UTC')
    const before = last ? dayIn(last, 'UTC') : null
    if (before !== today) await db.query(turned, [now.toISOString(), before ?? today, today])
    await endSweep(db, 'homes', now)
    return true
  })
}
