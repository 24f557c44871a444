import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const other = slackUser('U-OTHER', 'Somebody')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(other, 'coordinator tf')
  await bot.say(eleni, 'lead ipr-1 japan')
})
afterAll(() => bot.close())

const milestones = () =>
  bot.store.db.prisma.milestone.findMany({
    where: { activity: { code: { in: ['IPR-1', 'IPR-2'] } } },
    orderBy: { id: 'asc' },
  })
const planned = async (code: string) => (await milestones()).find((each) => each.code === code)

describe('plan', () => {
  it('adds a proposed milestone under the next number, at the end, owned by the lead, with the date in full', async () => {
    const { text } = await bot.say(eleni, 'plan ipr-1 2010-07-01 First draft circulated')
    expect(text).toContain('Proposed. IPR-1.6: First draft circulated.')
    expect(text).toContain('Proposed for Thursday 1 July 2010 (in 24 days). Owner: Japan Customs.')
    expect(text).toContain('Nothing is owed until it is agreed: agree ipr-1.6, by a member of Japan Customs.')
    expect(await planned('IPR-1.6')).toMatchObject({
      state: 'proposed',
      kind: 'collective',
      baselineOn: null,
    })
    const { text: line } = await bot.say(kim, 'status ipr-1')
    expect(line).toContain('○ IPR-1.6 First draft circulated · Thu 1 Jul 2010 · proposed · Japan')
  })

  it('belongs to the coordinator where nobody leads', async () => {
    expect((await bot.say(eleni, 'plan ipr-2 Annex written')).text).toContain(
      'Owner: the coordinator of IPR.',
    )
  })

  it('for one administration that takes part is individual', async () => {
    await bot.say(sato, 'update ipr-1 on track Begun')
    const { text } = await bot.say(sato, 'plan ipr-1 by 1 August National results sent for Japan')
    expect(text).toContain('National results sent.')
    expect(text).toContain('Sunday 1 August 2010')
    const [last] = (await milestones()).slice(-1)
    expect(last).toMatchObject({ title: 'National results sent', kind: 'individual' })
    expect((await bot.say(sato, 'plan ipr-1/jp 2 August Figures sent')).text).toContain(
      'Owner: Japan Customs.',
    )
  })

  it.each([
    ['plan ipr-1 Report for the WCO', 'Date to be agreed', null, 'Report for the WCO'],
    ['plan ipr-1 to be agreed: Report to the meeting', 'Date to be agreed', null, 'Report to the meeting'],
    ['plan ipr-1 waiting for OLAF: Follow-up plan', 'Waiting for OLAF', 'OLAF', 'Follow-up plan'],
    ['plan ipr-1 2010-09-01 "Rules for Japn"', 'Wednesday 1 September 2010', null, 'Rules for Japn'],
    [
      'propose IPR-1 end of November “Review of 3 May notes”',
      'Tuesday 30 November 2010',
      null,
      'Review of 3 May notes',
    ],
  ])('%s', async (words, expected, waitingFor, title) => {
    const { text } = await bot.say(sato, words)
    expect(text).toContain(expected)
    const [last] = (await milestones()).slice(-1)
    expect(last).toMatchObject({ title, waitingFor, state: 'proposed' })
  })

  it.each([
    ['plan', 'Say which activity, the day and a title, for example: plan ipr-1 2010-07-07 First draft'],
    ['plan ipr-7 2010-07-01 Draft', 'I know no activity "ipr-7"'],
    ['plan ipr-1', 'Add a title'],
    ['plan ipr-1 2010-07-01', 'Add a title'],
    ['plan ipr-1 2010-06-06 Draft', 'Sunday 6 June 2010 has passed: say a day from today on'],
    [
      'plan ipr-1 2012-01-01 Draft',
      "is outside the programme's period, Friday 1 January 2010 to Saturday 31 December 2011",
    ],
    ['plan ipr-1 03/04/2011 Draft', 'Say plan ipr-1 2011-04-03 Draft for Sunday 3 April 2011, or'],
    ['plan ipr-1 30 February Draft', 'There is no day "30 February"'],
    [
      'plan ipr-1 Second draft by 31 August',
      'Say the day before the title: plan ipr-1 2010-08-31 Second draft',
    ],
    ['plan ipr-1 waiting for OLAF Follow-up', 'a colon and the title'],
    ['plan ipr-1 2010-07-01 Results for korea', 'Korea Customs Service does not take part in IPR-1 yet'],
    ['plan ipr-1 2010-07-01 Results for jpan', 'Did you mean plan ipr-1 … for japan?'],
    [`plan ipr-1 ${'a'.repeat(151)}`, 'at most 150 characters, and this one has 151'],
  ])('%.45s is answered with what to say, and adds nothing', async (words, expected) => {
    const before = (await milestones()).length
    const { text, reply } = await bot.say(eleni, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await milestones()).toHaveLength(before)
  })

  it('is for the coordinator of that area and members of a lead', async () => {
    const before = (await milestones()).length
    for (const who of [kim, other])
      expect((await bot.say(who, 'plan ipr-1 2010-07-01 Draft')).text).toBe(
        'Milestones of IPR-1 are planned by the coordinator of IPR, or a member of Japan Customs.',
      )
    expect(await milestones()).toHaveLength(before)
  })

  it('five at once get five numbers, and the same said at once by two gets one', async () => {
    const before = (await milestones()).length
    await Promise.all([1, 2, 3, 4, 5].map((each) => bot.say(eleni, `plan ipr-1 2010-10-01 Round ${each}`)))
    const after = await milestones()
    expect(after).toHaveLength(before + 5)
    expect(new Set(after.map(({ code }) => code)).size).toBe(before + 5)
    const answers = await Promise.all(
      [eleni, sato].map((who) => bot.say(who, 'plan ipr-1 2010-11-01 Shared')),
    )
    expect(answers.map(({ text }) => text.split('.')[0]).sort()).toEqual(['Proposed', 'Proposed already'])
    expect(await milestones()).toHaveLength(before + 6)
  })

  it('a request delivered twice adds one, and is answered from the record', async () => {
    const before = (await milestones()).length
    const words = 'plan ipr-1 2010-12-01 Once only'
    await bot.say(eleni, words, { id: 'slack:plan' })
    const again = await bot.say(eleni, words, { id: 'slack:plan' })
    expect(again.text).toMatch(/^Recorded already\. IPR-1\.\d+: Once only\./)
    expect(await milestones()).toHaveLength(before + 1)
  })

  it('the audit holds ids and names of fields, never the title', async () => {
    const entries = await bot.store.db.prisma.auditEntry.findMany({ where: { action: 'milestone planned' } })
    expect(entries[0]).toMatchObject({
      subjectKind: 'milestone',
      fields: ['code', 'title', 'owner', 'dueOn'],
    })
    expect(
      JSON.stringify(entries, (_, value) => (typeof value === 'bigint' ? String(value) : value)),
    ).not.toContain('draft')
  })
})

describe('a quiet activity', () => {
  it('is planned by its people, answered to them alone, and closed to others', async () => {
    await bot.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-08-20') },
    })
    const channel = { seenBy: 'everyone' } as const
    for (const words of [
      'plan ipr-1 2010-07-01 Search of containers',
      'agree ipr-1.1',
      'move ipr-1.2 to 2010-07-04',
      'agree ipr-1.99',
    ])
      expect((await bot.say(sato, words, channel)).reply?.to).toBe('asker')
    for (const words of [
      'plan ipr-1 2010-07-01 Draft',
      'agree ipr-1.1',
      'move ipr-1.1 to 2010-07-01',
      'lead ipr-1 korea',
      'confirm ipr-1 limited',
    ])
      expect((await bot.say(kim, words)).text).toContain('IPR-1 is quiet until Friday 20 August 2010')
  })
})
