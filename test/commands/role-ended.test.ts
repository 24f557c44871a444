import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, mori, otherSato, papadakis, park, sato } from '../support/people.ts'

let bot: TestBot
const said = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text
const ask = async (who: PlatformUser, words: string, refused = false) => {
  const { reply, text } = await bot.say(who, words)
  expect(reply?.to, text).toBe('asker')
  expect(reply?.outcome, text).toBe(refused ? 'refused' : 'done')
  return text
}
const audit = (action: string) => bot.store.db.prisma.auditEntry.count({ where: { action } })

afterAll(() => bot.close())

describe('a role ended', () => {
  beforeEach(async () => {
    if (bot) await bot.close()
    bot = await botWithPeople()
  })

  it('by the secretariat holds to the end of the day', async () => {
    expect(await ask(chair, 'role papadakis not coordinator ipr')).toContain(
      'Ended. Papadakis Eleni: coordinator for IPR, until Monday 7 June 2010.',
    )
    expect(await said(papadakis, 'done ipr-1.1 https://example.org/x')).toContain('Delivered.')
    bot.clock.set('2010-06-08T07:00:00Z')
    expect(await said(papadakis, 'status')).toContain('do not know this account')
    expect(await ask(chair, 'role papadakis')).toContain('holds no role now')
    expect(await audit('role ended')).toBe(1)
  })

  it.each([
    ['role papadakis not coordinator ipr until 2010-06-30', 'until Wednesday 30 June 2010'],
    ['role papadakis coordinator ipr until 2010-06-30', 'until Wednesday 30 June 2010'],
    ['role papadakis not coordinator from 2010-07-01', 'until Wednesday 30 June 2010'],
    [
      'role papadakis not coordinator ipr at once',
      'Ended. Papadakis Eleni: coordinator for IPR, it no longer holds.',
    ],
    ['role end papadakis', 'until Monday 7 June 2010'],
  ])('%s', async (words, expected) => {
    expect((await ask(chair, words)).replace(/\n/g, ' ')).toContain(expected)
    expect(await ask(chair, words.includes('at once') ? 'role papadakis' : words)).toMatch(
      /Already so|no role now/,
    )
  })

  it('that has not begun is taken back', async () => {
    await ask(chair, 'role sato coordinator env from 2010-07-01')
    expect(await ask(chair, 'role sato not coordinator env')).toContain(
      'Taken back. Sato Yuki: coordinator for ENV, it had not begun.',
    )
    bot.clock.set('2010-07-02T07:00:00Z')
    expect(await said(sato, 'who env')).not.toContain('Sato')
  })

  it('a member ends those of colleagues: member, Director General, observer; no others', async () => {
    await bot.admit(otherSato, 'japan dg')
    await bot.admit(park, 'korea member')
    expect(await ask(sato, 'role sato ken not dg')).toContain(
      'Ended. Sato Ken: Director General for Japan Customs',
    )
    expect(await ask(sato, 'role mori not member japan')).toContain(
      'Ended. Mori Aki: member for Japan Customs',
    )
    expect(await ask(sato, 'role kim not member korea', true)).toContain(
      'by the secretariat, or a member of the same administration',
    )
    expect(await ask(sato, 'role papadakis not coordinator ipr', true)).toContain(
      'This role is ended by the secretariat.',
    )
    expect(await ask(papadakis, 'role sato yuki not member japan', true)).toContain(
      'by the secretariat, or a member',
    )
  })

  it('of the last member says that the administration then has none', async () => {
    expect(await ask(kim, 'role me not member korea')).toContain('Republic of Korea then has no member.')
  })

  it('of one who has several is asked back', async () => {
    await ask(chair, 'role sato coordinator env')
    const text = await ask(chair, 'role sato end', true)
    expect(text).toContain('role sato not member japan')
    expect(text).toContain('role sato not coordinator env')
    expect(await ask(chair, 'role mori not coordinator ipr', true)).toContain(
      'Mori Aki is not coordinator for IPR',
    )
    expect(await ask(chair, 'role mori not dg', true)).toContain('Mori Aki holds no such role')
  })

  it('the last of the secretariat stays, unless the operator ends it at the terminal', async () => {
    for (const words of [
      'role me not secretariat',
      'role berg secretariat until 2010-12-31',
      'role berg end',
    ])
      expect(await ask(chair, words, true)).toContain(
        'Berg Anna is the last of the secretariat. First give the role to somebody else',
      )
    await ask(chair, 'role sato secretariat until 2010-12-31')
    expect(await ask(chair, 'role berg not secretariat', true)).toContain('last of the secretariat')
    await ask(chair, 'role sato secretariat until further notice')
    expect(await ask(chair, 'role berg not secretariat')).toContain('Ended.')
    expect(await ask(sato, 'role me not secretariat', true)).toContain('last of the secretariat')
    expect(await ask(operator, 'role sato not secretariat')).toContain('Ended.')
  })

  it('two of the secretariat cannot end one another at once', async () => {
    await ask(chair, 'role sato secretariat')
    const answers = await Promise.all([
      said(chair, 'role sato not secretariat'),
      said(sato, 'role berg not secretariat'),
    ])
    expect(answers.filter((text) => text.startsWith('Ended.'))).toHaveLength(1)
    expect(answers.filter((text) => text.includes('is the last of the secretariat'))).toHaveLength(1)
  })
})

describe('an alternate', () => {
  beforeAll(async () => {
    await bot.close()
    bot = await botWithPeople()
    await bot.say(chair, 'role sato coordinator env')
  })

  it('is named for all of one’s own roles, within the administration', async () => {
    expect(await ask(sato, 'role me alternate mori')).toContain(
      'Named. Mori Aki stands in for Sato Yuki as member for Japan Customs and coordinator for ENV.',
    )
    expect(await ask(sato, 'role sato alternate mori')).toContain('Already so.')
    expect(await ask(kim, 'role sato')).toContain('alternate Mori Aki')
    expect(await audit('alternate named')).toBe(1)
  })

  it('acts for the holder while that one is away', async () => {
    expect(await said(mori, 'done env-1.1 https://example.org/x')).toContain(
      'is marked delivered by the coordinator of ENV',
    )
    await bot.store.db.prisma.person.updateMany({
      where: { name: 'Sato Yuki' },
      data: { awayUntil: new Date('2010-06-09') },
    })
    expect(await said(mori, 'done env-1.1 https://example.org/x')).toContain('Delivered.')
    await bot.store.db.prisma.person.updateMany({ data: { awayUntil: null } })
  })

  it('from another administration is for a role that is of none, or named by the secretariat', async () => {
    const refused = await ask(sato, 'role me alternate kim', true)
    expect(refused).toContain(
      'Who stands in for Sato Yuki as member for Japan Customs is named by the secretariat',
    )
    expect(refused).toContain('role me coordinator env alternate kim')
    expect(await ask(sato, 'role me coordinator env alternate kim')).toContain(
      'Kim Min-ji stands in for Sato Yuki as coordinator for ENV.',
    )
    expect(await ask(chair, 'role sato member japan alternate kim')).toContain('Kim Min-ji stands in')
  })

  it.each([
    [kim, 'role sato alternate mori', 'is named by the secretariat, or by who holds the role'],
    [sato, 'role me alternate sato', 'Sato Yuki cannot stand in for themselves'],
    [sato, 'role me alternate xyz', 'I know nobody called "xyz"'],
    [sato, 'role me dg alternate mori', 'Sato Yuki holds no such role'],
    [operator, 'role me alternate mori', 'You speak as the operator'],
  ])('%o %s changes nothing', async (who, words, expected) => {
    expect(await ask(who, words, true)).toContain(expected)
  })

  it('is ended by the holder', async () => {
    expect(await ask(sato, 'role me no alternate')).toContain('Ended. Nobody stands in for Sato Yuki')
    expect(await ask(sato, 'role me')).toContain('no alternate')
  })
})
