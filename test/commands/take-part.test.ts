import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const asia = slackUser('U-ASIA', 'Tan Mei')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(asia, 'coordinator asia')
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const answerOf = (activity: string, administration: string) =>
  prisma().participation.findFirst({
    where: { activity: { code: activity }, administration: { code: administration } },
  })
const place = async (name: string) => /Place: .*/.exec((await bot.say(kim, `status ${name}`)).text)?.[0]

describe('an administration’s answer', () => {
  it.each(['take part tf-1', 'takepart tf-1', 'join in tf-1', 'Take part in TF-1'])('%s', async (words) => {
    expect((await bot.say(sato, words)).text).toContain('Japan Customs takes part in TF-1')
    expect(await place('tf-1/jp')).toBe('Place: Taking part')
  })

  it.each([
    'not taking part tf-2',
    'Not taking part in TF-2',
    'opt out of tf-2',
    'opt out tf-2 because no budget',
  ])('%s', async (words) => {
    expect((await bot.say(sato, words)).text).toContain('Japan Customs does not take part in TF-2')
    expect(await place('tf-2/jp')).toContain('Place: Not taking part')
  })

  it('changes as often as it is given, with its reason, and once when it is given twice', async () => {
    const said = async (words: string) => (await bot.say(sato, words)).text
    expect(await said('not taking part env-1 because: we have no such traffic')).toContain('Recorded. ')
    expect(await place('env-1/jp')).toBe('Place: Not taking part: we have no such traffic')
    expect(await said('not taking part env-1')).toContain('Already recorded. ')
    expect(await said('not taking part env-1')).toContain('"we have no such traffic"')
    expect(await said('take part env-1')).toContain('Recorded. ')
    expect(await said('take part env-1')).toContain('Already recorded. ')
    expect(await answerOf('ENV-1', 'JP')).toMatchObject({ takingPart: true, reason: null })
    const entries = await prisma().auditEntry.findMany({
      where: { subjectKind: 'activity' },
      orderBy: { id: 'asc' },
    })
    const env = await prisma().activity.findFirstOrThrow({ where: { code: 'ENV-1' } })
    expect(entries.filter(({ subjectId }) => subjectId === env.id).map(({ fields }) => fields)).toEqual([
      ['takingPart', 'reason'],
      ['takingPart'],
    ])
  })

  it('given while a first update is held is seen at once', async () => {
    await bot.say(sato, 'update env-2 on track Held')
    expect(await place('env-2/jp')).toBe('Place: No answer yet')
    await bot.say(sato, 'take part env-2')
    expect(await place('env-2/jp')).toBe('Place: Taking part')
    expect((await bot.say(kim, 'status env-2')).text).not.toContain('Held')
  })

  it('delivered twice is answered from the state', async () => {
    const id = 'slack:part'
    await bot.say(sato, 'take part biz-2', { id })
    expect((await bot.say(sato, 'take part biz-2', { id })).text).toContain('Already recorded. Japan Customs')
    const other = 'slack:out'
    await bot.say(sato, 'not taking part biz-2 because of a reason', { id: other })
    const again = (await bot.say(sato, 'not taking part biz-2 because of a reason', { id: other })).text
    expect(again).toContain('Already recorded.')
    expect(again).toContain('"of a reason"')
    expect((await bot.say(sato, 'take part biz-2', { id })).text).toContain('changed since')
  })

  it.each([
    ['take part', 'Say which activity, for example: take part tf-1'],
    ['take part ipr-9', 'I know no activity "ipr-9"'],
    [
      'take part ipr-2 for thialand',
      'I know no administration "thialand", so nothing was recorded. Did you mean take part ipr-2 for thailand',
    ],
    ['take part ipr-2 with pleasure', 'so nothing was recorded. For your own, say take part ipr-2.'],
    ['take part ipr-2 because we like it', 'a reason is kept for not taking part only'],
    ['take part ipr-2 for korea', 'is said by a member of Korea Customs Service, or the coordinator of IPR.'],
    ['not taking part ipr-2 for korea', 'is said by a member of Korea Customs Service.'],
    [`not taking part ipr-2 because ${'a'.repeat(301)}`, 'at most 300 characters'],
  ])('%.40s is answered with what to do next', async (words, expected) => {
    const { text, reply } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await answerOf('IPR-2', 'JP')).toBeNull()
  })
})

describe('stepping out', () => {
  it('waits for another lead, for a commitment and for milestones', async () => {
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    const out = async () => (await bot.say(sato, 'not taking part biz-1')).text
    await bot.say(sato, 'take part biz-1')
    await prisma().participation.updateMany({
      where: { activity: { code: 'BIZ-1' }, administrationId: japan.id },
      data: { lead: true },
    })
    expect(await out()).toContain(
      'Japan Customs leads BIZ-1: the coordinator of BIZ names another lead first',
    )
    await prisma().participation.updateMany({ data: { lead: false } })
    await bot.say(sato, 'pledge biz-1 by 2010-12-15 Find a host')
    expect(await out()).toContain('Mark it delivered first (done biz-1/jp https://…)')
    await bot.say(sato, 'done biz-1/jp https://example.org/host')
    await prisma().milestone.updateMany({
      where: { code: { in: ['BIZ-1.1', 'BIZ-1.2'] } },
      data: { ownerAdministrationId: japan.id },
    })
    expect(await out()).toContain('Japan Customs owns BIZ-1.1 and BIZ-1.2 there, still open.')
    expect(await answerOf('BIZ-1', 'JP')).toMatchObject({ takingPart: true })
    for (const code of ['biz-1.1', 'biz-1.2']) await bot.say(sato, `done ${code} https://example.org/${code}`)
    expect(await out()).toContain('Recorded.')
  })
})

describe('a coordinator', () => {
  it('names one that takes part, and overrules no answer', async () => {
    expect((await bot.say(eleni, 'take part ipr-1 for thailand')).text).toContain('takes part in IPR-1')
    expect(await answerOf('IPR-1', 'TH')).toMatchObject({ takingPart: true })
    await bot.say(kim, 'not taking part ipr-1')
    expect((await bot.say(eleni, 'take part ipr-1 for korea')).text).toContain(
      'Korea Customs Service answered on Monday 7 June 2010 that it does not take part in IPR-1',
    )
    expect((await bot.say(eleni, 'take part ipr-1')).text).toContain('take part ipr-1 for thailand')
  })

  it('of a region answers for one that is not connected', async () => {
    expect((await bot.say(asia, 'not taking part ipr-1 for laos because of staff')).text).toContain(
      'does not take part in IPR-1',
    )
    expect(await place('ipr-1/la')).toBe('Place: Not taking part: of staff')
    expect((await bot.say(asia, 'not taking part ipr-1/kr')).reply?.outcome).toBe('refused')
  })
})

describe('a quiet activity', () => {
  beforeAll(() =>
    prisma().activity.updateMany({ where: { code: 'IPR-2' }, data: { quietUntil: new Date('2010-06-20') } }),
  )

  it('is joined by the word of its coordinator alone', async () => {
    const { text, reply } = await bot.say(kim, 'take part ipr-2')
    expect(text).toBe(
      'IPR-2 is quiet until Sunday 20 June 2010: the coordinator of IPR names who takes part. Ask for take part ipr-2 for republic of korea.',
    )
    expect(reply?.outcome).toBe('refused')
    for (const who of [asia, sato])
      expect((await bot.say(who, 'take part ipr-2 for korea')).reply?.outcome).toBe('refused')
    expect(await answerOf('IPR-2', 'KR')).toBeNull()
    const named = await bot.say(eleni, 'take part ipr-2 for korea')
    expect(named.text).toContain('until then, Korea Customs Service reads what is reported there.')
    expect(named.reply?.to).toBe('asker')
    expect((await bot.say(kim, 'take part ipr-2')).text).toContain('Already recorded.')
    expect((await bot.say(kim, 'update ipr-2 on track Inside')).text).toContain('Recorded.')
  })

  it('is left by a member, who is let in again by the coordinator only', async () => {
    expect((await bot.say(kim, 'not taking part ipr-2')).text).toContain(
      'it reads nothing more of it, and only the coordinator of IPR lets it in again.',
    )
    expect((await bot.say(kim, 'status ipr-2')).text).not.toContain('Inside')
    expect((await bot.say(kim, 'take part ipr-2')).reply?.outcome).toBe('refused')
    expect((await bot.say(eleni, 'take part ipr-2 for korea')).text).toContain('Recorded.')
    expect((await bot.say(eleni, 'not taking part ipr-2 for korea')).text).toContain('Recorded.')
    expect((await bot.say(kim, 'status ipr-2')).text).not.toContain('Inside')
  })

  it('takes a "no" from outside without letting anybody in', async () => {
    expect((await bot.say(sato, 'not taking part ipr-2')).text).toContain('Recorded.')
    expect((await bot.say(sato, 'status ipr-2')).text).not.toContain('Inside')
  })
})
