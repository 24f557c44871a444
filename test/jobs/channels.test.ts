import { afterEach, beforeEach, expect, it } from 'vitest'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import type { TestBot } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { type MemoryMessenger, memoryMessenger } from '../support/messenger.ts'
import { botWithPeople, chair, sato } from '../support/people.ts'

/** What becomes of a channel's messages when it follows, follows less, changes hands, or cannot be reached for a while. */

let bot: TestBot
let slack: MemoryMessenger
let deliverer: Deliverer
const here = inChannel('slack', 'C-JAPAN')

beforeEach(async () => {
  bot = await botWithPeople()
  slack = memoryMessenger()
  deliverer = createDeliverer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers: { slack },
    compose,
  })
  await bot.say(sato, 'follow ipr and tf updates', here)
  await bot.say(sato, 'update ipr-1 on track Note drafted')
  await bot.say(sato, 'update tf-1 on track Plan read')
  await later(11)
})
afterEach(() => bot.close())

const later = async (minutes: number) => {
  bot.clock.minutesLater(minutes)
  await deliverer.runDue()
}
const cards = () => slack.posted.filter(({ key }) => key.startsWith('card:')).map(({ text }) => text)
const updates = () => slack.posted.filter(({ key }) => key.startsWith('update:')).map(({ text }) => text)

it('the cards of an area that is followed no more are taken away; what was reported stays', async () => {
  expect([cards().length, updates().length]).toEqual([2, 2])
  await bot.say(sato, 'unfollow tf', here)
  await later(1)
  expect(cards()).toEqual([expect.stringContaining('IPR-1')])
  expect(updates()).toHaveLength(2)
})

it('of the last one too, and a withdrawal still takes back what stands there', async () => {
  await bot.say(sato, 'unfollow all', here)
  await later(1)
  expect([cards().length, updates().length]).toEqual([0, 2])
  await bot.say(sato, 'withdraw ipr-1')
  await later(1)
  expect(updates().join()).not.toContain('Note drafted')
})

it('what is withdrawn while it cannot be reached is removed when it follows again', async () => {
  await bot.notify({ id: 'archived', kind: 'archived', at: here.at! })
  slack.meetEdit({ kind: 'gone', why: 'is_archived' })
  await bot.say(sato, 'withdraw ipr-1')
  await later(1)
  expect(updates().join()).toContain('Note drafted')
  await bot.say(sato, 'follow ipr updates', here)
  await later(1)
  expect(updates().join()).not.toContain('Note drafted')
  expect(cards()).toEqual([expect.stringContaining('IPR-1')])
})

it('cards are drawn anew for another owner, and gone where that one may not read them', async () => {
  await bot.say(sato, 'take part ipr-1')
  await bot.store.db.prisma.activity.updateMany({
    where: { code: 'IPR-1' },
    data: { quietUntil: new Date('2010-12-01') },
  })
  await bot.say(sato, 'follow ipr digest', here)
  await later(1)
  expect(cards().join()).toContain('Note drafted')
  await bot.say(chair, 'follow ipr updates for korea', here)
  await later(0)
  expect(cards()).toEqual([expect.stringContaining('TF-1')])
})

it('an update that waits for its hold is not posted where the area is followed no more, or its updates are not asked for', async () => {
  await bot.say(sato, 'update ipr-1 on track Second note')
  await bot.say(sato, 'update tf-1 on track Second plan')
  await bot.say(sato, 'unfollow tf', here)
  await bot.say(sato, 'follow ipr nudges', here)
  await later(11)
  expect(updates().join()).not.toContain('Second')
  await bot.say(sato, 'edit ipr-1 on track Second note, cleared')
  await later(1)
  expect(updates().join()).not.toContain('Second')
})

it('what was posted for another owner is taken away where the new one may not read it', async () => {
  await bot.say(sato, 'take part ipr-1')
  await bot.store.db.prisma.activity.updateMany({
    where: { code: 'IPR-1' },
    data: { quietUntil: new Date('2010-12-01') },
  })
  await bot.say(chair, 'follow ipr updates for korea', here)
  await later(0)
  expect(updates()).toEqual([expect.stringContaining('Plan read')])
})

it('what is withdrawn is removed at once, also while the card above it has to wait', async () => {
  slack.meetEdit({ kind: 'retry', after: 3_600_000, why: 'busy' })
  await bot.say(sato, 'edit ipr-1 on track Note cleared')
  await later(1)
  await bot.say(sato, 'withdraw ipr-1')
  await later(1)
  expect(updates()).toEqual([expect.stringContaining('Plan read')])
})
