import { expect, it } from 'vitest'
import type { Store } from '../../src/store/database.ts'
import { testBot } from './bot.ts'
import { testStore } from './database.ts'
import { dumpOf } from './dump.ts'
import { sato } from './people.ts'

/** The record that a test gets is as if nobody had had it before. */

const sequences = ({ db }: Store) =>
  db.query<{ said: string }>(
    `SELECT sequencename || ' ' || coalesce(last_value::text, 'unused') AS "said" FROM pg_sequences
     WHERE schemaname = 'public' ORDER BY 1`,
    [],
  )
/** Whose rows are not of a test: when migrations were applied. */
const rows = async (store: Store) =>
  (await dumpOf(store)).split('\n').filter((row) => row && !row.startsWith('_prisma_migrations '))

it('has no row, and begins to count at one, after another test filled it', async () => {
  for (let turn = 0; turn < 3; turn++) {
    const store = await testStore()
    expect(await rows(store)).toEqual([])
    expect((await sequences(store)).filter(({ said }) => !said.endsWith(' unused'))).toEqual([])
    await store.close()
    const bot = await testBot()
    await bot.admit(sato, 'japan member')
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await bot.store.db.query("SELECT set_config('TimeZone', 'Asia/Tokyo', false)", [])
    expect((await rows(bot.store)).length).toBeGreaterThan(100)
    await bot.close()
  }
})

it('has every table and column and nothing of a session, after another test broke it', async () => {
  const zone = async ({ db }: Store) => db.query(`SELECT current_setting('TimeZone') AS "zone"`, [])
  const first = await testStore()
  const began = await zone(first)
  await first.db.query(`SELECT set_config('TimeZone', 'Asia/Tokyo', false)`, [])
  await first.db.query('DROP TABLE "Evidence" CASCADE', [])
  await first.close()
  const second = await testStore()
  expect(await second.db.query('SELECT * FROM "Evidence"', [])).toEqual([])
  expect(await zone(second)).toEqual(began)
  await second.close()
})

it('refuses who goes on working with it when it was closed, and two at a time are apart', async () => {
  const [one, other] = [await testStore(), await testStore()]
  await one.db.query('CREATE TABLE "Mine" (id int)', [])
  await expect(other.db.query('SELECT * FROM "Mine"', [])).rejects.toThrow('Mine')
  await one.close()
  await expect(one.db.query('SELECT 1', [])).rejects.toThrow()
  await expect(one.db.prisma.person.count()).rejects.toThrow()
  await expect(one.transaction((db) => db.query('SELECT 1', []))).rejects.toThrow()
  await other.close()
})
