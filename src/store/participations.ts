import type { Db } from './database.ts'

/**
 * Makes whatever changes one administration's part in one activity (its updates, its commitment, whether it takes part) wait for one
 * another until the transaction ends. These are the only locks of two numbers in this database.
 */
export async function lockPart(db: Db, activityId: number, administrationId: number): Promise<void> {
  await db.query('SELECT pg_advisory_xact_lock($1::int, $2::int)::text', [activityId, administrationId])
}
