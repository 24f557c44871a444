import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { type Delivering, deliveringBot } from '../support/delivering.ts'
import type { MemoryMessenger } from '../support/messenger.ts'
import { kim, sato } from '../support/people.ts'

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
    await later(0)
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

describe('an update', () => {
  it('that somebody deleted stays deleted, also when it changes while that is found out', async () => {
    await bot.say(sato, 'update ipr-1 on track Note drafted')
    await later(11)
    teams.posted.length = 0
    await bot.say(sato, 'edit ipr-1 on track Note cleared')
    bot.clock.minutesLater(1)
    let changed = false
    const changing: typeof teams = {
      ...teams,
      update: async (ref, show) => {
        if (!changed && !plainText(show).includes('Kept up to date')) {
          changed = true
          await bot.say(sato, 'edit ipr-1 on track Note sent')
        }
        return teams.update(ref, show)
      },
    }
    await another({ messengers: { slack, teams: changing } }).runDue()
    await later(1)
    expect(await state('update:2')).toEqual({ state: 'removed', why: 'deleted there', due: false })
    expect(teams.posted.map(({ key }) => key)).toEqual(['card:2:3'])
  })
})

describe('several workers', () => {
  it('take each message once, and one at a time at a destination', async () => {
    const workers = [another(), another(), another(), another()]
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
