import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, mori, papadakis, sato } from '../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(papadakis, 'lead ipr-1 japan')
  await bot.say(sato, 'agree ipr-1.3')
})
afterAll(() => bot.close())

const snoozes = () => bot.store.db.prisma.snooze.findMany({ orderBy: { id: 'asc' } })

describe('snooze', () => {
  it('puts reminders off until a day, and says when they come again', async () => {
    const { text, reply } = await bot.say(sato, 'snooze ipr-1.3 12d')
    expect(reply?.outcome).toBe('done')
    expect(text).toBe(
      [
        'No reminder of IPR-1.3 until Saturday 19 June 2010. Lessons learned from Diabolo II, one page.',
        'The next one for you: Monday 21 June 2010, only if it is still open.',
        'Its date stays, and the coordinator of IPR still sees it. To end this: snooze ipr-1.3 off.',
      ].join('\n'),
    )
    expect(await snoozes()).toMatchObject([{ untilOn: new Date('2010-06-19'), at: bot.clock.now() }])
  })

  it('takes a day in words; the latest one counts, and the same one changes nothing', async () => {
    expect((await bot.say(mori, 'snooze ipr-1.3 until 10 June')).text).toContain(
      'No reminder of IPR-1.3 until Thursday 10 June 2010.',
    )
    expect((await bot.say(sato, 'snooze ipr-1.3 for 3 days')).text).toContain('Already so.')
    expect(await snoozes()).toHaveLength(2)
  })

  it('ends with off', async () => {
    expect((await bot.say(sato, 'snooze ipr-1.3 off')).text).toBe(
      'Reminders of IPR-1.3 as before. Lessons learned from Diabolo II, one page.\nThe next one for you: Friday 18 June 2010, only if it is still open.',
    )
    expect((await bot.say(sato, 'snooze ipr-1.3 off')).text).toContain('Already so. Reminders of IPR-1.3')
  })

  it.each([
    ['snooze', 'Say which milestone, for example: snooze ipr-1.2 5d.'],
    ['snooze ipr-1', 'Say which milestone'],
    ['snooze ipr-1.99 5d', 'IPR-1 has no milestone IPR-1.99.'],
    ['snooze ipr-1.3', 'Say for how long, at most 30 days, for example: snooze ipr-1.3 5d.'],
    ['snooze ipr-1.3 soon', 'I found no day in that. Write it like this: snooze ipr-1.3 until 2010-06-12.'],
    ['snooze ipr-1.3 until 1 June 2010', 'Tuesday 1 June 2010 is not ahead.'],
    [
      'snooze ipr-1.3 until 2010-09-01',
      'A reminder can be put off for 30 days at most, until Wednesday 7 July 2010. If Monday 21 June 2010 no longer fits, ask for another date.',
    ],
    ['snooze ipr-1.4 5d', 'There are no reminders of IPR-1.4: it is not agreed yet.'],
  ])('%s', async (words, expected) => {
    const before = (await snoozes()).length
    const { text, reply } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await snoozes()).toHaveLength(before)
  })

  it('is for those who owe the milestone', async () => {
    for (const who of [kim, papadakis, chair])
      expect((await bot.say(who, 'snooze ipr-1.3 5d')).text).toBe(
        'Reminders of IPR-1.3 go to members of Japan Customs: they can put them off.',
      )
    expect((await bot.say(sato, 'snooze ipr-2.2 5d')).text).toBe(
      'Reminders of IPR-2.2 go to the coordinator of IPR: they can put them off.',
    )
    await bot.say(papadakis, 'agree ipr-2.2')
    expect((await bot.say(papadakis, 'snooze ipr-2.2 5d')).text).toContain('No reminder of IPR-2.2')
  })

  it('of a delivered one is refused, and a second delivery of the request changes nothing', async () => {
    await bot.say(sato, 'snooze ipr-1.3 4d', { id: 'slack:snooze' })
    const before = (await snoozes()).length
    expect((await bot.say(sato, 'snooze ipr-1.3 4d', { id: 'slack:snooze' })).text).toContain(
      'Recorded already. IPR-1.3',
    )
    expect(await snoozes()).toHaveLength(before)
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    expect((await bot.say(sato, 'snooze ipr-1.3 5d')).text).toBe(
      'There are no reminders of IPR-1.3: it is delivered.',
    )
  })
})
