import { afterEach, beforeEach, expect, it } from 'vitest'
import type { NewDelivery } from '../../src/domain/delivery.ts'
import { claimDeliveries } from '../../src/store/claims.ts'
import { addDeliveries } from '../../src/store/deliveries.ts'
import { plusSeconds } from '../../src/time.ts'
import { gate } from '../adapters/slack/support.ts'
import { type TestBot, testBot } from '../support/bot.ts'
import { testServer } from '../support/database.ts'

let bot: TestBot
beforeEach(async () => {
  bot = await testBot()
})
afterEach(() => bot.close())

const to = (conversation: string): NewDelivery => ({
  key: `notice:${conversation}`,
  kind: 'notice',
  platform: 'slack',
  tenant: 'T-JAPAN',
  conversation,
  direct: false,
  channelId: null,
  personId: null,
  programmeId: 1,
  activityId: null,
  updateId: null,
  milestoneIds: [],
  commitmentIds: [],
  occasionOn: null,
  subject: null,
  attemptAt: bot.clock.now(),
})

it('a claim leaves what a change has locked until that has ended, and takes the rest', async () => {
  const { store, clock } = bot
  await addDeliveries(store.db, [to('C-ONE'), to('C-TWO')], clock.now())
  const claim = async () => {
    const until = plusSeconds(clock.now(), 60)
    const claimed = await claimDeliveries(store, { worker: 'one', now: clock.now(), until, limit: 20 })
    return claimed.map(({ conversation }) => conversation)
  }
  const held = gate<void>()
  const locked = gate<void>()
  const change = store.transaction(async (db) => {
    await db.query(`UPDATE "Delivery" SET "wanted" = "wanted" + 1 WHERE "conversation" = 'C-ONE'`, [])
    locked.open()
    await held.opened
  })
  await locked.opened
  // The embedded database has one connection: there, a claim comes after the change.
  if (!testServer) held.open()
  try {
    expect(await claim()).toEqual(testServer ? ['C-TWO'] : ['C-ONE', 'C-TWO'])
  } finally {
    held.open()
    await change
  }
  expect(await claim()).toEqual(testServer ? ['C-ONE'] : [])
})
