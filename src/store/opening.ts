import type { ChannelOwner } from '../domain/channel.ts'
import type { Speaker } from '../domain/permission.ts'
import type { CalendarDate } from '../time.ts'
import { type ChannelPlace, type OwnerRow, ownerFrom } from './channels.ts'
import type { Db } from './database.ts'
import { type AccountKey, type RoleInForce, rolesInForce, speakerWith } from './people.ts'
import { type FoundProgramme, programmeFound } from './programme.ts'

/** $5 key of the programme, $6 tenant and $7 conversation where it is said, besides those of the roles. */
const looking = `
SELECT (SELECT coalesce(json_agg(r), '[]') FROM (${rolesInForce}) r) AS "roles",
  (SELECT row_to_json(f) FROM (${programmeFound('$5')}) f) AS "programme",
  (SELECT json_build_object('id', c."id", 'owner', c."owner", 'administrationId', c."administrationId", 'regionId', c."regionId",
      'areaId', c."areaId")
    FROM "Channel" c WHERE c."platform" = $1 AND c."tenant" = $6 AND c."conversation" = $7 AND c."retiredAt" IS NULL) AS "channel"`

/** $8 key of the question, $9 its command, $10 now. Nothing is kept of those who have no account. */
const asking = `
WITH claim AS (
  INSERT INTO "Request" ("key", "command", "personId", "at")
  SELECT $8, $9, a."personId", $10::timestamptz FROM "Account" a WHERE a."platform" = $1 AND a."tenant" = $2 AND a."user" = $3
  ON CONFLICT DO NOTHING RETURNING 1)
${looking.trimStart()}, EXISTS (SELECT 1 FROM claim) AS "claimed"`

/** A question to be claimed at once: `at` is an instant. */
export type ClaimedQuestion = { key: string; command: string; at: Date }

type LookedUp = {
  roles: RoleInForce[]
  programme: FoundProgramme | null
  channel: OwnerRow | null
  claimed?: boolean
}

/** Who is behind an account, in which programme, and whose channel they are in; see `lookUp`. */
export type Opening = {
  speaker: Speaker
  programme: FoundProgramme | null
  owner: ChannelOwner | null
  claimed: boolean
}

/**
 * What every request begins with, in one statement: who is behind the account on the calendar day `today` (UTC), and the
 * programme of that key, or the current one, to be opened; null in an empty record. `owner` is the one of the channel in which it is
 * said, null where no channel follows. `claimed` tells whether the question was
 * claimed now, and had not been before.
 */
export async function lookUp(
  db: Db,
  { platform, tenant, user }: AccountKey,
  at: ChannelPlace,
  key: string,
  today: CalendarDate,
  question: ClaimedQuestion | null,
): Promise<Opening> {
  const values = [platform, tenant, user, today, key, at.tenant, at.conversation]
  const [row] = question
    ? await db.query<LookedUp>(asking, [...values, question.key, question.command, question.at.toISOString()])
    : await db.query<LookedUp>(looking, values)
  const { roles, programme, channel, claimed = false } = row!
  return { speaker: speakerWith(roles), programme, owner: channel && ownerFrom(channel), claimed }
}
