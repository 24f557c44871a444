import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

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

const prisma = () => bot.store.db.prisma
const stored = (code: string) =>
  prisma().commitment.findFirstOrThrow({ where: { activity: { code } }, include: { dateChanges: true } })
const day = (date: Date) => date.toISOString().slice(0, 10)

describe('pledge', () => {
  it('makes a commitment with a day in full, and takes part by it', async () => {
    const said = (await bot.say(sato, 'pledge ipr-1 by 2011-03-31 Share a note on seizures with all')).text
    expect(said).toContain('Pledged. Japan Customs, IPR-1/JP: by Thursday 31 March 2011 (in 297 days).')
    expect(said).toContain('"Share a note on seizures with all"')
    expect(said).toContain('Japan Customs now counts as taking part in IPR-1.')
    expect(said).toContain('done ipr-1/jp https://…')
    expect(await stored('IPR-1')).toMatchObject({ state: 'open', baselineText: null, dateChanges: [] })
    const read = (await bot.say(kim, 'status ipr-1/jp')).text
    expect(read).toContain('"Share a note on seizures with all" (commitment of Japan Customs)')
    expect(read).toContain('Place: Taking part')
    expect((await bot.say(sato, 'mine')).text).toContain('IPR-1/JP Share a note on seizures with all')
    await bot.say(sato, 'update ipr-1 on track Note begun')
    expect(await prisma().update.findFirstOrThrow()).toMatchObject({
      commitmentId: (await stored('IPR-1')).id,
    })
  })

  it.each([
    ['ipr-2', 'by 31 March 2011: Send our comments', 'Send our comments', '2011-03-31'],
    ['tf-1', 'Send the plan to our Ministry by end of June', 'Send the plan to our Ministry', '2010-06-30'],
    ['tf-2', 'until 30 September Train by example', 'Train by example', '2010-09-30'],
  ])('%s %s', async (code, words, text, targetOn) => {
    await bot.say(sato, `pledge ${code} ${words}`)
    const commitment = await stored(code.toUpperCase())
    expect([commitment.text, day(commitment.targetOn), day(commitment.baselineOn)]).toEqual([
      text,
      targetOn,
      targetOn,
    ])
  })

  it('said again changes it, says from what to what, and keeps what was pledged first', async () => {
    await bot.say(sato, 'pledge env-1 by 2010-09-30 Send one chapter')
    bot.clock.minutesLater(60)
    const moved = (await bot.say(mori, 'pledge env-1 by 2010-12-15 Send one chapter')).text
    expect(moved).toContain('Changed. Japan Customs, ENV-1/JP: by Wednesday 15 December 2010')
    expect(moved).toContain('Moved from Thursday 30 September 2010 to Wednesday 15 December 2010.')
    expect(moved).toContain('The day first pledged, Thursday 30 September 2010, stays beside it.')
    const reworded = (await bot.say(sato, 'pledge env-1 by 2010-12-15 Send a page')).text
    expect(reworded).toContain('"Send a page"\nBefore: \n"Send one chapter"')
    expect(reworded).toContain('The sentence first pledged stays beside the new one.')
    const commitment = await stored('ENV-1')
    expect(day(commitment.baselineOn)).toBe('2010-09-30')
    expect(commitment).toMatchObject({ text: 'Send a page', baselineText: 'Send one chapter' })
    expect(commitment.dateChanges.map(({ fromOn, toOn }) => [day(fromOn!), day(toOn!)])).toEqual([
      ['2010-09-30', '2010-12-15'],
    ])
    expect((await bot.say(kim, 'status env-1/jp')).text).toContain('First pledged as: Send one chapter')
    expect((await bot.say(sato, 'pledge env-1 by 2010-12-15 Send a page')).text).toContain('Already pledged.')
    await bot.say(sato, 'pledge env-1 by 2010-12-15 Send one chapter')
    expect((await stored('ENV-1')).baselineText).toBeNull()
    const entries = await prisma().auditEntry.findMany({
      where: { subjectKind: 'commitment', subjectId: commitment.id },
      orderBy: { id: 'asc' },
    })
    expect(entries.map(({ fields }) => fields)).toEqual([
      ['text', 'targetOn', 'takingPart'],
      ['targetOn'],
      ['text'],
      ['text'],
    ])
  })

  it('corrects a sentence in its first minutes without a trace of the wrong one', async () => {
    await bot.say(sato, 'pledge env-2 by 2010-09-30 Sned a note')
    await bot.say(sato, 'pledge env-2 by 2010-09-30 Send a note')
    expect(await stored('ENV-2')).toMatchObject({ text: 'Send a note', baselineText: null })
  })

  it('is left as it is once it was kept', async () => {
    await bot.say(sato, 'done env-2/jp https://example.org/note')
    const { text, reply } = await bot.say(sato, 'pledge env-2 by 2010-12-15 Send more')
    expect(text).toContain('ENV-2/JP was delivered on Monday 7 June 2010 and stays as it is.')
    expect(reply?.outcome).toBe('refused')
    expect(await stored('ENV-2')).toMatchObject({ text: 'Send a note', state: 'delivered' })
  })

  it('said by two at once is one commitment', async () => {
    await Promise.all([
      bot.say(sato, 'pledge biz-1 by 2010-12-15 Find a host'),
      bot.say(mori, 'pledge biz-1 by 2010-12-15 Find a host'),
    ])
    expect(await prisma().commitment.count({ where: { activity: { code: 'BIZ-1' } } })).toBe(1)
  })

  it('delivered twice is answered from the state', async () => {
    const id = 'slack:pledge'
    await bot.say(sato, 'pledge biz-2 by 2010-12-15 Write a page', { id })
    const again = (await bot.say(sato, 'pledge biz-2 by 2010-12-15 Write a page', { id })).text
    expect(again).toContain('Already pledged. Japan Customs, BIZ-2/JP: by Wednesday 15 December 2010')
  })

  it.each([
    ['pledge', 'Say which activity, for example: pledge tf-1 by 2010-07-31 Share'],
    ['pledge ipr-9 by 2011-03-31 x', 'I know no activity'],
    ['pledge ipr-2 Share a note', 'Write it like this: pledge ipr-2 by 2010-07-31 Share a note'],
    [
      'pledge ipr-2 by 2011-03-31',
      'Say what is to be done by Thursday 31 March 2011, for example: pledge ipr-2 by 2011-03-31',
    ],
    [
      'pledge ipr-2 by 2010-06-01 Share',
      'Tuesday 1 June 2010 has passed. Name a later day, for example: pledge ipr-2 by 2010-07-31 Share',
    ],
    [
      'pledge ipr-2 by 2012-03-31 Share',
      'which runs from Friday 1 January 2010 to Saturday 31 December 2011. Name a day within it',
    ],
    ['pledge ipr-2 by someday Share', 'Write it like this: pledge ipr-2 by 2010-07-31 Share.'],
    ['pledge ipr-2 by 03/04/2011 Share', 'can mean more than one day'],
    ['pledge ipr-2 by 2011-02-30 Share', 'There is no day "2011-02-30"'],
    [`pledge ipr-2 by 2011-03-31 ${'a'.repeat(501)}`, 'at most 500 characters'],
    [
      'pledge ipr-2/kr by 2011-03-31 Ours',
      'What Korea Customs Service takes on is pledged by its own members',
    ],
  ])('%.40s is answered with what to do next, and changes nothing', async (words, expected) => {
    const before = JSON.stringify(await stored('IPR-2'))
    const { text, reply } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(JSON.stringify(await stored('IPR-2'))).toBe(before)
  })

  it('is not the coordinator’s, and lets nobody into a quiet activity', async () => {
    expect((await bot.say(eleni, 'pledge ipr-1 by 2011-03-31 x')).text).toContain('by its own members')
    await prisma().activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-06-30') },
    })
    expect((await bot.say(kim, 'pledge ipr-1 by 2011-03-31 Let me in')).text).toContain(
      'IPR-1 is quiet until',
    )
    expect((await bot.say(sato, 'pledge ipr-1 by 2011-04-30 Inside')).reply?.to).toBe('asker')
  })
})
