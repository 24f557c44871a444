import type { DeliveryState } from '../domain/delivery.ts'
import type { Db } from './database.ts'

/** A message that is looked at to be sent again; `busy` while a worker has it. */
export type Resendable = {
  id: number
  channelId: number | null
  activityId: number | null
  state: DeliveryState
  busy: boolean
}

/** A message of a programme by its number, locked until the transaction ends; null when there is none. `now` is an instant. */
export async function lockDelivery(
  db: Db,
  id: number,
  programmeId: number,
  now: Date,
): Promise<Resendable | null> {
  const [row] = await db.query<Resendable>(
    `SELECT "id"::int AS "id", "channelId", "activityId", "state", coalesce("leaseUntil" > $3::timestamptz, false) AS "busy"
     FROM "Delivery" WHERE "id" = $1::int AND "programmeId" = $2::int FOR UPDATE`,
    [id, programmeId, now.toISOString()],
  )
  return row ?? null
}

/** $1 id, $2 now. A digest that is asked for again goes out however late it is; what is in doubt is posted anew unless it is found. */
const again = `
UPDATE "Delivery" SET "state" = 'waiting', "why" = NULL, "attempts" = 0, "triedSince" = NULL,
  "attemptAt" = $2::timestamptz, "wanted" = "wanted" + 1,
  "subject" = coalesce("subject", '{}'::jsonb) || '{"again": 1, "anew": 1}'::jsonb
WHERE "id" = $1::int`

/** Has it posted again; what is in doubt is looked for first, and posted unless it is found. `now` is an instant. */
export async function deliverAgain(db: Db, id: number, now: Date): Promise<void> {
  await db.query(again, [id, now.toISOString()])
}
