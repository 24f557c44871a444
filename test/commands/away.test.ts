import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, papadakis, sato } from '../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
})
afterAll(() => bot.close())

const until = async (name: string) =>
  (await bot.store.db.prisma.person.findFirstOrThrow({ where: { name } })).awayUntil

describe('away', () => {
  it('says until when, who stands in, and how to name somebody', async () => {
    const { text, reply } = await bot.say(sato, 'away until 18 June')
    expect(reply).toMatchObject({ outcome: 'done', to: 'asker' })
    expect(text).toBe(
      [
        'Away until Friday 18 June 2010. That day counts too.',
        'Nobody stands in for you as member for Japan Customs: others who hold the same part are asked, or you if there are none. To name somebody: role me alternate … with their name.',
        'To end it: back.',
      ].join('\n'),
    )
    expect(await until('Sato Yuki')).toEqual(new Date('2010-06-18'))
    await bot.say(sato, 'role me alternate mori')
    expect((await bot.say(sato, 'away')).text).toContain(
      'Mori Aki stands in for you as member for Japan Customs.',
    )
    expect((await bot.say(sato, 'away until 18 June')).text).toContain(
      'Already so. Away until Friday 18 June',
    )
  })

  it('lets the alternate act meanwhile, and no longer than that', async () => {
    await bot.say(papadakis, 'role me alternate berg')
    await bot.say(chair, 'role papadakis alternate sato')
    expect((await bot.say(sato, 'lead ipr-1 japan')).text).toContain('is said by')
    await bot.say(papadakis, 'away 2 weeks')
    expect(await until('Papadakis Eleni')).toEqual(new Date('2010-06-21'))
    expect((await bot.say(sato, 'lead ipr-1 japan')).reply?.outcome).toBe('done')
    await bot.say(papadakis, 'back')
    expect(await until('Papadakis Eleni')).toBeNull()
    expect((await bot.say(papadakis, 'back')).text).toContain('Already so. You are here.')
  })

  it('is over by itself after its day', async () => {
    bot.clock.set('2010-06-19T07:00:00Z')
    expect((await bot.say(sato, 'away')).text).toBe('Say until when, for example: away until 2010-07-03.')
    expect((await bot.say(sato, 'away off')).text).toContain('Already so. You are here.')
  })

  it.each([
    ['away until yesterday', 'has passed. Say for example: away until 2010-07-03.'],
    ['away soon', 'I found no day in that. Write it like this: away until '],
    ['away until 6 May', 'That is Friday 6 May 2011, more than half a year ahead'],
    ['back tomorrow', 'Say back alone, or away until … with a day.'],
  ])('%s', async (words, expected) => {
    const { text, reply } = await bot.say(papadakis, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await until('Papadakis Eleni')).toBeNull()
  })

  it('is nothing for the operator, and a second delivery of the request is answered alike', async () => {
    expect((await bot.say(operator, 'away until 1 July 2010')).text).toContain('Only a person can be away')
    await bot.say(sato, 'away until 1 July 2010', { id: 'slack:away' })
    expect((await bot.say(sato, 'away until 1 July 2010', { id: 'slack:away' })).text).toContain(
      'Away until Thursday 1 July 2010.',
    )
  })
})
