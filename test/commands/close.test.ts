import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { commands } from '../../src/commands/index.ts'
import { slackUser, type TestBot, testBot } from '../support/bot.ts'
import { huaHin, twoProgrammes } from '../support/programmes.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const papadakis = slackUser('U-PAPADAKIS', 'Papadakis Eleni')
const chair = slackUser('U-CHAIR', 'Chair of the day')

async function admitted(bot: TestBot, ipr: string): Promise<TestBot> {
  await bot.admit(sato, 'japan member')
  await bot.admit(papadakis, `coordinator ${ipr}`)
  await bot.admit(chair, 'secretariat')
  return bot
}

async function pledged(bot: TestBot, activity: string, administration: string): Promise<number> {
  const { prisma } = bot.store.db
  const { id: activityId } = await prisma.activity.findFirstOrThrow({
    where: { code: activity, programme: { key: 'HER' } },
  })
  const { id: administrationId } = await prisma.administration.findUniqueOrThrow({
    where: { code: administration },
  })
  const on = new Date('2011-12-01')
  const { id } = await prisma.commitment.create({
    data: {
      activityId,
      administrationId,
      text: 'Share our figures',
      state: 'open',
      baselineOn: on,
      targetOn: on,
      madeAt: bot.clock.now(),
    },
  })
  return id
}

const states = async (bot: TestBot, key = 'HER'): Promise<Record<string, string>> => {
  const rows = await bot.store.db.prisma.milestone.findMany({ where: { programme: { key } } })
  return Object.fromEntries(rows.map(({ code, state }) => [code, state]))
}
const closings = (bot: TestBot) =>
  bot.store.db.prisma.auditEntry.findMany({ where: { action: 'programme closed' } })

describe('closing the only programme', () => {
  let bot: TestBot
  const said = async (who: Parameters<TestBot['say']>[0], words: string) => (await bot.say(who, words)).text

  beforeAll(async () => {
    bot = await admitted(await testBot({ at: '2011-10-15T07:00:00Z' }), 'ipr')
    await pledged(bot, 'IPR-1', 'JP')
    await pledged(bot, 'IPR-2', 'KR')
    await bot.say(papadakis, 'done ipr-1.1 https://example.org/x')
    await bot.say(sato, 'update ipr-2 at risk Few comments')
  })
  afterAll(() => bot.close())

  it.each([
    ['close', 'Say which programme: close her lists what is open in it'],
    ['close ended', 'Say which programme: close her'],
    ['close hua ended', 'I know no programme "hua", so nothing was closed. There is close her.'],
    ['close her done with', 'does not say what becomes of what is open'],
    ['close her ended except ipr-9.9', '"ipr-9.9" is nothing that is open there, so nothing was closed'],
    ['close her ended except ipr-1.1', '"ipr-1.1" is nothing that is open there'],
    ['close her ended except ipr-1.2, japan', '"japan" is nothing that is open there'],
  ])('%s closes nothing', async (words, expected) => {
    const { text, reply } = await bot.say(chair, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(Object.values(await states(bot)).filter((state) => state !== 'proposed')).toEqual(['delivered'])
  })

  it('is for the secretariat', async () => {
    for (const who of [sato, papadakis])
      expect(await said(who, 'close her ended')).toBe('"close" is for the secretariat.')
  })

  it('with the key alone lists what is open, by area, and the complete words', async () => {
    const { text, reply } = await bot.say(chair, 'close her')
    expect(reply?.to).toBe('asker')
    for (const words of ['Intellectual Property (IPR)', 'IPR-1.2', 'IPR-1/JP Share our figures', 'ENV-1.1'])
      expect(text).toContain(words)
    expect(text).not.toContain('IPR-1.1 ')
    expect(text).toContain('close her carried over except tf-1.1')
    expect(await closings(bot)).toEqual([])
  })

  it('carries over what is open, and ends the exceptions: a milestone, an activity, a commitment', async () => {
    const text = await said(chair, 'close HER carried over except ipr-1.2, env-1 and IPR-2/KR')
    const all = await states(bot)
    const ended = Object.keys(all).filter((code) => all[code] === 'ended')
    expect(ended.every((code) => code === 'IPR-1.2' || code.startsWith('ENV-1.'))).toBe(true)
    expect(ended.length).toBeGreaterThan(2)
    expect(all).toMatchObject({
      'IPR-1.1': 'delivered',
      'IPR-1.3': 'carried over',
      'BIZ-1.1': 'carried over',
    })
    const commitments = await bot.store.db.prisma.commitment.findMany({ orderBy: { id: 'asc' } })
    expect(commitments.map(({ state }) => state)).toEqual(['carried over', 'ended'])
    const carried = Object.values(all).filter((state) => state === 'carried over').length
    expect(text).toContain('Closed. Heraklion Declaration, Saturday 15 October 2011.')
    expect(text).toContain(`Carried over: ${carried} milestones and 1 commitment`)
    expect(text).toContain(`Ended: ${ended.length} milestones and 1 commitment`)
    expect(await closings(bot)).toMatchObject([{ subjectKind: 'programme', fields: ['closedAt', 'state'] }])
  })

  it('again changes nothing', async () => {
    const before = await states(bot)
    bot.clock.minutesLater(3 * 24 * 60)
    for (const words of ['close her', 'close her ended'])
      expect(await said(chair, words)).toContain(
        'Already closed. Heraklion Declaration was closed on Saturday 15 October 2011',
      )
    expect(await states(bot)).toEqual(before)
    expect(await closings(bot)).toHaveLength(1)
  })

  it.each(['update ipr-1 on track More', 'done ipr-1.3 https://example.org/y', 'update', 'done'])(
    '%s is refused from then on, in one sentence',
    async (words) => {
      const { text, reply } = await bot.say(words.startsWith('done') ? papadakis : sato, words)
      expect(text).toBe(
        'Heraklion Declaration was closed on Saturday 15 October 2011: it can be read (status her), and takes nothing new.',
      )
      expect(reply?.outcome).toBe('refused')
    },
  )

  it('every change is, whatever word it begins with; people, channels, programmes and withdrawing are not', async () => {
    const ofPeople = ['role', 'invite', 'join', 'away', 'back']
    const ofChannels = ['unfollow', 'schedule digest', 'timezone']
    const alsoWhenClosed = [...ofPeople, ...ofChannels, 'close', 'import', 'withdraw']
    const changing = commands.filter(({ changes, name }) => changes && !alsoWhenClosed.includes(name))
    const lines = changing.flatMap(({ usage }) => usage).filter((line) => /\d/.test(line))
    expect(lines.length).toBeGreaterThan(4)
    for (const line of lines) expect(await said(chair, line), line).toContain('takes nothing new')
  })

  it('it stays current and readable, and every answer about it says that it is closed', async () => {
    for (const words of [
      'status',
      'status ipr',
      'status ipr-1',
      'status her/ipr-1',
      'status japan',
      'summary',
      'mine',
    ])
      expect(await said(sato, words), words).toContain('Closed on Saturday 15 October 2011')
    expect(await said(sato, 'status ipr-1')).toContain('IPR-1.3')
    expect(await said(sato, 'status ipr-1')).toContain('carried over')
    expect(await said(sato, 'status ipr-1/jp')).toContain('Schedule: Carried over')
    const summary = await said(sato, 'summary')
    expect(summary).toContain('All eight activities were closed.')
    expect(summary).not.toMatch(/can help|next meeting|This week/)
    expect(await said(sato, 'mine')).toContain('No milestone or commitment of yours is open')
  })

  it('words are still taken back', async () => {
    expect(await said(sato, 'status ipr-2')).toContain('Few comments')
    expect(await said(sato, 'withdraw ipr-2')).toContain('Withdrawn')
    expect(await said(sato, 'status ipr-2')).not.toContain('Few comments')
  })

  it('people are still admitted, and a file of the same key is refused', async () => {
    expect(await said(sato, 'invite japan dg')).toContain('Invitation:')
    expect(await said(operator, 'import prisma/programmes/heraklion-2009.yaml')).toContain(
      'HER was closed on Saturday 15 October 2011, and nothing is added to it',
    )
  })

  it('the next programme becomes the current one, and the old one is read by its key', async () => {
    expect(await said(operator, `import ${huaHin}`)).toContain('Hua Hin Declaration is the current one')
    expect(await said(sato, 'status ipr-1')).toContain('Seizures handbook')
    expect(await said(sato, 'status')).toContain('Also loaded: Heraklion Declaration, closed (status her).')
    expect(await said(sato, 'HER/IPR-1')).toContain('Diabolo')
    expect(await said(sato, 'update ipr-1 on track Outline drafted')).toContain('Recorded.')
    expect(await said(sato, 'update her/ipr-1 on track Late news')).toContain('takes nothing new')
  })
})

describe('closing one of two programmes', () => {
  let bot: TestBot
  beforeAll(async () => {
    bot = await admitted(await twoProgrammes(), 'her/ipr')
  })
  afterAll(() => bot.close())

  it('twice at once, or delivered twice, closes once', async () => {
    const say = (id: string) => bot.say(chair, 'close her ended except ipr-1.2', { id })
    const answers = await Promise.all(['slack:a', 'slack:b'].map(say))
    const texts = [...answers, await say('slack:a')].map(({ text }) => text)
    expect(texts.filter((text) => text.startsWith('Closed.'))).toHaveLength(1)
    expect(texts.filter((text) => text.startsWith('Already closed.'))).toHaveLength(2)
    expect(await closings(bot)).toHaveLength(1)
  })

  it('leaves the other as it is, and says which one is the current one', async () => {
    expect(new Set(Object.values(await states(bot, 'HUA')))).toEqual(new Set(['proposed']))
    const all = await states(bot)
    expect(all['IPR-1.2']).toBe('carried over')
    expect(new Set(Object.values(all))).toEqual(new Set(['carried over', 'ended']))
    expect((await bot.say(sato, 'status')).text).not.toContain('Closed on')
  })

  it('the operator closes the last one at the terminal; the one adopted last stays current', async () => {
    const { text } = await bot.say(operator, 'close hua carried over')
    expect(text).toContain('Carried over: 4 milestones')
    expect((await bot.say(sato, 'status')).text).toContain('Hua Hin Declaration')
    expect((await bot.say(sato, 'status')).text).toContain('Closed on Monday 7 November 2011')
  })
})

it('a quiet activity is closed with the rest, and its milestones are not shown to a secretariat outside it', async () => {
  const bot = await admitted(await testBot(), 'ipr')
  await bot.store.db.prisma.activity.updateMany({
    where: { code: 'IPR-1' },
    data: { quietUntil: new Date('2010-06-20') },
  })
  const { text } = await bot.say(chair, 'close her')
  expect(text).toContain('IPR-1 quiet until Sunday 20 June 2010: closed with the rest')
  expect(text).not.toContain('IPR-1.1')
  await bot.say(chair, 'close her ended except ipr-1')
  expect((await states(bot))['IPR-1.1']).toBe('carried over')
  await bot.close()
})

it('closing tells nobody whose milestone was late, beyond those who were told before', async () => {
  const bot = await admitted(await testBot(), 'ipr')
  const { prisma } = bot.store.db
  const korea = await prisma.administration.findUniqueOrThrow({ where: { code: 'KR' } })
  const due = new Date('2010-06-01')
  await prisma.milestone.updateMany({
    where: { code: 'IPR-1.3' },
    data: { state: 'agreed', baselineOn: due, dueOn: due, ownerAdministrationId: korea.id },
  })
  const line = async (who: typeof sato) =>
    (await bot.say(who, 'status ipr-1')).text.split('\n').find((each) => each.includes('IPR-1.3'))
  expect(await line(sato)).not.toContain('Korea')
  await bot.say(chair, 'close her carried over')
  bot.clock.minutesLater(60 * 24 * 400)
  expect(await line(sato)).toContain('carried over')
  expect(await line(sato)).not.toContain('Korea')
  expect(await line(papadakis)).toContain('Korea')
  await bot.close()
})
