import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createPlanner, sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import type { Plan } from '../../src/notifications/notification.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'

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
    await sweep(bot.store, { nudge: plan }, bot.clock)
    expect(spans).toEqual([])
    bot.clock.minutesLater(1)
    await sweep(bot.store, { nudge: plan }, bot.clock)
    bot.clock.minutesLater(600)
    await sweep(bot.store, { nudge: plan }, bot.clock)
    expect(spans).toEqual([
      ['2010-06-07T07:00:00.000Z', '2010-06-07T07:01:00.000Z'],
      ['2010-06-07T07:01:00.000Z', '2010-06-07T17:01:00.000Z'],
    ])
  })

  it('begins anew from where the clock is put back to', async () => {
    await sweep(bot.store, { nudge: plan }, bot.clock)
    bot.clock.minutesLater(-60)
    expect(await sweep(bot.store, { nudge: plan }, bot.clock)).toBe(0)
    bot.clock.minutesLater(61)
    await sweep(bot.store, { nudge: plan }, bot.clock)
    expect(spans).toEqual([['2010-06-07T06:00:00.000Z', '2010-06-07T07:01:00.000Z']])
  })

  it('that fails is made up for by the next', async () => {
    await sweep(bot.store, { nudge: plan }, bot.clock)
    bot.clock.minutesLater(1)
    const failing: Plan = async () => {
      throw new Error('no facts')
    }
    await expect(sweep(bot.store, { nudge: failing }, bot.clock)).rejects.toThrow('no facts')
    bot.clock.minutesLater(1)
    await sweep(bot.store, { nudge: plan }, bot.clock)
    expect(spans).toEqual([['2010-06-07T07:00:00.000Z', '2010-06-07T07:02:00.000Z']])
  })

  it('that fails keeps no other kind of message waiting', async () => {
    const failing: Plan = async () => {
      throw new Error('no facts')
    }
    await sweep(bot.store, { nudge: plan, digest: plan }, bot.clock)
    bot.clock.minutesLater(1)
    await expect(sweep(bot.store, { nudge: failing, digest: plan }, bot.clock)).rejects.toThrow('no facts')
    expect(spans).toHaveLength(1)
    bot.clock.minutesLater(1)
    await sweep(bot.store, { nudge: plan, digest: plan }, bot.clock)
    expect(spans.slice(1).sort()).toEqual([
      ['2010-06-07T07:00:00.000Z', '2010-06-07T07:02:00.000Z'],
      ['2010-06-07T07:01:00.000Z', '2010-06-07T07:02:00.000Z'],
    ])
  })

  it('leaves it to one that is under way', async () => {
    await sweep(bot.store, { nudge: plan }, bot.clock)
    bot.clock.minutesLater(1)
    const both = await Promise.all([
      sweep(bot.store, { nudge: plan }, bot.clock),
      sweep(bot.store, { nudge: plan }, bot.clock),
    ])
    expect(spans).toHaveLength(1)
    expect(both).toEqual([0, 0])
  })
})

describe('the planner', () => {
  it('forgets requests after a month, which nobody delivers again by then', async () => {
    const { store, clock } = bot
    const keys = async () => (await store.db.prisma.request.findMany()).map(({ key }) => key)
    const once = async () => {
      const planner = createPlanner({ store, plans: {}, clock, log: createLog('silent'), added: () => {} })
      planner.start()
      await planner.stop()
    }
    await bot.admit(slackUser('U-SATO'), 'japan member')
    await bot.say(slackUser('U-SATO'), 'status', { id: 'an old question' })
    clock.minutesLater(29 * 24 * 60)
    await once()
    expect(await keys()).toContain('asked:an old question')
    clock.minutesLater(2 * 24 * 60)
    await bot.say(slackUser('U-SATO'), 'status', { id: 'a new one' })
    await once()
    expect(await keys()).toEqual(['asked:a new one'])
  })
})
