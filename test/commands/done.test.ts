import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'greece member')
  await bot.admit(eleni, 'coordinator ipr')
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const milestone = (code: string) => prisma().milestone.findFirstOrThrow({ where: { code } })
const audit = (subjectKind: string, subjectId: number) =>
  prisma().auditEntry.findMany({ where: { subjectKind, subjectId } })

describe('a milestone', () => {
  it('of the coordinator is delivered by the coordinator, whatever their own administration', async () => {
    await bot.say(eleni, 'done ipr-1.1 https://example.org/debriefing')
    const { deliveredForId, deliveredById } = await milestone('IPR-1.1')
    expect(deliveredForId).toBeNull()
    expect(deliveredById).not.toBeNull()
    expect((await bot.say(kim, 'summary')).text).toContain('The coordinator delivered IPR-1.1')
    const [evidence] = await prisma().evidence.findMany({ where: { milestone: { code: 'IPR-1.1' } } })
    expect(evidence?.administrationId).toBeNull()
  })

  it('of an administration is delivered by that administration', async () => {
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    await prisma().milestone.updateMany({
      where: { code: { in: ['IPR-1.2', 'IPR-1.3'] } },
      data: { ownerAdministrationId: japan.id },
    })
    await bot.say(sato, 'done ipr-1.2 Note 2010/7')
    await bot.say(eleni, 'done ipr-1.3 Note 2010/8')
    expect((await milestone('IPR-1.2')).deliveredForId).toBe(japan.id)
    expect((await milestone('IPR-1.3')).deliveredForId).toBeNull()
    expect((await bot.say(kim, 'summary')).text).toContain('Japan delivered IPR-1.2')
  })

  it('said twice leaves one entry in the audit', async () => {
    await bot.say(eleni, 'done ipr-1.4 https://example.org/four')
    expect((await bot.say(eleni, 'done ipr-1.4 https://example.org/four')).text).toContain(
      'Already delivered.',
    )
    const entries = await audit('milestone', (await milestone('IPR-1.4')).id)
    expect(entries.map(({ fields }) => fields)).toEqual([['state', 'evidence']])
  })

  it('keeps one of each evidence, also when it is sent several times at once', async () => {
    const said = [1, 2, 3, 4].map(() => bot.say(eleni, 'done ipr-2.1 https://example.org/outline'))
    const answers = await Promise.all(said)
    expect(answers.filter(({ text }) => text.startsWith('Delivered.'))).toHaveLength(1)
    const { id } = await milestone('IPR-2.1')
    await Promise.all([1, 2, 3].map(() => bot.say(eleni, 'done ipr-2.1 https://example.org/second')))
    const filed = await prisma().evidence.findMany({ where: { milestoneId: id } })
    expect(filed.map(({ reference }) => reference).sort()).toEqual([
      'https://example.org/outline',
      'https://example.org/second',
    ])
    expect(await audit('milestone', id)).toHaveLength(2)
  })

  it('delivered again by the same request is answered from the state', async () => {
    const id = 'slack:done'
    await bot.say(eleni, 'done ipr-2.2 https://example.org/two', { id })
    bot.clock.minutesLater(24 * 60)
    const again = await bot.say(eleni, 'done ipr-2.2 https://example.org/two', { id })
    expect(again.text).toContain('Already recorded. IPR-2.2 on Monday 7 June 2010')
    expect(again.text).toContain('Evidence: https://example.org/two')
  })
})

describe('a commitment', () => {
  const pledged = async (code: string, state = 'open') => {
    const activity = await prisma().activity.findFirstOrThrow({ where: { code } })
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    return prisma().commitment.create({
      data: {
        activityId: activity.id,
        administrationId: japan.id,
        text: 'Share a note with all members.',
        state,
        baselineOn: new Date('2010-06-30'),
        targetOn: new Date('2010-06-30'),
        madeAt: bot.clock.now(),
      },
    })
  }

  it('is marked delivered by its administration, with evidence, and shown so', async () => {
    const { id } = await pledged('TF-1')
    const refused = await bot.say(kim, 'done tf-1/jp https://example.org/note')
    expect(refused.text).toBe('TF-1/JP is marked delivered by a member of Japan Customs.')
    const said = await bot.say(sato, 'done tf-1/jp https://example.org/note Note to members')
    expect(said.text).toMatch(
      /^Delivered\. TF-1\/JP on \w+ \d+ June 2010: Share a note with all members\. Due/,
    )
    expect(said.text).toContain('Evidence: Note to members (https://example.org/note)')
    expect((await bot.say(sato, 'done tf-1/jp')).text).toContain('Already delivered.')
    expect((await bot.say(sato, 'done tf-1/jp Letter 12')).text).toContain('Evidence added.')
    expect((await audit('commitment', id)).map(({ fields }) => fields)).toEqual([
      ['state', 'evidence'],
      ['evidence'],
    ])
    const status = (await bot.say(kim, 'status tf-1/jp')).text
    expect(status).toContain('Schedule: Delivered')
    expect(status).toContain('Evidence: Note to members (https://example.org/note), Letter 12')
  })

  it('that there is none, or that is closed, is said with what to do', async () => {
    expect((await bot.say(sato, 'done tf-2/jp https://example.org/x')).text).toContain('pledge tf-2 by')
    await pledged('BIZ-1', 'carried over')
    expect((await bot.say(sato, 'done biz-1/jp https://example.org/x')).text).toBe(
      'BIZ-1/JP is closed (carried over).',
    )
  })

  it('is offered where only its activity is named', async () => {
    await pledged('ENV-1')
    const { text } = await bot.say(sato, 'done env-1')
    expect(text).toContain('done env-1.1')
    expect(text).toContain('done env-1/jp')
    expect((await bot.say(kim, 'done env-1')).text).not.toContain('env-1/')
  })
})
