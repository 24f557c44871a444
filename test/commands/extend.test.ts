import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'

/** Japan leads IPR-1 and owes IPR-1.3 by Monday 21 June 2010, agreed; it is Monday 7 June 2010. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  for (const words of ['lead ipr-1 japan', 'lead ipr-2 japan']) await bot.say(papadakis, words)
  for (const words of ['agree ipr-1.3', 'agree ipr-2.2']) await bot.say(sato, words)
})
afterAll(() => bot.close())

const say = async (words: string, who = sato) => (await bot.say(who, words)).text
const requests = (code: string) =>
  bot.store.db.prisma.extension.findMany({ where: { milestone: { code } }, orderBy: { id: 'asc' } })
const day = (text: string) => new Date(text)

describe('extend refuses', () => {
  it.each([
    ['extend', 'Say which milestone, for example: extend ipr-1.2 to'],
    ['extend ipr-1.3', 'I found no day in that. Write it like this: extend ipr-1.3 to'],
    [
      'extend ipr-1.3 to 15 July',
      'Say why it needs more time, for example: extend ipr-1.3 to 2010-07-15 because',
    ],
    [
      'extend ipr-1.3 to 15 July translation is slow',
      'Say "because" before the reason, for example: extend ipr-1.3 to 2010-07-15 because translation is slow',
    ],
    ['extend ipr-1.3 to 15 June because x', 'is not later: name a later day'],
    ['extend ipr-1.3 to 21 June 2010 because x', 'is not later: name a later day'],
    ['extend ipr-1.3 to 2010-05-01 because x', 'is not later: name a later day'],
    ['extend ipr-1.3 to 2012-02-01 because x', "outside the programme's period"],
    [
      'extend ipr-1.3 to 5/6/2011 because x',
      'can mean more than one day. Say extend ipr-1.3 to 2011-06-05 because x',
    ],
    [`extend ipr-1.3 to 15 July because ${'a'.repeat(501)}`, 'A reason has at most 500 characters'],
    [
      'extend ipr-1.4 to 15 July because x',
      'IPR-1.4 is not agreed yet, so its date moves without being asked for',
    ],
    ['extend ipr-1.9 to 15 July because x', 'IPR-1 has no milestone IPR-1.9'],
    ['extend ipr-1 to 15 July because x', 'Japan Customs has no commitment of its own under IPR-1'],
  ])('%.60s', async (words, expected) => {
    const { text, reply } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await requests('IPR-1.3')).toEqual([])
  })

  it('whoever is not of the owner, and says who is', async () => {
    expect(await say('extend ipr-1.3 to 15 July because x', kim)).toBe(
      'A later date for IPR-1.3 is asked for by a member of Japan Customs: who japan customs lists them.',
    )
    expect(await say('extend ipr-1.3 to 15 July because x', papadakis)).toContain(
      'You coordinate IPR: another date for IPR-1.3 is set with move ipr-1.3 to',
    )
    expect(await requests('IPR-1.3')).toEqual([])
  })

  it('a date that has passed, and what is delivered', async () => {
    bot.clock.set('2010-06-11T07:00:00Z')
    expect(await say('extend ipr-2.2 to 15 July because x')).toContain(
      'IPR-2.2 was due on Thursday 10 June 2010: a later date is asked for before its day.',
    )
    await say('done ipr-2.2 https://example.org/x')
    expect(await say('extend ipr-2.2 to 15 July because x')).toContain('IPR-2.2 was delivered on')
    bot.clock.set('2010-06-07T07:00:00Z')
    expect(await requests('IPR-2.2')).toEqual([])
  })
})

describe('extend', () => {
  const words = 'extend ipr-1.3 to 15 July because translation takes longer'

  it('asks the coordinator; the date stays until it is decided', async () => {
    const text = await say(words)
    expect(text).toContain('Asked. IPR-1.3: Lessons learned from Diabolo II, one page.')
    expect(text).toContain('From Monday 21 June 2010 to Thursday 15 July 2010 (in 38 days).')
    expect(text).toContain('"translation takes longer"')
    expect(text).toContain('The coordinator of IPR decides, and was told.')
    expect(text).toContain('Until then its date is Monday 21 June 2010, and no reminders of it go out.')
    expect(await requests('IPR-1.3')).toMatchObject([
      {
        fromOn: day('2010-06-21'),
        toOn: day('2010-07-15'),
        askedOn: day('2010-06-07'),
        outcome: 'pending',
        bends: null,
      },
    ])
    expect(await say('status ipr-1')).toContain('Mon 21 Jun 2010')
  })

  it('said twice asks once; said with another day takes the place of the first', async () => {
    expect(await say(words)).toContain('Asked already. IPR-1.3')
    expect(await say('extend ipr-1.3 by four weeks because translation takes longer')).toContain(
      'Asked, in place of Thursday 15 July 2010. IPR-1.3',
    )
    expect(await requests('IPR-1.3')).toMatchObject([{ toOn: day('2010-07-19'), outcome: 'pending' }])
    const audit = await bot.store.db.prisma.auditEntry.findMany({ where: { action: 'later date asked' } })
    expect(audit).toMatchObject([
      { subjectKind: 'milestone', fields: ['extension'] },
      { subjectKind: 'milestone', fields: ['extension'] },
    ])
  })

  it('delivered a second time by the platform asks once', async () => {
    const id = 'slack:extend'
    await bot.say(sato, words, { id })
    const before = await requests('IPR-1.3')
    expect((await bot.say(sato, words, { id })).text).toContain('Recorded already. IPR-1.3')
    expect(await requests('IPR-1.3')).toEqual(before)
  })

  it('keeps the coordinator from moving what was asked for, past the request', async () => {
    const { text, reply } = await bot.say(papadakis, 'move ipr-1.3 to 2010-08-01 because of the summer')
    expect(text).toBe(
      'A later date for IPR-1.3 was asked for, Thursday 15 July 2010, and waits for a decision: approve ipr-1.3 to … or decline ipr-1.3 because ….',
    )
    expect(reply?.outcome).toBe('refused')
  })

  it.each([
    ['2011-01-15', 'length', 'it is more than six months later'],
    ['2011-10-20', 'length, meeting', 'it is more than six months later and it is after the next meeting'],
  ])('to %s is for the secretariat, and says why', async (on, bends, why) => {
    const text = await say(`extend ipr-1.3 to ${on} because of the survey`)
    expect(text).toContain(
      'The secretariat decides, and was told. It goes beyond what a coordinator decides:',
    )
    expect(text).toContain(why)
    expect(await requests('IPR-1.3')).toMatchObject([{ bends, outcome: 'pending' }])
  })

  it('is in the history of those who may read it', async () => {
    expect(await say('history ipr-1.3', kim)).toContain(
      'later date requested (pending): from Mon 21 Jun 2010 to Thu 20 Oct 2011 by Sato Yuki, Japan: "the survey"',
    )
  })

  it('of what is quiet goes no further than its coordinator', async () => {
    const { prisma } = bot.store.db
    const quiet = (until: string | null) =>
      prisma.activity.updateMany({ where: { code: 'IPR-1' }, data: { quietUntil: until && day(until) } })
    await quiet('2010-07-01')
    const { text, reply } = await bot.say(sato, 'extend ipr-1.3 to 2011-03-01 because of secret seizures')
    expect(text).toContain('IPR-1 is quiet until Thursday 1 July 2010, and this goes beyond')
    expect(reply?.to).toBe('asker')
    expect(await say('extend ipr-1.3 to 15 July because x', kim)).toContain('IPR-1 is quiet')
    expect(await say('history ipr-1.3', kim)).not.toContain('survey')
    expect(await say('approve ipr-1.3', chair)).toContain('IPR-1 is quiet')
    await quiet(null)
  })
})

describe('a commitment of one\u2019s own', () => {
  it('is moved at once, with the reason on the record and the day first pledged beside it', async () => {
    await say('pledge ipr-2 by 30 June 2010 Share a note on seizures')
    bot.clock.minutesLater(60)
    const text = await say('extend ipr-2/jp to 31 July because of the translation')
    expect(text).toContain('Moved. Japan Customs, IPR-2/JP.')
    expect(text).toContain('From Wednesday 30 June 2010 to Saturday 31 July 2010')
    expect(text).toContain('Pledged first for Wednesday 30 June 2010; that stays on the record.')
    expect(await say('extend ipr-2 by two weeks because the printer is slow')).toContain(
      'to Saturday 14 August 2010',
    )
    expect(await say('history ipr-2')).toContain(
      'target moved from Wed 30 Jun 2010 to Sat 31 Jul 2010 by Sato Yuki, Japan: "the translation"',
    )
    expect(await say('status ipr-2/jp')).toContain('30 Jun')
    expect(await bot.store.db.prisma.extension.count({ where: { commitmentId: { not: null } } })).toBe(0)
  })

  it('is moved to an earlier day with move, by its own members, with a reason', async () => {
    expect(await say('extend ipr-2/jp to 1 July because all is ready')).toContain(
      'for an earlier day, say move ipr-2/jp to 2010-07-01 because all is ready.',
    )
    expect(await say('move ipr-2/jp to 1 July because all is ready')).toContain('to Thursday 1 July 2010')
    expect(await say('move ipr-2/jp to 2 July')).toContain('Say why it moves')
    expect(await say('extend ipr-2/jp to 1 August because x', kim)).toContain(
      'What Japan Customs takes on is moved by its own members',
    )
    expect(await say('extend ipr-2/jp to 2012-08-01 because x')).toContain("outside the programme's period")
  })
})
