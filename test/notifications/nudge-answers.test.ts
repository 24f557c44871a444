import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { mori, papadakis, sato } from '../support/people.ts'

let world: Nudged
beforeEach(async () => {
  world = await nudgedBot()
  await world.follow('C-JAPAN', await ofAdministration(world.bot, 'JP'))
})
afterEach(() => world.bot.close())

const monday = '2010-06-07T00:00:30Z' // 09:00 in Tokyo

describe('what was nudged', () => {
  it('and is snoozed says so, and comes back on the first working day from then; coordinators are still told', async () => {
    const { bot, at, nudgesIn, follow } = world
    const ipr = await bot.store.db.prisma.area.findFirstOrThrow({ where: { code: 'IPR' } })
    await follow('C-IPR', { kind: 'area coordinators', areaId: ipr.id })
    await at(monday)
    await bot.say(sato, 'snooze ipr-2.2 until 12 June')
    await at('2010-06-07T00:02:00Z')
    expect(nudgesIn('C-JAPAN')[0]).toContain('1. IPR-2.2: no reminder until Saturday 12 June 2010')
    expect(nudgesIn('C-IPR')[0]).toContain('(IPR-2.2). Owner: Japan Customs.')
    expect(nudgesIn('C-IPR')[0]).not.toContain('one answer')
    await at('2010-06-10T00:00:30Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
    expect(nudgesIn('C-IPR')).toHaveLength(2)
    await at('2010-06-14T00:00:30Z')
    expect(nudgesIn('C-JAPAN')[1]).toContain('1. Thursday 10 June 2010 (4 days ago)')
    expect(nudgesIn('C-JAPAN')[1]).toContain('Next reminder: Thursday 17 June 2010')
    expect(nudgesIn('C-IPR')).toHaveLength(2)
  })

  it('and moved says to which day, and is recalled by that day', async () => {
    const { bot, at, nudgesIn } = world
    await at(monday)
    bot.clock.minutesLater(5)
    await bot.say(papadakis, 'move ipr-2.2 to 2010-07-15 because of late comments')
    await at('2010-06-07T01:00:00Z')
    expect(nudgesIn('C-JAPAN')[0]).toContain('1. Monday 21 June 2010')
    expect(nudgesIn('C-JAPAN')[0]).toContain('2. IPR-2.2: moved to Thursday 15 July 2010')
    await at('2010-06-10T00:00:30Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
    // 30 days before is Tuesday 15 June
    await at('2010-06-15T00:00:30Z')
    expect(nudgesIn('C-JAPAN')[1]).toContain('1. Thursday 15 July 2010 (in 30 days)')
  })

  it('reaches who stands in for those who are away, and nobody else', async () => {
    const { bot, at, nudgesIn } = world
    await bot.say(mori, 'role me alternate sato')
    await bot.say(mori, 'away until 30 June')
    await at(monday)
    expect(nudgesIn('C-JAPAN')[0]).toContain('\nSato Yuki: one answer is enough.')
    await at('2010-06-30T00:00:30Z')
    await bot.say(mori, 'back')
    await at('2010-07-01T00:00:30Z')
    expect(nudgesIn('C-JAPAN').at(-1)).toContain('Sato Yuki, Mori Aki: one answer is enough.')
  })

  it('is not posted when it was due half a day ago; the next occasion is', async () => {
    const { at, nudgesIn } = world
    await at('2010-06-07T13:00:00Z')
    expect(nudgesIn('C-JAPAN')).toEqual([])
    await at('2010-06-10T11:59:00Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
  })

  it('is left out where the activity has become quiet', async () => {
    const { bot, at, nudgesIn } = world
    await bot.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-2' },
      data: { quietUntil: new Date('2010-12-01') },
    })
    await bot.store.db.prisma.participation.updateMany({ data: { takingPart: false } })
    await at(monday)
    expect(nudgesIn('C-JAPAN')[0]).toContain('1. Monday 21 June 2010')
    expect(nudgesIn('C-JAPAN')[0]).not.toContain('IPR-2')
  })
})
