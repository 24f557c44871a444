import { AsyncLocalStorage } from 'node:async_hooks'
import type pg from 'pg'

/** The connection of the transaction under way; null once it has ended. */
type Held = { client: pg.PoolClient | null }

/**
 * Lets SQL go past Prisma inside a transaction of Prisma's too, over that transaction's own connection: a statement costs a third.
 * Prisma begins the transaction, ends it and watches its time; a statement that comes after its end is refused, so that none is
 * carried out on its own.
 *
 * @param pool the one Prisma uses
 * @returns runs `transaction`, which begins one of Prisma's, and gives it that one's connection, for as long as it lasts
 */
export function watchTransactions(
  pool: pg.Pool,
): <T>(transaction: (connection: () => pg.PoolClient) => Promise<T>) => Promise<T> {
  const underWay = new AsyncLocalStorage<Held>()
  const connect = pool.connect.bind(pool)
  const watched = async (): Promise<pg.PoolClient> => {
    const client = await connect()
    const held = underWay.getStore()
    if (held) hold(held, client)
    return client
  }
  // The pool itself asks with a callback, for statements outside of transactions.
  pool.connect = ((done?: Parameters<typeof connect>[0]) =>
    done ? connect(done) : watched()) as typeof pool.connect
  return (transaction) => {
    const held: Held = { client: null }
    const connection = (): pg.PoolClient => {
      if (!held.client) throw new Error('the transaction is over')
      return held.client
    }
    return underWay.run(held, () => transaction(connection))
  }
}

function hold(held: Held, client: pg.PoolClient): void {
  const { query, release } = client
  held.client = client
  client.query = ((...words: [string | { text: string }]) => {
    const [said] = words
    if (/^(COMMIT|ROLLBACK)$/.test(typeof said === 'string' ? said : said.text)) held.client = null
    return Reflect.apply(query, client, words)
  }) as typeof client.query
  client.release = (error) => {
    held.client = null
    Reflect.deleteProperty(client, 'query')
    release(error)
  }
}
