import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

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

const prisma = () => bot.store.db.prisma
const stored = (code: string) =>
  prisma().update.findFirstOrThrow({
    where: { activity: { code } },
    orderBy: { id: 'desc' },
    include: { versions: { orderBy: { number: 'asc' } }, evidence: { orderBy: { id: 'asc' } } },
  })

describe('edit', () => {
  it('makes another version, keeps the one before, and says what was and what is', async () => {
    await bot.say(sato, 'update ipr-1 on track Draft sent https://example.org/draft')
    const before = await stored('IPR-1')
    bot.clock.minutesLater(24 * 60)
    const said = (await bot.say(sato, 'edit ipr-1 at risk Draft sent late')).text
    expect(said).toContain('Edited. Japan Customs, IPR-1: at risk (it was on track).')
    expect(said).toContain('"Draft sent late"\nBefore: \n"Draft sent"')
    expect(said).toContain('Evidence kept: https://example.org/draft')
    expect(said).toContain('Reported by Sato Yuki on Monday 7 June 2010.')
    const after = await stored('IPR-1')
    expect(after).toMatchObject({ version: 2, outlook: 'at risk', at: before.at, leavesAt: before.leavesAt })
    expect(after.contentHash).not.toBe(before.contentHash)
    expect(after.versions.map(({ text, outlook }) => [text, outlook])).toEqual([
      ['Draft sent', 'on track'],
      ['Draft sent late', 'at risk'],
    ])
    const read = (await bot.say(kim, 'status ipr-1')).text
    expect(read).toContain(
      '"Draft sent late" (Japan Customs, Monday 7 June 2010, at risk · edited Tuesday 8 June 2010)',
    )
    expect(read).not.toContain('"Draft sent"')
  })

  it('takes new words alone, a new outlook alone, or new links alone', async () => {
    await bot.say(sato, 'update ipr-2 on track Paper begun https://example.org/a https://example.org/b')
    await bot.say(sato, 'edit ipr-2 Paper half done')
    await bot.say(sato, 'edit ipr-2: off track')
    const said = (await bot.say(sato, 'edit ipr-2 https://example.org/b https://example.org/c')).text
    expect(said).toContain('Evidence now: ')
    expect(said).toContain('in place of https://example.org/a')
    const { outlook, versions, evidence, version } = await stored('IPR-2')
    expect([outlook, version, versions.at(-1)?.text]).toEqual(['off track', 4, 'Paper half done'])
    expect(evidence.map(({ reference }) => reference)).toEqual([
      'https://example.org/b',
      'https://example.org/c',
    ])
  })

  it('that changes nothing says so, and leaves no version and no entry', async () => {
    const before = await stored('IPR-2')
    const entries = await prisma().auditEntry.count()
    expect((await bot.say(sato, 'edit ipr-2 off track Paper half done')).text).toContain('Nothing changed.')
    expect((await stored('IPR-2')).version).toBe(before.version)
    expect(await prisma().auditEntry.count()).toBe(entries)
  })

  it('is for anybody of the same administration, one’s own update first', async () => {
    await bot.say(sato, 'update tf-1 on track From Sato')
    bot.clock.minutesLater(1)
    await bot.say(mori, 'update tf-1 on track From Mori')
    expect((await bot.say(sato, 'edit tf-1 From Sato again')).text).toContain('Reported by Sato Yuki')
    expect((await bot.say(mori, 'edit ipr-1 From Mori')).text).toContain('Reported by Sato Yuki')
    expect((await stored('IPR-1')).versions.at(-1)?.personId).not.toBe((await stored('IPR-1')).personId)
  })

  it('within the hold stays in the hold', async () => {
    await bot.say(sato, 'update tf-2 on track Held words')
    expect((await bot.say(sato, 'edit tf-2 Other held words')).text).toContain('Others see it from ')
    expect((await bot.say(kim, 'status tf-2')).text).not.toContain('held words')
  })

  it.each([
    ['edit', 'Say which activity, for example: edit tf-1 at risk'],
    ['edit ipr-1', 'Say the new words, for example: edit ipr-1 at risk'],
    ['edit ipr-9 x', 'I know no activity "ipr-9". Did you mean edit ipr-'],
    ['edit env-1 Never reported', 'Nothing is recorded of Japan Customs on ENV-1'],
    ['edit ipr-1/kr Not ours', 'An update of Korea Customs Service is edited by a member of'],
    [`edit ipr-1 ${'a'.repeat(2001)}`, 'at most 2000 characters'],
  ])('%.24s is answered with what to do next', async (words, expected) => {
    const { reply, text } = await bot.say(sato, words)
    expect(text).toContain(expected)
    expect(reply?.outcome).toBe('refused')
  })

  it('delivered twice edits once, and is answered from the state', async () => {
    const id = 'slack:edit'
    await bot.say(sato, 'edit tf-1 Edited by one request', { id })
    const { version } = await stored('TF-1')
    const again = await bot.say(sato, 'edit tf-1 Edited by one request', { id })
    expect(again.text).toContain('reads so already')
    expect((await stored('TF-1')).version).toBe(version)
  })

  it('said several times at once makes as many versions, and loses none', async () => {
    await bot.say(sato, 'update biz-1 on track Begun')
    await Promise.all(['one', 'two', 'three'].map((word) => bot.say(sato, `edit biz-1 Version ${word}`)))
    const { version, versions } = await stored('BIZ-1')
    expect(version).toBe(4)
    expect(versions.map(({ number }) => number)).toEqual([1, 2, 3, 4])
  })
})

describe('what was recorded for an administration', () => {
  it('is edited by whoever may record for it, and stays recorded', async () => {
    await bot.say(eleni, 'update ipr-1/la on track Answered from e-mail of 3 May')
    await bot.say(eleni, 'edit ipr-1/la Answered in part from e-mail of 5 May')
    const { versions } = await stored('IPR-1')
    expect(versions.at(-1)).toMatchObject({ text: 'Answered in part', recordedFrom: 'e-mail of 5 May' })
    await bot.say(eleni, 'edit ipr-1/la at risk')
    expect((await stored('IPR-1')).versions.at(-1)).toMatchObject({ recordedFrom: 'e-mail of 5 May' })
    expect((await bot.say(sato, 'edit ipr-1/la Not mine')).reply?.outcome).toBe('refused')
  })

  it('is its own once its member edits it, and then the coordinator’s no longer', async () => {
    const member = teamsUser('vong', 'Vong')
    await bot.admit(member, 'laos member')
    const said = await bot.say(member, 'edit ipr-1 on track We answered')
    expect(said.text).toContain('It counts as reported by Lao Customs Department itself now.')
    expect((await bot.say(kim, 'status ipr-1/la')).text).not.toContain('recorded by')
    expect((await bot.say(eleni, 'edit ipr-1/la Mine again')).text).toContain(
      'is edited by a member of Lao Customs Department',
    )
  })
})

it('in a quiet activity is answered to the asker alone, and for nobody who may not read it', async () => {
  await bot.say(eleni, 'update ipr-2/my on track Seized from a call today')
  await prisma().activity.updateMany({
    where: { code: { in: ['IPR-2'] } },
    data: { quietUntil: new Date('2010-06-30') },
  })
  const asia = slackUser('U-ASIA', 'Tan Mei')
  await bot.admit(asia, 'coordinator asia')
  expect((await bot.say(sato, 'edit ipr-2 on track Words')).reply?.to).toBe('asker')
  expect((await bot.say(asia, 'edit ipr-2/my Words')).text).toContain('IPR-2 is quiet until')
})
