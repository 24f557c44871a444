import type { Speaker } from '../domain/permission.ts'
import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'
import { type AccountKey, type RoleInForce, rolesInForce, speakerWith } from './people.ts'
import { type FoundProgramme, programmeFound } from './programme.ts'

/** $5 key of the programme, besides those of the roles. */
const statement = `
SELECT (SELECT coalesce(json_agg(r), '[]') FROM (${rolesInForce}) r) AS "roles",
  (SELECT row_to_json(f) FROM (${programmeFound('$5')}) f) AS "programme"`

/**
 * What every request begins with, in one statement: who is behind the account on the calendar day `today` (UTC), and the
 * programme of that key, or the current one, to be opened; null in an empty record.
 */
export async function lookUp(
  db: Db,
  { platform, tenant, user }: AccountKey,
  key: string,
  today: CalendarDate,
): Promise<{ speaker: Speaker; programme: FoundProgramme | null }> {
  const [row] = await db.query<{ roles: RoleInForce[]; programme: FoundProgramme | null }>(statement, [
    platform,
    tenant,
    user,
    today,
    key,
  ])
  return { speaker: speakerWith(row!.roles), programme: row!.programme }
}
