import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import type { TestBot } from '../support/bot.ts'
import { inChannel } from '../support/channels.ts'
import { botWithPeople, kim, sato } from '../support/people.ts'

/** `schedule digest` and `timezone`: when what a channel asked for comes. */

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(sato, 'follow ipr', inChannel('slack', 'C-JAPAN'))
  await bot.say(sato, 'follow tf nudges', inChannel('slack', 'C-NUDGES'))
})
afterAll(() => bot.close())

const say = async (words: string, conversation = 'C-JAPAN', who = sato) =>
  (await bot.say(who, words, inChannel('slack', conversation))).text
const row = () => bot.store.db.prisma.channel.findFirstOrThrow({ where: { conversation: 'C-JAPAN' } })

describe('schedule digest', () => {
  it('sets the day and the time, and says the next one in full', async () => {
    expect(await say('schedule digest weekly on friday at 8:30')).toBe(
      'Recorded. The next digest comes on Friday 11 June 2010 at 08:30 (Tokyo).\nAfter that, every Friday.',
    )
    expect(await row()).toMatchObject({ digestWeekday: 5, digestAt: '08:30' })
  })

  it('keeps what is not said', async () => {
    expect(await say('schedule digest monday')).toContain('Monday 14 June 2010 at 08:30')
    expect(await say('schedule digest 16:01')).toContain('Monday 7 June 2010 at 16:01 (Tokyo)')
    expect(await say('schedule digest 16:00')).toContain('Monday 14 June 2010 at 16:00 (Tokyo)')
    expect(await say('schedule digest monday 4pm')).toContain('Already so.')
  })

  it('without words shows it, to others as well', async () => {
    const audits = await bot.store.db.prisma.auditEntry.count()
    expect(await say('schedule digest', 'C-JAPAN', kim)).toMatch(
      /^The next digest comes on Monday 14 June 2010/,
    )
    expect(await bot.store.db.prisma.auditEntry.count()).toBe(audits)
  })

  it('where no digest is asked for, says how to', async () => {
    const text = await say('schedule digest friday 10:00', 'C-NUDGES')
    expect(text).toBe(
      'Recorded. A digest here comes on Friday at 10:00 (Tokyo), once one is asked for: follow tf digest.',
    )
  })

  it.each([
    ['schedule digest daily', 'C-JAPAN', sato, 'once a week, on one day at one time'],
    ['schedule digest friday 10:00', 'C-NONE', sato, 'Nothing is followed here.'],
    ['schedule digest', 'C-NONE', sato, 'Nothing is followed here.'],
    ['schedule digest friday 10:00', 'C-JAPAN', kim, 'This channel belongs to Japan Customs'],
  ])('%s in %s: refused', async (words, conversation, who, expected) => {
    const before = await row()
    expect(await say(words, conversation, who)).toContain(expected)
    expect(await row()).toEqual(before)
  })

  it('a second delivery says the same', async () => {
    const request = { id: 'test:schedule-twice', ...inChannel('slack', 'C-JAPAN') }
    await bot.say(sato, 'schedule digest friday 8:30', request)
    expect((await bot.say(sato, 'schedule digest friday 8:30', request)).text).toContain(
      'Already recorded. The next digest comes on Friday 11 June 2010 at 08:30 (Tokyo).',
    )
  })
})

describe('timezone', () => {
  it('sets the zone, and says the next moments in full', async () => {
    expect(await say('timezone europe/athens')).toBe(
      [
        'Recorded. This channel keeps the time of Athens (Europe/Athens): now 10:00 on Monday 7 June 2010.',
        'Nudges come at 09:00 (Athens) on working days. The next digest comes on Friday 11 June 2010 at 08:30 (Athens).',
      ].join('\n'),
    )
    expect((await row()).timeZone).toBe('Europe/Athens')
    expect(await say('time zone Greece')).toContain('Already so.')
    expect(await say('timezone utc')).toContain('keeps the time of UTC: now 07:00')
  })

  it('without words shows it', async () => {
    expect(await say('timezone', 'C-NUDGES')).toContain('Tokyo (Asia/Tokyo): now 16:00')
  })

  it.each([
    ['timezone atlantis', 'C-JAPAN', sato, 'Say its name, or that of a city in it'],
    ['timezone athnes', 'C-JAPAN', sato, 'Did you mean timezone athens?'],
    ['timezone athens', 'C-NONE', sato, 'Nothing is followed here.'],
    ['timezone athens', 'C-JAPAN', kim, 'a member of Japan Customs, or the secretariat'],
  ])('%s in %s: refused', async (words, conversation, who, expected) => {
    const before = await row()
    expect(await say(words, conversation, who)).toContain(expected)
    expect(await row()).toEqual(before)
  })

  it('a second delivery says the same; the terminal says where', async () => {
    const request = { id: 'test:zone-twice', ...inChannel('slack', 'C-JAPAN') }
    await bot.say(sato, 'timezone tokyo', request)
    expect((await bot.say(sato, 'timezone tokyo', request)).text).toMatch(/^Already recorded\. .*Tokyo/)
    expect((await bot.say(operator, 'timezone tokyo')).text).toContain('on Slack or Teams')
  })
})
