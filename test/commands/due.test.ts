import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

/** On Monday 7 June 2010, with IPR-1.3 (21 June) agreed for Japan and IPR-2.1 (30 April) overdue with Greece. */

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const nikos = slackUser('U-NIKOS', 'Nikos')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(nikos, 'greece member')
  await bot.admit(eleni, 'coordinator ipr')
  await owned('IPR-1.3', 'JP', '2010-06-21')
  await owned('IPR-2.1', 'GR', '2010-04-30')
  await pledged('IPR-1', 'JP', 'Share a note on risk indicators', '2010-06-30')
  await pledged('IPR-2', 'GR', 'Two pages on right holders', '2010-05-01')
})
afterAll(() => bot.close())

const idOf = async (code: string) =>
  (await bot.store.db.prisma.administration.findUniqueOrThrow({ where: { code } })).id

async function owned(code: string, administration: string, on: string): Promise<void> {
  const day = new Date(on)
  await bot.store.db.prisma.milestone.updateMany({
    where: { code },
    data: { state: 'agreed', ownerAdministrationId: await idOf(administration), dueOn: day, baselineOn: day },
  })
}

async function pledged(activity: string, administration: string, text: string, on: string): Promise<void> {
  const { id: activityId } = await bot.store.db.prisma.activity.findFirstOrThrow({
    where: { code: activity },
  })
  await bot.store.db.prisma.commitment.create({
    data: {
      activityId,
      administrationId: await idOf(administration),
      text,
      state: 'open',
      baselineOn: new Date(on),
      targetOn: new Date(on),
      madeAt: bot.clock.now(),
    },
  })
}

const said = async (who: typeof sato, words: string) => (await bot.say(who, words)).text

describe('due', () => {
  it('shows the next thirty days and what is overdue by area, what was agreed before what is proposed', async () => {
    const text = await said(kim, 'due')
    expect(text).toContain('Due until Wednesday 7 July 2010')
    const ipr = text.slice(text.indexOf('Intellectual Property (IPR)'), text.indexOf('Society & Environment'))
    const lines = ipr.split('\n')
    expect(lines.slice(0, 5)).toEqual([
      'Intellectual Property (IPR)',
      '- ◔ IPR-2.1 Good practices paper, draft 1 circulated · Fri 30 Apr 2010 · overdue, 38 days ago',
      '- ◔ IPR-1.3 Lessons learned from Diabolo II, one page · Mon 21 Jun 2010 · due soon, in 14 days · Japan',
      'Proposed, not agreed yet',
      '- ○ IPR-2.2 Comments on the good practices paper, draft 1 · Thu 10 Jun 2010 · proposed',
    ])
    expect(text).toContain('Waiting for somebody else: 3 (TF-2.5, IPR-1.5, ENV-2.2)')
    expect(text).toContain('Date to be agreed: 2 (TF-1.4, BIZ-1.3)')
    expect(text).not.toContain('IPR-2.4')
  })

  it('lists commitments only to those who may be told their dates', async () => {
    expect(await said(kim, 'due')).not.toMatch(/risk indicators|right holders/)
    expect(await said(sato, 'due')).toContain(
      'IPR-1/JP Share a note on risk indicators · Wed 30 Jun 2010 · on schedule · Japan',
    )
    expect(await said(sato, 'due')).not.toContain('right holders')
    expect(await said(eleni, 'due')).toMatch(
      /IPR-2\/GR Two pages on right holders · Sat 1 May 2010 · overdue/,
    )
    expect((await bot.say(eleni, 'due', { seenBy: 'everyone' })).text).not.toMatch(
      /risk indicators|right holders/,
    )
  })

  it('names the owner of what is overdue only to those who may be told', async () => {
    expect(await said(eleni, 'due')).toContain('overdue, 38 days ago · Greece')
    expect(await said(nikos, 'due greece')).toContain('IPR-2.1')
    expect(await said(kim, 'due greece')).not.toContain('IPR-2.1')
    expect(await said(kim, 'due japan')).toContain('IPR-1.3')
  })

  it.each([
    ['due 7d', 'Due until Monday 14 June 2010', 'IPR-2.2', 'IPR-1.3'],
    ['due in 2 weeks', 'Due until Monday 21 June 2010', 'IPR-1.3', 'IPR-2.3'],
    ['due next 14 days', 'Due until Monday 21 June 2010', 'IPR-1.3', 'IPR-2.3'],
    ['due until 30 June', 'Due until Wednesday 30 June 2010', 'IPR-2.3', 'BIZ-1.1'],
    ['due this month', 'Due until Wednesday 30 June 2010', 'IPR-2.1', 'BIZ-1.1'],
    ['due July', 'Due from Thursday 1 July 2010 to Saturday 31 July 2010', 'BIZ-1.1', 'IPR-2.1'],
    ['due ipr 2010-06-30', 'IPR: due until Wednesday 30 June 2010', 'IPR-2.3', 'ENV-2.1'],
    ['due this month ipr-1', 'IPR-1: due until Wednesday 30 June 2010', 'IPR-1.3', 'IPR-2.3'],
    ['due ipr-1.3', 'IPR-1.3: due until', 'IPR-1.3', 'IPR-2'],
    ['due since 1 July', 'Due from Thursday 1 July 2010 on', 'TF-1.5', 'IPR-2.1'],
    ['Due Japan?', 'Japan Customs: due until', 'IPR-1.3', 'IPR-2'],
  ])('%s', async (words, title, shown, left) => {
    const text = await said(eleni, words)
    expect(text).toContain(title)
    expect(text).toContain(`${shown} `)
    expect(text.split('Without a date')[0]).not.toContain(`${left} `)
  })

  it('of the speaker answers in private, and is for those who speak for somebody', async () => {
    const { reply, text } = await bot.say(sato, 'due ours', { seenBy: 'everyone' })
    expect(reply?.to).toBe('asker')
    expect(text).toContain('Japan Customs: due until')
    expect(text).toContain('IPR-1/JP')
    expect(text).not.toContain('IPR-2.2')
    expect(await said(eleni, 'due ours')).toContain('IPR-2.2')
    expect((await bot.say(operator, 'due ours')).reply?.outcome).toBe('refused')
  })

  it.each([
    ['due xyzzy', 'I did not understand "xyzzy"'],
    ['due jpan', 'Did you mean due japan?'],
    ['due 03/04/2011', 'can mean more than one day'],
    ['due ipr 31 June', 'There is no day "31 June"'],
  ])('%s is answered with what to say instead', async (words, expected) => {
    const { reply, text } = await bot.say(kim, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })
})
