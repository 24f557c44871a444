import type { Speaker } from '../domain/permission.ts'
import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'
import { type AccountKey, type RoleInForce, rolesInForce, speakerWith } from './people.ts'
import { type FoundProgramme, programmeFound } from './programme.ts'

/** $5 key of the programme, besides those of the roles. */
const looking = `
SELECT (SELECT coalesce(json_agg(r), '[]') FROM (${rolesInForce}) r) AS "roles",
  (SELECT row_to_json(f) FROM (${programmeFound('$5')}) f) AS "programme"`

/** $6 key of the question, $7 its command, $8 now. Nothing is kept of those who have no account. */
const asking = `
WITH claim AS (
  INSERT INTO "Request" ("key", "command", "personId", "at")
  SELECT $6, $7, a."personId", $8::timestamptz FROM "Account" a WHERE a."platform" = $1 AND a."tenant" = $2 AND a."user" = $3
  ON CONFLICT DO NOTHING RETURNING 1)
${looking.trimStart()}, EXISTS (SELECT 1 FROM claim) AS "claimed"`

/** A question to be claimed at once: `at` is an instant. */
export type ClaimedQuestion = { key: string; command: string; at: Date }

type LookedUp = { roles: RoleInForce[]; programme: FoundProgramme | null; claimed?: boolean }

/**
 * What every request begins with, in one statement: who is behind the account on the calendar day `today` (UTC), and the
 * programme of that key, or the current one, to be opened; null in an empty record. `claimed` tells whether the question was
 * claimed now, and had not been before.
 */
export async function lookUp(
  db: Db,
  { platform, tenant, user }: AccountKey,
  key: string,
  today: CalendarDate,
  question: ClaimedQuestion | null,
): Promise<{ speaker: Speaker; programme: FoundProgramme | null; claimed: boolean }> {
  const values = [platform, tenant, user, today, key]
  const [row] = question
    ? await db.query<LookedUp>(asking, [...values, question.key, question.command, question.at.toISOString()])
    : await db.query<LookedUp>(looking, values)
  return { speaker: speakerWith(row!.roles), programme: row!.programme, claimed: row!.claimed ?? false }
}
