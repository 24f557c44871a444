import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { Inline } from '../../src/chat/view.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
const prisma = () => bot.store.db.prisma
const said = async (who: PlatformUser, words: string) => (await bot.say(who, words)).text
const hits = async (who: PlatformUser, words: string) =>
  (await said(who, `search ${words}`)).split('\n').filter((line) => line.startsWith('- '))

beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.say(
    sato,
    'update ipr-1 at risk Smuggled watches were seized in Malmö, with <b>Łódź</b> & Co https://example.org/seizure-notices',
  )
  await bot.say(sato, 'pledge ipr-2 by 2010-09-30 Describe how right holders are informed')
  await bot.say(eleni, 'done ipr-1.1 https://example.org/debriefing Minutes of the debriefing')
  bot.clock.minutesLater(20)
})
afterAll(() => bot.close())

describe('search', () => {
  it.each([
    [
      'smuggled watches',
      ['IPR-1 · update, Japan Customs, Mon 7 Jun 2010, at risk · Smuggled watches were seized'],
    ],
    ['smuggling watch', ['IPR-1 · update']],
    ['watc', ['IPR-1 · update']],
    ['malmo', ['IPR-1 · update']],
    ['MALMÖ', ['IPR-1 · update']],
    ['lodz', ['IPR-1 · update']],
    ['Ｍａｌｍｏ', ['IPR-1 · update']],
    ['"seized in Malmö"', ['IPR-1 · update']],
    ['"Malmö seized"', []],
    ['seized -watches', []],
    ['notices', ['IPR-1 · evidence, Japan Customs, Mon 7 Jun 2010 · https://example.org/seizure-notices']],
    [
      'minutes',
      ['IPR-1.1 · evidence, Mon 7 Jun 2010 · Minutes of the debriefing · https://example.org/debriefing'],
    ],
    [
      'how holders are informed',
      [
        'IPR-2/JP · commitment, Japan Customs, made Mon 7 Jun 2010 · Describe how right holders',
        'IPR-2 · declared wording',
      ],
    ],
    ['counterfeit frauds', ['IPR-2 · declared wording · … ']],
    ['olaf', ['IPR-1.5 · milestone, waiting · Plan for a follow-up joint operation · waiting for OLAF']],
    [
      'ipr-1.3',
      ['IPR-1.3 · milestone, proposed for Mon 21 Jun 2010 · Lessons learned from Diabolo II, one page'],
    ],
    ['for lessons learned from Diabolo', ['IPR-1.3 · milestone', 'IPR-1 · declared wording']],
    ['xyzzy', []],
    ['the xyzzy', []],
  ])('%s', async (words, expected) => {
    const found = await hits(kim, words)
    expect(found).toHaveLength(expected.length)
    for (const [at, beginning] of expected.entries()) expect(found[at]).toContain(`- ${beginning}`)
  })

  it('shows the matching words strong, and the text as it was written', async () => {
    const { reply } = await bot.say(kim, 'search watches lodz')
    const [list] = reply!.show.blocks
    const [, ...parts] = (list as { items: Inline[][] }).items[0]!
    const strong = parts.flatMap((part) =>
      typeof part === 'object' && part.kind === 'strong' ? part.text : [],
    )
    expect(strong).toEqual(['watches', 'Łódź'])
    const text = parts.map((part) => (typeof part === 'string' ? part : part.text)).join('')
    expect(text).toContain('Smuggled watches were seized in Malmö, with <b>Łódź</b> & Co')
  })

  it('says where the whole is', async () => {
    expect(await said(kim, 'search watches')).toContain('The whole: status ipr-1 or history ipr-1.')
  })

  it('tells the target of a commitment to those who may know it', async () => {
    expect((await hits(sato, 'holders informed'))[0]).toContain('Japan Customs, target Thu 30 Sep 2010')
    expect((await hits(eleni, 'holders informed'))[0]).toContain('target')
    const { text } = await bot.say(sato, 'search holders informed', { seenBy: 'everyone' })
    expect(text).toContain('made Mon 7 Jun 2010')
  })

  it.each([
    ['search', 'Say what to look for'],
    ['find "  "', 'Say what to look for'],
    ['search ! & | \\', 'Say what to look for'],
    ['search -watches', 'Say at least one word without a minus'],
  ])('%s is answered with what to say instead', async (words, expected) => {
    const { reply, text } = await bot.say(kim, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })

  it.each([
    "d'accord",
    "''':*",
    'a & b | !c',
    "it's:* <-> \\",
    '#a0',
    '"# a 0"',
    '€',
    '日本',
    `${'x'.repeat(500)}`,
    'a '.repeat(300),
  ])('%.20s is words, and no query', async (words) =>
    expect((await bot.say(kim, `search ${words}`)).text).not.toContain('Something failed'),
  )
})

describe('what is found by nobody', () => {
  it('an old version, a withdrawn update, and an update on hold by others', async () => {
    await bot.say(sato, 'update env-1 on track Walrus tusks https://example.org/walrus')
    expect(await hits(kim, 'walrus')).toEqual([])
    expect(await hits(sato, 'walrus')).toHaveLength(2)
    await bot.say(sato, 'edit env-1 Hippo teeth')
    bot.clock.minutesLater(20)
    expect(await hits(kim, 'tusks')).toEqual([])
    expect(await hits(kim, 'hippo')).toHaveLength(1)
    await bot.say(sato, 'withdraw env-1')
    for (const who of [kim, sato]) {
      expect(await hits(who, 'hippo')).toEqual([])
      expect(await hits(who, 'walrus')).toEqual([])
    }
  })

  it('what a quiet activity holds, but for its declared wording', async () => {
    await prisma().activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-06-20') },
    })
    for (const words of ['watches', 'minutes', 'olaf', 'notices', 'ipr-1.3'])
      expect(await hits(kim, words)).toEqual([])
    expect(await hits(kim, 'diabolo')).toEqual([expect.stringContaining('IPR-1 · declared wording')])
    expect((await bot.say(sato, 'search watches', { seenBy: 'everyone' })).text).toContain('Nothing found.')
    expect(await hits(sato, 'watches')).toHaveLength(1)
    expect(await hits(eleni, 'watches')).toHaveLength(1)
    await prisma().activity.updateMany({ where: { code: 'IPR-1' }, data: { quietUntil: null } })
  })

  it('who was late with a milestone', async () => {
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    await prisma().milestone.updateMany({
      where: { code: 'IPR-1.2' },
      data: {
        state: 'agreed',
        ownerAdministrationId: japan.id,
        baselineOn: new Date('2010-05-01'),
        dueOn: new Date('2010-05-01'),
      },
    })
    const words = 'ipr-1.2'
    expect((await hits(kim, words))[0]).toContain('milestone, agreed for Sat 1 May 2010')
    expect((await hits(eleni, words))[0]).toContain('milestone, Japan Customs, agreed for')
    await bot.say(sato, 'done ipr-1.2 https://example.org/late Quokka list')
    expect((await hits(kim, 'quokka'))[0]).toMatch(/IPR-1\.2 · evidence, Mon 7 Jun 2010 · Quokka/)
    expect((await hits(eleni, 'quokka'))[0]).toContain('evidence, Japan Customs')
  })
})

describe('a record with many updates', () => {
  it('finds a rare word wherever it stands, and of a common one the newest', async () => {
    const { id: activityId } = await prisma().activity.findFirstOrThrow({ where: { code: 'BIZ-2' } })
    const { id: administrationId } = await prisma().administration.findUniqueOrThrow({
      where: { code: 'KR' },
    })
    const first = (await prisma().update.aggregate({ _max: { id: true } }))._max.id! + 1
    const many = 9000
    const last = first + many - 1
    await prisma().$executeRawUnsafe(
      `INSERT INTO "Update" ("id", "activityId", "administrationId", "at", "leavesAt", "version", "outlook")
       SELECT i, ${activityId}, ${administrationId}, '2010-05-01', '2010-05-01', 1, 'on track' FROM generate_series(${first}, ${last}) i`,
    )
    const rare = [first, first + 1, last - 4097, last - 4096, last - 257, last - 256, last - 255, last]
    await prisma().$executeRawUnsafe(
      `INSERT INTO "UpdateVersion" ("updateId", "number", "text", "at")
       SELECT i, 1, 'Parcel ' || i || CASE WHEN i IN (${rare}) THEN ' okapi' ELSE '' END, '2010-05-01'
       FROM generate_series(${first}, ${last}) i`,
    )
    const numbers = async (words: string) =>
      [...(await bot.say(kim, `search ${words}`, { paged: false })).text.matchAll(/Parcel (\d+)/g)].map(
        ([, number]) => Number(number),
      )
    expect((await numbers('okapi')).sort((one, other) => one - other)).toEqual(rare)
    // The newest says more, and so a little less of parcels.
    expect(await numbers('parcels')).toEqual(Array.from({ length: 40 }, (_, at) => last - 1 - at))
    expect(await numbers('parc')).toEqual(await numbers('parcels'))
    expect(await numbers('parcel -okapi')).not.toContain(last)
    expect(await said(kim, 'search parcels')).toContain('Say more for the next.')
    expect(await said(kim, 'more')).toMatch(/^Search: parcels\n- /)
    expect(await said(kim, 'search parcel okapi')).not.toContain('There may be more')
    expect((await bot.say(kim, 'search parcel', { paged: false })).text).toContain('There may be more')
  })
})
