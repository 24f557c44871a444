import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const chair = teamsUser('chair', 'The Chair')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

const leads = async (code: string) =>
  (
    await bot.store.db.prisma.participation.findMany({
      where: { activity: { code }, lead: true },
      orderBy: { since: 'asc' },
      include: { administration: true },
    })
  ).map(({ administration }) => administration.code)
const owners = async (code: string) =>
  (
    await bot.store.db.prisma.milestone.findMany({
      where: { activity: { code } },
      orderBy: { id: 'asc' },
      include: { owner: true },
    })
  ).map(({ owner }) => owner?.code ?? null)

describe('lead', () => {
  it('names who leads; they take part, and the proposed milestones of the coordinator are theirs', async () => {
    const { text } = await bot.say(eleni, 'lead ipr-1 japan')
    expect(text).toContain('Recorded. IPR-1 is led by Japan Customs.')
    expect(text).toContain('5 proposed milestones now belong to Japan Customs.')
    expect(await leads('IPR-1')).toEqual(['JP'])
    expect(await owners('IPR-1')).toEqual(['JP', 'JP', 'JP', 'JP', 'JP'])
    const read = (await bot.say(kim, 'status ipr-1')).text
    expect(read).toContain('Lead: Japan Customs · 1 administration taking part')
    expect((await bot.say(sato, 'mine')).text).toContain('5 open')
  })

  it('names two, in their order, and says who led before; what was agreed stays', async () => {
    await bot.say(sato, 'agree ipr-1.3')
    const { text } = await bot.say(chair, 'lead IPR-1 Korea and Greece')
    expect(text).toContain('IPR-1 is led by Korea Customs Service and')
    expect(text).toContain('Until now: Japan Customs.')
    expect(text).toContain('4 proposed milestones now belong to Korea Customs Service.')
    expect(await leads('IPR-1')).toEqual(['KR', 'GR'])
    expect(await owners('IPR-1')).toEqual(['KR', 'KR', 'JP', 'KR', 'KR'])
    expect((await bot.say(kim, 'status ipr-1/jp')).text).toContain('Place: Taking part')
    expect((await bot.say(kim, 'plan ipr-1 2010-07-01 Draft')).text).toContain(
      'Owner: Korea Customs Service.',
    )
  })

  it('none gives the proposed milestones back to the coordinator', async () => {
    const { text } = await bot.say(eleni, 'lead ipr-1 none')
    expect(text).toContain('IPR-1 has no lead. Until now: ')
    expect(text).toContain('5 proposed milestones now belong to the coordinator of IPR.')
    expect(await owners('IPR-1')).toEqual([null, null, 'JP', null, null, null])
  })

  it('the operator may, and the same again changes nothing', async () => {
    expect((await bot.say(operator, 'lead tf-1 eu')).text).toContain('TF-1 is led by')
    const before = await bot.store.db.prisma.participation.findMany()
    bot.clock.minutesLater(5)
    expect((await bot.say(operator, 'lead tf-1 European Commission')).text).toContain('Already so.')
    expect(await bot.store.db.prisma.participation.findMany()).toEqual(before)
  })

  it('one who stays keeps the time from which they are asked to report', async () => {
    const since = async () =>
      (
        await bot.store.db.prisma.participation.findFirstOrThrow({
          where: { activity: { code: 'TF-1' }, lead: true, administration: { code: 'EU' } },
        })
      ).since
    const before = await since()
    bot.clock.minutesLater(5)
    await bot.say(operator, 'lead tf-1 eu, singapore')
    expect(await since()).toEqual(before)
    expect(await leads('TF-1')).toEqual(['EU', 'SG'])
  })

  it('a second delivery is answered from the record', async () => {
    await bot.say(eleni, 'lead ipr-2 greece', { id: 'slack:lead' })
    const again = await bot.say(eleni, 'lead ipr-2 greece', { id: 'slack:lead' })
    expect(again.text).toContain('Recorded already. IPR-2 is led by')
    expect(await leads('IPR-2')).toEqual(['GR'])
  })

  it('two at once leave one of the two answers, whole', async () => {
    await Promise.all(['japan', 'korea', 'greece'].map((each) => bot.say(eleni, `lead ipr-2 ${each}`)))
    const [lead, ...others] = await leads('IPR-2')
    expect(others).toEqual([])
    expect(new Set(await owners('IPR-2'))).toEqual(new Set([lead]))
  })

  it.each([
    ['lead', 'Say which activity and who leads it, for example: lead ipr-1 japan.'],
    ['lead ipr-1', 'IPR-1 has no lead. To name a lead: lead ipr-1 japan.'],
    ['lead ipr-1 jpan', 'I know no administration "jpan". Did you mean Japan?'],
    ['lead ipr-1 atlantis', 'I know no administration "atlantis". For example: lead ipr-1 japan'],
    ['lead ipr-1 japan, korea and greece', 'IPR-1 has at most 2 leads'],
    ['lead tf-1 japan', 'Who leads TF-1 is said by the coordinator of TF, or the secretariat.'],
    ['lead ipr-1.2 japan', 'Say which activity'],
  ])('%s', async (words, expected) => {
    const before = await bot.store.db.prisma.participation.findMany()
    const { text, reply } = await bot.say(eleni, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await bot.store.db.prisma.participation.findMany()).toEqual(before)
  })

  it('never names one that has answered not to take part', async () => {
    const [activity, administration] = [
      await bot.store.db.prisma.activity.findFirstOrThrow({ where: { code: 'IPR-1' } }),
      await bot.store.db.prisma.administration.findUniqueOrThrow({ where: { code: 'LA' } }),
    ]
    await bot.store.db.prisma.participation.create({
      data: {
        activityId: activity.id,
        administrationId: administration.id,
        takingPart: false,
        since: bot.clock.now(),
      },
    })
    expect((await bot.say(eleni, 'lead ipr-1 laos')).text).toContain(
      'has answered that it does not take part in IPR-1',
    )
    expect(await leads('IPR-1')).toEqual([])
  })
})

it('named while milestones are agreed, moved and delivered at the same time, nothing fails and nothing is lost', async () => {
  await bot.say(eleni, 'lead env-1 japan')
  await bot.admit(eleni, 'coordinator env')
  await bot.say(eleni, 'lead env-1 japan')
  const words = [
    ...['japan', 'korea', 'japan and korea', 'none'].map((each) => `lead env-1 ${each}`),
    ...[1, 2, 3].flatMap((each) => [
      `agree env-1.${each} on 2010-09-0${each}`,
      `move env-1.${each} to 2010-10-0${each} because x`,
      `done env-1.${each} Note ${each}`,
      `plan env-1 2010-11-0${each} Round ${each}`,
    ]),
  ]
  const answers = await Promise.all(
    [...words, ...words].map((each, at) => bot.say(at % 2 === 0 ? sato : eleni, each)),
  )
  expect(answers.filter(({ text }) => text.includes('Something failed'))).toEqual([])
  expect((await bot.say(eleni, 'status env-1')).text).toContain('Round 3')
})
