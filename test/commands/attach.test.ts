import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const note = 'https://example.org/note'

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
  await prisma().milestone.updateMany({
    where: { code: { in: ['IPR-1.2', 'IPR-1.3'] } },
    data: { ownerAdministrationId: japan.id, state: 'agreed', dueOn: new Date('2010-06-21') },
  })
  await bot.say(sato, 'pledge tf-1 by 2010-06-15 Share a note with all')
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const filedFor = (code: string) => prisma().evidence.findMany({ where: { milestone: { code } } })
const entries = () => prisma().auditEntry.count({ where: { action: 'evidence filed' } })

describe('attach', () => {
  it('files a link for a milestone with title, author and day, and delivers nothing', async () => {
    const { text } = await bot.say(
      sato,
      `attach ${note} from Mori Ken on 2010-06-03 to ipr-1.2 Lessons-learned note`,
    )
    expect(text).toContain('Filed as evidence. IPR-1.2')
    expect(text).toContain(`Evidence: Lessons-learned note (${note}) (Mori Ken, Thu 3 Jun 2010)`)
    expect(text).toContain('It is not marked delivered by this')
    const [evidence, ...others] = await filedFor('IPR-1.2')
    expect(others).toEqual([])
    expect(evidence).toMatchObject({
      reference: note,
      title: 'Lessons-learned note',
      authorName: 'Mori Ken',
      datedOn: new Date('2010-06-03'),
    })
    const { state } = await prisma().milestone.findFirstOrThrow({ where: { code: 'IPR-1.2' } })
    expect(state).toBe('agreed')
    expect((await bot.say(kim, 'status ipr-1')).text).toContain('Lessons-learned note')
    expect((await bot.say(kim, 'history ipr-1.2')).text).toMatch(
      /IPR-1\.2 .* · evidence filed by Sato Yuki, Japan: Lessons/,
    )
  })

  it('files one link once, also when it is sent several times at once', async () => {
    const before = await entries()
    const said = [1, 2, 3, 4].map(() => bot.say(sato, 'attach https://example.org/once ipr-1.3'))
    const words = (await Promise.all(said)).map(({ text }) => text)
    expect(words.filter((each) => each.startsWith('Filed as evidence.'))).toHaveLength(1)
    expect(words.filter((each) => each.startsWith('Filed already.'))).toHaveLength(3)
    expect(await filedFor('IPR-1.3')).toHaveLength(1)
    expect(await entries()).toBe(before + 1)
  })

  it('sent again by the platform is answered, and filed once', async () => {
    const id = 'slack:attach'
    await bot.say(sato, 'attach https://example.org/twice to ipr-1.3', { id })
    expect((await bot.say(sato, 'attach https://example.org/twice to ipr-1.3', { id })).text).toContain(
      'Filed already. IPR-1.3',
    )
  })

  it('adds to what is delivered already', async () => {
    await bot.say(eleni, 'done ipr-2.1 Outline')
    expect((await bot.say(eleni, `attach ${note} to ipr-2.1`)).text).not.toContain('not marked delivered')
    expect(await filedFor('IPR-2.1')).toHaveLength(2)
  })

  it('files for a commitment, and by the code of an activity for the last update there', async () => {
    expect((await bot.say(sato, `attach ${note} to tf-1/jp`)).text).toContain('TF-1/JP Share a note with all')
    expect((await bot.say(sato, 'history tf-1')).text).toContain(
      'Share a note with all · evidence filed by Sato Yuki',
    )
    expect((await bot.say(sato, `attach ${note} to ipr-1`)).text).toContain(
      'Nothing is recorded of Japan Customs',
    )
    await bot.say(sato, 'update ipr-1 on track Draft sent')
    const { text } = await bot.say(sato, `attach ${note} to ipr-1 The draft`)
    expect(text).toContain('IPR-1, update of Japan Customs of Monday 7 June 2010.')
    expect(text).toContain('Others see it with the update from 16:10 (Tokyo).')
    const update = () => prisma().update.findFirstOrThrow({ include: { evidence: true } })
    expect(await update()).toMatchObject({ version: 1, evidence: [{ reference: note, title: 'The draft' }] })
    expect((await bot.say(sato, 'status ipr-1')).text).toContain('The draft')
    expect((await bot.say(kim, 'status ipr-1')).text).not.toContain('The draft')
    bot.clock.minutesLater(30)
    expect((await bot.say(kim, 'status ipr-1')).text).toContain('The draft')
    await bot.say(sato, 'withdraw ipr-1')
    expect((await update()).evidence).toEqual([])
  })

  it('is for those who may say done, or edit', async () => {
    const before = await entries()
    expect((await bot.say(kim, `attach ${note} to ipr-1.3`)).text).toBe(
      'Evidence for IPR-1.3 is filed by a member of Japan Customs, or the coordinator of IPR.',
    )
    expect((await bot.say(kim, `attach ${note} to tf-1/jp`)).text).toBe(
      'Evidence for TF-1/JP is filed by a member of Japan Customs.',
    )
    expect((await bot.say(kim, `attach ${note} to ipr-1/jp`)).text).toContain('by a member of Japan Customs')
    expect((await bot.say(slackUser('U-NOBODY'), `attach ${note} to ipr-1.3`)).text).toContain(
      'invited customs',
    )
    expect(await entries()).toBe(before)
  })

  it('says what is missing or cannot be', async () => {
    const answers: [string, string][] = [
      ['attach', 'Give the link that is evidence'],
      [`attach ${note}`, 'Say what it is evidence of'],
      [`attach ${note} Lessons-learned note`, 'Say what it is evidence of'],
      [`attach ${note} https://example.org/other to ipr-1.3`, 'Give one link at a time.'],
      [`attach ${note} on 2010-06-31 to ipr-1.3`, 'Give the day it is of as in 2010-06-03.'],
      [`attach ${note} from Mori on 2010-06-09 to ipr-1.3`, 'has not come yet'],
      [`attach ${note} to ipr-1.3 ${'x'.repeat(400)}`, 'A title has at most 300 characters'],
      [`attach https://example.org/${'x'.repeat(1000)} to ipr-1.3`, 'A link has at most 1000 characters'],
      [`attach ${note} to ipr-1.77`, 'IPR-1 has no milestone IPR-1.77'],
    ]
    const before = await entries()
    for (const [said, answer] of answers) expect((await bot.say(sato, said)).text, said).toContain(answer)
    expect(await entries()).toBe(before)
  })

  it('names no author of evidence where a late owner may not be named', async () => {
    await bot.say(sato, `attach https://example.org/late from Mori Ken on 2010-06-03 to ipr-1.2 Draft`)
    bot.clock.set('2010-06-30T07:00:00Z')
    for (const said of ['status ipr-1', 'history ipr-1.2']) {
      const { text } = await bot.say(kim, said)
      expect(text).toContain('Draft')
      expect(text).not.toContain('Mori')
      expect((await bot.say(sato, said)).text).toContain('Mori')
    }
  })
})
