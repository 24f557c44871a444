import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'
import { botWithPeople, kim, papadakis, sato } from '../../support/people.ts'

/** Japan owes IPR-1.3 by Monday 21 June 2010, agreed, and takes on something under TF-1; it is Monday 7 June 2010. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  await bot.say(papadakis, 'lead ipr-1 japan')
  await bot.say(sato, 'agree ipr-1.3')
  await bot.say(sato, 'pledge tf-1 by 2010-06-15 Share a note with all')
})
afterAll(() => bot.close())

const requests = () => bot.store.db.prisma.extension.findMany({ where: { milestone: { code: 'IPR-1.3' } } })

describe('the form of a later date', () => {
  it('is opened where a reason is left out, and by no whole line', () => {
    for (const words of ['', ' ipr-1.3', ' ipr-1.3 to 15 July'])
      expect(bot.forms.opens(`extend${words}`), words).toEqual({ title: 'Later date' })
    expect(bot.forms.opens('extend ipr-1.3 to 15 July because of leave')).toBeNull()
  })

  it('suggests what is one’s own, soonest first, and holds what was said', async () => {
    const me = filling(bot, sato)
    expect(await me.look(await me.open('extend'), 'on')).toEqual(['tf-1/jp', 'ipr-1.3'])
    const form = await me.open('extend ipr-1.3 by two weeks')
    expect(held(form)).toEqual({ on: 'ipr-1.3', day: '2010-07-05' })
    expect(form.notice.flat().join(' ')).toMatch(/IPR-1.3.*21 Jun 2010.*told which when it is handed in/)
  })

  it('names the field of a mistake, and keeps every entry', async () => {
    const me = filling(bot, sato)
    const form = await me.open('extend ipr-1.3')
    const values = { on: 'ipr-1.3', day: '2010-06-20', reason: 'x'.repeat(10_000) }
    const reply = await me.submit(form, values)
    if (reply?.kind !== 'mistakes') throw new Error(said(reply))
    expect(reply.mistakes).toEqual({
      day: 'It is due on Monday 21 June 2010, and Sunday 20 June 2010 is not later. Choose a later day.',
      reason: 'Shorten it to 500 characters; it has 10,000.',
    })
    expect(held(reply.form)).toEqual(values)
    expect(await requests()).toEqual([])
  })

  it('asks once, however often it is handed in', async () => {
    const me = filling(bot, sato)
    const form = await me.open('extend ipr-1.3')
    const values = { on: 'ipr-1.3', day: '2010-07-15', reason: 'Two answers come late, because of leave' }
    const replies = await Promise.all([me.submit(form, values), me.submit(form, values)])
    expect(replies.map(said).filter((each) => each.startsWith('Asked.'))).toHaveLength(1)
    expect(await requests()).toMatchObject([{ reason: values.reason, outcome: 'pending' }])
  })

  it('says so when a later date was asked for meanwhile', async () => {
    const me = filling(bot, sato)
    const form = await me.open('extend ipr-1.3')
    await bot.say(sato, 'extend ipr-1.3 to 2010-07-20 because of the printer')
    const values = { on: 'ipr-1.3', day: '2010-07-30', reason: 'It takes longer' }
    const stale = await me.submit(form, values)
    if (stale?.kind !== 'form') throw new Error(said(stale))
    expect(stale.form.notice.flat().join(' ')).toContain('It has changed')
    expect(held(stale.form)).toEqual(values)
    expect(said(await me.submit(stale.form, values))).toContain('Asked, in place of Tuesday 20 July 2010.')
  })

  it('moves one’s own commitment', async () => {
    const me = filling(bot, sato)
    const form = await me.open('extend tf-1')
    expect(form.notice.flat().join(' ')).toContain('Your own commitment moves at once.')
    expect(said(await me.submit(form, { on: 'tf-1/jp', day: '2010-07-01', reason: 'Leave' }))).toContain(
      'Thursday 1 July 2010',
    )
  })

  it('is refused to whoever does not owe it, at opening and when it is handed in', async () => {
    const her = filling(bot, kim)
    expect(said(await her.opened('extend ipr-1.3'))).toContain('is asked for by a member of Japan Customs')
    expect(said(await her.opened('extend tf-1/jp'))).toContain('is moved by its own members')
    expect(said(await her.opened('extend'))).toContain('Nothing of yours has a date that could be later')
    const form = await filling(bot, sato).open('extend ipr-1.3')
    const before = (await requests()).length
    const values = { on: 'ipr-1.3', day: '2010-08-15', reason: 'x' }
    expect(said(await her.submit(form, values))).toContain('is asked for by a member of Japan Customs')
    expect(await requests()).toHaveLength(before)
  })
})
