import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Store } from '../../src/store/database.ts'
import { watchTransactions } from '../../src/store/past-prisma.ts'
import { testServer, testStore } from '../support/database.ts'

let store: Store
beforeAll(async () => {
  store = await testStore()
})
afterAll(() => store.close())

const writing = `INSERT INTO "Request" ("key", "command", "at") VALUES ($1, 'test', '2010-06-07') RETURNING "key"`
const write = (db: Db, key: string) => db.query(writing, [key])
const keys = async (db: Db = store.db) =>
  (await db.query<{ key: string }>('SELECT "key" FROM "Request" ORDER BY 1', [])).map(({ key }) => key)

describe('a transaction', () => {
  it('is one for SQL and for Prisma, and commits both', async () => {
    await store.transaction(async (db) => {
      await write(db, 'by SQL')
      await db.prisma.request.create({ data: { key: 'by Prisma', command: 'test', at: new Date(0) } })
      expect(await keys(db)).toEqual(['by Prisma', 'by SQL'])
      expect(await db.prisma.request.count()).toBe(2)
    })
    expect(await keys()).toEqual(['by Prisma', 'by SQL'])
  })

  it('undoes both when its work fails, in SQL, in Prisma or elsewhere', async () => {
    const before = await keys()
    const failing: ((db: Db) => Promise<unknown>)[] = [
      (db) => db.query('SELECT 1 / 0', []),
      (db) => db.prisma.$queryRaw`SELECT 1 / 0`,
      () => Promise.reject(new Error('elsewhere')),
    ]
    for (const fail of failing) {
      const work = store.transaction(async (db) => {
        await write(db, 'undone by SQL')
        await db.prisma.request.create({ data: { key: 'undone', command: 'test', at: new Date(0) } })
        await fail(db)
      })
      await expect(work).rejects.toThrow()
    }
    expect(await keys()).toEqual(before)
  })

  it('that is over takes no more statements, not even inside another one', async () => {
    const before = await keys()
    let over: Db | undefined
    await store.transaction(async (db) => {
      over = db
    })
    await expect(write(over!, 'too late')).rejects.toThrow()
    await store.transaction(async () => {
      await expect(write(over!, 'too late')).rejects.toThrow()
    })
    expect(await keys()).toEqual(before)
  })

  it('many at once keep apart', async () => {
    const before = await keys()
    await Promise.all(
      Array.from({ length: 30 }, async (_, at) => {
        const work = store.transaction(async (db) => {
          await write(db, `many ${at}`)
          const undone = (key: string) => Number(/^many (\d+)$/.exec(key)?.[1] ?? 1) % 3 === 0
          const seen = await keys(db)
          expect(seen).toContain(`many ${at}`)
          expect(seen.filter(undone)).toEqual(at % 3 === 0 ? [`many ${at}`] : [])
          if (at % 3 === 0) throw new Error('undone')
        })
        await (at % 3 === 0 ? expect(work).rejects.toThrow('undone') : work)
      }),
    )
    expect(await keys()).toHaveLength(before.length + 20)
  })
})

if (testServer) {
  it('a statement that comes when its transaction was ended meanwhile is refused', async () => {
    const pool = new pg.Pool({ connectionString: testServer, max: 1 })
    const withConnection = watchTransactions(pool)
    await withConnection(async (connection) => {
      // As Prisma does when the time is up: it ends the transaction while a statement of it runs.
      const client = await pool.connect()
      await client.query('BEGIN')
      const slow = connection().query('SELECT pg_sleep(0.1)')
      const ended = client.query('ROLLBACK').then(() => client.release())
      await slow
      expect(() => connection()).toThrow('the transaction is over')
      await ended
      expect(() => connection()).toThrow('the transaction is over')
    })
    expect((await pool.query('SELECT 1 AS one')).rows).toEqual([{ one: 1 }])
    await pool.end()
  })
}
