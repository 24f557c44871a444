import { createHash } from 'node:crypto'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { openStore } from '../../src/store/database.ts'
import { type Migration, migrate, ownMigrations, type Sql } from '../../src/store/migrate.ts'
import { emptyDatabase, testServer } from '../support/database.ts'

const now = new Date('2010-06-07T07:00:00Z')
const first: Migration = {
  name: '0001_first',
  script: 'CREATE TABLE "One" (id int); CREATE TABLE "Two" (id int);',
}
const second: Migration = { name: '0002_second', script: 'ALTER TABLE "One" ADD COLUMN more text;' }

/** A database with nothing in it and migrations run in a transaction of their own, as the store does it. */
type Bare = {
  url: string | null
  migrated(migrations?: Migration[]): Promise<void>
  rows(text: string): Promise<Record<string, unknown>[]>
  close(): Promise<void>
}

async function bareDatabase(): Promise<Bare> {
  const database = await emptyDatabase()
  if (database.place.kind !== 'server') {
    const embedded = new PGlite()
    return {
      url: null,
      migrated: (migrations) =>
        embedded.transaction((tx) =>
          migrate(
            {
              run: async (script) => void (await tx.exec(script)),
              query: async (text, values) => (await tx.query<Record<string, unknown>>(text, values)).rows,
            },
            now,
            migrations,
          ),
        ),
      rows: async (text) => (await embedded.query<Record<string, unknown>>(text)).rows,
      close: () => embedded.close(),
    }
  }
  const { url } = database.place
  const pool = new pg.Pool({ connectionString: url })
  return {
    url,
    migrated: async (migrations) => {
      const client = await pool.connect()
      const sql: Sql = {
        run: async (script) => void (await client.query(script)),
        query: async (text, values) => (await client.query<Record<string, unknown>>(text, values)).rows,
      }
      try {
        await client.query('BEGIN')
        await migrate(sql, now, migrations)
        await client.query('COMMIT')
      } catch (error) {
        await client.query('ROLLBACK')
        throw error
      } finally {
        client.release()
      }
    },
    rows: async (text) => (await pool.query<Record<string, unknown>>(text)).rows,
    close: async () => {
      await pool.end()
      await database.drop()
    },
  }
}

let database: Bare
beforeAll(async () => {
  database = await bareDatabase()
})
beforeEach(async () => {
  await database.rows('DROP SCHEMA public CASCADE')
  await database.rows('CREATE SCHEMA public')
})
afterAll(() => database.close())

const tables = async () =>
  (await database.rows("SELECT tablename FROM pg_tables WHERE schemaname = 'public' ORDER BY tablename")).map(
    ({ tablename }) => tablename,
  )
const ledger = () => database.rows('SELECT * FROM "_prisma_migrations" ORDER BY migration_name')

describe('migrations', () => {
  it('of this program make all its tables in an empty database', async () => {
    await database.migrated()
    expect(await tables()).toEqual(
      expect.arrayContaining(['Activity', 'Delivery', 'Milestone', 'Programme', 'Role', 'Update']),
    )
  })

  it("are written down in Prisma's own bookkeeping", async () => {
    await database.migrated()
    const sha256 = (script: string) => createHash('sha256').update(script).digest('hex')
    expect(await ledger()).toEqual(
      ownMigrations().map(({ name, script }) => ({
        id: expect.stringMatching(/^[0-9a-f-]{36}$/),
        migration_name: name,
        checksum: sha256(script),
        finished_at: now,
        started_at: now,
        rolled_back_at: null,
        logs: null,
        applied_steps_count: 1,
      })),
    )
  })

  it('applied twice change nothing the second time', async () => {
    await database.migrated([first])
    await database.rows('INSERT INTO "One" VALUES (7)')
    const before = await ledger()
    await database.migrated([first])
    expect(await ledger()).toEqual(before)
    expect(await database.rows('SELECT * FROM "One"')).toEqual([{ id: 7 }])
  })

  it('that are missing are applied to a database that has the older ones', async () => {
    await database.migrated([first])
    await database.migrated([first, second])
    expect((await ledger()).map((row) => row.migration_name)).toEqual([first.name, second.name])
    expect(await database.rows('SELECT id, more FROM "One"')).toEqual([])
  })

  it('applied by several at once are applied once', async () => {
    await Promise.all([1, 2, 3].map(() => database.migrated()))
    expect(await ledger()).toHaveLength(ownMigrations().length)
  })

  it('newer than this program are refused, and named', async () => {
    await database.migrated([first, second])
    await expect(database.migrated([first])).rejects.toThrow(/newer than this program.*0002_second/)
    expect(await ledger()).toHaveLength(2)
  })

  it('changed after they were applied are refused, and named', async () => {
    await database.migrated([first, second])
    const changed = { ...first, script: `${first.script} -- changed` }
    await expect(database.migrated([changed, second])).rejects.toThrow(/0001_first was changed/)
  })

  it('that fail leave nothing behind, of the ones before them neither', async () => {
    const failing = { name: '0002_failing', script: 'CREATE TABLE "Three" (id int); SELECT 1/0;' }
    await expect(database.migrated([first, failing])).rejects.toThrow(/division by zero/)
    expect(await tables()).toEqual([])
    await database.migrated([first, second])
    expect(await ledger()).toHaveLength(2)
  })

  it.each([
    [{ encoding: 'LATIN1', version: 15 }, "make one with ENCODING 'UTF8'"],
    [{ encoding: 'UTF8', version: 13 }, 'PostgreSQL 13: the bot needs 14 or newer'],
  ])('are not begun in a database that is %o', async (server, expected) => {
    const run: string[] = []
    const sql: Sql = { run: async (script) => void run.push(script), query: async () => [server] }
    await expect(migrate(sql, now)).rejects.toThrow(expected)
    expect(run).toEqual([])
  })

  it('come in the order of their names', () => {
    const names = ownMigrations().map(({ name }) => name)
    expect(names.length).toBeGreaterThan(0)
    expect(names).toEqual([...names].sort())
  })
})

if (testServer) {
  describe('opening the record on a server', () => {
    it('by two processes at once on an empty database works for both', async () => {
      const place = { kind: 'server' as const, url: database.url! }
      const stores = await Promise.all([1, 2, 3].map(() => openStore(place, () => now)))
      for (const store of stores) {
        expect(await store.db.prisma.programme.count()).toBe(0)
        await store.close()
      }
      expect(await ledger()).toHaveLength(ownMigrations().length)
    })

    it('that is newer than this program is refused, and changes nothing', async () => {
      await database.migrated([...ownMigrations(), { name: '9999_from_the_future', script: 'SELECT 1' }])
      const before = await ledger()
      const opening = openStore({ kind: 'server', url: database.url! }, () => now)
      await expect(opening).rejects.toThrow('9999_from_the_future')
      expect(await ledger()).toEqual(before)
    })
  })
}
