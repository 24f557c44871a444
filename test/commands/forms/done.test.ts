import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const mori = slackUser('U-MORI', 'Mori Ken')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(mori, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
  await prisma().milestone.updateMany({
    where: { code: { in: ['IPR-1.2', 'IPR-1.3', 'IPR-1.4'] } },
    data: { ownerAdministrationId: japan.id, state: 'agreed', dueOn: new Date('2010-06-21') },
  })
  await bot.say(sato, 'pledge tf-1 by 2010-06-15 Share a note with all')
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const milestone = (code: string) =>
  prisma().milestone.findFirstOrThrow({ where: { code }, include: { evidence: true } })

describe('the form of what is delivered', () => {
  it('is opened where no milestone or commitment is named', () => {
    for (const words of ['', ' ipr-1'])
      expect(bot.forms.opens(`done${words}`)).toEqual({ title: 'Delivered' })
    for (const words of ['ipr-1.2', 'ipr-1.2 https://example.org', 'tf-1/jp', 'ipr-1/japan'])
      expect(bot.forms.opens(`done ${words}`), words).toBeNull()
  })

  it('suggests what is open and one’s own, soonest first', async () => {
    const me = filling(bot, sato)
    expect(await me.look(await me.open('done'), 'on')).toEqual(['tf-1/jp', 'ipr-1.2', 'ipr-1.3', 'ipr-1.4'])
    expect(await me.look(await me.open('done'), 'on', 'note')).toContain('tf-1/jp')
    const her = filling(bot, eleni)
    const hers = await her.look(await her.open('done'), 'on')
    expect(hers).toContain('ipr-1.2')
    expect(hers.every((each) => each.startsWith('ipr-'))).toBe(true)
    expect(hers.indexOf('ipr-1.1')).toBeLessThan(hers.indexOf('ipr-1.2'))
  })

  it('files the link under its title, once', async () => {
    const me = filling(bot, sato)
    const form = await me.open('done ipr-1.2')
    expect(form.notice[0]?.join('')).toContain('IPR-1.2')
    expect(held(form)).toEqual({ on: 'ipr-1.2' })
    const values = { ...held(form), link: 'https://example.org/note', reference: 'Lessons-learned note' }
    const words = (await Promise.all([me.submit(form, values), me.submit(form, values)])).map(said)
    expect(words.filter((each) => each.startsWith('Delivered.'))).toHaveLength(1)
    expect(words.filter((each) => each.startsWith('Already recorded.'))).toHaveLength(1)
    expect((await milestone('IPR-1.2')).evidence).toMatchObject([
      { reference: 'https://example.org/note', title: 'Lessons-learned note' },
    ])
  })

  it('that a colleague was faster with says so, and shows how it stands', async () => {
    const me = filling(bot, sato)
    const form = await me.open('done ipr-1.3')
    await bot.say(mori, 'done ipr-1.3 Note 7')
    const reply = await me.submit(form, { ...held(form), reference: 'Note 8' })
    if (reply?.kind !== 'form') throw new Error(said(reply))
    expect(said(reply)).toMatch(/It has changed since the form was opened.*delivered Mon 7 Jun 2010/)
    expect(held(reply.form)).toEqual({ on: 'ipr-1.3', reference: 'Note 8' })
    expect((await milestone('IPR-1.3')).evidence).toHaveLength(1)
    expect(await me.fill(reply.form, {})).toContain('Evidence added.')
  })

  it('names the field of each mistake', async () => {
    const me = filling(bot, sato)
    const form = await me.open('done')
    expect(await me.mistakes(form, { reference: 'Note' })).toEqual({ on: 'Choose what is delivered.' })
    expect(await me.mistakes(form, { on: 'tf-1.1' })).toHaveProperty('on')
    expect(await me.mistakes(form, { on: 'ipr-1.77' })).toHaveProperty('on')
    const values = { on: 'ipr-1.4', link: 'no link', reference: 'x'.repeat(10_000) }
    expect(await me.mistakes(form, values)).toEqual({
      link: 'Give one whole link that begins with https://.',
      reference: 'Shorten it to 300 characters; it has 10,000.',
    })
    expect((await milestone('IPR-1.4')).state).toBe('agreed')
  })

  it('of another is refused, when it is opened and when it is handed in', async () => {
    const refused = 'IPR-1.4 is marked delivered by a member of Japan Customs, or the coordinator of IPR.'
    expect(said(await filling(bot, kim).opened('done ipr-1.4'))).toBe(refused)
    const form = await filling(bot, sato).open('done ipr-1.4')
    expect(said(await filling(bot, kim).submit(form, held(form)))).toContain(refused)
    expect((await milestone('IPR-1.4')).state).toBe('agreed')
  })
})
