import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot } from '../support/bot.ts'
import { twoProgrammes } from '../support/programmes.ts'

/** Planning in a programme that is not the current one, and in one that is closed. */

const sato = slackUser('U-SATO', 'Sato Yuki')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
const said = async (who: Parameters<TestBot['say']>[0], words: string) => (await bot.say(who, words)).text

beforeAll(async () => {
  bot = await twoProgrammes()
  await bot.admit(sato, 'japan member')
  await bot.admit(eleni, 'coordinator her/ipr')
})
afterAll(() => bot.close())

it('milestones of the other programme are planned, agreed, moved and confirmed under its key', async () => {
  expect(await said(eleni, 'lead her/ipr-1 japan')).toContain('HER/IPR-1 is led by Japan Customs.')
  expect(await said(eleni, 'plan her/ipr-1 1 December Last report')).toContain('agree her/ipr-1.6')
  expect(await said(sato, 'agree her/ipr-1.6')).toContain('Agreed. HER/IPR-1.6: Last report.')
  expect(await said(eleni, 'move her/ipr-1.6 to 2 December because of a holiday')).toContain(
    'Moved. HER/IPR-1.6',
  )
  expect(await said(eleni, 'confirm her/ipr-1 limited')).toContain(
    'Confirmed. HER/IPR-1, implementation: limited.',
  )
  const rows = await bot.store.db.prisma.milestone.findMany({
    where: { code: 'IPR-1.6' },
    include: { programme: true },
  })
  expect(rows.map(({ programme, state }) => [programme.key, state])).toEqual([['HER', 'agreed']])
})

it('a coordinator of the one plans nothing in the other', async () => {
  expect(await said(eleni, 'plan ipr-1 1 June 2012 Draft')).toContain('Milestones of IPR-1 are planned by')
  expect(await said(eleni, 'lead ipr-1 japan')).toContain('Who leads IPR-1 is said by')
})

it('each programme has its own next meeting', async () => {
  const before = await said(sato, 'meeting')
  expect(await said(operator, 'meeting her 2011-12-06 Athens, Greece')).toContain(
    'Tuesday 6 December 2011, Athens, Greece',
  )
  expect(await said(sato, 'meeting her')).toContain('Athens, Greece')
  expect(await said(sato, 'meeting')).toBe(before)
})

it('when it is closed, it is read and no longer changed', async () => {
  await bot.store.db.prisma.programme.updateMany({
    where: { key: 'HER' },
    data: { closedAt: bot.clock.now() },
  })
  expect(await said(sato, 'meeting her')).toContain('Athens, Greece')
  for (const words of [
    'meeting her 2011-12-07 Athens',
    'lead her/ipr-1 korea',
    'plan her/ipr-1 1 December Another',
    'agree her/ipr-1.4 on 1 December',
    'move her/ipr-1.4 to 1 December',
    'confirm her/ipr-1 substantial',
  ])
    expect(await said(words.startsWith('meeting') ? operator : eleni, words), words).toContain(
      'was closed on',
    )
})
