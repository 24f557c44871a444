import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import type { ProgrammeFile } from '../../src/domain/programme-file.ts'
import { milestoneSchedule } from '../../src/domain/schedule.ts'
import { startingOn } from '../../src/programme/move.ts'
import { loadProgramme } from '../../src/programme/read.ts'
import { loadActivities } from '../../src/store/activities.ts'
import { ImportRefused } from '../../src/store/contradictions.ts'
import type { Store } from '../../src/store/database.ts'
import { type Imported, importProgramme } from '../../src/store/import.ts'
import { deliverMilestone } from '../../src/store/milestones.ts'
import { openProgramme } from '../../src/store/programme.ts'
import { calendarDate, fromDateColumn, plusMonths, toDateColumn } from '../../src/time.ts'
import { heraklion } from '../support/bot.ts'
import { testStore } from '../support/database.ts'

const file = loadProgramme(heraklion)
const at = new Date('2010-06-07T07:00:00Z')
const later = new Date('2011-02-01T07:00:00Z')

let store: Store
beforeAll(async () => {
  store = await testStore(() => at)
})
beforeEach(async () => {
  const names = (await tables()).map((name) => `"${name}"`).join(', ')
  await store.db.prisma.$executeRawUnsafe(`TRUNCATE ${names} RESTART IDENTITY CASCADE`)
})
afterAll(() => store.close())

const imports = (programme: ProgrammeFile, when = at): Promise<Imported> =>
  store.transaction((db) => importProgramme(db, programme, when, { example: false }))

async function tables(): Promise<string[]> {
  const rows = await store.db.prisma.$queryRaw<{ name: string }[]>`
    SELECT tablename::text AS name FROM pg_tables
    WHERE schemaname = 'public' AND tablename <> '_prisma_migrations' ORDER BY 1`
  return rows.map(({ name }) => name)
}

/** Every row of every table, by table; without revisions, which are drawn anew when a row is written as it was. */
async function wholeRecord(): Promise<Record<string, string>> {
  const record: Record<string, string> = {}
  for (const name of await tables()) {
    const [row] = await store.db.prisma.$queryRawUnsafe<{ rows: string }[]>(
      `SELECT coalesce(string_agg((to_jsonb(t) - 'revision')::text, E'\\n' ORDER BY to_jsonb(t) - 'revision'), '') AS rows FROM "${name}" t`,
    )
    record[name] = row!.rows
  }
  return record
}

describe('the Heraklion Declaration', () => {
  it('comes in whole: four areas, eight activities as they were declared, forty-five administrations', async () => {
    const imported = await imports(file)
    expect(imported.added).toEqual({
      activities: 8,
      milestones: file.milestones.length,
      administrations: 45,
    })
    const { directory } = (await openProgramme(store.db, 'HER', calendarDate('2010-06-07')))!
    expect(directory.areas.map(({ code }) => code)).toEqual(['TF', 'IPR', 'ENV', 'BIZ'])
    expect(directory.administrations).toHaveLength(45)
    expect(directory.administrations.every(({ connected }) => !connected)).toBe(true)
    const activities = await store.db.prisma.activity.findMany({ orderBy: { position: 'asc' } })
    expect(activities.map(({ code, declaredWording }) => [code, declaredWording])).toEqual(
      file.activities.map(({ code, declaredWording }) => [code, declaredWording]),
    )
    expect(activities).toHaveLength(8)
    expect(activities.every(({ declaredWording }) => declaredWording.length > 20)).toBe(true)
  })

  it('brings every milestone as a proposal without a baseline, so that nothing is ever overdue by it', async () => {
    await imports(file)
    const day = calendarDate('2019-01-01')
    const opened = (await openProgramme(store.db, 'HER', day))!
    const reading = { audience: { kind: 'everyone' as const }, now: later, today: day, ...opened }
    const milestones = (await loadActivities(store.db, reading)).flatMap((activity) => activity.milestones)
    expect(milestones.map(({ code }) => code)).toEqual(file.milestones.map(({ code }) => code))
    for (const milestone of milestones) {
      expect(milestone).toMatchObject({ state: 'proposed', baselineOn: null, deliveredOn: null })
      expect(milestoneSchedule(milestone, day)).toMatch(/^(proposed|waiting)$/)
    }
  })

  it('keeps the dates, waits and owners that the file gives', async () => {
    await imports(file)
    const rows = await store.db.prisma.milestone.findMany({ include: { owner: true } })
    const kept = new Map(rows.map((row) => [row.code, row]))
    for (const { code, date, owner } of file.milestones) {
      const row = kept.get(code)!
      expect(row.dueOn && fromDateColumn(row.dueOn)).toBe(date.kind === 'on' ? date.due : null)
      expect(row.waitingFor).toBe(date.kind === 'waiting-for' ? date.whom : null)
      expect(row.owner?.code ?? null).toBe(owner.kind === 'administration' ? owner.code : null)
    }
  })

  it('becomes the current programme with its policies and meetings', async () => {
    await imports(file)
    expect((await openProgramme(store.db, '', calendarDate('2010-06-07')))?.programme).toMatchObject({
      key: 'HER',
      adoptedOn: '2009-10-16',
      periodFrom: '2010-01-01',
      periodTo: '2011-12-31',
      movedMonths: 0,
      policies: file.policies,
      meetings: [...file.meetings]
        .sort((one, other) => (one.startsOn < other.startsOn ? -1 : 1))
        .map(({ name, place, startsOn, endsOn }) => ({ name, place, startsOn, endsOn })),
    })
  })
})

describe('a second import', () => {
  it('of the same file adds nothing and changes nothing', async () => {
    await imports(file)
    const before = await wholeRecord()
    expect(Object.values(before).join('').length).toBeGreaterThan(5000)
    expect((await imports(file, later)).added).toEqual({ activities: 0, milestones: 0, administrations: 0 })
    expect(await wholeRecord()).toEqual(before)
  })

  it('keeps what people have changed: a delivery, an agreed date, a moved meeting, a named lead', async () => {
    const { programmeId } = await imports(file)
    const milestone = (code: string) => ({ programmeId_code: { programmeId, code } })
    const delivered = await store.db.prisma.milestone.findUniqueOrThrow({ where: milestone('IPR-1.1') })
    await deliverMilestone(
      store.db,
      delivered.id,
      { personId: null, administrationId: null },
      calendarDate('2010-06-04'),
      at,
    )
    const agreed = toDateColumn(calendarDate('2010-09-09'))
    await store.db.prisma.milestone.update({
      where: milestone('TF-1.1'),
      data: { state: 'agreed', baselineOn: agreed, dueOn: agreed, title: 'Another title' },
    })
    const code = file.meetings[0]!.code
    await store.db.prisma.meeting.update({
      where: { programmeId_code: { programmeId, code } },
      data: {
        startsOn: toDateColumn(calendarDate('2011-10-11')),
        endsOn: toDateColumn(calendarDate('2011-10-12')),
        place: 'Hua Hin',
      },
    })
    const activity = await store.db.prisma.activity.findFirstOrThrow({ where: { code: 'BIZ-1' } })
    const poland = await store.db.prisma.administration.findUniqueOrThrow({ where: { code: 'PL' } })
    await store.db.prisma.participation.create({
      data: {
        activityId: activity.id,
        administrationId: poland.id,
        takingPart: true,
        lead: true,
        since: at,
      },
    })
    await store.db.prisma.administration.update({ where: { code: 'JP' }, data: { holdMinutes: 3 } })
    const before = await wholeRecord()
    await imports(file, later)
    expect(await wholeRecord()).toEqual(before)
  })

  it('brings names and policies up to date and adds what is new', async () => {
    await imports(file)
    const changed: ProgrammeFile = {
      ...file,
      name: 'The Heraklion Declaration',
      policies: { ...file.policies, holdMinutes: 25 },
      areas: file.areas.map((area) => (area.code === 'TF' ? { ...area, shortName: 'Trade' } : area)),
      administrations: file.administrations.map((each) =>
        each.code === 'JP' ? { ...each, customsName: 'Japan Customs and Tariff' } : each,
      ),
      milestones: [
        ...file.milestones,
        { ...file.milestones[0]!, code: 'TF-1.99', title: 'One more', activity: 'TF-1' },
      ],
    }
    expect((await imports(changed, later)).added).toEqual({
      activities: 0,
      milestones: 1,
      administrations: 0,
    })
    expect((await openProgramme(store.db, '', calendarDate('2010-06-07')))?.programme).toMatchObject({
      name: 'The Heraklion Declaration',
      policies: { holdMinutes: 25 },
    })
    expect(await store.db.prisma.area.findFirst({ where: { code: 'TF' } })).toMatchObject({
      shortName: 'Trade',
    })
    const japan = await store.db.prisma.administration.findUnique({ where: { code: 'JP' } })
    expect(japan).toMatchObject({ customsName: 'Japan Customs and Tariff' })
    expect(await store.db.prisma.milestone.findFirst({ where: { code: 'TF-1.99' } })).toMatchObject({
      state: 'proposed',
      proposedAt: later,
    })
  })

  it('with another declared wording is refused, names the activity, and imports nothing of the rest', async () => {
    await imports(file)
    const before = await wholeRecord()
    const changed: ProgrammeFile = {
      ...file,
      name: 'Renamed',
      activities: file.activities.map((each) =>
        each.code === 'ENV-2' ? { ...each, declaredWording: `${each.declaredWording} And more.` } : each,
      ),
    }
    const importing = imports(changed, later)
    await expect(importing).rejects.toThrow(ImportRefused)
    await expect(importing).rejects.toThrow('The declared wording of ENV-2 differs')
    expect(await wholeRecord()).toEqual(before)
  })

  it('moved by another number of months is refused, and changes nothing', async () => {
    await imports(file)
    const before = await wholeRecord()
    const moved = startingOn(file, calendarDate('2026-01-01'))
    const importing = imports(moved, later)
    await expect(importing).rejects.toThrow(ImportRefused)
    await expect(importing).rejects.toThrow(/moved by 0 months.*move them by 192/)
    expect(await wholeRecord()).toEqual(before)
  })
})

describe('an import', () => {
  it('that fails half-way leaves nothing behind', async () => {
    const broken = {
      ...file,
      milestones: [{ ...file.milestones[0]!, activity: 'TF-9' }],
    }
    const before = await wholeRecord()
    await expect(imports(broken)).rejects.toThrow()
    expect(await wholeRecord()).toEqual(before)
  })

  it('by two at once adds everything once', async () => {
    const added = await Promise.all([imports(file), imports(file)])
    expect(added.map((each) => each.added.activities).sort()).toEqual([0, 8])
    expect(await store.db.prisma.programme.count()).toBe(1)
    expect(await store.db.prisma.milestone.count()).toBe(file.milestones.length)
  })

  it('moved to another year has every date moved by the same months, and takes a second one alike', async () => {
    const starts = calendarDate('2026-01-01')
    const { programmeId } = await imports(startingOn(file, starts))
    expect((await openProgramme(store.db, '', calendarDate('2010-06-07')))?.programme).toMatchObject({
      movedMonths: 192,
      periodFrom: '2026-01-01',
      periodTo: '2027-12-31',
    })
    const rows = await store.db.prisma.milestone.findMany({ where: { programmeId } })
    const dates = new Map(rows.map(({ code, dueOn }) => [code, dueOn && fromDateColumn(dueOn)]))
    for (const { code, date } of file.milestones)
      expect(dates.get(code)).toBe(date.kind === 'on' ? plusMonths(date.due, 192) : null)
    const before = await wholeRecord()
    await imports(startingOn(file, starts), later)
    expect(await wholeRecord()).toEqual(before)
  })
})
