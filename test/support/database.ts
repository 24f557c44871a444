import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type DatabasePlace, openStore, type Store } from '../../src/store/database.ts'

/** The server that tests run on when there is one; PGlite in memory otherwise. */
export const testServer = process.env.TEST_DATABASE_URL

export type TestDatabase = { place: DatabasePlace; drop(): Promise<void> }

/** An empty database of its own. */
export async function emptyDatabase(): Promise<TestDatabase> {
  if (!testServer) return { place: { kind: 'memory' }, drop: async () => undefined }
  const name = `asem_test_${randomUUID().replaceAll('-', '')}`
  const administer = async (statement: string) => {
    const client = new pg.Client({ connectionString: testServer })
    await client.connect()
    try {
      await client.query(statement)
    } finally {
      await client.end()
    }
  }
  await administer(`CREATE DATABASE ${name}`)
  const url = new URL(testServer)
  url.pathname = `/${name}`
  return {
    place: { kind: 'server', url: url.href },
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** An open, migrated record of its own; closed and dropped by `close`. */
export async function testStore(now: () => Date = () => new Date()): Promise<Store> {
  const database = await emptyDatabase()
  const store = await openStore(database.place, now)
  return {
    ...store,
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
}
