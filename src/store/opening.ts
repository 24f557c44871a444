import type { ChannelOwner } from '../domain/channel.ts'
import type { Speaker } from '../domain/permission.ts'
import type { CalendarDate } from '../time.ts'
import { type ChannelPlace, type OwnerRow, ownerFrom } from './channels.ts'
import type { Db } from './database.ts'
import { type AccountKey, type RoleInForce, rolesInForce, speakerWith } from './people.ts'
import { type FoundProgramme, programmeId, programmesFound } from './programme.ts'
import { together } from './together.ts'

/** Of each request, in as many arrays: its account, where it is said, its day, the key of a programme, and its claim ('' for none). */
const asked = `
WITH asked AS MATERIALIZED (
  SELECT * FROM unnest($1::text[], $2::text[], $3::text[], $4::text[], $5::text[], $6::date[], $7::text[], $8::text[], $9::text[],
    $10::timestamptz[]) WITH ORDINALITY
    AS q("platform", "tenant", "user", "within", "conversation", "today", "key", "claim", "command", "at", "place")),
wanted AS MATERIALIZED (SELECT k."key", (${programmeId('k."key"')}) AS "id" FROM (SELECT DISTINCT "key" FROM asked) k)`

/** Nothing is kept of those who have no account. In order, so that two who claim the same do not wait for one another. */
const claim = `,
claim AS (
  INSERT INTO "Request" ("key", "command", "personId", "at")
  SELECT q."claim", q."command", a."personId", q."at" FROM asked q
  JOIN "Account" a ON a."platform" = q."platform" AND a."tenant" = q."tenant" AND a."user" = q."user"
  WHERE q."claim" <> '' ORDER BY q."claim"
  ON CONFLICT DO NOTHING RETURNING "key")`

const found = `
SELECT
  (SELECT json_agg(json_build_object(
      'roles', (SELECT coalesce(json_agg(r), '[]') FROM (${rolesInForce('q."platform"', 'q."tenant"', 'q."user"', 'q."today"')}) r),
      'channel', (SELECT json_build_object('id', c."id", 'owner', c."owner", 'administrationId', c."administrationId",
          'regionId', c."regionId", 'areaId', c."areaId")
        FROM "Channel" c WHERE c."platform" = q."platform" AND c."tenant" = q."within" AND c."conversation" = q."conversation"
          AND c."retiredAt" IS NULL),
      'programmeId', (SELECT w."id" FROM wanted w WHERE w."key" = q."key")) ORDER BY q."place") FROM asked q) AS "openings",
  (SELECT coalesce(json_agg(f), '[]') FROM (${programmesFound('SELECT w."id" FROM wanted w')}) f) AS "programmes"`

const looking = asked + found
const asking = `${asked}${claim}${found}, (SELECT coalesce(json_agg("key"), '[]') FROM claim) AS "claimed"`

/** A question to be claimed at once. */
export type ClaimedQuestion = { key: string; command: string }

/**
 * What is to be known of a request: its account, where it is said, the key of its programme (any other for the current one), and the
 * instant and the calendar day (UTC).
 */
export type Asked = {
  from: AccountKey
  at: ChannelPlace
  key: string
  now: Date
  today: CalendarDate
  question: ClaimedQuestion | null
}

type Found = {
  openings: { roles: RoleInForce[]; channel: OwnerRow | null; programmeId: number | null }[]
  programmes: FoundProgramme[]
  claimed?: string[]
}

/**
 * Who is behind an account, in which programme, and whose channel they are in. `programme` is null in an empty record, `owner` where
 * no channel follows. `claimed` tells whether the question was claimed now, and had not been before.
 */
export type Opening = {
  speaker: Speaker
  programme: FoundProgramme | null
  owner: ChannelOwner | null
  claimed: boolean
}

/** How many requests are looked up in one statement. */
const most = 20

/** @returns what every request begins with, in one statement for all that come at the same time */
export const openings = (db: Db): ((asked: Asked) => Promise<Opening>) =>
  together((all) => lookUp(db, all), most)

async function lookUp(db: Db, all: Asked[]): Promise<Opening[]> {
  const statement = all.some(({ question }) => question) ? asking : looking
  const [row] = await db.query<Found>(statement, [
    all.map(({ from }) => from.platform),
    all.map(({ from }) => from.tenant),
    all.map(({ from }) => from.user),
    all.map(({ at }) => at.tenant),
    all.map(({ at }) => at.conversation),
    all.map(({ today }) => today),
    all.map(({ key }) => key),
    all.map(({ question }) => question?.key ?? ''),
    all.map(({ question }) => question?.command ?? ''),
    all.map(({ now }) => now.toISOString()),
  ])
  const { openings: opened, programmes, claimed = [] } = row!
  const claims = new Set(claimed)
  return all.map(({ question }, place) => {
    const { roles, channel, programmeId: id } = opened[place]!
    return {
      speaker: speakerWith(roles),
      programme: programmes.find((programme) => programme.id === id) ?? null,
      owner: channel && ownerFrom(channel),
      // Of two with the same key, the first.
      claimed: question !== null && claims.delete(question.key),
    }
  })
}
