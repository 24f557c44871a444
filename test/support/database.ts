import { randomUUID } from 'node:crypto'
import pg from 'pg'
import { type DatabasePlace, openStore, type Store } from '../../src/store/database.ts'
import { engine } from './engine.ts'

/** The server that tests run on when there is one; PGlite in memory otherwise. */
export const testServer = process.env.TEST_DATABASE_URL

export type TestDatabase = { place: DatabasePlace; drop(): Promise<void> }

/** What test/support/prepared.ts made: a file, or a database on the server. */
export const prepared = process.env.TEST_PREPARED

/** An empty database of its own. */
export const emptyDatabase = (): Promise<TestDatabase> =>
  testServer
    ? databaseOnServer('')
    : Promise.resolve({ place: { kind: 'memory' }, drop: async () => undefined })

/** A migrated database of its own, without a record. */
async function migratedDatabase(): Promise<TestDatabase> {
  if (!prepared) return emptyDatabase()
  if (testServer) return databaseOnServer(` TEMPLATE ${prepared}`)
  const { database, giveBack } = await engine(prepared)
  return { place: { kind: 'memory', in: database }, drop: giveBack }
}

async function databaseOnServer(from: string): Promise<TestDatabase> {
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
  await administer(`CREATE DATABASE ${name}${from}`)
  const url = new URL(testServer ?? '')
  url.pathname = `/${name}`
  return {
    place: { kind: 'server', url: url.href },
    drop: () => administer(`DROP DATABASE ${name} WITH (FORCE)`),
  }
}

/** An open, migrated record of its own; closed and dropped by `close`. */
export async function testStore(now: () => Date = () => new Date()): Promise<Store> {
  const database = await migratedDatabase()
  const store = await openStore(database.place, now)
  return {
    ...store,
    close: async () => {
      await store.close()
      await database.drop()
    },
  }
}
