import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const tariq = slackUser('U-TARIQ', 'Tariq')
const asia = slackUser('U-ASIA', 'Tan Mei')
const chair = slackUser('U-CHAIR', 'Chair')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(tariq, 'coordinator tf')
  await bot.admit(asia, 'coordinator asia')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

const said = async (who: typeof sato, words: string) => (await bot.say(who, words)).text
const prisma = () => bot.store.db.prisma

it('says in one line that nothing is overdue, also of what was only proposed', async () => {
  expect(await said(kim, 'overdue')).toBe(
    'Nothing that was agreed is past its date today, Monday 7 June 2010.',
  )
  expect(await said(sato, 'overdue ours')).toBe(
    'Japan Customs: nothing that was agreed is past its date today, Monday 7 June 2010.',
  )
})

describe('when Japan and a coordinator are late', () => {
  beforeAll(async () => {
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    const agreed = (code: string, on: string, owner: number | null) =>
      prisma().milestone.updateMany({
        where: { code },
        data: {
          state: 'agreed',
          ownerAdministrationId: owner,
          dueOn: new Date(on),
          baselineOn: new Date('2010-03-01'),
        },
      })
    await agreed('IPR-1.2', '2010-05-24', japan.id)
    await agreed('TF-1.1', '2010-03-01', null)
    for (const [code, administrationId] of [
      ['IPR-1', japan.id],
      ['TF-1', japan.id],
      ['IPR-2', japan.id],
    ] as const) {
      const { id: activityId } = await prisma().activity.findFirstOrThrow({ where: { code } })
      await prisma().commitment.create({
        data: {
          activityId,
          administrationId,
          text: `A note under ${code}`,
          state: 'open',
          baselineOn: new Date('2010-05-01'),
          targetOn: new Date('2010-05-01'),
          madeAt: bot.clock.now(),
        },
      })
    }
  })

  it('others read what, the longest first, and how many; not who', async () => {
    for (const words of ['overdue', 'late', 'overdue?']) {
      const text = await said(kim, words)
      const [first, second, third] = text.split('\n').slice(2)
      expect(first).toMatch(/^- TF-1\.1 .* · Mon 1 Mar 2010, 98 days ago · coordinator of TF$/)
      expect(second).toMatch(
        /^- IPR-1\.2 .* · Mon 24 May 2010, 14 days ago \(first Mon 1 Mar 2010\) · 1 administration$/,
      )
      expect(third).toBe('3 commitments are past the target.')
      expect(text).not.toMatch(/Japan|A note under/)
    }
    expect((await bot.say(sato, 'overdue', { seenBy: 'everyone' })).text).not.toMatch(/Japan|A note under/)
  })

  it('Japan, its coordinators and the secretariat read the name', async () => {
    expect(await said(sato, 'overdue')).toContain('(first Mon 1 Mar 2010) · Japan')
    expect(await said(sato, 'overdue')).toContain(
      'TF-1/JP A note under TF-1 · Sat 1 May 2010, 37 days ago · Japan',
    )
    expect(await said(chair, 'overdue')).not.toContain('past the target.')
    expect(await said(asia, 'overdue japan')).toContain('IPR-1.2')
    const coordinator = await said(eleni, 'overdue')
    expect(coordinator).toContain('IPR-1.2')
    expect(coordinator).toContain('IPR-2/JP')
    expect(coordinator).not.toContain('TF-1/JP')
    expect(coordinator).toContain('1 other commitment is past the target.')
  })

  it('a question about Japan is refused to those who may not be told, and answered for their areas to coordinators', async () => {
    const { reply, text } = await bot.say(kim, 'overdue japan')
    expect(text).toContain(
      'Who is late is told only to that administration, its coordinators and the secretariat.',
    )
    expect(reply?.outcome).toBe('refused')
    expect((await bot.say(kim, 'overdue korea')).text).toContain('nothing that was agreed')
    expect((await bot.say(kim, 'overdue ipr-1/jp')).reply?.outcome).toBe('refused')
    const partly = await said(tariq, 'overdue japan')
    expect(partly).toContain('TF-1/JP')
    expect(partly).not.toContain('IPR-1')
    expect(partly).toContain('Shown is what is told to you')
  })

  it('can be narrowed to an area, an activity, a milestone', async () => {
    expect(await said(kim, 'overdue ipr')).not.toContain('TF-1.1')
    expect(await said(kim, 'overdue ipr')).toContain('2 commitments are past the target.')
    expect(await said(kim, 'overdue tf-1')).toContain('1 commitment is past the target.')
    expect(await said(kim, 'overdue ipr-1.2')).toContain('1 administration')
    expect(await said(kim, 'overdue ipr-1.2')).not.toContain('target.')
  })

  it('ours is private, and of a coordinator what coordinators owe', async () => {
    const { reply, text } = await bot.say(sato, 'overdue ours', { seenBy: 'everyone' })
    expect(reply?.to).toBe('asker')
    expect(text).toContain('IPR-1.2')
    expect(text).not.toContain('TF-1.1')
    expect(await said(tariq, 'overdue ours')).toContain('TF-1.1')
    expect(await said(eleni, 'overdue ours')).toContain('nothing that was agreed')
    expect((await bot.say(operator, 'overdue ours')).reply?.outcome).toBe('refused')
  })

  it('a quiet activity shows and counts nothing', async () => {
    await prisma().activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-06-20') },
    })
    expect(await said(kim, 'overdue')).not.toContain('IPR-1')
    expect(await said(kim, 'overdue')).toContain('2 commitments are past the target.')
    expect(await said(kim, 'overdue ipr-1')).toBe('IPR-1 is quiet until Sunday 20 June 2010.')
    expect(await said(eleni, 'overdue')).toContain('IPR-1.2')
    await prisma().activity.updateMany({ where: { code: 'IPR-1' }, data: { quietUntil: null } })
  })

  it('asked with a day is told that overdue is of today', async () => {
    expect((await bot.say(kim, 'overdue last week')).reply?.outcome).toBe('refused')
  })
})
