import { readFileSync } from 'node:fs'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Activity } from '../../src/domain/facts.ts'
import type { Speaker } from '../../src/domain/permission.ts'
import { loadActivities } from '../../src/store/activities.ts'
import type { Db, Store } from '../../src/store/database.ts'
import { nothingKnown } from '../../src/store/known.ts'
import { openProgramme } from '../../src/store/programme.ts'
import { calendarDate } from '../../src/time.ts'
import { gate } from '../adapters/slack/support.ts'
import { benchNow, fillRecord } from '../bench/record.ts'
import { testServer, testStore } from '../support/database.ts'

/**
 * What was read is used again while its revision stands: so everything that can change it must draw another revision, and whoever
 * has read before must read what somebody reads who never did.
 */

const today = calendarDate('2010-06-07')
const readingFiles = ['recorded-activities', 'programme']

/** Every table that a reading shows, from the statements themselves. */
const tablesRead = readingFiles
  .flatMap((file) => [
    ...readFileSync(new URL(`../../src/store/${file}.ts`, import.meta.url), 'utf8').matchAll(
      /(?:FROM|JOIN) "(\w+)"/g,
    ),
  ])
  .map(([, table]) => table!)

/** One change of each thing that a reading shows. */
const changes: [string, string][] = [
  ['a programme closed', `UPDATE "Programme" SET "closedAt" = '2010-06-01'`],
  [
    'a programme loaded',
    `INSERT INTO "Programme" ("key", "name", "adoptedOn", "periodFrom", "periodTo", "workingPlanNote", "policies", "loadedAt")
    SELECT 'NEW', 'Newer', '2011-10-11', "periodFrom", "periodTo", '', "policies", "loadedAt" FROM "Programme" LIMIT 1`,
  ],
  ['a programme gone', `DELETE FROM "Programme" WHERE "key" = 'NEW'`],
  ['a meeting moved', `UPDATE "Meeting" SET "startsOn" = "startsOn" + 1`],
  ['an area renamed', `UPDATE "Area" SET "name" = 'Trade' WHERE "code" = 'TF'`],
  ['a region renamed', `UPDATE "Region" SET "name" = 'Eurasia' WHERE "code" = 'asia'`],
  ['an administration renamed', `UPDATE "Administration" SET "name" = 'Nippon' WHERE "code" = 'JP'`],
  [
    'an administration in another region',
    `UPDATE "ProgrammeAdministration" SET "regionId" = (SELECT max("id") FROM "Region")`,
  ],
  [
    'a member ended',
    `UPDATE "Role" SET "untilOn" = '2010-05-01' WHERE "administrationId" = (SELECT "id" FROM "Administration" WHERE "code" = 'JP')`,
  ],
  [
    'an account gone',
    `DELETE FROM "Account" WHERE "personId" IN (SELECT "personId" FROM "Role" r JOIN "Administration" a ON a."id" = r."administrationId" WHERE a."code" = 'KR')`,
  ],
  ['an activity quiet', `UPDATE "Activity" SET "quietUntil" = '2010-12-01' WHERE "code" = 'ENV-2'`],
  [
    'one leaves a quiet activity',
    `DELETE FROM "Participation" WHERE "activityId" = (SELECT "id" FROM "Activity" WHERE "code" = 'ENV-2')
    AND "administrationId" = (SELECT "id" FROM "Administration" WHERE "code" = 'JP')`,
  ],
  ['an activity retitled', `UPDATE "Activity" SET "title" = 'Another title' WHERE "code" = 'IPR-2'`],
  ['a lead named', `UPDATE "Participation" SET "lead" = true`],
  ['a milestone agreed', `UPDATE "Milestone" SET "dueOn" = '2011-01-01' WHERE "code" = 'IPR-1.4'`],
  [
    'a milestone planned',
    `INSERT INTO "Milestone" ("programmeId", "activityId", "code", "position", "title", "kind", "state", "proposedAt")
    SELECT "programmeId", "id", 'IPR-1.9', 9, 'Ninth', 'collective', 'proposed', '2010-06-01' FROM "Activity" WHERE "code" = 'IPR-1'`,
  ],
  ['a milestone gone', `DELETE FROM "Milestone" WHERE "code" = 'IPR-1.9'`],
  [
    'evidence filed for a milestone',
    `INSERT INTO "Evidence" ("reference", "datedOn", "at", "milestoneId") SELECT 'Document 9', '2010-06-01', '2010-06-01', "id" FROM "Milestone"`,
  ],
  ['a commitment made', `UPDATE "Commitment" SET "text" = 'Something else'`],
  [
    'an implementation confirmed',
    `INSERT INTO "Confirmation" ("activityId", "level", "at", "byId") SELECT a."id", 'substantial', '2010-06-01', (SELECT min("id") FROM "Person") FROM "Activity" a`,
  ],
  ['an update edited', `UPDATE "UpdateVersion" SET "inTheWay" = 'Something else'`],
  ['an update withdrawn', `UPDATE "Update" SET "withdrawnAt" = '2010-06-07' WHERE "id" % 2 = 0`],
  ['evidence of an update gone', `DELETE FROM "Evidence" WHERE "updateId" IS NOT NULL`],
  ['an update recorded for another', `UPDATE "UpdateVersion" SET "recordedFrom" = 'e-mail of 3 May'`],
  ['a person renamed', `UPDATE "Person" SET "name" = 'Somebody'`],
  [
    'who delivered is known',
    `UPDATE "Milestone" SET "deliveredForId" = (SELECT min("id") FROM "Administration")`,
  ],
  [
    'evidence of a commitment filed',
    `INSERT INTO "Evidence" ("reference", "datedOn", "at", "commitmentId") SELECT 'Document 12', '2010-06-01', '2010-06-01', "id" FROM "Commitment"`,
  ],
]

let store: Store
/** Two processes that have read everything before, and one that has not. */
let processes: Db[]

beforeAll(async () => {
  store = await testStore(() => benchNow)
  await fillRecord(store, 400)
  processes = [store.db, { ...store.db, known: nothingKnown() }]
})
afterAll(() => store.close())

const speaker: Speaker = { kind: 'operator' }

async function read(db: Db, now = benchNow): Promise<{ named: object; activities: Activity[] }> {
  const { programme, directory } = (await openProgramme(db, 'HER', today))!
  const reading = { audience: { kind: 'speaker' as const, speaker }, now, today }
  const activities = await loadActivities(db, { ...reading, programme, directory }, { newest: 100 })
  const { revisions: _, ...named } = directory
  return { named: { programme, ...named }, activities }
}
const afresh = (now = benchNow) => read({ ...store.db, known: null }, now)

describe('what was read before', () => {
  it('comes from tables that all revise it', async () => {
    const rows = await store.db.query<{ table: string }>(
      `SELECT DISTINCT c."relname" AS "table" FROM pg_trigger t JOIN pg_class c ON c."oid" = t."tgrelid"
       WHERE t."tgname" IN ('activityRevision', 'programmeRevision')`,
      [],
    )
    expect(new Set(tablesRead).size).toBeGreaterThan(12)
    expect(rows.map(({ table }) => table)).toEqual(expect.arrayContaining(tablesRead))
  })

  it('is not read again while nothing changes', async () => {
    await read(store.db)
    const asked: string[] = []
    const counted: Db = {
      ...store.db,
      query: (statement, values) => {
        asked.push(statement)
        return store.db.query(statement, values)
      },
    }
    expect(await read(counted)).toEqual(await afresh())
    expect(asked).toHaveLength(1)
  })

  it.each(changes)('is read anew after %s, in every process', async (_, statement) => {
    const before = await afresh()
    for (const db of processes) expect(await read(db)).toEqual(before)
    await store.db.query(statement, [])
    const after = await afresh()
    expect(after).not.toEqual(before)
    for (const db of processes) expect(await read(db)).toEqual(after)
  })

  it('holds for every instant: reports leave their hold, and a clock may be put back', async () => {
    const minutes = (count: number) => new Date(benchNow.getTime() + count * 60_000)
    await store.db.query(
      `UPDATE "Update" SET "at" = '2010-06-07T06:55:00Z', "leavesAt" = '2010-06-07T07:10:00Z' WHERE "id" % 3 = 0`,
      [],
    )
    const atFirst = await afresh()
    for (const now of [minutes(0), minutes(9), minutes(11), minutes(0), minutes(-10), minutes(60)])
      for (const db of processes) expect(await read(db, now)).toEqual(await afresh(now))
    expect(await afresh(minutes(11))).not.toEqual(atFirst)
  })

  it('cannot be changed by those who use it', async () => {
    const { activities } = await read(store.db)
    const [participations] = activities.map(({ milestones }) => milestones)
    expect(() => Object.assign(activities[0]!.commitments[0]!, { text: 'changed' })).toThrow(TypeError)
    expect(() => Object.assign(participations![0]!, { title: 'changed' })).toThrow(TypeError)
  })

  it('is not what a transaction reads, which has changed it itself; and is not changed by one that fails', async () => {
    const before = await read(store.db)
    const failing = store.transaction(async (db) => {
      await db.query(
        `UPDATE "Milestone" SET "title" = 'Not to be' WHERE "code" = 'TF-1.1' RETURNING "id"`,
        [],
      )
      expect(JSON.stringify(await read(db))).toContain('Not to be')
      throw new Error('undone')
    })
    await expect(failing).rejects.toThrow('undone')
    expect(await read(store.db)).toEqual(before)
  })
})

/** The embedded database has one connection, and so nothing that overlaps. */
if (testServer) {
  it('two changes of one activity that overlap are both read, in whichever order they end', async () => {
    const [opened, goOn] = [gate<void>(), gate<void>()]
    const retitle = (code: string) =>
      `UPDATE "Milestone" SET "title" = 'Both' WHERE "code" = '${code}' RETURNING "id"`
    const slow = store.transaction(async (db) => {
      await db.query(retitle('BIZ-1.1'), [])
      opened.open()
      await goOn.opened
    })
    await opened.opened
    await store.transaction((db) => db.query(retitle('BIZ-1.2'), []))
    expect(await read(store.db)).toEqual(await afresh())
    goOn.open()
    await slow
    const after = await read(store.db)
    expect(after).toEqual(await afresh())
    expect(JSON.stringify(after).match(/"Both"/g)).toHaveLength(2)
  })
}
