import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { plainText } from '../../src/chat/plain-text.ts'
import { homeLeaseSeconds } from '../../src/jobs/homes.ts'
import { drawnForDays } from '../../src/store/homes.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { type DrawnHomes, drawerFor, drawnHomes, homeAt } from '../support/homes.ts'

const sato = slackUser('U-SATO', 'Sato')
const mori = slackUser('U-MORI', 'Mori')
const eleni = slackUser('U-ELENI', 'Eleni')
const director = slackUser('U-DIRECTOR')
const kim = { ...slackUser('U-KIM', 'Kim'), tenant: 'T-KOREA' }
let bot: TestBot
let slack: DrawnHomes

beforeEach(async () => {
  bot = await testBot()
  slack = drawnHomes()
  for (const [who, role] of [
    [sato, 'japan member'],
    [eleni, 'coordinator ipr'],
    [kim, 'korea member'],
  ] as const)
    await bot.admit(who, role)
  await bot.say(eleni, 'lead ipr-1 japan')
  await bot.say(sato, 'agree ipr-1.3 on 2010-06-21')
})
afterEach(() => bot.close())

const opened = async (...people: (typeof sato)[]): Promise<void> => {
  for (const who of people) await bot.homes.open(homeAt(who))
  bot.clock.minutesLater(1)
}

/** Lets seconds go by, and draws what is due meanwhile, looking every second. @returns who were drawn */
async function within(seconds: number, drawer = drawerFor(bot, { slack })): Promise<string[]> {
  const before = slack.drawn.length
  for (let passed = 0; passed < seconds; passed++) {
    bot.clock.minutesLater(1 / 60)
    await drawer.runDue()
  }
  return slack.drawn.slice(before)
}

describe('a home that was opened', () => {
  it('is drawn again when something of it changes, and not otherwise', async () => {
    await opened(sato, eleni, kim)
    expect(await within(40)).toEqual([])
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    expect(await within(40)).toEqual(['U-SATO'])
    expect(slack.on('U-SATO')).toContain('Share a note with all')
  })

  it('of everybody is drawn again when a milestone is delivered or the meeting moves', async () => {
    await opened(sato, eleni, kim)
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    expect((await within(10)).sort()).toEqual(['U-ELENI', 'U-KIM', 'U-SATO'])
    for (const user of ['U-SATO', 'U-ELENI', 'U-KIM'])
      expect(slack.on(user)).toContain('Intellectual Property: 1 of 10')
    const chair = slackUser('U-CHAIR')
    await bot.admit(chair, 'secretariat')
    await bot.say(chair, 'meeting 8-9 November 2011 Hua Hin, Thailand')
    await within(40)
    for (const user of ['U-SATO', 'U-ELENI', 'U-KIM'])
      expect(slack.on(user)).toContain('Tuesday 8 November 2011')
  })

  it('of those who decide is drawn again when a later date is asked for, and of those who asked when it is decided', async () => {
    await opened(sato, eleni, kim)
    await bot.say(sato, 'extend ipr-1.3 to 2010-08-31 because the figures come in August')
    expect((await within(40)).sort()).toEqual(['U-ELENI', 'U-SATO'])
    expect(slack.on('U-ELENI')).toContain('For your decision: 1')
    await bot.say(eleni, 'approve ipr-1.3')
    expect((await within(40)).sort()).toEqual(['U-ELENI', 'U-SATO'])
    expect(slack.on('U-SATO')).toContain('31 Aug 2010')
    expect(slack.on('U-ELENI')).not.toContain('For your decision')
  })

  it('of those who read the whole is drawn again when an update has left its administration, not before', async () => {
    await bot.admit(director, 'greece dg')
    const asia = slackUser('U-ASIA')
    await bot.admit(asia, 'coordinator asia')
    await opened(director, asia)
    await bot.say(sato, 'update ipr-1 off track The venue is lost')
    expect(await within(60)).toEqual([])
    bot.clock.minutesLater(9)
    expect((await within(5)).sort()).toEqual(['U-ASIA', 'U-DIRECTOR'])
    expect(slack.on('U-DIRECTOR')).toContain('is off track')
  })

  it('is drawn at most once in thirty seconds, and ends up as it stands', async () => {
    await opened(sato)
    let drawn = 0
    for (let day = 10; day < 20; day++) {
      await bot.say(sato, `pledge env-1 by 2010-09-${day} Share a note`)
      drawn += (await within(10)).length
    }
    expect(drawn).toBeGreaterThanOrEqual(3)
    expect(drawn).toBeLessThanOrEqual(4)
    await within(40)
    expect(slack.on('U-SATO')).toContain('19 Sep 2010')
  })

  it('and answered a change of its own stands as it should', async () => {
    await opened(sato)
    const pressed = {
      id: 'press',
      ...homeAt(sato),
      seenBy: 'asker' as const,
      paged: true,
      input: { text: 'agree ipr-1.4' },
    }
    const page = await bot.homes.press(pressed, null)
    expect(plainText(page!)).toMatch(/^Japan Customs\nAgreed\b/)
    expect(await within(60)).toEqual([])
  })

  it('shows what is asked there in its place, with the way back, until it is opened again', async () => {
    await opened(sato)
    const asked = (text: string) => ({
      id: text,
      ...homeAt(sato),
      seenBy: 'asker' as const,
      paged: true,
      input: { text },
    })
    const within1 = { programme: 'HER', trail: ['home'] }
    const page = await bot.homes.press({ ...asked('status ipr'), pressed: within1 }, null)
    expect(page?.within?.trail).toEqual(['home', 'status ipr'])
    expect(JSON.stringify(page?.blocks)).toContain('"label":"Back","line":"home"')
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    expect(await within(40)).toEqual([])
    expect(plainText((await bot.homes.press(asked('home'), null))!)).toContain('Share a note')
    await bot.say(sato, 'pledge ipr-1 by 2010-06-11 Share a note with all')
    expect(await within(40)).toEqual(['U-SATO'])
  })

  it('of nobody is kept who has no account', async () => {
    const page = await bot.homes.open(homeAt(slackUser('U-NOBODY')))
    expect(plainText(page)).toContain('join CODE')
    expect(await bot.store.db.prisma.home.count()).toBe(0)
  })

  it(`is not drawn again after ${drawnForDays} days, until it is opened`, async () => {
    await opened(sato)
    bot.clock.minutesLater(drawnForDays * 24 * 60)
    await bot.say(sato, 'pledge ipr-1 by 2010-07-10 Share a note with all')
    expect(await within(40)).toEqual([])
    await opened(sato)
    await bot.say(sato, 'pledge ipr-1 by 2010-07-11 Share a note with all')
    expect(await within(40)).toEqual(['U-SATO'])
  })
})

describe('whose roles have ended', () => {
  it('learns how to be admitted, once, and nothing else from then on', async () => {
    const chair = slackUser('U-CHAIR')
    await bot.admit(chair, 'secretariat')
    await bot.admit(mori, 'japan member')
    await opened(sato, mori)
    expect((await bot.say(chair, 'role mori not member japan at once')).text).toContain('Ended')
    expect(await within(40)).toContain('U-MORI')
    expect(slack.on('U-MORI')).toContain('join CODE')
    expect(slack.on('U-MORI')).not.toContain('Japan')
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    expect(await within(40)).toEqual(['U-SATO'])
  })

  it('and whoever left or uninstalled is forgotten', async () => {
    await opened(sato, eleni, kim)
    slack.meet({ kind: 'gone', why: 'user_not_found' })
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    expect(await within(40)).toEqual(['U-SATO'])
    expect(await bot.store.db.prisma.home.count()).toBe(2)
    await bot.notify({
      id: 'gone',
      kind: 'uninstalled',
      at: { platform: 'slack', tenant: 'T-JAPAN', conversation: '' },
    })
    expect((await bot.store.db.prisma.home.findMany()).map(({ user }) => user)).toEqual(['U-KIM'])
  })
})

describe('several that draw', () => {
  it('do not repeat one another, and one workspace meets one of them a second', async () => {
    await bot.admit(mori, 'japan member')
    await opened(sato, eleni, mori, kim)
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    const two = [drawerFor(bot, { slack }), drawerFor(bot, { slack })]
    bot.clock.minutesLater(1)
    const perSecond: string[][] = []
    for (let second = 0; second < 8; second++) {
      const before = slack.drawn.length
      await Promise.all(two.map((each) => each.runDue()))
      perSecond.push(slack.drawn.slice(before))
      bot.clock.minutesLater(1.1 / 60)
    }
    expect(perSecond.flat().sort()).toEqual(['U-ELENI', 'U-KIM', 'U-MORI', 'U-SATO'])
    for (const drawn of perSecond)
      expect(drawn.filter((user) => user !== 'U-KIM').length).toBeLessThanOrEqual(1)
  })

  it('keep to what the platform asks for, for the whole workspace', async () => {
    await opened(sato, eleni, kim)
    slack.meet({ kind: 'retry', after: 20_000, why: 'ratelimited' })
    await bot.say(sato, 'extend ipr-1.3 to 2010-08-31 because the figures come in August')
    expect(await within(18)).toHaveLength(1)
    expect((await within(10)).sort()).toEqual(['U-ELENI', 'U-SATO'])
  })

  it('go on where one died in the middle, before it was drawn or after', async () => {
    for (const point of ['claimed', 'drawn'] as const) {
      await opened(sato)
      const before = slack.drawn.length
      await bot.say(sato, `pledge ipr-1 by 2010-06-${point === 'drawn' ? 10 : 11} Share a note with all`)
      bot.clock.minutesLater(1)
      // What dies neither settles nor lets go.
      const dying = drawerFor(
        bot,
        { slack },
        { reached: (at) => (at === point ? new Promise(() => {}) : undefined) },
      )
      void dying.runDue()
      await expect.poll(() => bot.store.db.prisma.home.count({ where: { leasedBy: { not: null } } })).toBe(1)
      await expect.poll(() => slack.drawn.length - before, { interval: 5 }).toBe(point === 'drawn' ? 1 : 0)
      expect(await within(homeLeaseSeconds - 2)).toEqual([])
      expect(await within(5)).toEqual(['U-SATO'])
      expect(slack.on('U-SATO')).toContain(point === 'drawn' ? '10 Jun 2010' : '11 Jun 2010')
    }
  })

  it('do not lose what changes while one draws', async () => {
    await opened(sato)
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    const { drawHome } = slack
    const slow: DrawnHomes = {
      ...slack,
      drawHome: async (at, view) => {
        await bot.say(sato, 'pledge ipr-1 by 2010-06-12 Share a note with all')
        return drawHome!(at, view)
      },
    }
    bot.clock.minutesLater(1)
    await drawerFor(bot, { slack: slow }).runDue()
    expect(slack.on('U-SATO')).toContain('10 Jun 2010')
    expect(await within(25)).toEqual([])
    expect(await within(10)).toEqual(['U-SATO'])
    expect(slack.on('U-SATO')).toContain('12 Jun 2010')
  })

  it('draw nothing over what its owner went on to meanwhile, now or when one died', async () => {
    await opened(sato)
    const { from, at } = homeAt(sato)
    let asked = 0
    const goOn = async () => {
      const input = { text: 'status ipr-1' }
      await bot.homes.press({ id: `on:${asked++}`, from, at, seenBy: 'asker', paged: false, input }, null)
    }
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    bot.clock.minutesLater(1)
    await drawerFor(bot, { slack }, { reached: goOn }).runDue()
    expect(asked).toBe(1)
    expect(await within(homeLeaseSeconds + 10)).toEqual([])
    await opened(sato)
    expect(slack.drawn).toEqual([])
    await bot.say(sato, 'pledge ipr-2 by 2010-06-10 Share a note with all')
    expect(await within(5)).toEqual(['U-SATO'])
  })

  it('try a fault of ours again', async () => {
    await opened(sato)
    await bot.say(sato, 'pledge ipr-1 by 2010-06-10 Share a note with all')
    bot.clock.minutesLater(1)
    const broken = { ...slack, drawHome: () => Promise.reject(new Error('broken')) }
    expect(await drawerFor(bot, { slack: broken }).runDue()).toBe(1)
    expect(await within(10)).toEqual(['U-SATO'])
  })
})
