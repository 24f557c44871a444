import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'
import type { Hands } from './hands.ts'
import { slackServed, teamsServed } from './platforms.ts'
import { slackHands } from './slack-hands.ts'
import { teamsHands } from './teams-hands.ts'

/** A member reports, edits, marks delivered and attaches, by forms alone, through the real endpoints. */

type Served = { hands: Hands; close(): Promise<void> }

async function onSlack(bot: TestBot): Promise<Served> {
  const served = await slackServed(bot)
  return { hands: slackHands(served, 'U0SATO'), close: served.close }
}

async function onTeams(bot: TestBot): Promise<Served> {
  const served = await teamsServed(bot)
  return { hands: teamsHands(served, 'sato'), close: served.close }
}

describe.each([
  ['Slack', onSlack],
  ['Teams', onTeams],
])('reporting by forms on %s', (_, serve) => {
  let bot: TestBot
  let sato: Hands
  let close: () => Promise<void>
  const prisma = () => bot.store.db.prisma

  beforeAll(async () => {
    bot = await testBot()
    const served = await serve(bot)
    sato = served.hands
    close = served.close
    const { text } = await bot.say(operator, 'invite japan member')
    expect((await sato.say(`join ${invitationCode(text)}`)).text).toContain('Welcome.')
    const japan = await prisma().administration.findUniqueOrThrow({ where: { code: 'JP' } })
    await prisma().milestone.updateMany({
      where: { code: { in: ['IPR-1.2', 'IPR-1.3'] } },
      data: { ownerAdministrationId: japan.id, state: 'agreed', dueOn: new Date('2010-06-21') },
    })
  })
  afterAll(async () => {
    await close()
    await bot.close()
  })

  it('an update: found as it is typed, mended, recorded with the milestone delivered', async () => {
    const { form } = await sato.say('update')
    expect(form).toMatchObject({ title: 'Update' })
    expect(await sato.look('on', 'diabolo')).toEqual([expect.stringContaining('IPR-1 ')])
    expect(await sato.look('delivered', 'ipr')).toHaveLength(2)
    const values = { on: 'ipr-1', outlook: 'at risk', inTheWay: 'Two answers are late', delivered: 'ipr-1.2' }
    const wrong = await sato.fill({ ...values, text: 'Draft sent', link: 'no link' })
    expect(wrong.form!.fields.find(({ name }) => name === 'link')).toMatchObject({
      value: 'no link',
      mistake: expect.stringContaining('Give one whole link'),
    })
    expect(wrong.form!.fields.find(({ name }) => name === 'inTheWay')?.value).toBe('Two answers are late')
    const { text } = await sato.fill({ link: 'https://example.org/draft' })
    expect(text).toContain('Recorded. Japan Customs, IPR-1: at risk.')
    expect(text).toContain('Delivered. IPR-1.2')
    const { versions } = await prisma().update.findFirstOrThrow({ include: { versions: true } })
    expect(versions).toMatchObject([{ text: 'Draft sent', inTheWay: 'Two answers are late' }])
  })

  it('an edit: holds the words as they stand', async () => {
    const { form } = await sato.say('edit ipr-1')
    expect(form!.fields.find(({ name }) => name === 'text')?.value).toBe('Draft sent')
    expect((await sato.fill({ text: 'Draft sent to all' })).text).toContain('Edited.')
  })

  it('what is delivered', async () => {
    await sato.say('done')
    expect(await sato.look('on', '')).toHaveLength(1)
    const { text } = await sato.fill({ on: 'ipr-1.3', reference: 'Note 2010/7' })
    expect(text).toContain('Delivered. IPR-1.3')
  })

  it('what is attached', async () => {
    const { form } = await sato.say('attach https://example.org/minutes from Mori Ken on 2010-06-03')
    expect(form!.notice).toContain('From Mori Ken, of Thursday 3 June 2010')
    const { text } = await sato.fill({ on: 'ipr-1.3', title: 'Minutes' })
    expect(text).toContain('Filed as evidence. IPR-1.3')
    expect(await prisma().evidence.findFirstOrThrow({ where: { title: 'Minutes' } })).toMatchObject({
      authorName: 'Mori Ken',
      datedOn: new Date('2010-06-03'),
    })
  })
})
