import { randomUUID } from 'node:crypto'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { PGlite } from '@electric-sql/pglite'
import pg from 'pg'
import { migrate } from '../../src/store/migrate.ts'

/** The same database as the file, as a folder: of which a process of the bot takes a copy. */
export const preparedFolder = (file: string): string => join(dirname(file), 'database')

/**
 * Before any test: one migrated database, of which every test takes a copy of its own. Making one anew takes several times as long.
 *
 * @returns what removes it again
 */
export default async function prepare(): Promise<() => Promise<void>> {
  const server = process.env.TEST_DATABASE_URL
  return server ? prepareOnServer(server) : prepareEmbedded()
}

async function prepareEmbedded(): Promise<() => Promise<void>> {
  const database = new PGlite()
  await database.transaction((tx) =>
    migrate(
      {
        run: async (script) => void (await tx.exec(script)),
        query: async (text, values) => (await tx.query<Record<string, unknown>>(text, values)).rows,
      },
      new Date(0),
    ),
  )
  const folder = mkdtempSync(join(tmpdir(), 'asem-prepared-'))
  const file = join(folder, 'database.tar')
  const copy = await database.dumpDataDir('none')
  writeFileSync(file, Buffer.from(await copy.arrayBuffer()))
  await database.close()
  const inFolder = new PGlite(preparedFolder(file), { loadDataDir: copy })
  await inFolder.waitReady
  await inFolder.close()
  process.env.TEST_PREPARED = file
  return async () => rmSync(folder, { recursive: true, force: true })
}

async function prepareOnServer(server: string): Promise<() => Promise<void>> {
  const name = `asem_prepared_${randomUUID().replaceAll('-', '')}`
  await onServer(server, (client) => client.query(`CREATE DATABASE ${name}`))
  const url = new URL(server)
  url.pathname = `/${name}`
  await onServer(url.href, async (client) => {
    await client.query('BEGIN')
    await migrate(
      {
        run: async (script) => void (await client.query(script)),
        query: async (text, values) => (await client.query<Record<string, unknown>>(text, values)).rows,
      },
      new Date(0),
    )
    await client.query('COMMIT')
  })
  process.env.TEST_PREPARED = name
  return () =>
    onServer(server, async (client) => void (await client.query(`DROP DATABASE ${name} WITH (FORCE)`)))
}

async function onServer<T>(connectionString: string, work: (client: pg.Client) => Promise<T>): Promise<T> {
  const client = new pg.Client({ connectionString })
  await client.connect()
  try {
    return await work(client)
  } finally {
    await client.end()
  }
}
