import pg from 'pg'
import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Db, Store } from '../../src/store/database.ts'
import { inTransaction } from '../../src/store/transaction.ts'
import { gate } from '../adapters/slack/support.ts'
import { emptyDatabase, type TestDatabase, testServer, testStore } from '../support/database.ts'

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
        const accounts = {
          create: { platform: 'slack', tenant: 'T', user: 'U-UNDONE', linkedAt: new Date(0) },
        }
        await db.prisma.person.create({ data: { name: 'Undone', admittedAt: new Date(0), accounts } })
        expect(await db.prisma.account.count()).toBe(1)
        await fail(db)
      })
      await expect(work).rejects.toThrow()
    }
    expect(await keys()).toEqual(before)
    expect(await store.db.prisma.account.count()).toBe(0)
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
  describe('on a server, a transaction', () => {
    let database: TestDatabase
    let pool: pg.Pool
    beforeAll(async () => {
      database = await emptyDatabase()
      if (database.place.kind === 'server')
        pool = new pg.Pool({ connectionString: database.place.url, max: 2 })
    })
    afterAll(async () => {
      await pool.end()
      await database.drop()
    })
    const rowsOf = async (table: string) => (await pool.query(`SELECT * FROM ${table}`)).rows

    it('that takes too long is cut off and undone, and what comes later refused', async () => {
      await pool.query('CREATE TABLE slow (id int)')
      const gone = gate<void>()
      const late: unknown[] = []
      const work = inTransaction(pool, 100, async ({ connection, prisma }) => {
        await connection().query('INSERT INTO slow VALUES (1)')
        await gone.opened
        for (const each of [connection, prisma]) {
          try {
            each()
          } catch (error) {
            late.push((error as Error).message)
          }
        }
      })
      await expect(work).rejects.toThrow('took too long')
      gone.open()
      await expect.poll(() => late).toEqual(['the transaction is over', 'the transaction is over'])
      expect(await rowsOf('slow')).toEqual([])
    })

    it('in which a failure went unnoticed does not pass for committed', async () => {
      await pool.query('CREATE TABLE unnoticed (id int)')
      const work = inTransaction(pool, 5_000, async ({ connection }) => {
        await connection().query('INSERT INTO unnoticed VALUES (1)')
        await connection()
          .query('SELECT 1 / 0')
          .catch(() => undefined)
      })
      await expect(work).rejects.toThrow('could not be committed')
      expect(await rowsOf('unnoticed')).toEqual([])
    })

    it('whose connection is lost fails, and the next one has another', async () => {
      const work = inTransaction(pool, 5_000, async ({ connection }) => {
        const [row] = (await connection().query('SELECT pg_backend_pid() AS pid')).rows
        await pool.query('SELECT pg_terminate_backend($1)', [row.pid])
        await connection().query('SELECT 1')
      })
      await expect(work).rejects.toThrow()
      const next = inTransaction(
        pool,
        5_000,
        async ({ connection }) => (await connection().query('SELECT 1 AS one')).rows,
      )
      expect(await next).toEqual([{ one: 1 }])
    })
  })
}
