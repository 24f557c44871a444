import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { Log } from '../src/log.ts'
import { slackUser, type TestBot, teamsUser, testBot } from './support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const papadakis = slackUser('U-PAPADAKIS', 'Papadakis Eleni')
const stranger = slackUser('U-STRANGER', 'Somebody')

let bot: TestBot
const logged: { fields: object; message: string }[] = []
const log: Log = {
  debug: () => undefined,
  info: () => undefined,
  warn: () => undefined,
  error: (fields, message) => void logged.push({ fields, message }),
}

beforeAll(async () => {
  bot = await testBot({ log })
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(papadakis, 'coordinator ipr')
})
afterAll(() => bot.close())

describe('update', () => {
  it('is recorded with its link as evidence, and others read it when its hold is over', async () => {
    const said = await bot.say(
      sato,
      'update ipr-1 on track Lessons-learned note sent to the coordinator https://example.org/note',
    )
    expect(said.text).toContain('Recorded. Japan Customs, IPR-1: on track.')
    expect(said.text).toContain('"Lessons-learned note sent to the coordinator"')
    expect(said.text).toContain('1 link filed as evidence: https://example.org/note')
    expect(said.text).toContain('Japan Customs now counts as taking part in IPR-1.')
    expect(said.text).toContain('Others see it from 16:10 (Tokyo).')
    expect((await bot.say(kim, 'status ipr-1')).text).not.toContain('Lessons-learned note')
    expect((await bot.say(sato, 'status ipr-1')).text).toContain('Lessons-learned note')
    bot.clock.minutesLater(10)
    const read = (await bot.say(kim, 'status ipr-1')).text
    expect(read).toContain(
      '"Lessons-learned note sent to the coordinator" (Japan Customs, Monday 7 June 2010, on track)',
    )
    expect(read).toContain('Evidence: https://example.org/note')
  })

  it('the same words again within ten minutes are already recorded, and afterwards recorded anew', async () => {
    const words = 'update ipr-2 at risk Comments arrive slowly'
    expect((await bot.say(sato, words)).text).toContain('Recorded.')
    expect((await bot.say(sato, words)).text).toContain('Already recorded.')
    expect(await bot.store.db.prisma.update.count({ where: { activity: { code: 'IPR-2' } } })).toBe(1)
    bot.clock.minutesLater(11)
    expect((await bot.say(sato, words)).text).toContain('Recorded.')
  })

  it('the same words sent twice at once are recorded once', async () => {
    const answers = await Promise.all(
      [1, 2, 3].map(() => bot.say(sato, 'update env-1 on track Chapter sent')),
    )
    expect(answers.filter(({ text }) => text.startsWith('Recorded.'))).toHaveLength(1)
    expect(answers.filter(({ text }) => text.startsWith('Already recorded.'))).toHaveLength(2)
  })

  it('a request delivered twice changes things once, and is answered from the state', async () => {
    const id = 'slack:trigger-1'
    const first = await bot.say(sato, 'update tf-1 on track Plan read', { id })
    bot.clock.minutesLater(30)
    const second = await bot.say(sato, 'update tf-1 on track Plan read', { id })
    expect(first.text).toContain('Recorded.')
    expect(second.text).toContain('Already recorded. Japan Customs, TF-1: on track.')
    expect(await bot.store.db.prisma.update.count({ where: { activity: { code: 'TF-1' } } })).toBe(1)
  })

  it.each([
    ['update', 'for example: update tf-1 on track First draft sent'],
    ['update ipr-1', 'for example: update ipr-1 on track First draft sent'],
    ['update ipr-1 on track', 'Add a sentence'],
    ['update ipr-9 on track Something', 'I know no activity "ipr-9"'],
    [`update ipr-1 on track ${'a'.repeat(2001)}`, 'at most 2000 characters'],
    ['update ipr-1/kr on track Ours', 'You report for Japan Customs'],
  ])('%.30s is answered with what to do next, and changes nothing', async (words, expected) => {
    const before = await bot.store.db.prisma.update.count()
    const { reply, text } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
    expect(await bot.store.db.prisma.update.count()).toBe(before)
  })

  it('takes at risk and off track in the forms people type', async () => {
    expect((await bot.say(sato, 'update biz-1: off-track - no host yet')).text).toContain('BIZ-1: off track.')
    expect((await bot.say(sato, 'UPDATE BIZ 2 At Risk, few answers')).text).toContain('BIZ-2: at risk.')
  })
})

describe('done', () => {
  it('is for the owner or the coordinator of the area, and a refusal says who could', async () => {
    const refused = await bot.say(kim, 'done ipr-1.1 https://example.org/debriefing')
    expect(refused.text).toBe('IPR-1.1 is marked delivered by the coordinator of IPR.')
    const said = await bot.say(
      papadakis,
      'done ipr-1.1 https://example.org/debriefing Minutes of the debriefing',
    )
    expect(said.text).toContain('Delivered. IPR-1.1')
    expect(said.text).toContain('Evidence: Minutes of the debriefing (https://example.org/debriefing)')
    expect((await bot.say(papadakis, 'done ipr-1.1')).text).toContain('Already delivered.')
    expect((await bot.say(kim, 'status ipr-1')).text).toContain('✔ IPR-1.1')
  })

  it('never marks another area delivered', async () => {
    const { reply } = await bot.say(papadakis, 'done tf-1.1 https://example.org/x')
    expect(reply?.outcome).toBe('refused')
    expect(await bot.store.db.prisma.milestone.count({ where: { code: 'TF-1.1', state: 'delivered' } })).toBe(
      0,
    )
  })

  it('without evidence says how to add it', async () => {
    expect((await bot.say(papadakis, 'done ipr-1.2')).text).toContain('Add it with done ipr-1.2 https://…')
    expect((await bot.say(papadakis, 'done ipr-1.2 Note 2010/7')).text).toContain('Evidence added.')
  })
})

describe('understanding', () => {
  it.each([
    ['status japan', 'Japan Customs'],
    ['status JP', 'Japan Customs'],
    ['status south korea', 'Korea Customs Service'],
    ['status uk', 'HM Revenue & Customs'],
    ['ipr-1', 'declared wording'],
    ['status IPR1', 'declared wording'],
    ['show ＩＰＲ－１', 'declared wording'],
    ['/asem status ipr-1', 'declared wording'],
    ['statsu', 'Did you mean status?'],
    ['status jpan', 'Did you mean status japan?'],
    ['xyzzy', 'Say help for what I know.'],
    ['help updaet', 'Did you mean help update?'],
  ])('%s', async (words, expected) => {
    expect((await bot.say(sato, words)).text).toContain(expected)
  })
})

describe('a fault', () => {
  it('is logged once under the reference that the asker sees, without the words that were said', async () => {
    const broken = await testBot({ log })
    await broken.admit(sato, 'japan member')
    await broken.store.db.prisma.$executeRawUnsafe('DROP TABLE "Evidence" CASCADE')
    logged.length = 0
    const { text } = await broken.say(
      sato,
      'update ipr-1 on track A secret sentence https://example.org/secret',
    )
    const reference = /reference ([0-9A-Z]{8})/.exec(text)?.[1]
    expect(reference).toBeTruthy()
    expect(logged).toHaveLength(1)
    expect(JSON.stringify(logged)).toContain(reference)
    expect(JSON.stringify(logged)).not.toContain('secret')
    expect(await broken.store.db.prisma.request.count({ where: { command: 'update' } })).toBe(0)
    expect((await broken.say(sato, 'help all')).text).toContain('Every word')
    await broken.close()
  })
})

describe('a quiet activity', () => {
  it('shows its wording and the date to others, lets nobody in by reporting, and opens on the day', async () => {
    const quiet = await testBot()
    await quiet.admit(sato, 'japan member')
    await quiet.admit(kim, 'korea member')
    await quiet.admit(papadakis, 'coordinator ipr')
    await quiet.say(sato, 'update ipr-1 on track Containers were found in two ports')
    await quiet.store.db.prisma.activity.updateMany({
      where: { code: 'IPR-1' },
      data: { quietUntil: new Date('2010-06-20') },
    })
    quiet.clock.minutesLater(60)
    for (const words of [
      'status',
      'status ipr',
      'status ipr-1',
      'status ipr-1/jp',
      'status japan',
      'summary',
      'mine',
    ]) {
      const { text } = await quiet.say(kim, words)
      expect(text).not.toMatch(/containers|IPR-1\.1|on track|debriefing/i)
    }
    expect((await quiet.say(kim, 'status ipr-1')).text).toContain('Quiet until Sunday 20 June 2010')
    expect((await quiet.say(kim, 'update ipr-1 on track Let me in')).text).toContain('IPR-1 is quiet until')
    expect((await quiet.say(kim, 'status ipr-1')).text).not.toContain('Containers')
    expect((await quiet.say(sato, 'status ipr-1')).text).toContain('Containers')
    expect((await quiet.say(papadakis, 'status ipr-1')).text).toContain('Containers')
    expect((await quiet.say(sato, 'status ipr-1', { seenBy: 'everyone' })).text).not.toContain('Containers')
    quiet.clock.set('2010-06-20T09:00:00Z')
    expect((await quiet.say(kim, 'status ipr-1')).text).toContain('Containers')
    await quiet.close()
  })
})

describe('what people type', () => {
  it('keeps line breaks, and drops what the database cannot take', async () => {
    const said = await bot.say(sato, 'update env-2 on track First line\r\nsecond\u0000 line \ud800 end')
    expect(said.text).toContain('"First line\nsecond line end"')
  })

  it('a request of one person is never answered to another', async () => {
    await bot.say(sato, 'update tf-2 on track Held for now', { id: 'slack:stolen' })
    expect((await bot.say(kim, 'update tf-2 on track Held for now', { id: 'slack:stolen' })).reply).toBeNull()
  })
})

describe('somebody with two administrations', () => {
  it('reports for the one that is named, else for the one they joined first, and no longer once the role has ended', async () => {
    const two = await testBot()
    const nikos = slackUser('U-NIKOS', 'Nikos')
    await two.admit(nikos, 'greece member')
    await two.admit(nikos, 'eu member')
    expect((await two.say(nikos, 'update ipr-1 on track From Athens')).text).toContain('IPR-1: on track.')
    const greece = await two.store.db.prisma.administration.findUniqueOrThrow({ where: { code: 'GR' } })
    expect(await two.store.db.prisma.update.count({ where: { administrationId: greece.id } })).toBe(1)
    expect((await two.say(nikos, 'update ipr-1/eu on track From Brussels')).text).toContain(
      'European Commission',
    )
    await two.store.db.prisma.role.updateMany({ data: { untilOn: new Date('2010-06-01') } })
    expect((await two.say(nikos, 'mine')).text).toContain('do not know this account')
    await two.close()
  })
})

it('a very long line is answered at once', async () => {
  const before = performance.now()
  await bot.say(stranger, `${'!'.repeat(40_000)}x`)
  await bot.say(sato, `${'https://a'.repeat(10_000)}`)
  expect(performance.now() - before).toBeLessThan(5_000)
})
