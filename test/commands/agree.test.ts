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
  bot.store.db.prisma.milestone.findFirstOrThrow({ where: { code }, include: { dateChanges: true } })
const day = (text: string) => new Date(text)

describe('agree', () => {
  it('sets the baseline and the due date, on the day that was proposed', async () => {
    const { text } = await bot.say(sato, 'agree ipr-1.3')
    expect(text).toContain('Agreed. IPR-1.3: Lessons learned from Diabolo II, one page.')
    expect(text).toContain('Due Monday 21 June 2010 (in 14 days). Owner: Japan Customs.')
    const milestone = await row('IPR-1.3')
    expect(milestone).toMatchObject({
      state: 'agreed',
      baselineOn: day('2010-06-21'),
      dueOn: day('2010-06-21'),
    })
    expect(milestone.agreedAt).toEqual(bot.clock.now())
    expect(milestone.dateChanges).toEqual([])
  })

  it('on another day notes the change, and clears what it waited for', async () => {
    expect((await bot.say(sato, 'agree ipr-1.4 on 1 July')).text).toContain(
      'It was proposed for Wednesday 15 December 2010.',
    )
    expect((await row('IPR-1.4')).dateChanges).toMatchObject([
      { fromOn: day('2010-12-15'), toOn: day('2010-07-01') },
    ])
    expect((await bot.say(sato, 'agree ipr-1.5')).text).toContain(
      'IPR-1.5 waits for OLAF: agree it with a day',
    )
    expect((await row('IPR-1.5')).waitingFor).toBe('OLAF')
    await bot.say(sato, 'agree ipr-1.5 2011-02-01')
    expect(await row('IPR-1.5')).toMatchObject({
      state: 'agreed',
      waitingFor: null,
      baselineOn: day('2011-02-01'),
    })
  })

  it('of one whose day has passed asks for a day, so that nothing becomes overdue by it', async () => {
    const { text, reply } = await bot.say(sato, 'agree ipr-1.1')
    expect(text).toBe(
      'The day proposed for IPR-1.1, Friday 29 January 2010, has passed: say a new one, for example agree ipr-1.1 on 2010-07-07.',
    )
    expect(reply?.outcome).toBe('refused')
    expect(await row('IPR-1.1')).toMatchObject({ state: 'proposed', baselineOn: null })
    expect((await bot.say(sato, 'status ipr-1')).text).not.toContain('overdue')
  })

  it('again changes nothing, and with another day leads to the coordinator', async () => {
    expect((await bot.say(sato, 'agree ipr-1.3')).text).toContain('Agreed already.')
    expect((await bot.say(sato, 'agreed ipr-1.3 on 21 June')).text).toContain('Agreed already.')
    expect((await bot.say(sato, 'agree ipr-1.3 on 2010-06-30')).text).toContain(
      'IPR-1.3 is agreed for Monday 21 June 2010 already. The coordinator moves it: move ipr-1.3 to 2010-06-30 because …',
    )
    expect((await row('IPR-1.3')).baselineOn).toEqual(day('2010-06-21'))
  })

  it('twice at once is agreed once, by whoever came first', async () => {
    await bot.say(eleni, 'plan ipr-1 2010-08-01 At once')
    const answers = await Promise.all(
      ['on 2010-08-02', 'on 2010-08-03'].map((on) => bot.say(sato, `agree ipr-1.6 ${on}`)),
    )
    expect(answers.filter(({ text }) => text.startsWith('Agreed.'))).toHaveLength(1)
    expect(answers.filter(({ text }) => text.includes('is agreed for'))).toHaveLength(1)
    expect((await row('IPR-1.6')).dateChanges).toHaveLength(1)
  })

  it('is for its owner or a lead; for the coordinator where the coordinator owns it', async () => {
    await bot.say(eleni, 'plan ipr-1 2010-09-01 Theirs')
    for (const who of [kim, eleni])
      expect((await bot.say(who, 'agree ipr-1.7')).text).toBe(
        'IPR-1.7 is agreed by a member of Japan Customs.',
      )
    expect((await bot.say(sato, 'agree ipr-2.1 on 2010-09-01')).text).toBe(
      'IPR-2.1 is agreed by the coordinator of IPR.',
    )
    expect((await bot.say(eleni, 'agree ipr-2.1 on 2010-09-01')).text).toContain(
      'Owner: the coordinator of IPR.',
    )
  })

  it.each([
    ['agree', 'Say which milestone, for example: agree ipr-1.2 on 2010-07-01. mine lists yours.'],
    ['agree ipr-1', 'Say which milestone'],
    ['agree ipr-1.99', 'IPR-1 has no milestone IPR-1.99. status ipr-1 lists its milestones.'],
    ['agree ipr-1.7 soon', 'I found no day in that. Write it like this: agree ipr-1.7 on 2010-07-31.'],
    ['agree ipr-1.7 on 2010-09-01 or so', 'I found no day in that'],
    ['agree ipr-1.7 on 2010-06-01', 'Tuesday 1 June 2010 has passed'],
    ['agree ipr-1.7 on 2013-06-01', "is outside the programme's period"],
  ])('%s', async (words, expected) => {
    const { text, reply } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect((await row('IPR-1.7')).state).toBe('proposed')
  })

  it('of a delivered one is refused, and a second delivery is answered from the record', async () => {
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    expect((await bot.say(sato, 'agree ipr-1.3')).text).toBe(
      'IPR-1.3 was delivered on Monday 7 June 2010: its date stays as it is.',
    )
    await bot.say(sato, 'agree ipr-1.7', { id: 'slack:agree' })
    const again = await bot.say(sato, 'agree ipr-1.7', { id: 'slack:agree' })
    expect(again.text).toContain('Recorded already. IPR-1.7: Theirs.')
    expect(again.text).toContain('Due Wednesday 1 September 2010')
  })

  it('names nobody who is late where others read along', async () => {
    bot.clock.set('2010-07-02T09:00:00Z')
    const { text } = await bot.say(sato, 'agree ipr-1.4', { seenBy: 'everyone' })
    expect(text).toContain('Agreed already. IPR-1.4')
    expect(text).not.toContain('Japan')
  })
})
