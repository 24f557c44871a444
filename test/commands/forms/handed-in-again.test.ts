import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { PlatformUser } from '../../../src/chat/request.ts'
import type { TestBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'
import { botWithPeople, chair, mori, papadakis, sato } from '../../support/people.ts'

/** Japan leads IPR-1 and owes IPR-1.3; it is Monday 7 June 2010. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  for (const words of ['lead ipr-1 japan', 'lead ipr-2 japan']) await bot.say(papadakis, words)
  await bot.say(sato, 'agree ipr-1.3 on 2010-06-21')
  await bot.say(sato, 'pledge tf-1 by 2010-06-15 Share a note with all')
  await bot.say(sato, 'pledge tf-2 by 2010-06-15 Share a paper with all')
})
afterAll(() => bot.close())

describe('a form that is handed in again later', () => {
  const forms: [string, PlatformUser, Record<string, string>, RegExp][] = [
    [
      'update ipr-1',
      sato,
      { outlook: 'on track', text: 'Draft', link: 'https://example.org/1' },
      /[Aa]lready/,
    ],
    ['edit ipr-1', sato, { text: 'Draft sent to all' }, /Draft sent to all/],
    ['attach https://example.org/2', sato, { on: 'ipr-1' }, /Filed already/],
    ['pledge biz-1', sato, { text: 'Hold a seminar', by: '2010-09-01' }, /Hold a seminar/],
    ['extend tf-1', sato, { day: '2010-07-01', reason: 'Leave' }, /Already pledged.*1 July 2010/],
    [
      'move tf-2',
      sato,
      { on: 'tf-2/jp', day: '2010-07-02', reason: 'Leave' },
      /Already pledged.*2 July 2010/,
    ],
    ['plan ipr-1', sato, { title: 'A new one', day: '2010-07-20' }, /[Aa]lready/],
    ['agree ipr-1.2', sato, { day: '2010-07-20' }, /[Aa]lready/],
    ['extend ipr-1.3', sato, { day: '2010-07-15', reason: 'Leave' }, /already/],
    ['approve ipr-1.3 to', papadakis, { on: '2010-07-10', reason: 'Leave' }, /10 July 2010/],
    ['done ipr-1.3', sato, { reference: 'Note 7' }, /IPR-1.3/],
    ['update ipr-2', sato, { outlook: 'on track', text: 'Sent', delivered: 'ipr-2.1' }, /[Aa]lready/],
    ['invite member', chair, { of: 'jp' }, /made already/],
  ]
  it.each(forms)('%s', async (line, who, values, expected) => {
    const me = filling(bot, who)
    const form = await me.open(line)
    const entered = { ...held(form), ...values }
    const first = await me.submit(form, entered)
    expect(first, said(first)).toMatchObject({ kind: 'reply', reply: { outcome: 'done' } })
    bot.clock.minutesLater(20)
    const second = await me.submit(form, entered)
    expect(second?.kind).toBe('reply')
    expect(said(second)).toMatch(expected)
  })
})

describe('a form whose subject changed meanwhile', () => {
  it('says so beside a mistake too, and then counts', async () => {
    const me = filling(bot, sato)
    const form = await me.open('edit ipr-2')
    await bot.say(sato, 'edit ipr-2 at risk Two answers are late')
    const wrong = { ...held(form), text: 'All answers are there', links: 'no link' }
    const reply = await me.submit(form, wrong)
    if (reply?.kind !== 'mistakes') throw new Error(said(reply))
    expect(Object.keys(reply.mistakes)).toEqual(['links'])
    expect(said(reply)).toMatch(/It has changed since.*at risk: Two answers are late/)
    expect(held(reply.form)).toEqual(wrong)
    expect(said(await me.submit(reply.form, { ...wrong, links: '' }))).toContain('Edited.')
  })
})

describe('a pledge that takes the place of another', () => {
  it('shows that one, and says so when it was made meanwhile', async () => {
    const me = filling(bot, sato)
    const values = { activity: 'biz-2', text: 'Hold two seminars', by: '2010-10-01' }
    const form = await me.open('pledge biz-2')
    await bot.say(mori, 'pledge biz-2 by 2010-09-01 Hold one seminar')
    const stale = await me.submit(form, values)
    if (stale?.kind !== 'form') throw new Error(said(stale))
    expect(said(stale)).toMatch(
      /It has changed since.*It takes the place of: Hold one seminar · Wed 1 Sep 2010/,
    )
    expect(held(stale.form)).toEqual(values)
    expect(said(await me.submit(stale.form, values))).toContain('Hold two seminars')
  })
})

describe('a form of a programme that was closed meanwhile', () => {
  it('is refused, however often it is handed in, and never taken for recorded', async () => {
    const me = filling(bot, sato)
    const form = await me.open('pledge env-1')
    const closed = (closedAt: Date | null) => bot.store.db.prisma.programme.updateMany({ data: { closedAt } })
    await closed(bot.clock.now())
    const values = { activity: 'env-1', text: 'Too late', by: '2010-09-01' }
    for (const _ of [1, 2]) {
      const reply = await me.submit(form, values)
      expect(said(reply)).toContain('takes nothing new')
      if (reply?.kind === 'form') expect(held(reply.form)).toEqual(values)
    }
    await closed(null)
    expect(said(await me.submit(form, values))).toContain('Pledged.')
  })
})
