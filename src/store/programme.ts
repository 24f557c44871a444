import type { Administration, Directory, Meeting, Programme, Region } from '../domain/facts.ts'
import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'
import { frozen } from './known.ts'

/** Whether a programme of this key is loaded. */
export async function isLoaded(db: Db, key: string): Promise<boolean> {
  return (await db.prisma.programme.count({ where: { key } })) > 0
}

/** The order of programmes: those that run before those that are closed, then the one adopted last. The first is the current one. */
const newestFirst = `("closedAt" IS NULL) DESC, "adoptedOn" DESC, "id" DESC`

/** Which programme it is, and which revisions it and its activities have. */
export type FoundProgramme = { id: number; revision: number; activities: [number, number][] }

const found = `
SELECT p."id", p."revision",
  (SELECT coalesce(json_agg(json_build_array(a."id", a."revision")), '[]') FROM "Activity" a WHERE a."programmeId" = p."id") AS "activities"
FROM "Programme" p`

/** SQL: the id of the programme of this key; the current one's for any other key. */
export const programmeId = (key: string): string => `
SELECT chosen."id" FROM "Programme" chosen ORDER BY (chosen."key" = ${key}) DESC, ${newestFirst} LIMIT 1`

/** SQL: the programmes with these ids. */
export const programmesFound = (ids: string): string => `${found} WHERE p."id" IN (${ids})`

const programmeFound = programmesFound(programmeId('$1'))

/** $1 id, $2 today. */
const statement = `
SELECT p."revision", json_build_object(
  'programme', json_build_object('id', p."id", 'key', p."key", 'name', p."name", 'adoptedOn', p."adoptedOn",
    'periodFrom', p."periodFrom", 'periodTo', p."periodTo", 'movedMonths', p."movedMonths", 'example', p."example",
    'workingPlanNote', p."workingPlanNote", 'policies', p."policies",
    'closedAt', (extract(epoch FROM p."closedAt") * 1000)::bigint),
  'meetings', (SELECT coalesce(json_agg(json_build_object('id', m."id", 'kind', m."kind", 'name', m."name", 'place', m."place",
      'startsOn', m."startsOn", 'endsOn', m."endsOn") ORDER BY m."startsOn", m."id"), '[]')
    FROM "Meeting" m WHERE m."programmeId" = p."id"),
  'programmes', (SELECT json_agg(json_build_object('key', o."key", 'name', o."name", 'closed', o."closedAt" IS NOT NULL)
    ORDER BY ${newestFirst}) FROM "Programme" o),
  'areas', (SELECT coalesce(json_agg(json_build_object('id', a."id", 'code', a."code", 'name', a."name",
      'shortName', a."shortName") ORDER BY a."position"), '[]')
    FROM "Area" a WHERE a."programmeId" = p."id"),
  'activities', (SELECT coalesce(json_agg(json_build_object('id', a."id", 'code', a."code", 'title', a."title",
      'areaId', a."areaId", 'quietUntil', a."quietUntil", 'takingPart', CASE WHEN a."quietUntil" IS NULL THEN '[]' ELSE
        (SELECT coalesce(json_agg(t."administrationId"), '[]') FROM "Participation" t
          WHERE t."activityId" = a."id" AND t."takingPart") END) ORDER BY a."position"), '[]')
    FROM "Activity" a WHERE a."programmeId" = p."id"),
  'regions', (SELECT coalesce(json_agg(json_build_object('id', r."id", 'code', r."code", 'name', r."name") ORDER BY r."id"), '[]')
    FROM "Region" r WHERE r."programmeId" = p."id"),
  'administrations', (SELECT coalesce(json_agg(json_build_object('id', a."id", 'code', a."code", 'name', a."name",
      'customsName', a."customsName", 'shortForms', a."shortForms", 'timeZone', a."timeZone", 'holdMinutes', a."holdMinutes",
      'regionId', pa."regionId", 'connected', c."administrationId" IS NOT NULL) ORDER BY a."name"), '[]')
    FROM "ProgrammeAdministration" pa JOIN "Administration" a ON a."id" = pa."administrationId"
    LEFT JOIN (SELECT DISTINCT r."administrationId" FROM "Role" r JOIN "Account" ac ON ac."personId" = r."personId"
      WHERE r."kind" = 'member' AND r."fromOn" <= $2::date AND (r."untilOn" IS NULL OR r."untilOn" >= $2::date)
      ) c ON c."administrationId" = a."id"
    WHERE pa."programmeId" = p."id")
) AS "facts"
FROM "Programme" p WHERE p."id" = $1::int`

type Facts = {
  programme: Omit<Programme, 'meetings' | 'closedAt'> & { closedAt: number | null }
  meetings: Meeting[]
  programmes: Directory['programmes']
  areas: Directory['areas']
  activities: Directory['activities']
  regions: Region[]
  administrations: (Omit<Administration, 'region'> & { regionId: number })[]
}

export type OpenedProgramme = { programme: Programme; directory: Directory }

/**
 * One programme and all that can be named in it. Administrations come by name; one is connected while it has a member with an
 * account on the calendar day `today` (UTC).
 *
 * @param key that programme, if it is loaded; the current one for any other, and for ''
 * @returns null in an empty record
 */
export async function openProgramme(
  db: Db,
  key: string,
  today: CalendarDate,
): Promise<OpenedProgramme | null> {
  const [row] = await db.query<FoundProgramme>(programmeFound, [key])
  return row ? openFound(db, row, today) : null
}

/** The same, by its id; null when there is none. */
export async function openProgrammeById(
  db: Db,
  id: number,
  today: CalendarDate,
): Promise<OpenedProgramme | null> {
  const [row] = await db.query<FoundProgramme>(`${found} WHERE p."id" = $1::int`, [id])
  return row ? openFound(db, row, today) : null
}

/** Every programme that runs, the current one first. */
export async function openRunningProgrammes(db: Db, today: CalendarDate): Promise<OpenedProgramme[]> {
  const rows = await db.query<FoundProgramme>(
    `${found} WHERE p."closedAt" IS NULL ORDER BY ${newestFirst}`,
    [],
  )
  const opened: OpenedProgramme[] = []
  for (const row of rows) opened.push(await openFound(db, row, today))
  return opened
}

/** The same, of a programme found already: in one statement, or in none while what this process has read of it stands. */
export async function openFound(
  db: Db,
  found: FoundProgramme,
  today: CalendarDate,
): Promise<OpenedProgramme> {
  const known = db.known?.programmes.get(found.id)
  const stands = known && known.revision === found.revision && known.today === today
  const { programme, directory } = stands ? known : await readProgramme(db, found.id, today)
  return { programme, directory: { ...directory, revisions: new Map(found.activities) } }
}

async function readProgramme(db: Db, id: number, today: CalendarDate) {
  const [row] = await db.query<{ revision: number; facts: Facts }>(statement, [id, today])
  if (!row) throw new Error(`the programme with id ${id} is gone`)
  const opened = frozen(openedFrom(row.facts))
  db.known?.programmes.set(id, { ...opened, revision: row.revision, today })
  return opened
}

function openedFrom(facts: Facts): OpenedProgramme {
  const { programme, meetings, programmes, areas, activities, regions, administrations } = facts
  const prefix = programmes[0]?.key === programme.key ? '' : `${programme.key}/`
  const regionOf = new Map(regions.map((region) => [region.id, region]))
  return {
    programme: {
      ...programme,
      meetings,
      closedAt: programme.closedAt === null ? null : new Date(programme.closedAt),
    },
    directory: {
      prefix,
      programmes,
      areas: areas.map((each) => ({ ...each, code: prefix + each.code })),
      activities: activities.map((each) => ({ ...each, code: prefix + each.code })),
      administrations: administrations.map(({ regionId, ...each }) => ({
        ...each,
        region: regionOf.get(regionId) as Region,
      })),
      regions,
    },
  }
}
