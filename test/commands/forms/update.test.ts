import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.say(eleni, 'lead ipr-2 japan')
  await bot.say(sato, 'take part ipr-1')
  await bot.say(sato, 'not taking part tf-2')
  const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
  await prisma().milestone.updateMany({
    where: { code: { in: ['IPR-2.2', 'IPR-2.3'] } },
    data: { ownerAdministrationId: japan.id, state: 'agreed', dueOn: new Date('2010-06-10') },
  })
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const updates = () => prisma().update.findMany({ include: { versions: true, evidence: true } })
const texts = async () => (await updates()).flatMap(({ versions }) => versions.map(({ text }) => text))

describe('the form of an update', () => {
  it('is opened by words that leave something out, and by no others', () => {
    const opens = [
      '',
      'ipr-1',
      'ipr-1/la',
      'ipr-1 Draft sent',
      'ipr-1 on track',
      'joint operations Draft sent',
      'IPR 1:',
    ]
    for (const words of opens) expect(bot.forms.opens(`update ${words}`), words).toEqual({ title: 'Update' })
    const whole = [
      'ipr-1 on track Draft sent',
      'IPR-1: at risk, https://example.org/x',
      'her/ipr-1 off track No answer',
      'ipr-1/la on track Sent from e-mail of 3 May',
      'ipr-1 / la on track Sent from e-mail of 3 May',
      'joint operations on track Draft sent',
    ]
    for (const words of whole) expect(bot.forms.opens(`update ${words}`), words).toBeNull()
  })

  it('has filled in what was given', async () => {
    const me = filling(bot, sato)
    expect(held(await me.open('update'))).toEqual({})
    expect(held(await me.open('update ipr-1'))).toEqual({ on: 'ipr-1' })
    expect(held(await me.open('update ipr-1 Draft sent to all https://example.org/draft'))).toEqual({
      on: 'ipr-1',
      text: 'Draft sent to all',
      link: 'https://example.org/draft',
    })
    expect(held(await me.open('update ipr-1 at risk'))).toEqual({ on: 'ipr-1', outlook: 'at risk' })
    expect(held(await me.open('update Draft sent to all'))).toEqual({ text: 'Draft sent to all' })
  })

  it('suggests what one leads first, then where one takes part, then the others, and finds what is typed', async () => {
    const me = filling(bot, sato)
    const form = await me.open('update')
    const all = await me.look(form, 'on')
    expect(all.slice(0, 2)).toEqual(['ipr-2', 'ipr-1'])
    expect(all).toHaveLength(7)
    expect(all).not.toContain('tf-2')
    expect(await me.look(form, 'on', 'ipr good practices')).toEqual(['ipr-2'])
    expect(await me.look(form, 'on', 'IPR1')).toEqual(['ipr-1'])
    expect(await me.look(form, 'on', 'zebra')).toEqual([])
    expect(await me.look(form, 'delivered')).toEqual(['ipr-2.1', 'ipr-2.2', 'ipr-2.3', 'ipr-2.4', 'ipr-2.5'])
  })

  it('records what is entered, what is in the way and the milestone delivered in one go, once', async () => {
    const me = filling(bot, sato)
    const form = await me.open('update ipr-2')
    const values = {
      ...held(form),
      outlook: 'at risk',
      text: 'Draft 2 is with the translators',
      inTheWay: 'Two translations are late',
      link: 'https://example.org/draft-2',
      delivered: 'ipr-2.2',
    }
    const replies = await Promise.all([me.submit(form, values), me.submit(form, values)])
    const words = replies.map(said)
    expect(words.filter((each) => each.includes('Delivered. IPR-2.2'))).toHaveLength(1)
    const [first] = words.filter((each) => each.includes('Delivered. IPR-2.2'))
    expect(first).toContain('Recorded. Japan Customs, IPR-2: at risk.')
    expect(first).toContain('In the way: Two translations are late')
    expect(first).toContain('Your next date: Thursday 10 June 2010, IPR-2.3.')
    expect(words.some((each) => each.includes('Already recorded. Japan Customs, IPR-2'))).toBe(true)
    const [recorded, ...others] = await updates()
    expect(others).toEqual([])
    expect(recorded?.versions[0]).toMatchObject({ inTheWay: 'Two translations are late', outlook: 'at risk' })
    expect(recorded?.evidence).toEqual([])
    const milestone = await prisma().milestone.findFirstOrThrow({
      where: { code: 'IPR-2.2' },
      include: { evidence: true },
    })
    expect(milestone.state).toBe('delivered')
    expect(milestone.evidence.map(({ reference }) => reference)).toEqual(['https://example.org/draft-2'])
    expect((await bot.say(sato, 'status ipr-2')).text).toContain('In the way: Two translations are late')
  })

  it('names the field of each mistake, and records nothing', async () => {
    const me = filling(bot, sato)
    const form = await me.open('update ipr-1')
    const before = await texts()
    expect(await me.mistakes(form, { text: 'x'.repeat(10_000) })).toEqual({
      outlook: 'Choose how it stands.',
      text: 'Shorten it to 2,000 characters; it has 10,000.',
    })
    const whole = { outlook: 'on track', text: 'Draft sent' }
    expect(await me.mistakes(form, { ...whole, link: 'example dot org' })).toEqual({
      link: 'Give one whole link that begins with https://.',
    })
    expect(await me.mistakes(form, { ...whole, link: `https://${'x'.repeat(10_000)}` })).toHaveProperty(
      'link',
    )
    expect(await me.mistakes(form, { ...whole, inTheWay: 'x'.repeat(10_000) })).toHaveProperty('inTheWay')
    expect(await me.mistakes(form, { ...whole, on: 'xyz-9' })).toHaveProperty('on')
    expect(await me.mistakes(form, { ...whole, delivered: 'tf-1.1' })).toEqual({
      delivered: 'TF-1.1 is marked delivered by the coordinator of TF.',
    })
    expect(await texts()).toEqual(before)
    const mended = await me.submit(form, { ...held(form), ...whole, on: 'xyz-9' })
    if (mended?.kind !== 'mistakes') throw new Error(said(mended))
    expect(held(mended.form)).toEqual({ ...whole, on: 'xyz-9' })
    expect(await me.fill(form, whole)).toContain('Recorded. Japan Customs, IPR-1: on track.')
  })

  it('asks where the words come from of those who record for others alone', async () => {
    const mine = await filling(bot, sato).open('update ipr-1')
    expect(mine.fields.map(({ name }) => name)).not.toContain('source')
    const her = filling(bot, eleni)
    const form = await her.open('update ipr-1/la')
    expect(await her.look(form, 'on', 'lao')).toEqual(['ipr-1/la', 'ipr-2/la'])
    const values = { outlook: 'on track', text: 'Answers to the questionnaire sent' }
    expect(await her.mistakes(form, values)).toEqual({
      source: 'Say where the words come from, for example: e-mail of 3 May.',
    })
    expect(await her.mistakes(form, { ...values, source: 'my own head' })).toHaveProperty('source')
    expect(await her.fill(form, { ...values, source: 'e-mail of 3 May' })).toContain(
      'Shown as recorded by Papadakis Eleni from e-mail of 3 May.',
    )
  })

  it('is refused for others who report themselves, and to those who do not report', async () => {
    expect(said(await filling(bot, sato).opened('update ipr-1/kr'))).toContain('You report for Japan Customs')
    const dg = slackUser('U-DG')
    await bot.admit(dg, 'greece dg')
    expect(said(await filling(bot, dg).opened('update'))).toContain('"update" is for')
    expect(said(await filling(bot, slackUser('U-NOBODY')).opened('update'))).toContain('invited customs')
    const form = await filling(bot, sato).open('update ipr-1')
    expect(await filling(bot, slackUser('U-NOBODY')).look(form, 'on')).toEqual([])
    expect(await filling(bot, dg).look(form, 'on')).toEqual([])
    expect(await filling(bot, kim).look(form, 'delivered')).toEqual([])
  })
})
