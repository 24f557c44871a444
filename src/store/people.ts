import { channelPlatforms } from '../domain/channel.ts'
import type { RoleKind } from '../domain/facts.ts'
import type { AdmittedPerson, Speaker } from '../domain/permission.ts'
import { type CalendarDate, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

export type AccountKey = { platform: string; tenant: string; user: string }

type RoleRow = {
  kind: string
  administrationId: number | null
  areaId: number | null
  regionId: number | null
}

/** A role in force, with the person behind the account; `own` unless that person stands in for its holder. */
export type RoleInForce = RoleRow & { id: number; name: string; home: number | null; own: boolean }

/** SQL: of the account with these columns or parameters, on the day `today`. */
export const rolesInForce = (platform: string, tenant: string, user: string, today: string): string => `
SELECT p."id", p."name", p."administrationId" AS home, r."kind", r."administrationId", r."areaId", r."regionId", r."own"
FROM "Account" a
JOIN "Person" p ON p."id" = a."personId"
CROSS JOIN LATERAL (
  SELECT o.*, true AS "own" FROM "Role" o WHERE o."personId" = p."id"
  UNION ALL SELECT s.*, false FROM "Role" s JOIN "Person" holder ON holder."id" = s."personId"
  WHERE s."alternateId" = p."id" AND s."personId" <> p."id" AND holder."awayUntil" >= ${today}::date) r
WHERE a."platform" = ${platform} AND a."tenant" = ${tenant} AND a."user" = ${user}
  AND r."fromOn" <= ${today}::date AND (r."untilOn" IS NULL OR r."untilOn" >= ${today}::date)`

const roles = rolesInForce('$1', '$2', '$3', '$4')

/**
 * Who is behind an account, with the roles in force on the calendar day `today`: their own, and those of people who are away and
 * named them as alternate. Someone without an account, or whose own roles have all ended, is an outsider.
 */
export async function identify(db: Db, account: AccountKey, today: CalendarDate): Promise<Speaker> {
  const { platform, tenant, user } = account
  return speakerWith(await db.query<RoleInForce>(roles, [platform, tenant, user, today]))
}

export function speakerWith(rows: RoleInForce[]): Speaker {
  const first = rows.find(({ own }) => own)
  if (!first) return { kind: 'outsider' }
  const roles = rows.map(({ kind, administrationId, areaId, regionId }) => ({
    kind: kind as RoleKind,
    administrationId,
    areaId,
    regionId,
  }))
  return { kind: 'person', id: first.id, name: first.name, administrationId: first.home, roles }
}

/** Somebody who can be written to: as who they read, and the account that is written to, which is the one they linked last. */
export type Addressee = { speaker: AdmittedPerson; account: AccountKey }

/** SQL: the platforms on which an account can be written to. */
export const writtenTo = `(${channelPlatforms.map((platform) => `'${platform}'`).join(', ')})`

/** $1 person. */
const accountOf = `
SELECT "platform", "tenant", "user" FROM "Account" WHERE "personId" = $1::int AND "platform" IN ${writtenTo}
ORDER BY "linkedAt" DESC, "id" DESC LIMIT 1`

/** The person of that id on the calendar day `today` (UTC); null for one who has no role in force, or no account on a chat platform. */
export async function findAddressee(
  db: Db,
  personId: number,
  today: CalendarDate,
): Promise<Addressee | null> {
  const [account] = await db.query<AccountKey>(accountOf, [personId])
  if (!account) return null
  const speaker = await identify(db, account, today)
  return speaker.kind === 'person' ? { speaker, account } : null
}

export type RoleScope = { administrationId: number | null; areaId: number | null; regionId: number | null }

/** Keeps an invitation by the hash of its code. @returns its id */
export async function createInvitation(
  db: Db,
  invitation: RoleScope & {
    codeHash: string
    role: RoleKind
    invitedById: number | null
    invitedAt: Date
    expiresAt: Date
  },
): Promise<number> {
  return (await db.prisma.invitation.create({ data: invitation })).id
}

/**
 * Uses an invitation, once: the person behind the account (made if there is none) gets its role.
 *
 * @param at instant; @param today calendar day from which the role is in force
 * @returns what was joined, with the key of the programme that its area or region is of; null when no such code is open
 */
export async function useInvitation(
  db: Db,
  codeHash: string,
  account: AccountKey & { name: string },
  at: Date,
  today: CalendarDate,
): Promise<({ role: RoleKind; personId: number; programmeKey: string | null } & RoleScope) | null> {
  const open = { codeHash, usedAt: null, expiresAt: { gt: at } }
  const { count } = await db.prisma.invitation.updateMany({ where: open, data: { usedAt: at } })
  if (count === 0) return null
  const ofProgramme = { select: { programme: { select: { key: true } } } }
  const invitation = await db.prisma.invitation.findUniqueOrThrow({
    where: { codeHash },
    include: { area: ofProgramme, region: ofProgramme },
  })
  const { administrationId, areaId, regionId, area, region } = invitation
  const personId = await personBehind(db, account, administrationId, at)
  await db.prisma.invitation.update({ where: { codeHash }, data: { usedById: personId } })
  const role = { personId, kind: invitation.role, administrationId, areaId, regionId }
  const held = await db.prisma.role.findFirst({
    where: { ...role, OR: [{ untilOn: null }, { untilOn: { gte: toDateColumn(today) } }] },
  })
  if (!held) await db.prisma.role.create({ data: { ...role, fromOn: toDateColumn(today) } })
  const programmeKey = (area ?? region)?.programme.key ?? null
  return { role: invitation.role as RoleKind, personId, programmeKey, administrationId, areaId, regionId }
}

async function personBehind(
  db: Db,
  { platform, tenant, user, name }: AccountKey & { name: string },
  administrationId: number | null,
  at: Date,
): Promise<number> {
  const known = await db.prisma.account.findUnique({
    where: { platform_tenant_user: { platform, tenant, user } },
    include: { person: true },
  })
  if (!known) {
    const account = { platform, tenant, user, linkedAt: at }
    return (
      await db.prisma.person.create({
        data: { name, administrationId, admittedAt: at, accounts: { create: account } },
      })
    ).id
  }
  if (known.person.administrationId === null && administrationId !== null) {
    await db.prisma.person.update({ where: { id: known.personId }, data: { administrationId } })
  }
  return known.personId
}
