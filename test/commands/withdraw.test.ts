import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'
import { dumpOf } from '../support/dump.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const mori = slackUser('U-MORI', 'Mori Ken')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(mori, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
})
afterAll(() => bot.close())

const standing = (code: string) =>
  bot.store.db.prisma.update.count({ where: { activity: { code }, withdrawnAt: null } })

describe('a withdrawal', () => {
  it('erases the words of every version, its links and its source, wherever they stood', async () => {
    await bot.say(
      eleni,
      'update ipr-1/la at risk Zebrawood crates https://example.org/okapi from letter of quagga',
    )
    await bot.say(eleni, 'edit ipr-1/la off track Wombatskin crates https://example.org/axolotl')
    await bot.store.db.prisma.updateVersion.updateMany({ data: { inTheWay: 'narwhal' } })
    await bot.store.db.prisma.continuation.create({
      data: {
        ...{ platform: 'teams', tenant: 't', user: 'kim', conversation: 'c' },
        ...{ command: 'search', args: { words: 'wombatskin' }, page: 0, at: bot.clock.now() },
      },
    })
    const { contentHash } = await bot.store.db.prisma.update.findFirstOrThrow()
    const words = /zebrawood|okapi|quagga|wombatskin|axolotl|narwhal/i
    const before = await dumpOf(bot.store)
    expect(before.match(new RegExp(words, 'gi'))?.length).toBeGreaterThan(6)
    const said = (await bot.say(eleni, 'withdraw ipr-1/la')).text
    expect(said).toContain(
      'Withdrawn. The update of Lao Customs Department on IPR-1 that Papadakis Eleni reported on Monday 7 June 2010 (number 1).',
    )
    expect(said).toContain('Answers that were already shown to others cannot be called back.')
    const after = await dumpOf(bot.store)
    expect(after).not.toMatch(words)
    expect(after).not.toContain(contentHash)
    expect(after).not.toContain('off track')
    const kept = await bot.store.db.prisma.update.findFirstOrThrow({ include: { withdrawnBy: true } })
    expect(kept).toMatchObject({
      outlook: null,
      withdrawnAt: bot.clock.now(),
      withdrawnBy: { name: 'Papadakis Eleni' },
    })
    expect((await bot.say(kim, 'status ipr-1/la')).text).toContain('Outlook (reported): No report yet')
  })

  it('said again says that it was, and never takes the one before', async () => {
    await bot.say(sato, 'update tf-1 on track First')
    bot.clock.minutesLater(11)
    await bot.say(sato, 'update tf-1 on track Second')
    await bot.say(sato, 'withdraw tf-1')
    expect(await standing('TF-1')).toBe(1)
    const again = (await bot.say(sato, 'withdraw tf-1')).text
    expect(again).toContain('Already withdrawn.')
    expect(again).toContain('It was withdrawn by Sato Yuki on Monday 7 June 2010.')
    expect(again).toContain('withdraw tf-1 1 withdraws it too.')
    expect(await standing('TF-1')).toBe(1)
    expect((await bot.say(kim, 'status tf-1')).text).toContain('"First"')
    expect((await bot.say(sato, 'withdraw tf-1 1')).text).toContain('Withdrawn.')
    expect((await bot.say(sato, 'withdraw tf-1 #1')).text).toContain('Already withdrawn.')
    expect(await standing('TF-1')).toBe(0)
  })

  it('within the hold leaves no trace of taking part that only this update made', async () => {
    await bot.say(sato, 'update env-1 on track Wrong place')
    const said = (await bot.say(sato, 'withdraw env-1')).text
    expect(said).toContain('It had not left Japan Customs: nobody else could read it.')
    expect(said).toContain('Japan Customs no longer counts as taking part in ENV-1')
    expect((await bot.say(sato, 'status env-1/jp')).text).toContain('Place: No answer yet')
    await bot.say(sato, 'update env-1 on track Right place')
    await bot.say(mori, 'update env-1 on track Also here')
    expect((await bot.say(mori, 'withdraw env-1 3')).text).not.toContain('no longer counts')
    expect((await bot.say(sato, 'status env-1/jp')).text).toContain('Place: Taking part')
  })

  it('asks which one is meant when a colleague reported after', async () => {
    await bot.say(sato, 'update biz-1 on track Mine')
    bot.clock.minutesLater(1)
    await bot.say(mori, 'update biz-1 on track Colleague')
    const asked = (await bot.say(sato, 'withdraw biz-1')).text
    expect(asked).toContain('Nothing was withdrawn yet: Mori Ken reported there after you.')
    expect(asked).toContain('withdraw biz-1 1 for yours')
    expect(await standing('BIZ-1')).toBe(2)
    await bot.say(sato, 'withdraw biz-1 2')
    expect((await bot.say(sato, 'status biz-1')).text).toContain('"Mine"')
  })

  it('delivered twice is answered from the state', async () => {
    await bot.say(sato, 'update biz-2 on track Words')
    const id = 'slack:withdraw'
    await bot.say(sato, 'withdraw biz-2', { id })
    await bot.say(sato, 'update biz-2 on track Other words')
    expect((await bot.say(sato, 'withdraw biz-2', { id })).text).toContain('Already withdrawn.')
    expect(await standing('BIZ-2')).toBe(1)
  })

  it('and an edit at the same time leave no word behind, whichever comes first', async () => {
    for (const at of [1, 2, 3]) {
      await bot.say(sato, `update ipr-2 on track Original ${at}`)
      await Promise.all([
        bot.say(sato, 'edit ipr-2 Platypus'),
        bot.say(mori, 'withdraw ipr-2'),
        bot.say(sato, 'edit ipr-2 Platypus twice'),
      ])
      expect(await dumpOf(bot.store)).not.toMatch(/platypus|original/i)
    }
  })

  it.each([
    ['withdraw', 'Say which activity, for example: withdraw tf-1'],
    ['withdraw tf-2', 'Nothing is recorded of Japan Customs on TF-2 that could be withdrawn.'],
    ['withdraw biz-1 7', 'There is no update 7 of yours on BIZ-1.'],
    ['withdraw biz-1 of last week', 'Nothing was withdrawn: I do not know which update "of last week" is.'],
    ['withdraw ipr-1/la', 'is withdrawn by a member of Lao Customs Department, or the coordinator of IPR'],
  ])('%s is answered with what to do next', async (words, expected) => {
    const { reply, text } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })
})

it('an administration’s own update is not the coordinator’s to withdraw', async () => {
  const { text, reply } = await bot.say(eleni, 'withdraw biz-1/jp')
  expect(text).toBe('An update of Japan Customs is withdrawn by a member of Japan Customs.')
  expect(reply?.outcome).toBe('refused')
  expect((await bot.say(eleni, 'withdraw ipr-1')).text).toContain('Say whose update')
})
