import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, otherSato, papadakis, sato } from '../support/people.ts'

let bot: TestBot
const said = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text
const ask = async (who: PlatformUser, words: string, refused = false) => {
  const { reply, text } = await bot.say(who, words)
  expect(reply?.to, text).toBe('asker')
  expect(reply?.outcome, text).toBe(refused ? 'refused' : 'done')
  return text
}
const audit = (action: string) => bot.store.db.prisma.auditEntry.count({ where: { action } })

beforeAll(async () => {
  bot = await botWithPeople()
})
afterAll(() => bot.close())

describe('role shows', () => {
  it('who may do what, with the words to change it, to the asker alone', async () => {
    const text = await ask(chair, 'role')
    for (const words of ['Berg Anna', 'Papadakis Eleni, IPR', 'To change it:', 'not coordinator'])
      expect(text).toContain(words)
    expect(await ask(sato, 'role japan')).toContain('Sato Yuki, Japan Customs')
    expect(await ask(sato, 'role japan')).toContain('role mori aki not member japan')
    expect(await ask(sato, 'role ipr')).toContain('Coordinators of IPR')
    expect(await ask(kim, 'role sato')).toContain(
      'member for Japan Customs, since Monday 7 June 2010, no alternate',
    )
    expect(await ask(kim, 'role')).not.toContain('not coordinator')
  })

  it('nothing to outsiders', async () => {
    expect(await said(slackUser('U-NOBODY'), 'role')).toContain('I can answer help and join')
  })
})

describe('the secretariat gives a role', () => {
  it('to somebody who is admitted, with its days, and it is in force on them', async () => {
    expect(await ask(chair, 'role sato coordinator ipr from 2010-07-01 until 31 December')).toContain(
      'Given. Sato Yuki: coordinator for IPR, from Thursday 1 July 2010, until Friday 31 December 2010.',
    )
    expect(await said(sato, 'done ipr-1.1 https://example.org/x')).toContain(
      'is marked delivered by the coordinator of IPR',
    )
    expect(await ask(kim, 'role sato')).toContain(
      'coordinator for IPR, from Thursday 1 July 2010, until Friday 31 December 2010',
    )
    expect(await said(kim, 'who ipr')).not.toContain('Sato')
    const before = bot.clock.now().toISOString()
    bot.clock.set('2010-12-31T10:00:00Z')
    expect(await said(sato, 'done ipr-1.1 https://example.org/x')).toContain('Delivered.')
    bot.clock.set('2011-01-01T10:00:00Z')
    expect(await said(sato, 'done ipr-1.2 https://example.org/x')).toContain(
      'is marked delivered by the coordinator of IPR',
    )
    bot.clock.set(before)
    expect(await audit('role given')).toBe(1)
  })

  it('the same again changes nothing, and other days change those', async () => {
    expect(await ask(chair, 'role sato coordinator ipr from 2010-07-01 until 2010-12-31')).toContain(
      'Already so.',
    )
    expect(await ask(chair, 'role sato coordinator ipr from 2010-07-01 until further notice')).toContain(
      'Changed. Sato Yuki: coordinator for IPR, from Thursday 1 July 2010, without an end date.',
    )
    const roles = await bot.store.db.prisma.role.count({
      where: { kind: 'coordinator', person: { name: 'Sato Yuki' } },
    })
    expect(roles).toBe(1)
    expect(await audit('role given')).toBe(1)
    expect(await audit('role changed')).toBe(1)
  })

  it('delivered twice is done once, and answered from the state', async () => {
    const words = 'role kim coordinator asia'
    expect((await bot.say(chair, words, { id: 'slack:twice' })).text).toContain(
      'Given. Kim Min-ji: coordinator for Asia',
    )
    const again = await bot.say(chair, words, { id: 'slack:twice' })
    expect(again.text).toContain('Already recorded.')
    expect(again.text).toContain('coordinator for Asia')
    expect(again.reply?.to).toBe('asker')
  })

  it.each([
    ['role sato coordinator', 'Say which area or region it is for, for example: role sato coordinator ipr'],
    ['role sato member', 'Say which administration it is for'],
    ['role sato coordinator xyz', 'I know no administration, area or region "xyz", so nothing was changed'],
    ['role sato secretariat japan', 'Say the secretariat alone'],
    [
      'role nobody coordinator ipr',
      'I know nobody called "nobody", so nothing was changed. Somebody new is admitted by invite.',
    ],
    ['role satoo coordinator env', 'Did you mean role sato yuki coordinator env?'],
    ['role sa coordinator env', 'I know nobody called "sa"'],
    ['role sato observer japan until 2009-12-31', 'Thursday 31 December 2009 has passed'],
    ['role sato observer japan from 2010-12-31 until 2010-07-01', 'before it begins'],
    ['role sato observer japan until 03/04/2011', 'role sato observer japan until 2011-04-03'],
    ['role @U-NEW coordinator env', 'I know nobody called "@U-NEW"'],
  ])('%s changes nothing', async (words, expected) => {
    const before = await bot.store.db.prisma.role.findMany({ orderBy: { id: 'asc' } })
    expect(await ask(chair, words, true)).toContain(expected)
    expect(await bot.store.db.prisma.role.findMany({ orderBy: { id: 'asc' } })).toEqual(before)
  })

  it('nobody else does', async () => {
    expect(await ask(papadakis, 'role sato coordinator env', true)).toContain('given by the secretariat')
    expect(await ask(sato, 'role kim member japan', true)).toContain(
      'You can make an invitation for it: invite.',
    )
  })
})

describe('whom words mean', () => {
  beforeAll(() => bot.admit(otherSato, 'japan observer'))

  it('is asked back when there are several, with the complete line for each', async () => {
    const text = await ask(chair, 'role sato coordinator env', true)
    expect(text).toContain('"sato" can mean 2 people. Say which one:')
    expect(text).toContain('Sato Ken, observer for Japan Customs: role sato ken coordinator env')
    expect(text).toContain('role sato yuki coordinator env')
    expect(await bot.store.db.prisma.role.count({ where: { area: { code: 'ENV' } } })).toBe(0)
  })

  it.each([
    ['role @U-SATO', 'Sato Yuki'],
    ['role yuki', 'Sato Yuki'],
    ['role Satô, Yuki', 'Sato Yuki'],
    ['role min ji', 'Kim Min-ji'],
    ['role @Kim Min-ji', 'Kim Min-ji'],
    ['role me', 'Berg Anna'],
    ['role kim of korea', 'Kim Min-ji'],
  ])('%s', async (words, name) => {
    expect((await ask(chair, words)).split('\n')[0]).toBe(name)
  })

  it('of two with the same name in one administration is said by a number', async () => {
    await bot.admit(slackUser('U-MORI2', 'Mori Aki'), 'japan dg')
    const text = await ask(chair, 'role mori aki observer japan', true)
    const lines = [...text.matchAll(/role #(\d+) observer japan/g)]
    expect(lines).toHaveLength(2)
    expect(await ask(chair, lines[1]![0])).toContain('Given. Mori Aki: observer for Japan Customs')
    await bot.store.db.prisma.person.update({
      where: { id: Number(lines[1]![1]) },
      data: { name: 'Abe Nao' },
    })
  })

  it('is an administration for the only one who has a role there', async () => {
    expect(await ask(chair, 'role korea observer korea')).toContain(
      'Given. Kim Min-ji: observer for Korea Customs Service',
    )
    expect(await ask(chair, 'role japan coordinator biz', true)).toContain('people. Say which one')
  })

  it('a mention of somebody who is not admitted is nobody, whatever they are called', async () => {
    const mentions = [{ said: '@sato', user: 'U-STRANGER' }]
    const { text } = await bot.say(chair, 'role @sato coordinator biz', { mentions })
    expect(text).toContain('The account @sato is not admitted, so nothing was changed.')
  })
})
