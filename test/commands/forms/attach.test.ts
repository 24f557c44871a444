import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { slackUser, type TestBot, teamsUser, testBot } from '../../support/bot.ts'
import { filling, said } from '../../support/filling.ts'

const sato = slackUser('U-SATO', 'Sato Yuki')
const kim = teamsUser('kim', 'Kim Min-ji')
const message = 'https://japan.slack.com/archives/C0IPR/p1275552000000100'
const line = `attach ${message} from Mori Ken on 2010-06-03`

let bot: TestBot
beforeAll(async () => {
  bot = await testBot()
  await bot.admit(sato, 'japan member')
  await bot.admit(kim, 'korea member')
  const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
  await prisma().milestone.updateMany({
    where: { code: { in: ['IPR-1.2', 'IPR-1.3'] } },
    data: { ownerAdministrationId: japan.id, state: 'agreed', dueOn: new Date('2010-06-21') },
  })
  await bot.say(sato, 'update ipr-1 on track Draft sent')
  await bot.say(sato, 'pledge tf-1 by 2010-06-15 Share a note with all')
  await bot.say(sato, 'done ipr-1.3 Note 7')
})
afterAll(() => bot.close())

const prisma = () => bot.store.db.prisma
const filed = () => prisma().evidence.findMany({ where: { reference: message } })

describe('the form of what is attached', () => {
  it('is opened where it is not said what the link is evidence of', () => {
    const opens = [
      '',
      message,
      `${message} from Mori Ken on 2010-06-03`,
      `${message} on 2010-06-03`,
      'ipr-1.2',
    ]
    for (const words of opens)
      expect(bot.forms.opens(`attach ${words}`), words).toEqual({ title: 'Attach as evidence' })
    for (const words of [
      `${message} to ipr-1.2`,
      `${message} ipr-1`,
      `${message} from Mori on 2010-06-03 to tf-1/jp`,
    ])
      expect(bot.forms.opens(`attach ${words}`), words).toBeNull()
  })

  it('keeps the link, the author and the day of a message, and asks what it is evidence of', async () => {
    const form = await filling(bot, sato).open(line)
    expect(form.notice.map((each) => each.join(''))).toEqual([
      message,
      'From Mori Ken, of Thursday 3 June 2010',
      'Others are shown the link, who wrote it and when. It opens for those who may read it there.',
    ])
    expect(form.fields.map(({ name }) => name)).toEqual(['on', 'title'])
  })

  it('is of the day that its instant is where one is', async () => {
    const evening = `attach https://example.org/evening from Mori Ken on 2010-06-02T16:05:00Z`
    const japan = await filling(bot, sato).open(evening)
    expect(japan.notice[1]).toEqual(['From Mori Ken, of Thursday 3 June 2010'])
    expect(await filling(bot, sato).fill(japan, { on: 'ipr-1.3' })).toContain('Thu 3 Jun 2010')
  })

  it('asks for the author alone where the platform does not tell', async () => {
    const me = filling(bot, sato)
    const form = await me.open('attach https://example.org/unsigned on 2010-06-02T16:05:00Z')
    expect(form.fields.map(({ name }) => name)).toEqual(['on', 'title', 'author'])
    expect(await me.fill(form, { on: 'tf-1/jp', author: 'Mori Aki' })).toContain('(Mori Aki, Thu 3 Jun 2010)')
  })

  it('suggests what is open, then one’s last updates, then what is delivered', async () => {
    const me = filling(bot, sato)
    expect(await me.look(await me.open(line), 'on')).toEqual(['tf-1/jp', 'ipr-1.2', 'ipr-1', 'ipr-1.3'])
    expect(await me.look(await me.open(line), 'on', 'update')).toEqual(['ipr-1'])
  })

  it('files it with author and day, once', async () => {
    const me = filling(bot, sato)
    const form = await me.open(line)
    const values = { on: 'ipr-1.2', title: 'What Mori found' }
    const words = (await Promise.all([me.submit(form, values), me.submit(form, values)])).map(said)
    expect(words.filter((each) => each.startsWith('Filed as evidence. IPR-1.2'))).toHaveLength(1)
    expect(words.filter((each) => each.startsWith('Filed already. IPR-1.2'))).toHaveLength(1)
    expect(await filed()).toMatchObject([
      { title: 'What Mori found', authorName: 'Mori Ken', datedOn: new Date('2010-06-03') },
    ])
    expect(await me.fill(await me.open(line), { on: 'ipr-1' })).toContain('IPR-1, update of Japan Customs')
  })

  it('asks for the link, its author and its day where none is given', async () => {
    const me = filling(bot, sato)
    const form = await me.open('attach')
    expect(form.fields.map(({ name }) => name)).toEqual(['link', 'on', 'title', 'author', 'datedOn'])
    expect(await me.mistakes(form, {})).toEqual({
      on: 'Choose what it is evidence of.',
      link: 'Give the link that is evidence.',
    })
    expect(
      await me.mistakes(form, {
        link: 'my desk',
        on: 'xyz-1',
        title: 'x'.repeat(10_000),
        author: 'x'.repeat(10_000),
        datedOn: '2010-06-20',
      }),
    ).toEqual({
      link: 'Give one whole link that begins with https://.',
      on: expect.stringContaining('Say what it is evidence of'),
      title: 'Shorten it to 300 characters; it has 10,000.',
      author: 'Shorten it to 120 characters; it has 10,000.',
      datedOn: 'That day has not come yet. Choose the day on which it was written.',
    })
    const values = { link: 'https://example.org/x', on: 'tf-1/jp', author: 'WCO', datedOn: '2010-05-31' }
    expect(await me.fill(form, values)).toContain('https://example.org/x (WCO, Mon 31 May 2010)')
  })

  it('takes the longest link that is taken, with the longest name', async () => {
    const long = `https://teams.microsoft.com/l/message/${'x'.repeat(962)}`
    const form = await filling(bot, sato).open(`attach ${long} from ${'"'.repeat(130)} on 2010-06-03`)
    expect(form.key.length).toBeLessThanOrEqual(1_500)
  })

  it('is refused to others, whoever opened it', async () => {
    const form = await filling(bot, sato).open(line)
    const before = await filed()
    expect(await filling(bot, kim).mistakes(form, { on: 'ipr-1.2' })).toEqual({
      on: 'Evidence for IPR-1.2 is filed by a member of Japan Customs, or the coordinator of IPR.',
    })
    expect(await filling(bot, slackUser('U-NOBODY')).fill(form, { on: 'ipr-1.2' })).toContain(
      'invited customs',
    )
    expect(await filling(bot, slackUser('U-NOBODY')).look(form, 'on')).toEqual([])
    expect(await filed()).toEqual(before)
  })
})
