import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const chair = teamsUser('chair', 'The Chair')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(kim, 'korea observer')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

const meetings = () =>
  bot.store.db.prisma.meeting.findMany({
    orderBy: { id: 'asc' },
    include: { dateChanges: { orderBy: { id: 'asc' } } },
  })
const day = (text: string) => new Date(text)

describe('meeting', () => {
  it('alone says when and where the next one is, to everyone admitted', async () => {
    for (const words of ['meeting', 'meeting?'])
      expect((await bot.say(kim, words)).text).toContain(
        'Next meeting: Tuesday 11 October 2011 to Wednesday 12 October 2011, Hua Hin, Thailand (in 491 days).',
      )
    expect((await bot.say(slackUser('U-OUT'), 'meeting')).text).not.toContain('Hua Hin')
  })

  it('is moved by the secretariat, with old and new in full, and noted', async () => {
    const { text } = await bot.say(
      chair,
      'meeting 2011-11-08 to 2011-11-10 Bangkok, Thailand because of floods',
    )
    expect(text).toContain(
      'Moved. Next meeting: Tuesday 8 November 2011 to Thursday 10 November 2011, Bangkok, Thailand (in 519 days).',
    )
    expect(text).toContain(
      'Until now: Tuesday 11 October 2011 to Wednesday 12 October 2011, Hua Hin, Thailand.',
    )
    const [meeting, ...others] = await meetings()
    expect(others).toEqual([])
    expect(meeting).toMatchObject({
      startsOn: day('2011-11-08'),
      endsOn: day('2011-11-10'),
      place: 'Bangkok, Thailand',
    })
    expect(meeting?.dateChanges).toMatchObject([
      {
        fromOn: day('2011-10-11'),
        toOn: day('2011-11-08'),
        fromPlace: 'Hua Hin, Thailand',
        toPlace: 'Bangkok, Thailand',
        reason: 'floods',
      },
    ])
    expect((await bot.say(kim, 'summary')).text).toContain('519 days to Bangkok (Tuesday 8 November 2011)')
  })

  it('keeps its place and its days where nothing else is said, in words too', async () => {
    expect((await bot.say(operator, 'meeting 15 November 2011')).text).toContain(
      'Tuesday 15 November 2011 to Thursday 17 November 2011, Bangkok, Thailand',
    )
    expect((await bot.say(chair, 'meeting 11-12 October 2011 in Hua Hin, Thailand')).text).toContain(
      'Tuesday 11 October 2011 to Wednesday 12 October 2011, Hua Hin, Thailand',
    )
    expect((await bot.say(chair, 'meeting 2011-10-11 Hua Hin, Thailand')).text).toMatch(/^Next meeting: /)
    expect((await meetings())[0]?.dateChanges).toHaveLength(3)
  })

  it.each([
    ['meeting 2010-06-06 Hua Hin', 'Sunday 6 June 2010 has passed'],
    ['meeting Bangkok', 'I found no day in that. Write it like this: meeting 2010-07-31 Hua Hin, Thailand.'],
    ['meeting 2011-10-12 to 2011-10-11 Hua Hin', 'There is no day'],
    ['meeting 2011-10-11 to then Hua Hin', 'I found no day in that'],
    ['meeting 2011-10-11 to 2011-12-11 Hua Hin', 'more than two weeks'],
    ['meeting 11/10/2011 Bangkok', 'Say meeting 2011-10-11 Bangkok for Tuesday 11 October 2011, or'],
    [`meeting 2011-10-11 ${'a'.repeat(101)}`, 'A place has at most 100 characters'],
  ])('%.40s', async (words, expected) => {
    const before = await meetings()
    const { text, reply } = await bot.say(chair, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await meetings()).toEqual(before)
  })

  it('is nobody else’s to move', async () => {
    const before = await meetings()
    for (const who of [kim, eleni])
      expect((await bot.say(who, 'meeting 2011-12-01 Athens')).text).toBe(
        'The next meeting is set by the secretariat; meeting shows when and where it is.',
      )
    expect(await meetings()).toEqual(before)
  })

  it('moved at once by two is moved as one of them said, and a second delivery is answered from the record', async () => {
    const answers = await Promise.all(
      ['Athens, Greece', 'Tokyo, Japan'].map((place, at) =>
        bot.say(at === 0 ? chair : operator, `meeting 2011-10-18 ${place}`),
      ),
    )
    const moved = answers.filter(({ text }) => text.startsWith('Moved.'))
    expect(moved.length).toBeGreaterThan(0)
    const { place, dateChanges } = (await meetings())[0]!
    expect(dateChanges).toHaveLength(3 + moved.length)
    expect(dateChanges.at(-1)?.toPlace).toBe(place)
    await bot.say(chair, 'meeting 2011-10-25 Hua Hin', { id: 'teams:meeting' })
    expect((await bot.say(chair, 'meeting 2011-10-25 Hua Hin', { id: 'teams:meeting' })).text).toContain(
      'Next meeting: Tuesday 25 October 2011',
    )
  })

  it('when it has begun, the one after it is set', async () => {
    bot.clock.set('2011-10-26T07:00:00Z')
    expect((await bot.say(chair, 'meeting 2013-10-08')).text).toContain('Say where it is, too')
    const { text } = await bot.say(chair, 'meeting 2013-10-08 Vienna, Austria')
    expect(text).toContain('Set. Next meeting: Tuesday 8 October 2013, Vienna, Austria')
    expect((await bot.say(kim, 'meeting')).text).toContain('Hua Hin (under way)')
    bot.clock.set('2011-10-27T07:00:00Z')
    expect((await bot.say(kim, 'meeting')).text).toContain(
      'Tuesday 8 October 2013, Vienna, Austria (in 712 days)',
    )
    const all = await meetings()
    expect(all.map(({ code }) => code)).toEqual(['DG-9', 'DG-10'])
    expect(all[1]?.dateChanges).toMatchObject([
      { fromOn: null, toOn: day('2013-10-08'), toPlace: 'Vienna, Austria' },
    ])
  })
})
