import type { Db, Store } from '../../src/store/database.ts'
import { nothingKnown } from '../../src/store/known.ts'

/** How a step is carried out. */
export type Asking = <T>(work: () => PromiseLike<T>) => Promise<T>

/** A process's own way to a record: each statement and each transaction is a step. It knows nothing that others have read. */
export const steppedStore = (over: Store, asking: Asking): Store => ({
  ...over,
  db: {
    prisma: stepwise(over.db.prisma, asking),
    known: nothingKnown(),
    query: (statement, values) => asking(() => over.db.query(statement, values)),
  },
  transaction: (work) => asking(() => over.transaction(work)),
})

/** Prisma, each of whose statements is a step. */
function stepwise(prisma: Db['prisma'], asking: <T>(work: () => PromiseLike<T>) => Promise<T>): Db['prisma'] {
  const members = (of: object): object =>
    new Proxy(of, {
      get: (target, name) => {
        const member: unknown = Reflect.get(target, name)
        if (typeof member === 'function')
          return (...words: unknown[]) =>
            asking(() => Reflect.apply(member, target, words) as PromiseLike<unknown>)
        return typeof member === 'object' && member !== null ? members(member) : member
      },
    })
  return members(prisma) as Db['prisma']
}
