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
  await bot.admit(eleni, 'coordinator ipr')
  await bot.say(eleni, 'lead ipr-1 japan')
})
afterAll(() => bot.close())

const row = (code: string) =>
  bot.store.db.prisma.milestone.findFirstOrThrow({
    where: { code },
    include: { dateChanges: { orderBy: { id: 'asc' }, include: { by: true } } },
  })
const day = (text: string) => new Date(text)

describe('move of a proposed milestone', () => {
  it('is free for owner, lead and coordinator, needs no reason, and sets no baseline', async () => {
    const { text } = await bot.say(sato, 'move ipr-1.3 to 30 June')
    expect(text).toContain('Moved. IPR-1.3: Lessons learned from Diabolo II, one page.')
    expect(text).toContain('From Monday 21 June 2010 to Wednesday 30 June 2010 (in 23 days).')
    expect(text).toContain('It counts once it is agreed: agree ipr-1.3.')
    expect(await row('IPR-1.3')).toMatchObject({ baselineOn: null, dueOn: day('2010-06-30') })
    expect((await bot.say(eleni, 'move ipr-1.3 to 1 July, because of the summer')).text).toContain(
      '"the summer"',
    )
    expect((await row('IPR-1.3')).dateChanges).toMatchObject([
      { fromOn: day('2010-06-21'), toOn: day('2010-06-30'), reason: '', by: { name: 'Sato Yuki' } },
      {
        fromOn: day('2010-06-30'),
        toOn: day('2010-07-01'),
        reason: 'the summer',
        by: { name: 'Papadakis Eleni' },
      },
    ])
  })

  it('may lose its date, or wait for somebody', async () => {
    expect((await bot.say(sato, 'move ipr-1.3 to waiting for OLAF')).text).toContain('to waiting for OLAF.')
    expect(await row('IPR-1.3')).toMatchObject({ dueOn: null, waitingFor: 'OLAF' })
    expect((await bot.say(sato, 'move ipr-1.3 to be agreed')).text).toContain(
      'From waiting for OLAF to a date to be agreed.',
    )
    expect(await row('IPR-1.3')).toMatchObject({ dueOn: null, waitingFor: null })
    expect((await bot.say(sato, 'move ipr-1.3 to be agreed')).text).toContain('That is its date already.')
    await bot.say(sato, 'move ipr-1.3 to 2010-07-01')
  })

  it('is not for others', async () => {
    expect((await bot.say(kim, 'move ipr-1.3 to 2010-08-01')).text).toBe(
      'IPR-1.3 is moved by a member of Japan Customs, or the coordinator of IPR. who ipr names the coordinators.',
    )
  })
})

describe('move of an agreed milestone', () => {
  it('is for the coordinator, with a reason, and keeps the baseline', async () => {
    await bot.say(sato, 'agree ipr-1.3')
    expect((await bot.say(sato, 'move ipr-1.3 to 2010-08-01 because of the summer')).text).toBe(
      'IPR-1.3 is agreed for Thursday 1 July 2010, and an agreed date is moved by the coordinator of IPR. To ask for a later one: extend ipr-1.3 to 2010-08-01 because the summer.',
    )
    expect((await bot.say(eleni, 'move ipr-1.3 to 2010-08-01')).text).toBe(
      'IPR-1.3 is agreed for Thursday 1 July 2010: say why it moves, for example move ipr-1.3 to 2010-08-01 because comments are still arriving.',
    )
    const { text } = await bot.say(eleni, 'move ipr-1.3 to 2010-08-01 because comments are still arriving')
    expect(text).toContain('From Thursday 1 July 2010 to Sunday 1 August 2010 (in 55 days).')
    expect(text).toContain('"comments are still arriving"')
    expect(text).toContain('Agreed first for Thursday 1 July 2010; that stays on the record.')
    expect(await row('IPR-1.3')).toMatchObject({ baselineOn: day('2010-07-01'), dueOn: day('2010-08-01') })
    expect((await bot.say(kim, 'status ipr-1')).text).toContain('extended (agreed first for Thu 1 Jul 2010)')
  })

  it('to an earlier day is allowed, to a day that has passed is not', async () => {
    expect((await bot.say(eleni, 'move ipr-1.3 to 2010-06-20 because all is ready')).text).toContain('Moved.')
    expect((await row('IPR-1.3')).baselineOn).toEqual(day('2010-07-01'))
    expect((await bot.say(eleni, 'move ipr-1.3 to 2010-06-06 because all is ready')).text).toContain(
      'has passed',
    )
  })

  it('keeps a date', async () => {
    for (const words of ['move ipr-1.3 to be agreed because x', 'move ipr-1.3 to waiting for OLAF'])
      expect((await bot.say(eleni, words)).text).toContain('so it keeps a date')
  })

  it('after its day is no longer overdue, and names nobody', async () => {
    bot.clock.set('2010-06-25T09:00:00Z')
    expect((await bot.say(sato, 'status ipr-1')).text).toContain('overdue')
    const { text } = await bot.say(eleni, 'move ipr-1.3 to 2010-07-05 because of the strike', {
      seenBy: 'everyone',
    })
    expect(text).toContain('Moved.')
    expect(text).not.toContain('Japan')
    expect((await bot.say(sato, 'status ipr-1')).text).not.toContain('overdue')
    expect((await row('IPR-1.3')).baselineOn).toEqual(day('2010-07-01'))
  })

  it.each([
    ['move', 'Say which milestone, for example: move ipr-1.2 to'],
    ['move ipr-1.3', 'I found no day in that. Write it like this: move ipr-1.3 to'],
    ['move ipr-1.3 to 2010-08-01 late comments', 'Say "because" before the reason'],
    [
      'move ipr-1.3 to 5/6/2011 because x',
      'Say move ipr-1.3 to 2011-06-05 because x for Sunday 5 June 2011, or',
    ],
    [`move ipr-1.3 to 2010-08-01 because ${'a'.repeat(501)}`, 'A reason has at most 500 characters'],
    ['move ipr-1.3 to 2012-08-01 because x', "outside the programme's period"],
    ['move meeting to 2011-11-08', 'The next meeting is moved with meeting'],
    ['move the next meeting to 2011-11-08', 'The next meeting is moved with meeting'],
  ])('%.45s', async (words, expected) => {
    const before = await row('IPR-1.3')
    const { text, reply } = await bot.say(eleni, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await row('IPR-1.3')).toEqual(before)
  })

  it('of a delivered one is refused; a second delivery moves nothing twice', async () => {
    const words = 'move ipr-1.3 to 2010-07-06 because of the heat'
    await bot.say(eleni, words, { id: 'slack:move' })
    const changes = (await row('IPR-1.3')).dateChanges.length
    expect((await bot.say(eleni, words, { id: 'slack:move' })).text).toContain('Recorded already. IPR-1.3')
    expect((await row('IPR-1.3')).dateChanges).toHaveLength(changes)
    await bot.say(sato, 'done ipr-1.3 https://example.org/x')
    expect((await bot.say(eleni, 'move ipr-1.3 to 2010-08-01 because x')).text).toContain('was delivered on')
  })
})
