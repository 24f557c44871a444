import type { RoleKind } from '../domain/facts.ts'
import type { HeldRole, KnownPerson } from '../domain/roles.ts'
import { type CalendarDate, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'
import type { RoleScope } from './people.ts'

/** Any number that nothing else in this database locks. */
const roleLock = 7_305_024

const role = `json_build_object('id', r."id", 'kind', r."kind", 'administrationId', r."administrationId", 'areaId', r."areaId",
  'regionId', r."regionId", 'scope', coalesce(d."customsName", a."code", g."name"), 'programmeKey', p."key",
  'fromOn', r."fromOn", 'untilOn', r."untilOn",
  'alternate', CASE WHEN s."id" IS NULL THEN NULL ELSE json_build_object('id', s."id", 'name', s."name") END)`

/** $1 a calendar day */
const statement = `
SELECT json_build_object('id', h."id", 'name', h."name", 'home', h."administrationId",
  'accounts', (SELECT coalesce(json_agg(json_build_object('platform', c."platform", 'tenant', c."tenant", 'user', c."user")
      ORDER BY c."id"), '[]') FROM "Account" c WHERE c."personId" = h."id"),
  'roles', (SELECT coalesce(json_agg(${role} ORDER BY r."fromOn", r."id"), '[]')
    FROM "Role" r
    LEFT JOIN "Administration" d ON d."id" = r."administrationId"
    LEFT JOIN "Area" a ON a."id" = r."areaId"
    LEFT JOIN "Region" g ON g."id" = r."regionId"
    LEFT JOIN "Programme" p ON p."id" = coalesce(a."programmeId", g."programmeId")
    LEFT JOIN "Person" s ON s."id" = r."alternateId"
    WHERE r."personId" = h."id" AND (r."untilOn" IS NULL OR (r."untilOn" >= $1::date AND r."untilOn" >= r."fromOn")))
) AS "person"
FROM "Person" h ORDER BY h."name", h."id"`

/** Everyone who was ever admitted, by name, with the roles that are not over on the calendar day `today` (UTC). */
export async function knownPeople(db: Db, today: CalendarDate): Promise<KnownPerson[]> {
  const rows = await db.query<{ person: KnownPerson }>(statement, [today])
  return rows.map(({ person }) => person)
}

/** Waits until no other change of roles is under way: two of the secretariat cannot end one another's roles at once. */
export async function lockRoles(db: Db): Promise<void> {
  await db.query(`SELECT pg_advisory_xact_lock($1::int)::text`, [roleLock])
}

/** Gives somebody a role. @returns its id */
export async function addRole(
  db: Db,
  personId: number,
  { kind, administrationId, areaId, regionId }: RoleScope & { kind: RoleKind },
  { fromOn, untilOn }: Pick<HeldRole, 'fromOn' | 'untilOn'>,
): Promise<number> {
  const days = { fromOn: toDateColumn(fromOn), untilOn: untilOn && toDateColumn(untilOn) }
  const data = { personId, kind, administrationId, areaId, regionId, ...days }
  return (await db.prisma.role.create({ data })).id
}

/** Gives a role other days. */
export async function setTerm(
  db: Db,
  { id, fromOn, untilOn }: Pick<HeldRole, 'id' | 'fromOn' | 'untilOn'>,
): Promise<void> {
  const data = { fromOn: toDateColumn(fromOn), untilOn: untilOn && toDateColumn(untilOn) }
  await db.prisma.role.update({ where: { id }, data })
}

/** Names who stands in for these roles while their holder is away; null for nobody. */
export async function setAlternate(db: Db, roleIds: number[], alternateId: number | null): Promise<void> {
  await db.prisma.role.updateMany({ where: { id: { in: roleIds } }, data: { alternateId } })
}
