import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const dg = slackUser('U-DG', 'A Director General')
const nikos = slackUser('U-NIKOS', 'Nikos')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(dg, 'france dg')
  await bot.admit(nikos, 'greece member')
  await bot.admit(nikos, 'coordinator ipr')
  await bot.say(eleni, 'lead ipr-1 japan')
})
afterAll(() => bot.close())

const rows = () => bot.store.db.prisma.confirmation.findMany({ orderBy: { id: 'asc' } })
const notTheirs =
  'How far IPR-1 is, is confirmed by the coordinator of IPR, or a member of an administration that does not report on it.'

describe('confirm', () => {
  it('is shown by status with who and when, and the answer says what stood before', async () => {
    expect((await bot.say(kim, 'status ipr-1')).text).toContain(
      'Implementation (confirmed): Not yet confirmed',
    )
    expect((await bot.say(kim, 'confirm ipr-1 limited')).text).toContain(
      'Confirmed. IPR-1, implementation: limited.',
    )
    expect((await bot.say(dg, 'status ipr-1')).text).toContain(
      'Implementation (confirmed): Limited · Kim Min-ji (Republic of Korea), Mon 7 Jun 2010',
    )
    bot.clock.minutesLater(24 * 60)
    const { text } = await bot.say(eleni, 'confirm ipr-1 as Substantial.')
    expect(text).toContain('Before: Limited · Kim Min-ji (Republic of Korea), Mon 7 Jun 2010.')
    expect((await bot.say(dg, 'status ipr-1')).text).toContain(
      'Substantial · Papadakis Eleni, Tue 8 Jun 2010',
    )
    expect(await rows()).toHaveLength(2)
  })

  it('the same again by the same person is one confirmation; a second delivery too', async () => {
    expect((await bot.say(eleni, 'confirm ipr-1 substantial')).text).toContain('Already confirmed.')
    expect(await rows()).toHaveLength(2)
    await bot.say(kim, 'confirm ipr-1 substantial', { id: 'teams:confirm' })
    expect((await bot.say(kim, 'confirm ipr-1 substantial', { id: 'teams:confirm' })).text).toContain(
      'Recorded already. IPR-1, implementation: substantial.',
    )
    expect(await rows()).toHaveLength(3)
  })

  it('is never for the lead, for Directors General, for the operator', async () => {
    for (const who of [sato, dg, operator])
      expect((await bot.say(who, 'confirm ipr-1 limited')).text).toBe(notTheirs)
    expect(await rows()).toHaveLength(3)
  })

  it('is never complete without evidence that has left its administration', async () => {
    const refused = await bot.say(eleni, 'confirm ipr-1 complete')
    expect(refused.text).toContain('Nothing is complete without evidence, and none is filed under IPR-1 yet.')
    await bot.say(sato, 'update ipr-1 on track Report sent https://example.org/report')
    expect((await bot.say(eleni, 'confirm ipr-1 complete')).text).toContain(
      'Nothing is complete without evidence',
    )
    bot.clock.minutesLater(10)
    expect((await bot.say(eleni, 'confirm ipr-1 complete')).text).toContain(
      'Confirmed. IPR-1, implementation: complete.',
    )
  })

  it('is not for a coordinator who reported, in whatever role', async () => {
    await bot.say(nikos, 'confirm ipr-1 limited')
    expect((await rows()).at(-1)?.level).toBe('limited')
    await bot.say(nikos, 'update ipr-1 on track From Athens')
    expect((await bot.say(nikos, 'confirm ipr-1 substantial')).text).toBe(notTheirs)
    await bot.store.db.prisma.role.updateMany({
      where: { kind: 'member', person: { name: 'Nikos' } },
      data: { untilOn: new Date('2010-06-01') },
    })
    expect((await bot.say(nikos, 'confirm ipr-1 substantial')).text).toBe(notTheirs)
    await bot.store.db.prisma.person.updateMany({
      where: { name: 'Nikos' },
      data: { administrationId: null },
    })
    expect((await bot.say(nikos, 'confirm ipr-1 substantial')).text).toBe(notTheirs)
  })

  it('is not for the coordinator who delivered what the coordinator owns', async () => {
    await bot.say(eleni, 'done ipr-2.1 https://example.org/paper')
    expect((await bot.say(eleni, 'confirm ipr-2 limited')).text).toContain('How far IPR-2 is')
    expect((await bot.say(kim, 'confirm ipr-2 complete')).text).toContain(
      'Confirmed. IPR-2, implementation: complete.',
    )
  })

  it('an update recorded from the words of somebody else is not a report of the one who recorded it', async () => {
    await bot.store.db.prisma.updateVersion.updateMany({
      where: { text: 'From Athens' },
      data: { recordedFrom: 'e-mail of 3 May' },
    })
    await bot.store.db.prisma.participation.deleteMany({ where: { administration: { code: 'GR' } } })
    expect((await bot.say(nikos, 'confirm ipr-1 substantial')).text).toContain('Confirmed.')
  })
})

describe('confirm of a commitment', () => {
  it('is for everybody but its own administration, and shown with it', async () => {
    expect((await bot.say(kim, 'confirm ipr-1/jp limited')).text).toBe(
      'Japan Customs has no commitment of its own under IPR-1.',
    )
    const { id: activityId } = await bot.store.db.prisma.activity.findFirstOrThrow({
      where: { code: 'IPR-1' },
    })
    const { id: administrationId } = await bot.store.db.prisma.administration.findUniqueOrThrow({
      where: { code: 'JP' },
    })
    await bot.store.db.prisma.commitment.create({
      data: {
        activityId,
        administrationId,
        text: 'Share a note on risk indicators.',
        state: 'open',
        baselineOn: new Date('2010-09-01'),
        targetOn: new Date('2010-09-01'),
        madeAt: bot.clock.now(),
      },
    })
    expect((await bot.say(kim, 'status ipr-1/jp')).text).toContain(
      'Implementation (confirmed): Not yet confirmed',
    )
    expect((await bot.say(sato, 'confirm ipr-1/jp limited')).text).toContain(
      'How far IPR-1/JP is, is confirmed by',
    )
    expect((await bot.say(kim, 'confirm ipr-1/japan not started')).text).toContain(
      'Confirmed. IPR-1/JP, implementation: not started.',
    )
    expect((await bot.say(kim, 'status ipr-1/jp')).text).toContain(
      'Not started · Kim Min-ji (Republic of Korea)',
    )
    expect((await bot.say(kim, 'status ipr-1')).text).toContain(
      'Implementation (confirmed): Substantial · Nikos',
    )
    expect((await bot.say(kim, 'confirm ipr-1/jp complete')).text).toContain(
      'Confirmed. IPR-1/JP, implementation: complete.',
    )
  })
})

it.each([
  ['confirm', 'Say which activity or commitment, and how far it is'],
  [
    'confirm ipr-1',
    'Say how far it is (no evidence available, not started, limited, substantial or complete)',
  ],
  ['confirm ipr-1 finished', 'Say how far it is'],
  ['confirm ipr-1.2 complete', 'A milestone is marked delivered: done ipr-1.2 https://…'],
  ['confirm ipr limited', 'Say which activity or commitment'],
])('%s', async (words, expected) => {
  const before = await rows()
  const { text, reply } = await bot.say(kim, words)
  expect(text).toContain(expected)
  expect(reply?.outcome).toBe('refused')
  expect(await rows()).toEqual(before)
})
