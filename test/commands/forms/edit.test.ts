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
})
afterAll(() => bot.close())

const stored = (code: string) =>
  bot.store.db.prisma.update.findFirstOrThrow({
    where: { activity: { code } },
    orderBy: { id: 'desc' },
    include: { versions: { orderBy: { number: 'asc' } }, evidence: { orderBy: { id: 'asc' } } },
  })

describe('the form of an edit', () => {
  it('is opened where no new words are said', () => {
    for (const words of ['', ' ipr-1', ' ipr-1/la'])
      expect(bot.forms.opens(`edit${words}`)).toEqual({ title: 'Edit' })
    for (const words of ['ipr-1 at risk', 'ipr-1 New words'])
      expect(bot.forms.opens(`edit ${words}`)).toBeNull()
  })

  it('says so where nothing of one’s own is recorded', async () => {
    expect(said(await filling(bot, kim).opened('edit'))).toContain('Nothing of yours is recorded')
    expect(said(await filling(bot, kim).opened('edit ipr-1'))).toContain('Nothing is recorded of Korea')
  })

  it('holds the words as they stand, and makes another version of what is entered, once', async () => {
    const me = filling(bot, sato)
    await bot.say(sato, 'update ipr-1 on track Draft sent https://example.org/a https://example.org/b')
    const form = await me.open('edit')
    expect(held(form)).toEqual({
      outlook: 'on track',
      text: 'Draft sent',
      links: 'https://example.org/a\nhttps://example.org/b',
    })
    const values = {
      outlook: 'at risk',
      text: 'Draft sent late',
      inTheWay: 'Clearance',
      links: 'https://example.org/b',
    }
    const words = (await Promise.all([me.submit(form, values), me.submit(form, values)])).map(said)
    expect(words.filter((each) => each.startsWith('Edited.'))).toHaveLength(1)
    const { version, outlook, versions, evidence } = await stored('IPR-1')
    expect([version, outlook]).toEqual([2, 'at risk'])
    expect(versions.at(-1)).toMatchObject({ text: 'Draft sent late', inTheWay: 'Clearance' })
    expect(evidence.map(({ reference }) => reference)).toEqual(['https://example.org/b'])
  })

  it('takes away what is emptied; typed, what is not said stays', async () => {
    const me = filling(bot, sato)
    await bot.say(sato, 'edit ipr-1 on track')
    expect((await stored('IPR-1')).versions.at(-1)).toMatchObject({ inTheWay: 'Clearance' })
    const form = await me.open('edit ipr-1')
    const answer = await me.fill(form, { inTheWay: '', links: '' })
    expect(answer).toContain('Nothing is in the way any more.')
    expect((await stored('IPR-1')).versions.at(-1)).toMatchObject({ inTheWay: null, text: 'Draft sent late' })
    expect((await stored('IPR-1')).evidence).toEqual([])
  })

  it('of one that was edited meanwhile says so, shows how it stands, and keeps what was entered', async () => {
    const me = filling(bot, sato)
    const form = await me.open('edit ipr-1')
    await bot.say(mori, 'edit ipr-1 off track Draft stopped')
    const reply = await me.submit(form, { ...held(form), text: 'Draft sent in time' })
    if (reply?.kind !== 'form') throw new Error(said(reply))
    expect(said(reply)).toMatch(/It has changed since the form was opened.*off track: Draft stopped/)
    expect(held(reply.form)).toMatchObject({ text: 'Draft sent in time' })
    expect((await stored('IPR-1')).versions.at(-1)?.text).toBe('Draft stopped')
    expect(await me.fill(reply.form, {})).toContain('Edited.')
    expect((await stored('IPR-1')).versions.at(-1)?.text).toBe('Draft sent in time')
  })

  it('of one that was withdrawn meanwhile changes nothing', async () => {
    const me = filling(bot, sato)
    await bot.say(sato, 'update tf-1 on track Begun')
    const form = await me.open('edit tf-1')
    await bot.say(sato, 'withdraw tf-1')
    expect(await me.fill(form, { text: 'Back again' })).toContain('is withdrawn')
    expect((await stored('TF-1')).versions.map(({ text }) => text)).toEqual([''])
  })

  it('names the field of each mistake', async () => {
    const me = filling(bot, sato)
    const form = await me.open('edit ipr-1')
    expect(await me.mistakes(form, { text: '', links: '' })).toHaveProperty('text')
    expect(
      await me.mistakes(form, { text: 'x'.repeat(10_000), links: 'https://example.org/a and b' }),
    ).toEqual({
      text: 'Shorten it to 2,000 characters; it has 10,000.',
      links: 'Give whole links that begin with https://, one on each line.',
    })
    expect(await me.mistakes(form, { links: 'https://example.org/'.repeat(500) })).toHaveProperty('links')
  })

  it('is not for others, whoever opened it', async () => {
    const form = await filling(bot, sato).open('edit ipr-1')
    const before = await stored('IPR-1')
    expect(said(await filling(bot, kim).opened('edit ipr-1/jp'))).toContain('is edited by a member of Japan')
    await filling(bot, kim).fill(form, { text: 'Somebody else' })
    await filling(bot, slackUser('U-NOBODY')).fill(form, { text: 'Nobody' })
    expect(await stored('IPR-1')).toEqual(before)
  })

  it('of what was recorded for others keeps where it came from', async () => {
    const her = filling(bot, eleni)
    await bot.say(eleni, 'update ipr-2/la on track Answers sent from e-mail of 3 May')
    const form = await her.open('edit')
    expect(held(form)).toMatchObject({ source: 'e-mail of 3 May', text: 'Answers sent' })
    expect(await her.mistakes(form, { source: '' })).toHaveProperty('source')
    expect(await her.fill(form, { text: 'All answers sent', source: 'letter of 4 May' })).toContain('Edited.')
    expect((await stored('IPR-2')).versions.at(-1)).toMatchObject({ recordedFrom: 'letter of 4 May' })
  })
})
