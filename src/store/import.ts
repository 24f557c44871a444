import type { ProgrammeFile } from '../domain/programme-file.ts'
import { toDateColumn } from '../time.ts'
import { refuseContradictions } from './contradictions.ts'
import type { Db } from './database.ts'
import type { Prisma } from './generated/client.ts'

export type Imported = {
  programmeId: number
  added: { activities: number; milestones: number; administrations: number }
}

/**
 * Brings a programme file into the record, inside the caller's transaction: what is missing is added, names and policies are
 * brought up to date, and everything that people have changed since (milestones, leads, dates, meetings) stays as it is.
 *
 * @param at instant
 * @throws ImportRefused when it contradicts what is loaded
 */
export async function importProgramme(
  db: Db,
  file: ProgrammeFile,
  at: Date,
  options: { example: boolean },
): Promise<Imported> {
  await db.prisma.$queryRaw`SELECT pg_advisory_xact_lock(7305023)::text`
  await refuseContradictions(db, file)
  const described = {
    name: file.name,
    workingPlanNote: file.workingPlanNote,
    policies: file.policies as unknown as Prisma.InputJsonValue,
  }
  const { id: programmeId } = await db.prisma.programme.upsert({
    where: { key: file.key },
    create: {
      ...described,
      key: file.key,
      adoptedOn: toDateColumn(file.adoptedOn),
      periodFrom: toDateColumn(file.periodFrom),
      periodTo: toDateColumn(file.periodTo),
      movedMonths: file.movedMonths,
      example: options.example,
      loadedAt: at,
    },
    update: described,
  })
  const administrations = await importAdministrations(db, programmeId, file)
  await db.prisma.meeting.createMany({
    data: file.meetings.map((meeting) => ({
      ...meeting,
      programmeId,
      startsOn: toDateColumn(meeting.startsOn),
      endsOn: toDateColumn(meeting.endsOn),
    })),
    skipDuplicates: true,
  })
  const activities = await importActivities(db, programmeId, file, administrations.ids, at)
  const milestones = await db.prisma.milestone.createMany({
    data: file.milestones.map((milestone, position) => ({
      programmeId,
      activityId: activities.ids.get(milestone.activity)!,
      code: milestone.code,
      position,
      title: milestone.title,
      kind: milestone.kind,
      state: 'proposed',
      ownerAdministrationId:
        milestone.owner.kind === 'administration' ? administrations.ids.get(milestone.owner.code)! : null,
      dueOn: milestone.date.kind === 'on' ? toDateColumn(milestone.date.due) : null,
      waitingFor: milestone.date.kind === 'waiting-for' ? milestone.date.whom : null,
      proposedAt: at,
    })),
    skipDuplicates: true,
  })
  return {
    programmeId,
    added: {
      activities: activities.added,
      milestones: milestones.count,
      administrations: administrations.added,
    },
  }
}

async function importAdministrations(db: Db, programmeId: number, file: ProgrammeFile) {
  for (const { code, name } of file.regions) {
    await db.prisma.region.upsert({
      where: { programmeId_code: { programmeId, code } },
      create: { programmeId, code, name },
      update: { name },
    })
  }
  const regions = new Map(
    (await db.prisma.region.findMany({ where: { programmeId } })).map(({ code, id }) => [code, id]),
  )
  const { count: added } = await db.prisma.administration.createMany({
    data: file.administrations.map(({ region, ...administration }) => administration),
    skipDuplicates: true,
  })
  const rows = await db.prisma.administration.findMany({
    where: { code: { in: file.administrations.map(({ code }) => code) } },
  })
  const known = new Map(rows.map((row) => [row.code, row]))
  for (const { code, name, customsName, timeZone, shortForms } of file.administrations) {
    const row = known.get(code)!
    const named = { name, customsName, timeZone, shortForms }
    const before = {
      name: row.name,
      customsName: row.customsName,
      timeZone: row.timeZone,
      shortForms: row.shortForms,
    }
    if (JSON.stringify(named) !== JSON.stringify(before))
      await db.prisma.administration.update({ where: { code }, data: named })
  }
  const ids = new Map(rows.map(({ code, id }) => [code, id]))
  await db.prisma.programmeAdministration.createMany({
    data: file.administrations.map(({ code, region }) => ({
      programmeId,
      administrationId: ids.get(code)!,
      regionId: regions.get(region)!,
    })),
    skipDuplicates: true,
  })
  await db.prisma.holiday.createMany({
    data: file.holidays.map(({ administration, on, name }) => ({
      administrationId: ids.get(administration)!,
      on: toDateColumn(on),
      name,
    })),
    skipDuplicates: true,
  })
  return { ids, added }
}

async function importActivities(
  db: Db,
  programmeId: number,
  file: ProgrammeFile,
  administrations: Map<string, number>,
  at: Date,
) {
  for (const [position, { code, name, shortName }] of file.areas.entries()) {
    await db.prisma.area.upsert({
      where: { programmeId_code: { programmeId, code } },
      create: { programmeId, code, name, shortName, position },
      update: { name, shortName, position },
    })
  }
  const areas = new Map(
    (await db.prisma.area.findMany({ where: { programmeId } })).map(({ code, id }) => [code, id]),
  )
  const before = new Set(
    (await db.prisma.activity.findMany({ where: { programmeId }, select: { code: true } })).map(
      ({ code }) => code,
    ),
  )
  const fresh = file.activities.filter(({ code }) => !before.has(code))
  await db.prisma.activity.createMany({
    data: file.activities.flatMap(({ code, area, title, declaredWording, kind, quietUntil }, position) => {
      if (before.has(code)) return []
      const day = quietUntil && toDateColumn(quietUntil)
      return [
        {
          programmeId,
          areaId: areas.get(area)!,
          code,
          position,
          title,
          declaredWording,
          kind,
          quietUntil: day,
        },
      ]
    }),
  })
  const ids = new Map(
    (await db.prisma.activity.findMany({ where: { programmeId } })).map(({ code, id }) => [code, id]),
  )
  await db.prisma.participation.createMany({
    data: fresh.flatMap(({ code, leads }) =>
      leads.map((lead) => ({
        activityId: ids.get(code)!,
        administrationId: administrations.get(lead)!,
        takingPart: true,
        lead: true,
        since: at,
      })),
    ),
  })
  return { ids, added: fresh.length }
}
