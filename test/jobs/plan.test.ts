import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { sweep } from '../../src/jobs/plan.ts'
import type { Plan } from '../../src/notifications/notification.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { testServer } from '../support/database.ts'

let bot: TestBot
let spans: [string, string][]
const plan: Plan = async (_db, _opened, { from, to }) => {
  spans.push([from.toISOString(), to.toISOString()])
  return []
}

beforeEach(async () => {
  bot = await testBot({ at: '2010-06-07T07:00:00Z' })
  spans = []
})
afterEach(() => bot.close())

describe('a sweep', () => {
  it('begins where the last one ended; the first one only remembers when it was', async () => {
    await sweep(bot.store, [plan], bot.clock)
    expect(spans).toEqual([])
    bot.clock.minutesLater(1)
    await sweep(bot.store, [plan], bot.clock)
    bot.clock.minutesLater(600)
    await sweep(bot.store, [plan], bot.clock)
    expect(spans).toEqual([
      ['2010-06-07T07:00:00.000Z', '2010-06-07T07:01:00.000Z'],
      ['2010-06-07T07:01:00.000Z', '2010-06-07T17:01:00.000Z'],
    ])
  })

  it('plans nothing again when the clock is put back', async () => {
    await sweep(bot.store, [plan], bot.clock)
    bot.clock.minutesLater(-60)
    expect(await sweep(bot.store, [plan], bot.clock)).toBe(0)
    bot.clock.minutesLater(61)
    await sweep(bot.store, [plan], bot.clock)
    expect(spans).toEqual([['2010-06-07T07:00:00.000Z', '2010-06-07T07:01:00.000Z']])
  })

  it('that fails is made up for by the next', async () => {
    await sweep(bot.store, [plan], bot.clock)
    bot.clock.minutesLater(1)
    const failing: Plan = async () => {
      throw new Error('no facts')
    }
    await expect(sweep(bot.store, [failing], bot.clock)).rejects.toThrow('no facts')
    bot.clock.minutesLater(1)
    await sweep(bot.store, [plan], bot.clock)
    expect(spans).toEqual([['2010-06-07T07:00:00.000Z', '2010-06-07T07:02:00.000Z']])
  })

  it('leaves it to one that is under way', async () => {
    await sweep(bot.store, [plan], bot.clock)
    bot.clock.minutesLater(1)
    const both = await Promise.all([sweep(bot.store, [plan], bot.clock), sweep(bot.store, [plan], bot.clock)])
    expect(spans).toHaveLength(1)
    // On one connection they come one after the other, and the second has nothing to do.
    expect(both.sort()).toEqual(testServer ? expect.arrayContaining([0]) : [0, 0])
  })

  it('forgets requests after a month, which nobody delivers again by then', async () => {
    const keys = async () => (await bot.store.db.prisma.request.findMany()).map(({ key }) => key)
    await bot.admit(slackUser('U-SATO'), 'japan member')
    await bot.say(slackUser('U-SATO'), 'status', { id: 'an old question' })
    bot.clock.minutesLater(29 * 24 * 60)
    await sweep(bot.store, [plan], bot.clock)
    expect(await keys()).toContain('asked:an old question')
    bot.clock.minutesLater(2 * 24 * 60)
    await bot.say(slackUser('U-SATO'), 'status', { id: 'a new one' })
    await sweep(bot.store, [plan], bot.clock)
    expect(await keys()).toEqual(['asked:a new one'])
  })
})
