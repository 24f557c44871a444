import { EventEmitter } from 'node:events'
import { PrismaPg } from '@prisma/adapter-pg'
import pg from 'pg'
import { type Prisma, PrismaClient } from './generated/client.ts'

/** What a transaction is carried out with: its connection, and Prisma over the same one. Both refuse once it has ended. */
export type OnConnection = { connection(): pg.PoolClient; prisma(): Prisma.TransactionClient }

/** A change finds its rows by their keys, whatever they are: planned once a connection, and not for each report anew. */
const begin = 'BEGIN; SET LOCAL plan_cache_mode = force_generic_plan'

/**
 * Carries out `work` in a transaction of its own, past Prisma's, which costs several times as much. What comes after its end is
 * refused, so that no statement is ever carried out on its own.
 *
 * @param runsFor milliseconds; then the connection is cut off, and with it everything is undone
 * @throws what `work` or the database throws; nothing has been changed then
 */
export async function inTransaction<T>(
  pool: pg.Pool,
  runsFor: number,
  work: (on: OnConnection) => Promise<T>,
): Promise<T> {
  const client = await pool.connect()
  // A connection that breaks rejects its statement as well; without a listener it would end the process.
  client.on('error', ignoreLoss)
  let over = false
  const connection = (): pg.PoolClient => {
    if (over) throw new Error('the transaction is over')
    return client
  }
  let broken: Error | undefined
  try {
    await client.query(begin)
    const result = await within(runsFor, work({ connection, prisma: () => prismaOn(connection()) }))
    over = true
    // A transaction that failed unnoticed answers COMMIT with ROLLBACK.
    const { command } = await client.query('COMMIT')
    if (command !== 'COMMIT') throw new Error('the transaction could not be committed')
    return result
  } catch (error) {
    over = true
    if (error instanceof TimeUp) broken = error
    else await client.query('ROLLBACK').catch((lost: Error) => (broken = lost))
    throw error
  } finally {
    client.off('error', ignoreLoss)
    client.release(broken)
  }
}

const ignoreLoss = (): void => undefined

class TimeUp extends Error {}

async function within<T>(milliseconds: number, work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout | undefined
  const timeUp = new Promise<never>((_, reject) => {
    timer = setTimeout(() => reject(new TimeUp('a transaction took too long')), milliseconds)
  })
  try {
    return await Promise.race([work, timeUp])
  } finally {
    clearTimeout(timer)
  }
}

const prismas = new WeakMap<pg.PoolClient, PrismaClient>()

/** Made when it is first needed: most transactions do without. */
function prismaOn(client: pg.PoolClient): Prisma.TransactionClient {
  let prisma = prismas.get(client)
  if (!prisma) {
    prisma = new PrismaClient({ adapter: new PrismaPg(new OneConnection(client)), errorFormat: 'minimal' })
    prismas.set(client, prisma)
  }
  return prisma
}

/** For Prisma a pool; in truth the connection of a transaction. One that Prisma begins there is a part of it. */
class OneConnection extends pg.Pool {
  constructor(client: pg.PoolClient) {
    super()
    const part = Object.assign(new EventEmitter(), {
      query: (asked: pg.QueryConfig) => client.query({ ...asked, text: partly[asked.text] ?? asked.text }),
      release: () => undefined,
    })
    this.query = client.query.bind(client) as typeof this.query
    this.connect = (async () => part) as unknown as typeof this.connect
  }
}

const partly: Record<string, string> = {
  BEGIN: 'SAVEPOINT "part"',
  COMMIT: 'RELEASE SAVEPOINT "part"',
  ROLLBACK: 'ROLLBACK TO SAVEPOINT "part"',
}
