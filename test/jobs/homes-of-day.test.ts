import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { type DrawnHomes, drawerFor, drawnHomes, homeAt } from '../support/homes.ts'

const sato = slackUser('U-SATO', 'Sato')
const mori = slackUser('U-MORI', 'Mori')
const chair = slackUser('U-CHAIR', 'Berg')
let bot: TestBot
let slack: DrawnHomes
let draw: () => Promise<string[]>

beforeEach(async () => {
  bot = await testBot()
  slack = drawnHomes()
  for (const [who, role] of [
    [chair, 'secretariat'],
    [sato, 'japan member'],
  ] as const)
    await bot.admit(who, role)
  draw = drawing()
})
afterEach(() => bot.close())

/** A process that draws what is due during the next seconds. What it answers is who were drawn. */
function drawing(): () => Promise<string[]> {
  const drawer = drawerFor(bot, { slack })
  return async () => {
    const before = slack.drawn.length
    for (let seconds = 0; seconds < 5; seconds++) {
      await drawer.runDue()
      bot.clock.minutesLater(1 / 60)
    }
    return slack.drawn.slice(before).sort()
  }
}

const opened = async (...people: (typeof sato)[]): Promise<void> => {
  for (const who of people) await bot.homes.open(homeAt(who))
  bot.clock.minutesLater(1)
}

/** Mori reads the status of an activity, which stands in the place of the home. */
async function elsewhere(): Promise<void> {
  const { from, at } = homeAt(mori)
  const input = { text: 'status ipr-1' }
  await bot.homes.press({ id: 'elsewhere', from, at, seenBy: 'asker', paged: false, input }, null)
}

describe('the home of somebody whose last role ended', () => {
  it('with a day tells how to be admitted from the next, whatever stands there and however long ago it was opened', async () => {
    await bot.admit(mori, 'japan member')
    await bot.say(chair, 'role mori not member japan on 2010-06-30')
    await opened(sato, mori)
    await elsewhere()
    expect(await draw()).toEqual([])
    bot.clock.set('2010-06-30T23:59:50Z')
    expect(await draw()).toEqual([])
    bot.clock.set('2010-07-01T00:00:00Z')
    expect(await draw()).toEqual(['U-MORI'])
    expect(slack.on('U-MORI')).toContain('join CODE')
    expect(slack.on('U-MORI')).not.toContain('Japan')
    bot.clock.set('2010-07-02T00:00:00Z')
    expect(await draw()).toEqual([])
  })

  it('today, while every process was down, is emptied when one starts', async () => {
    await bot.admit(mori, 'japan member')
    await opened(mori)
    await bot.say(chair, 'role mori not member japan')
    bot.clock.minutesLater(1)
    expect(await draw()).toEqual(['U-MORI'])
    expect(slack.on('U-MORI')).toContain('Japan Customs')
    bot.clock.set('2010-06-11T12:00:00Z')
    draw = drawing()
    expect(await draw()).toEqual(['U-MORI'])
    expect(slack.on('U-MORI')).toContain('join CODE')
  })

  it('at once is emptied even where something else stands there', async () => {
    await bot.admit(mori, 'japan member')
    await opened(mori)
    await elsewhere()
    await bot.say(chair, 'role mori not member japan at once')
    bot.clock.minutesLater(1)
    expect(await draw()).toEqual(['U-MORI'])
    expect(slack.on('U-MORI')).toContain('join CODE')
  })

  it('and that cannot be drawn for the platform is forgotten, and not tried every day', async () => {
    await bot.admit(mori, 'japan member')
    await bot.say(chair, 'role mori not member japan')
    await opened(mori)
    expect(await draw()).toEqual([])
    bot.clock.set('2010-06-08T00:00:00Z')
    slack.meet({ kind: 'refused', why: 'invalid_blocks' })
    expect(await draw()).toEqual(['U-MORI'])
    expect(await bot.store.db.prisma.home.count()).toBe(0)
  })
})

describe('a home on the day', () => {
  it('on which a role begins, and after the one on which it ends, shows what may be read then', async () => {
    await bot.admit(mori, 'observer')
    await bot.say(chair, 'role mori member japan from 2010-06-09 until 2010-06-10')
    await opened(mori, sato)
    expect(await draw()).toEqual([])
    for (const [instant, shown] of [
      ['2010-06-09T00:00:00Z', true],
      ['2010-06-11T00:00:00Z', false],
    ] as const) {
      bot.clock.set(instant)
      expect(await draw()).toEqual(['U-MORI'])
      expect(slack.on('U-MORI').includes('Japan Customs')).toBe(shown)
    }
  })

  it('after which somebody is back shows their alternate no more of it', async () => {
    await bot.admit(mori, 'observer')
    await bot.say(chair, 'role sato alternate mori')
    await bot.say(sato, 'away until 2010-06-09')
    await opened(mori)
    expect((await bot.say(mori, 'home')).text).toContain('Japan Customs')
    expect(await draw()).toEqual([])
    bot.clock.set('2010-06-10T00:00:00Z')
    expect(await draw()).toEqual(['U-MORI'])
    expect(slack.on('U-MORI')).not.toContain('Japan Customs')
  })
})
