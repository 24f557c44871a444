import type { Directory, Programme } from '../domain/facts.ts'
import type { Policies } from '../domain/programme-file.ts'
import { type CalendarDate, fromDateColumn, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

/** The current programme: the newest one loaded. Null in an empty record. */
export async function currentProgramme(db: Db): Promise<Programme | null> {
  const row = await db.programme.findFirst({
    where: { closedAt: null },
    orderBy: [{ adoptedOn: 'desc' }, { id: 'desc' }],
    include: { meetings: { orderBy: { startsOn: 'asc' } } },
  })
  if (!row) return null
  return {
    id: row.id,
    key: row.key,
    name: row.name,
    adoptedOn: fromDateColumn(row.adoptedOn),
    periodFrom: fromDateColumn(row.periodFrom),
    periodTo: fromDateColumn(row.periodTo),
    movedMonths: row.movedMonths,
    example: row.example,
    workingPlanNote: row.workingPlanNote,
    policies: row.policies as Policies,
    meetings: row.meetings.map(({ name, place, startsOn, endsOn }) => ({
      name,
      place,
      startsOn: fromDateColumn(startsOn),
      endsOn: fromDateColumn(endsOn),
    })),
  }
}

/** Whether a programme of this key is loaded. */
export async function isLoaded(db: Db, key: string): Promise<boolean> {
  return (await db.programme.count({ where: { key } })) > 0
}

/**
 * All that can be named in a programme, in its own order; administrations by name. An administration is connected while it has a
 * member with an account on the calendar day `today`.
 */
export async function loadDirectory(db: Db, programmeId: number, today: CalendarDate): Promise<Directory> {
  const day = toDateColumn(today)
  const areas = await db.area.findMany({ where: { programmeId }, orderBy: { position: 'asc' } })
  const activities = await db.activity.findMany({
    where: { programmeId },
    orderBy: { position: 'asc' },
    select: { id: true, code: true, title: true, areaId: true, quietUntil: true },
  })
  const rows = await db.$queryRaw<AdministrationRow[]>`
    SELECT a.*, r."id" AS "regionId", r."code" AS "regionCode", r."name" AS "regionName",
      EXISTS (SELECT 1 FROM "Role" ro JOIN "Account" ac ON ac."personId" = ro."personId"
        WHERE ro."administrationId" = a."id" AND ro."kind" = 'member'
        AND ro."fromOn" <= ${day}::date AND (ro."untilOn" IS NULL OR ro."untilOn" >= ${day}::date)) AS "connected"
    FROM "Administration" a
    JOIN "ProgrammeAdministration" pa ON pa."administrationId" = a."id" AND pa."programmeId" = ${programmeId}
    JOIN "Region" r ON r."id" = pa."regionId"
    ORDER BY a."name"`
  const administrations = rows.map(({ regionId, regionCode, regionName, ...row }) => ({
    ...row,
    region: { id: regionId, code: regionCode, name: regionName },
  }))
  const regions = new Map(administrations.map(({ region }) => [region.id, region]))
  return {
    areas: areas.map(({ id, code, name, shortName }) => ({ id, code, name, shortName })),
    activities: activities.map((row) => ({
      ...row,
      quietUntil: row.quietUntil && fromDateColumn(row.quietUntil),
    })),
    administrations,
    regions: [...regions.values()],
  }
}

type AdministrationRow = {
  id: number
  code: string
  name: string
  customsName: string
  shortForms: string[]
  timeZone: string
  holdMinutes: number | null
  connected: boolean
  regionId: number
  regionCode: string
  regionName: string
}
