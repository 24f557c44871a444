import { afterEach, beforeEach, expect, it } from 'vitest'
import { retireChannelsAt } from '../../src/store/retiring.ts'
import { gate } from '../adapters/slack/support.ts'
import { type TestBot, testBot } from '../support/bot.ts'
import { testServer } from '../support/database.ts'
import { addChannel } from '../support/following.ts'
import { ofAdministration } from '../support/nudged.ts'

/** What waits in several channels is taken in one order, so that two changes never hold what the other wants. */

let bot: TestBot
beforeEach(async () => {
  bot = await testBot()
})
afterEach(() => bot.close())

const tenant = 'T-JAPAN'
const names = Array.from({ length: 9 }, (_, at) => `C-${at}`)

it('a workspace that goes is retired channel by channel, and waits for nothing while it holds what comes later', async () => {
  const { store, clock } = bot
  const japan = await ofAdministration(bot, 'JP')
  const ids: number[] = []
  for (const name of names)
    ids.push(await addChannel(store, { conversation: name }, japan, { IPR: ['nudges'] }, clock.now()))
  // They lie in the table in the other order than they are to be taken in.
  for (const name of names.toReversed())
    await store.db.prisma.delivery.create({
      data: {
        key: `card:${name}`,
        kind: 'card',
        platform: 'slack',
        tenant,
        conversation: name,
        channelId: ids[names.indexOf(name)]!,
        programmeId: 1,
        state: 'waiting',
        attemptAt: clock.now(),
        createdAt: clock.now(),
      },
    })
  const free = async () =>
    (
      await store.db.query<{ conversation: string }>(
        'SELECT "conversation" FROM "Delivery" ORDER BY "conversation" FOR UPDATE SKIP LOCKED',
        [],
      )
    ).map(({ conversation }) => conversation)

  const held = gate<void>()
  const locked = gate<void>()
  const change = store.transaction(async (db) => {
    await db.query(`UPDATE "Delivery" SET "wanted" = "wanted" + 1 WHERE "conversation" = 'C-0'`, [])
    locked.open()
    await held.opened
  })
  await locked.opened
  // The embedded database has one connection: there, one change comes after the other.
  if (!testServer) held.open()
  const at = { platform: 'slack', tenant, conversation: '' }
  const retired = store.transaction((db) => retireChannelsAt(db, at, 'uninstalled', clock.now()))
  try {
    if (testServer) {
      const waiting = `SELECT 1 FROM pg_stat_activity WHERE wait_event_type = 'Lock' AND datname = current_database()`
      await expect.poll(async () => (await store.db.query(waiting, [])).length).toBe(1)
      expect(await free()).toEqual(names.slice(1))
    }
  } finally {
    held.open()
    await change
  }
  expect(await retired).toEqual(ids)
  const states = await store.db.prisma.delivery.findMany({ select: { state: true } })
  expect(states.map(({ state }) => state)).toEqual(names.map(() => 'not needed'))
})
