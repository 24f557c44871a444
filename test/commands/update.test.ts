import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { slackUser, type TestBot, teamsUser, testBot } from '../support/bot.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const eleni = slackUser('U-ELENI', 'Papadakis Eleni')
const asia = slackUser('U-ASIA', 'Tan Mei')
const chair = slackUser('U-CHAIR', 'Chair')

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  await bot.admit(eleni, 'coordinator ipr')
  await bot.admit(asia, 'coordinator asia')
  await bot.admit(chair, 'secretariat')
})
afterAll(() => bot.close())

const updates = () => bot.store.db.prisma.update.count()
const refused = async (who: typeof sato, words: string) => {
  const before = await updates()
  const { reply, text } = await bot.say(who, words)
  expect(reply?.outcome).toBe('refused')
  expect(await updates()).toBe(before)
  return text
}

describe('a first update', () => {
  it('makes its administration take part, and nobody sees that before the update', async () => {
    const place = async (who: typeof sato) => {
      const { text } = await bot.say(who, 'status tf-1/jp')
      return /Place: .*/.exec(text)?.[0]
    }
    const said = await bot.say(sato, 'update tf-1 on track Plan read')
    expect(said.text).toContain('Japan Customs now counts as taking part in TF-1.')
    expect(await place(sato)).toBe('Place: Taking part')
    expect(await place(kim)).toBe('Place: No answer yet')
    expect((await bot.say(kim, 'summary')).text).not.toContain('Japan')
    bot.clock.minutesLater(10)
    expect(await place(kim)).toBe('Place: Taking part')
    expect((await bot.say(kim, 'status tf-1')).text).toContain('Plan read')
    expect((await bot.say(sato, 'update tf-1 on track Plan sent')).text).not.toContain('now counts')
  })

  it('is refused while the administration is recorded as not taking part', async () => {
    const { id } = await bot.store.db.prisma.activity.findFirstOrThrow({ where: { code: 'ENV-1' } })
    const japan = await bot.store.db.prisma.administration.findUniqueOrThrow({ where: { code: 'JP' } })
    await bot.store.db.prisma.participation.create({
      data: { activityId: id, administrationId: japan.id, takingPart: false, since: bot.clock.now() },
    })
    expect(await refused(sato, 'update env-1 on track Chapter sent')).toContain('Say take part env-1 first')
  })
})

it('the audit has one entry for the same words said twice', async () => {
  await bot.say(sato, 'update biz-1 on track Said twice')
  await bot.say(sato, 'update biz-1 on track Said twice')
  const { id } = await bot.store.db.prisma.update.findFirstOrThrow({
    where: { activity: { code: 'BIZ-1' } },
  })
  const entries = await bot.store.db.prisma.auditEntry.findMany({
    where: { subjectKind: 'update', subjectId: id },
  })
  expect(entries.map(({ fields }) => fields)).toEqual([['outlook', 'text', 'takingPart']])
})

describe('an update recorded for an administration that is not connected', () => {
  const words = 'update ipr-1/la on track Questionnaire answered https://example.org/la from e-mail of 3 May'

  it('says whose hand wrote it down and from what, and is read by others at once', async () => {
    const said = await bot.say(eleni, words)
    expect(said.text).toContain('Recorded. ')
    expect(said.text).toContain('Shown as recorded by Papadakis Eleni from e-mail of 3 May.')
    expect(said.text).toContain('Others see it now.')
    const read = (await bot.say(kim, 'status ipr-1/la')).text
    expect(read).toMatch(
      /"Questionnaire answered" \(.*Monday 7 June 2010, on track · recorded by Papadakis Eleni from e-mail of 3 May\)/,
    )
    expect(read).toContain('Evidence: https://example.org/la')
    expect(read).toContain('Place: Taking part')
    expect((await bot.say(eleni, words)).text).toContain('Already recorded.')
  })

  it('is recorded by the coordinator of its region, by the secretariat and at the terminal too', async () => {
    for (const who of [asia, chair, operator]) {
      const said = await bot.say(who, `update ipr-2/la at risk Said to ${who.user} from a call on 4 June`)
      expect(said.text).toContain('IPR-2: at risk.')
    }
    const read = (await bot.say(kim, 'status ipr-2/la')).text
    expect(read).toContain('Said to operator')
    expect(read).toContain('recorded from call on 4 June')
  })

  it('is answered from the state when it is delivered again', async () => {
    const id = 'slack:recorded'
    await bot.say(asia, 'update tf-2/la on track Read from letter of 1 June', { id })
    const again = (await bot.say(asia, 'update tf-2/la on track Read from letter of 1 June', { id })).text
    expect(again).toContain('Already recorded.')
    expect(again).toContain('Shown as recorded by Tan Mei from letter of 1 June.')
  })

  it('needs to say what it comes from', async () => {
    const text = await refused(eleni, 'update ipr-1/la on track Questionnaire answered')
    expect(text).toContain('update ipr-1/la on track First draft sent')
    expect(text).toContain('from e-mail of 3 May')
  })

  it('is for coordinators and the secretariat, and for nobody else', async () => {
    expect(await refused(sato, words)).toContain('You report for Japan Customs')
    const greece = slackUser('U-ENV', 'Env')
    await bot.admit(greece, 'coordinator env')
    expect(await refused(greece, words)).toContain(
      'is recorded by the coordinator of IPR or of Asia, or the secretariat.',
    )
  })

  it('is not for one that is connected: its members are named to the asker alone', async () => {
    const { reply, text } = await bot.say(eleni, words.replace('/la', '/jp'))
    expect(text).toBe('Japan Customs is connected: its members report themselves (Sato Yuki).')
    expect(reply).toMatchObject({ to: 'asker', outcome: 'refused' })
  })

  it('in a quiet activity is for its coordinator', async () => {
    await bot.store.db.prisma.activity.updateMany({
      where: { code: 'TF-2' },
      data: { quietUntil: new Date('2010-06-20') },
    })
    expect(await refused(asia, 'update tf-2/la on track Seen from e-mail of 3 May')).toContain(
      'TF-2 is quiet',
    )
    const tf = slackUser('U-TF', 'Tf')
    await bot.admit(tf, 'coordinator tf')
    const said = await bot.say(tf, 'update tf-2/la on track Seen from e-mail of 3 May')
    expect(said.text).toContain('Recorded.')
    expect(said.reply?.to).toBe('asker')
  })
})

it('somebody who reports for nobody is told who does', async () => {
  expect(await refused(chair, 'update ipr-1 on track Ours')).toContain(
    'An update is reported by a member of the administration concerned',
  )
})
