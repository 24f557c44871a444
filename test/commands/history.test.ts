import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const chair = slackUser('U-CHAIR', 'Phan Mai')

let bot: TestBot
const said = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text
const prisma = () => bot.store.db.prisma

/** Says lines one after the other, ten minutes apart. */
async function happens(...lines: [PlatformUser, string][]): Promise<void> {
  for (const [who, words] of lines) {
    const { reply, text } = await bot.say(who, words)
    if (reply?.outcome !== 'done') throw new Error(`${words}: ${text}`)
    bot.clock.minutesLater(10)
  }
}

beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(chair, 'secretariat')
  await happens(
    [eleni, 'lead ipr-1 japan'],
    [sato, 'update ipr-1 on track First results https://example.org/results'],
    [sato, 'agree ipr-1.3'],
    [sato, 'pledge ipr-1 by 2010-09-30 Share a note on risk indicators'],
    [sato, 'pledge ipr-1 by 2010-10-31 Share a note on risk indicators'],
    [eleni, 'move ipr-1.3 to 2010-08-02 because results of two members are awaited'],
    [eleni, 'plan ipr-1 2010-11-01 Second report'],
    [kim, 'not taking part ipr-1 because no officers are free'],
    [kim, 'confirm ipr-1 limited'],
    [sato, 'done ipr-1.3 https://example.org/lessons Lessons learned'],
    [chair, 'meeting 2011-10-18 Hua Hin, Thailand'],
  )
})
afterAll(() => bot.close())

describe('the history of an activity', () => {
  it('tells everything, newest first, with who and when', async () => {
    const lines = (await said(eleni, 'history ipr-1')).split('\n')
    expect(lines.slice(0, 2)).toEqual(['IPR-1: what happened', 'Newest first. Times are those of UTC.'])
    const expected = [
      /^- Mon 7 Jun 2010, 08:40 · .*9th ASEM Customs.* moved from Tue 11 Oct 2011 to Tue 18 Oct 2011.* by Phan Mai/,
      /^- Mon 7 Jun 2010, 08:30 · IPR-1\.3 .* · delivered Mon 7 Jun 2010 by Sato Yuki, Japan · evidence: Lessons learned \(https:\/\/example\.org\/lessons\)/,
      /^- Mon 7 Jun 2010, 08:20 · IPR-1 implementation confirmed: limited by Kim Min-ji, Republic of Korea$/,
      /^- Mon 7 Jun 2010, 08:10 · IPR-1 Korea Customs Service does not take part \(Kim Min-ji\): "no officers are free"$/,
      /^- Mon 7 Jun 2010, 08:00 · IPR-1\.6 Second report · proposed by Papadakis Eleni$/,
      /^- Mon 7 Jun 2010, 07:50 · IPR-1\.3 .* · moved from Mon 21 Jun 2010 to Mon 2 Aug 2010 by Papadakis Eleni: "results of two members are awaited"$/,
      /^- Mon 7 Jun 2010, 07:40 · IPR-1\/JP target moved from Thu 30 Sep 2010 to Sun 31 Oct 2010 by Sato Yuki, Japan/,
      /^- Mon 7 Jun 2010, 07:30 · IPR-1\/JP Share a note on risk indicators · commitment made by Sato Yuki, Japan, target Thu 30 Sep 2010$/,
      /^- Mon 7 Jun 2010, 07:20 · IPR-1\.3 .* · agreed for Mon 21 Jun 2010 by Sato Yuki, Japan$/,
      /^- Mon 7 Jun 2010, 07:10 · IPR-1 Japan Customs \(Sato Yuki\): on track\. First results · evidence: https:\/\/example\.org\/results$/,
      /^- Mon 7 Jun 2010, 07:00 · IPR-1 Japan Customs named as lead by Papadakis Eleni$/,
    ]
    for (const [at, pattern] of expected.entries()) expect(lines[at + 2]).toMatch(pattern)
    expect(lines).toHaveLength(expected.length + 2)
  })

  it('leaves out what may not be told: dates of commitments', async () => {
    const text = await said(kim, 'history ipr-1')
    expect(text).toContain('Share a note on risk indicators · commitment made by Sato Yuki, Japan\n')
    expect(text).not.toMatch(/30 Sep|31 Oct/)
    expect(text).toContain('Times are those of Seoul.')
    expect(text).toContain('Mon 7 Jun 2010, 17:30 · IPR-1.3')
  })

  it.each([
    ['history ipr-1.3', 3, /IPR-1\.3/],
    ['history ipr-1/jp', 8, /IPR-1/],
    ['history japan', 8, /IPR-1/],
    ['history korea', 1, /Korea/],
    ['history ipr-2', 1, /9th ASEM/],
    ['history tf', 1, /9th ASEM/],
    ['history', 11, /./],
    ['history ours', 8, /IPR-1/],
    ['History of IPR-1 since yesterday', 11, /./],
    ['history ipr-1 today', 11, /./],
    ['history since today ipr-1.3', 3, /IPR-1\.3/],
    ['history ipr-1 last week', 0, /./],
    ['history ipr-1 until 6 June', 0, /./],
    ['history japan last 3 days', 8, /./],
    ['log ipr-1 in June', 11, /./],
  ])('%s has %d entries', async (words, count, each) => {
    const entries = (await said(sato, words)).split('\n').filter((line) => line.startsWith('- '))
    expect(entries).toHaveLength(count)
    for (const entry of entries) expect(entry).toMatch(each)
  })

  it.each([
    ['history xyzzy', 'I did not understand "xyzzy"'],
    ['history jpan', 'Did you mean history japan?'],
    ['history ipr-1 31 June', 'There is no day "31 June"'],
  ])('%s is answered with what to say instead', async (words, expected) => {
    const { reply, text } = await bot.say(kim, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })
})

describe('updates', () => {
  it('are told in their newest version, held ones at home only, and withdrawn ones as one line', async () => {
    await bot.say(sato, 'update env-1 on track Wrong number of cases')
    await bot.say(sato, 'edit env-1 Right number of cases')
    expect(await said(kim, 'history env-1')).not.toContain('cases')
    expect(await said(sato, 'history env-1')).toMatch(/Right number of cases.* · edited on/)
    bot.clock.minutesLater(20)
    const read = await said(kim, 'history env-1')
    expect(read).toContain('Right number of cases')
    expect(read).not.toContain('Wrong')
    await bot.say(sato, 'withdraw env-1')
    for (const who of [kim, sato]) {
      const text = await said(who, 'history env-1')
      expect(text).not.toContain('cases')
      expect(text).toMatch(/Japan Customs: an update, withdrawn by Sato Yuki, Japan on .*2010/)
    }
  })

  it('withdrawn before they left are nobody else’s business, later either', async () => {
    await bot.say(sato, 'update env-2 on track Never meant')
    await bot.say(sato, 'withdraw env-2')
    bot.clock.minutesLater(60)
    expect(await said(sato, 'history env-2')).toContain('withdrawn by Sato Yuki')
    expect(await said(kim, 'history env-2')).not.toContain('withdrawn')
  })

  it('go on page by page to the first, and stay in place when something happens meanwhile', async () => {
    const { id: activityId } = await prisma().activity.findFirstOrThrow({ where: { code: 'BIZ-2' } })
    const { id: administrationId } = await prisma().administration.findUniqueOrThrow({
      where: { code: 'JP' },
    })
    const start = bot.clock.now().getTime() - 200 * 60_000
    for (let number = 1; number <= 150; number++)
      await prisma().update.create({
        data: {
          ...{ activityId, administrationId, version: 1, outlook: 'on track' },
          at: new Date(start + number * 60_000),
          leavesAt: new Date(start + number * 60_000),
          versions: { create: { number: 1, text: `Report ${number}.`, at: new Date(start) } },
        },
      })
    let page = await said(kim, 'history biz-2')
    const seen: number[] = []
    for (let pages = 0; page.includes('Report') && pages < 20; pages++) {
      seen.push(...[...page.matchAll(/Report (\d+)\./g)].map(([, number]) => Number(number)))
      if (pages === 1) await bot.say(sato, 'update biz-2 on track Meanwhile')
      page = await said(kim, 'more')
    }
    expect(seen).toEqual(Array.from({ length: 150 }, (_, at) => 150 - at))
    const whole = (await bot.say(kim, 'history biz-2', { paged: false })).text
    expect(whole.match(/Report \d+/g)).toHaveLength(150)
  })
})

describe('a quiet activity', () => {
  it('has no history for those who may not read it', async () => {
    await prisma().activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-06-20') },
    })
    expect(await said(kim, 'history ipr-1')).toContain('IPR-1 is quiet until Sunday 20 June 2010.')
    for (const words of [
      'history',
      'history ipr',
      'history ipr-1',
      'history ipr-1.3',
      'history ipr-1/jp',
      'history japan',
    ])
      expect((await said(kim, words)).replace(/^IPR-1.*$/gm, '')).not.toMatch(/IPR-1|results|risk|lessons/i)
    expect(await said(sato, 'history ipr-1')).toContain('First results')
    await prisma().activity.updateMany({ where: { code: 'IPR-1' }, data: { quietUntil: null } })
  })
})

describe('who was late', () => {
  it('is told to those who may know; the others read what happened, not by whom', async () => {
    await prisma().milestone.updateMany({
      where: { code: 'IPR-1.3' },
      data: { dueOn: new Date('2010-06-01'), deliveredOn: new Date('2010-06-07') },
    })
    expect(await said(eleni, 'history ipr-1.3')).toContain('delivered Mon 7 Jun 2010 by Sato Yuki, Japan')
    expect(await said(kim, 'history ipr-1.3')).toContain('delivered Mon 7 Jun 2010 · evidence')
    expect(await said(kim, 'history ipr-1.3')).not.toMatch(/Sato|Japan/)
    expect((await bot.say(kim, 'history japan', { paged: false })).text).not.toContain('IPR-1.3')
    expect((await bot.say(sato, 'history japan', { paged: false })).text).toContain('IPR-1.3')
  })
})

describe('several who answer', () => {
  it('names who answered, also where several did in one instant', async () => {
    const anna = slackUser('U-ANNA', 'Lind Anna')
    await bot.admit(anna, 'coordinator env')
    for (const [who, words] of [
      [sato, 'take part env-2'],
      [kim, 'take part env-2'],
      [anna, 'take part env-2 for thailand'],
    ] as const)
      expect((await bot.say(who, words)).reply?.outcome).toBe('done')
    const text = await said(chair, 'history env-2')
    expect(text).toContain('Japan Customs takes part (Sato Yuki)')
    expect(text).toContain('Korea Customs Service takes part (Kim Min-ji)')
    expect(text).toMatch(/Thai.* takes part \(Lind Anna\)/)
  })
})
