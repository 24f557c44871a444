import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { createLog } from '../../src/log.ts'
import { compose } from '../../src/notifications/index.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { addChannel, administrationId } from '../support/following.ts'
import { type MemoryMessenger, memoryMessenger } from '../support/messenger.ts'

const sato = slackUser('U-SATO', 'Sato Keiko')
const kim = teamsUser('kim', 'Kim Min-ji')

let bot: TestBot
let slack: MemoryMessenger
let teams: MemoryMessenger
let deliverer: Deliverer

const another = () =>
  createDeliverer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers: { slack, teams },
    compose,
  })

beforeEach(async () => {
  bot = await testBot()
  slack = memoryMessenger()
  teams = memoryMessenger()
  deliverer = another()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  const owner = async (code: string) => ({
    kind: 'administration' as const,
    administrationId: await administrationId(bot.store, code),
  })
  await addChannel(
    bot.store,
    { conversation: 'C-JAPAN' },
    await owner('JP'),
    { IPR: ['nudges'] },
    bot.clock.now(),
  )
  await addChannel(
    bot.store,
    { platform: 'teams', tenant: 'tenant-korea', conversation: '19:korea' },
    await owner('KR'),
    { IPR: ['updates'] },
    bot.clock.now(),
  )
})
afterEach(() => bot.close())

const state = async (key: string) => {
  const row = await bot.store.db.prisma.delivery.findFirst({ where: { key: { startsWith: key } } })
  return row && { state: row.state, why: row.why, due: row.attemptAt !== null }
}
const later = async (minutes: number) => {
  bot.clock.minutesLater(minutes)
  return deliverer.runDue()
}

describe('an update', () => {
  it('reaches the channels that follow its area when its hold is over, and not before', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(9)
    expect([...slack.posted, ...teams.posted]).toEqual([])
    await later(2)
    expect(slack.in('C-JAPAN')).toHaveLength(1)
    expect(slack.in('C-JAPAN')[0]).toContain('Note drafted')
    expect(teams.in('19:korea')).toHaveLength(2)
    const [card, reply] = teams.posted
    expect(card!.key).toMatch(/^card:/)
    expect(reply).toMatchObject({ under: card!.ref })
    expect(reply!.text).toContain('Note drafted')
  })

  it('goes at once when it is sent now', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    expect((await bot.say(sato, 'send now')).text).toContain('Sent.')
    await later(0.1)
    expect(slack.in('C-JAPAN')[0]).toContain('Note drafted')
    expect(teams.in('19:korea')).toHaveLength(2)
    await later(30)
    expect(teams.happened.filter(({ what }) => what === 'post')).toHaveLength(2)
  })

  it('is rewritten in every place when it is edited, and gone when it is withdrawn', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(11)
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    await later(1)
    const everywhere = () => [...slack.posted, ...teams.posted].map(({ text }) => text).join('\n')
    expect(everywhere()).not.toContain('Note drafted')
    expect(everywhere().match(/Note cleared/g)).toHaveLength(3)
    await bot.say(sato, 'withdraw ipr-1')
    await later(1)
    expect(everywhere()).not.toContain('Note')
    expect(teams.in('19:korea')).toHaveLength(1)
    expect(await state('update:')).toMatchObject({ state: 'removed', due: false })
  })

  it('withdrawn inside its hold is posted nowhere', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await bot.say(sato, 'withdraw ipr-1')
    await later(30)
    expect(teams.happened.filter(({ key }) => key.startsWith('update:'))).toEqual([])
    expect(await state('update:')).toMatchObject({ state: 'not needed' })
  })

  it('from before a channel asked for updates is not posted there by being edited', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(11)
    await bot.store.db.prisma.follow.updateMany({ data: { updates: true } })
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    await later(1)
    expect(slack.happened.filter(({ key }) => key.startsWith('update:'))).toEqual([])
    await bot.say(sato, 'update ipr-1 on track A newer note')
    await later(11)
    expect(slack.in('C-JAPAN')).toHaveLength(2)
  })

  it('is taken away from those who step out of an activity that is quiet', async () => {
    const eleni = slackUser('U-ELENI')
    await bot.admit(eleni, 'coordinator ipr')
    await bot.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-07-01') },
    })
    for (const name of ['japan', 'korea']) await bot.say(eleni, `take part ipr-1 for ${name}`)
    await bot.say(sato, 'update ipr-1 on track Secret seizures')
    await later(11)
    expect(teams.in('19:korea').join()).toContain('Secret seizures')
    await bot.say(kim, 'not taking part ipr-1 because we have no officers')
    await later(1)
    expect(teams.in('19:korea')).toEqual([])
    expect(slack.in('C-JAPAN').join()).toContain('Secret seizures')
  })

  it('does not leave an activity that is quiet for those who read the channel', async () => {
    await bot.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-07-01') },
    })
    await bot.admit(slackUser('U-ELENI'), 'coordinator ipr')
    await bot.say(slackUser('U-ELENI'), 'take part ipr-1 for japan')
    await bot.say(sato, 'update ipr-1 on track Secret seizures')
    await later(30)
    expect(teams.posted).toEqual([])
    expect(slack.in('C-JAPAN').join()).toContain('Secret seizures')
    bot.clock.set('2010-07-01T00:00:05Z')
    await deliverer.runDue()
    expect(teams.in('19:korea').join()).toContain('Secret seizures')
  })
})

describe('a living card', () => {
  it('is one message, redrawn, and changes within a few seconds are one', async () => {
    await bot.admit(slackUser('U-ELENI'), 'coordinator ipr')
    for (const words of ['lead ipr-1 japan', 'plan ipr-1 2010-09-01 First', 'plan ipr-1 2010-09-02 Second'])
      await bot.say(slackUser('U-ELENI'), words)
    await later(1)
    expect(slack.happened.map(({ what }) => what)).toEqual(['post'])
    await bot.say(slackUser('U-ELENI'), 'plan ipr-1 2010-09-03 Third')
    await later(1)
    expect(slack.happened.map(({ what }) => what)).toEqual(['post', 'edit'])
    expect(slack.in('C-JAPAN')[0]).toContain('Third')
  })

  it('is posted anew when somebody deleted it', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(11)
    slack.posted.length = 0
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    await later(1)
    expect(slack.in('C-JAPAN')[0]).toContain('Note cleared')
  })
})

describe('a platform that does not take it', () => {
  const report = () => bot.say(sato, 'update ipr-1 on track Note drafted')

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
      why: 'it was cut off; Teams cannot be asked',
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

describe('several workers', () => {
  it('take each message once, and one at a time at a destination', async () => {
    const workers = [deliverer, another(), another(), another()]
    for (let count = 0; count < 25; count++)
      await bot.say(sato, `update ipr-1 on track Note ${count} drafted`)
    bot.clock.minutesLater(11)
    await Promise.all(workers.map((each) => each.runDue()))
    await Promise.all(workers.map((each) => each.runDue()))
    expect(slack.happened.filter(({ what }) => what === 'post')).toHaveLength(1)
    const posts = teams.happened.filter(({ what }) => what === 'post')
    expect(posts).toHaveLength(26)
    expect(new Set(posts.map(({ key }) => key)).size).toBe(26)
    const numbers = posts.slice(1).map(({ text }) => Number(/Note (\d+)/.exec(text)?.[1]))
    expect(numbers).toEqual([...Array(25).keys()])
    expect(Math.max(slack.most(), teams.most())).toBe(1)
  })
})
