import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { compose } from '../../src/notifications/index.ts'
import type { TestBot } from '../support/bot.ts'
import { type Delivering, deliveringBot } from '../support/delivering.ts'
import type { MemoryMessenger } from '../support/messenger.ts'
import { sato } from '../support/people.ts'

let bot: TestBot
let slack: MemoryMessenger
let teams: MemoryMessenger
let later: Delivering['later']
let state: Delivering['state']
let another: Delivering['another']

beforeEach(async () => {
  ;({ bot, slack, teams, later, state, another } = await deliveringBot())
})
afterEach(() => bot.close())

const report = () => bot.say(sato, 'update ipr-1 on track Note drafted')

describe('a platform that does not take it', () => {
  it('is asked again when it says so, not before', async () => {
    await report()
    slack.meet({ kind: 'retry', after: 30_000, why: 'ratelimited' })
    await later(11)
    expect(slack.posted).toEqual([])
    expect(await state('card:1')).toMatchObject({ state: 'waiting', why: 'ratelimited', due: true })
    await later(0.4)
    expect(slack.posted).toEqual([])
    await later(0.2)
    expect(slack.in('C-JAPAN')).toHaveLength(1)
  })

  it('is given up after a day, visibly', async () => {
    await report()
    for (let hour = 0; hour < 60; hour++) {
      slack.meet({ kind: 'retry', after: null, why: 'unreachable' })
      await later(30)
    }
    expect(await state('card:1')).toEqual({ state: 'given up', why: 'unreachable', due: false })
    expect(slack.posted).toEqual([])
  })

  it('is asked for as long as it takes, to take back what was posted: seen after a day', async () => {
    await report()
    await later(11)
    await bot.say(sato, 'withdraw ipr-1')
    for (let half = 0; half < 60; half++) {
      for (let each = 0; each < 2; each++) teams.meetEdit({ kind: 'retry', after: null, why: 'unreachable' })
      slack.meetEdit({ kind: 'retry', after: null, why: 'unreachable' })
      await later(40)
    }
    expect(await state('card:1')).toEqual({ state: 'failed', why: 'unreachable', due: true })
    expect(await state('update:2')).toEqual({ state: 'failed', why: 'unreachable', due: true })
    for (let half = 0; half < 4; half++) await later(40)
    expect([...slack.in('C-JAPAN'), ...teams.in('19:korea')].join()).not.toContain('Note drafted')
    expect(await state('card:1')).toMatchObject({ state: 'sent' })
    expect(await state('update:2')).toMatchObject({ state: 'removed' })
  })

  it('is looked at when it hung: what arrived is not posted twice', async () => {
    await report()
    slack.meet({ kind: 'unconfirmed', failed: false, why: 'no answer', taken: true })
    await later(11)
    expect(slack.posted).toHaveLength(1)
    expect(await state('card:1')).toMatchObject({ state: 'sent' })
  })

  it('stays unconfirmed when it is not there, and is not posted again by itself', async () => {
    await report()
    slack.meet({ kind: 'unconfirmed', failed: false, why: 'no answer' })
    await later(11)
    expect(await state('card:1')).toEqual({
      state: 'unconfirmed',
      why: 'no answer; not found there',
      due: false,
    })
    await later(120)
    expect(slack.posted).toEqual([])
  })

  it('stays unconfirmed until something changes: then a card that is not there is posted anew', async () => {
    await report()
    slack.meet({ kind: 'unconfirmed', failed: false, why: 'no answer' })
    await later(11)
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    await later(1)
    expect(slack.in('C-JAPAN')).toHaveLength(1)
    expect(slack.in('C-JAPAN')[0]).toContain('Note cleared')
  })

  it('is asked again when it said that it failed, and does not show it', async () => {
    await report()
    slack.meet({ kind: 'unconfirmed', failed: true, why: 'internal_error' })
    await later(11)
    expect(slack.posted).toEqual([])
    await later(1)
    expect(slack.posted).toHaveLength(1)
  })

  it('is left alone when nobody can look: unconfirmed, five looks, then nothing', async () => {
    await report()
    teams.meet({ kind: 'unconfirmed', failed: false, why: 'no answer' })
    teams.answerFind({ kind: 'unknown', why: 'Teams cannot be asked' })
    await later(11)
    for (let hour = 0; hour < 8; hour++) await later(60)
    expect(await state('card:2')).toEqual({
      state: 'unconfirmed',
      why: 'no answer; Teams cannot be asked',
      due: false,
    })
    expect(teams.in('19:korea').filter((text) => text.startsWith('IPR-1 '))).toHaveLength(1)
  })

  it('that is gone retires the channel, and its owner is told once, elsewhere', async () => {
    await report()
    slack.meet({ kind: 'gone', why: 'is_archived' })
    await later(11)
    await later(1)
    expect(await bot.store.db.prisma.channel.findFirst({ where: { conversation: 'C-JAPAN' } })).toMatchObject(
      {
        retiredWhy: 'is_archived',
      },
    )
    expect(slack.in('@U-SATO')).toHaveLength(1)
    expect(slack.in('@U-SATO')[0]).toContain('I can no longer post in #c-japan on Slack.')
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    await later(30)
    expect(slack.happened).toHaveLength(1)
  })
})

describe('a message that its place will not let go', () => {
  it('is emptied, and then is as good as gone', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(11)
    expect(teams.in('19:korea').join()).toContain('Note drafted')
    await bot.say(sato, 'withdraw ipr-1')
    teams.keepsMessages()
    await later(1)
    expect(teams.in('19:korea').join()).not.toContain('Note drafted')
    expect(teams.in('19:korea').join()).toContain('This message was taken back.')
    expect(await state('update:')).toEqual({ state: 'removed', why: 'withdrawn; emptied', due: false })
  })
})

describe('a fault of ours', () => {
  it('is seen, is tried again, and keeps nobody waiting at that place', async () => {
    let broken = true
    const deliverer = another({
      compose: {
        ...compose,
        card: async (...what) => {
          if (broken) throw new Error('no card')
          return compose.card(...what)
        },
      },
    })
    await report()
    bot.clock.minutesLater(11)
    await deliverer.runDue()
    expect(teams.in('19:korea')).toHaveLength(1)
    expect(teams.in('19:korea')[0]).toContain('Note drafted')
    expect(await state('card:2')).toEqual({
      state: 'failed',
      why: expect.stringMatching(/^failed on my side \(reference /),
      due: true,
    })
    broken = false
    bot.clock.minutesLater(5)
    await deliverer.runDue()
    expect(teams.in('19:korea')).toHaveLength(2)
    expect(await state('card:2')).toMatchObject({ state: 'sent' })
  })
})
