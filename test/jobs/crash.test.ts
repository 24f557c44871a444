import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Messenger } from '../../src/chat/platform.ts'
import { createDeliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import type { Db, Store } from '../../src/store/database.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { addChannel, administrationId } from '../support/following.ts'
import { type MemoryMessenger, memoryMessenger } from '../support/messenger.ts'

/**
 * A process that ends between any two of its steps: from the chosen one on, no statement is carried out, none under way commits, and
 * nothing more is sent. Then another process finds what is left.
 */

class Ended extends Error {}

/** Counts the steps of one process, and ends it at one of them. */
function mortal(endsAt: number) {
  let steps = 0
  const isOver = () => steps >= endsAt
  const step = () => {
    if (isOver()) throw new Ended()
    steps += 1
    if (isOver()) throw new Ended()
  }
  const query =
    (db: Db): Db['query'] =>
    async (statement, values) => {
      step()
      const rows = await db.query(statement, values)
      step()
      return rows as never
    }
  const mortalDb = (db: Db): Db => ({ ...db, known: null, query: query(db) })
  const store = (over: Store): Store => ({
    ...over,
    db: mortalDb(over.db),
    transaction: (work) =>
      over.transaction(async (db) => {
        const result = await work(mortalDb(db))
        if (isOver()) throw new Ended()
        return result
      }),
  })
  const never = new Promise<never>(() => undefined)
  const messenger = (over: Messenger): Messenger => ({
    ...over,
    deliver: async (...words) => {
      if (isOver()) return never
      steps += 1
      if (isOver()) return never
      const outcome = await over.deliver(...words)
      steps += 1
      return isOver() ? never : outcome
    },
    update: async (...words) => (isOver() ? never : over.update(...words)),
    remove: async (...words) => (isOver() ? never : over.remove(...words)),
  })
  return { store, messenger, isOver }
}

const sato = slackUser('U-SATO', 'Sato Keiko')

describe.each([
  { platform: 'that can be asked what it has', canFind: true },
  { platform: 'that cannot', canFind: false },
])('over a platform $platform', ({ canFind }) => {
  let bot: TestBot
  let messenger: MemoryMessenger

  beforeAll(async () => {
    bot = await testBot()
    messenger = memoryMessenger()
    if (!canFind) messenger.answerFind({ kind: 'unknown', why: 'cannot be asked' })
    await bot.admit(sato, 'japan member')
    const owner = {
      kind: 'administration',
      administrationId: await administrationId(bot.store, 'JP'),
    } as const
    await addChannel(bot.store, { conversation: 'C1' }, owner, { IPR: ['updates'] }, bot.clock.now())
  })
  afterAll(() => bot.close())

  const delivererOver = (store: Store, over: Messenger) =>
    createDeliverer({
      store,
      clock: bot.clock,
      log: createLog('silent'),
      messengers: { slack: over },
      compose,
    })

  it('each update is posted once, or its row says that nobody knows, wherever the process ends', async () => {
    const counts = { once: 0, unconfirmed: 0, points: 0 }
    for (let endsAt = 1; ; endsAt++) {
      await bot.say(sato, `update ipr-1 on track Note ${endsAt} drafted`)
      bot.clock.minutesLater(11)
      const { store, messenger: mortalMessenger, isOver } = mortal(endsAt)
      const doomed = delivererOver(store(bot.store), mortalMessenger(messenger))
      // What hangs at the platform hangs for good: the process is gone.
      await Promise.race([
        doomed.runDue().catch((error: unknown) => {
          if (!(error instanceof Ended)) throw error
        }),
        untilQuiet(isOver),
      ])
      const ended = isOver()

      const next = delivererOver(bot.store, messenger)
      for (let minutes = 0; minutes < 8; minutes++) {
        await next.runDue()
        bot.clock.minutesLater(2)
      }
      const rows = await bot.store.db.prisma.delivery.findMany({ orderBy: { id: 'asc' } })
      const row = rows.at(-1)!
      const posts = messenger.happened.filter(({ what, key }) => what === 'post' && key === row.key).length
      expect(posts, `ended at step ${endsAt}`).toBeLessThanOrEqual(1)
      if (posts === 1 && row.state === 'sent') counts.once += 1
      else {
        expect(row.state, `ended at step ${endsAt}`).toBe('unconfirmed')
        counts.unconfirmed += 1
      }
      expect(rows.filter(({ state, leaseUntil }) => state === 'waiting' || leaseUntil !== null)).toEqual([])
      if (!ended) break
      counts.points = endsAt
    }
    expect(counts.points).toBeGreaterThan(20)
    expect(counts.once).toBeGreaterThan(counts.unconfirmed)
    // Only where it ended between the note that it posts and the platform's answer.
    expect(counts.unconfirmed).toBeLessThanOrEqual(canFind ? 3 : 5)
  }, 120_000)
})

/** Resolves some turns after the process has ended. */
async function untilQuiet(isOver: () => boolean): Promise<void> {
  for (let quiet = 0; quiet < 20; ) {
    await new Promise((resolve) => setTimeout(resolve, 2))
    if (isOver()) quiet += 1
  }
}
