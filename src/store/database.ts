import { createHash } from 'node:crypto'
import { mkdirSync } from 'node:fs'
import { PGlite } from '@electric-sql/pglite'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { PrismaPGlite } from 'pglite-prisma-adapter'
import { OperatorFault } from '../fault.ts'
import { type Prisma, PrismaClient } from './generated/client.ts'
import { type Known, nothingKnown } from './known.ts'
import { migrate, type Sql } from './migrate.ts'
import { inTransaction } from './transaction.ts'

export type Value = string | number | boolean | null | number[] | string[]

/**
 * What reads and writes take: the open database, or the transaction under way.
 *
 * `query` runs one statement of SQL with `$1` parameters. It goes past Prisma, which costs three times as much a statement: it is
 * for what is asked and reported all the time. Facts come back as JSON (days as `YYYY-MM-DD`, instants as
 * milliseconds), because drivers differ in how they read dates.
 *
 * `known` is what was read before. A transaction has none: it reads what it has itself changed, which is not yet revised.
 */
export type Db = {
  prisma: Prisma.TransactionClient
  known: Known | null
  query<Row>(statement: string, values: Value[]): Promise<Row[]>
}

/**
 * The open record.
 *
 * `transaction` commits when `work` resolves and rolls back when it rejects; it waits up to 10 s for a connection and runs
 * for up to 15 s. `work` is carried out again after a deadlock, so that it must change nothing but the record. `check` rejects when the database does not answer.
 */
export type Store = {
  db: Db
  transaction<T>(work: (db: Db) => Promise<T>): Promise<T>
  check(): Promise<void>
  close(): Promise<void>
}

/** Where the record is: a folder for the embedded PGlite, `memory` for tests (`in` one that whoever opened it closes), or a PostgreSQL server's URL. */
export type DatabasePlace =
  | { kind: 'folder'; path: string }
  | { kind: 'memory'; in?: PGlite }
  | { kind: 'server'; url: string }

/** For a connection, in milliseconds; and how long a transaction may take. */
const waitsFor = 10_000
const transactionRunsFor = 15_000

/** Connections to a PostgreSQL server; a pool of 4 to 6 measured best for short transactions. */
const poolSize = 6

/**
 * Opens the record and brings it up to date.
 *
 * @param now instant, written as the time at which migrations were applied
 * @throws Error when the database cannot be reached, or is newer than this program
 */
export async function openStore(place: DatabasePlace, now: () => Date): Promise<Store> {
  return place.kind === 'server' ? openServer(place.url, now) : openEmbedded(place, now)
}

async function openEmbedded(place: Exclude<DatabasePlace, { kind: 'server' }>, now: () => Date) {
  if (place.kind === 'folder') mkdirSync(place.path, { recursive: true, mode: 0o700 })
  const lent = place.kind === 'memory' ? place.in : undefined
  const database = lent ?? (place.kind === 'folder' ? new PGlite(place.path) : new PGlite())
  try {
    await database.transaction(async (tx) => {
      const sql: Sql = {
        run: async (script) => void (await tx.exec(script)),
        query: async (text, values) => (await tx.query<Record<string, unknown>>(text, values)).rows,
      }
      await migrate(sql, now())
    })
  } catch (error) {
    await database.close()
    throw error
  }
  const client = new PrismaClient({ adapter: new PrismaPGlite(database), errorFormat: 'minimal' })
  const query: Db['query'] = async <Row>(statement: string, values: Value[]) =>
    (await database.query<Row>(statement, values)).rows
  return storeOf(client, query, async () => {
    if (!lent) await database.close()
  })
}

async function openServer(url: string, now: () => Date): Promise<Store> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: waitsFor })
  await client.connect().catch((error: Error) => {
    throw new OperatorFault(
      `DATABASE_URL: the server cannot be reached (${error.message}). Start it, or correct the address.`,
    )
  })
  try {
    await client.query('BEGIN')
    const sql: Sql = {
      run: async (script) => void (await client.query(script)),
      query: async (text, values) => (await client.query<Record<string, unknown>>(text, values)).rows,
    }
    await migrate(sql, now())
    await client.query('COMMIT')
  } finally {
    await client.end()
  }
  const pool = new pg.Pool({ connectionString: url, max: poolSize, connectionTimeoutMillis: waitsFor })
  pool.on('error', ignoreIdleLoss)
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool), errorFormat: 'minimal' })
  const queryOn =
    (where: () => Pick<pg.Pool, 'query'>): Db['query'] =>
    async <Row>(statement: string, values: Value[]) =>
      (await where().query({ name: nameOf(statement), text: statement, values })).rows as Row[]
  const store = storeOf(
    prisma,
    queryOn(() => pool),
    () => pool.end(),
  )
  return {
    ...store,
    transaction: (work) =>
      againAfterDeadlock(() =>
        inTransaction(pool, transactionRunsFor, (on) =>
          work({
            get prisma() {
              return on.prisma()
            },
            known: null,
            query: queryOn(on.connection),
          }),
        ),
      ),
  }
}

/** How often a transaction is tried that the server ended because it and another waited for one another: nothing of it was done. */
const tries = 3

async function againAfterDeadlock<T>(carryOut: () => Promise<T>): Promise<T> {
  for (let tried = 1; ; tried++) {
    try {
      return await carryOut()
    } catch (error) {
      if (tried === tries || !isDeadlock(error)) throw error
    }
  }
}

/** PostgreSQL's code, as `pg` says it or Prisma hands it on (P2034). */
const isDeadlock = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && (error.code === '40P01' || error.code === 'P2034')

/** An idle connection that the server ended is replaced by the pool when it is next needed; `check` tells when none can be had. */
const ignoreIdleLoss = (): void => undefined

const names = new Map<string, string>()

/** A prepared statement's name: the server then plans it once a connection. */
function nameOf(statement: string): string {
  const known = names.get(statement)
  if (known) return known
  const name = createHash('sha1').update(statement).digest('hex')
  names.set(statement, name)
  return name
}

function storeOf(client: PrismaClient, query: Db['query'], closed: () => Promise<void>): Store {
  return {
    db: { prisma: client, known: nothingKnown(), query },
    transaction: (work) =>
      client.$transaction((prisma) => work({ prisma, known: null, query: queryIn(prisma) }), {
        maxWait: waitsFor,
        timeout: transactionRunsFor,
      }),
    check: async () => {
      await client.$queryRaw`SELECT 1`
    },
    close: async () => {
      await client.$disconnect()
      await closed()
    },
  }
}

const queryIn =
  (prisma: Prisma.TransactionClient): Db['query'] =>
  (statement, values) =>
    prisma.$queryRawUnsafe(statement, ...values)
