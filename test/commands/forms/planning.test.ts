import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../../support/bot.ts'
import { filling, held, said } from '../../support/filling.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../../support/people.ts'

/** Japan leads IPR-1 and IPR-2; it is Monday 7 June 2010. */
let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  for (const words of ['lead ipr-1 japan', 'lead ipr-2 japan']) await bot.say(papadakis, words)
})
afterAll(() => bot.close())

const milestone = (code: string) => bot.store.db.prisma.milestone.findFirstOrThrow({ where: { code } })

describe('the form of a new milestone', () => {
  it('is opened where the title is left out, and by no whole line', () => {
    for (const words of ['plan', 'plan ipr-1', 'plan ipr-1 2010-07-10', 'propose her/ipr-1'])
      expect(bot.forms.opens(words), words).toEqual({ title: 'Plan a milestone' })
    for (const words of [
      'plan ipr-1 2010-07-10 Draft',
      'plan ipr-1 to be agreed Report',
      'plan ipr-1 Report',
    ])
      expect(bot.forms.opens(words), words).toBeNull()
  })

  it('plans it once, with words that would mean something in a line', async () => {
    const me = filling(bot, sato)
    const form = await me.open('plan ipr-1 2010-07-10')
    expect(held(form)).toEqual({ activity: 'ipr-1', day: '2010-07-10' })
    expect(await me.look(form, 'owner', 'jap')).toEqual(['jp'])
    const title = 'Draft "for Korea": to be agreed by 1 June'
    const replies = await Promise.all([1, 2].map(() => me.submit(form, { ...held(form), title })))
    expect(replies.map(said).filter((each) => each.includes(title))).toHaveLength(2)
    const kept = await bot.store.db.prisma.milestone.findMany({ where: { title } })
    expect(kept).toMatchObject([{ state: 'proposed', kind: 'collective', dueOn: new Date('2010-07-10') }])
  })

  it('is without a date, or waits for somebody, and belongs to whom it says', async () => {
    const me = filling(bot, papadakis)
    const form = await me.open('plan ipr-1')
    const values = { activity: 'ipr-1', title: 'Follow-up', waitingFor: 'OLAF', owner: 'jp' }
    expect(said(await me.submit(form, values))).toContain('Waiting for OLAF. Owner: Japan Customs.')
    expect(
      said(await me.submit(await me.open('plan ipr-1'), { activity: 'ipr-1', title: 'Report' })),
    ).toContain('Date to be agreed')
  })

  it('says at each field what is wrong, and above the fields what a rule refuses', async () => {
    const me = filling(bot, papadakis)
    const form = await me.open('plan')
    const values = { title: 'x'.repeat(151), day: '2009-01-01', waitingFor: 'OLAF', owner: 'atlantis' }
    const reply = await me.submit(form, values)
    if (reply?.kind !== 'mistakes') throw new Error(said(reply))
    expect(Object.keys(reply.mistakes).sort()).toEqual(['activity', 'day', 'owner', 'title', 'waitingFor'])
    expect(held(reply.form)).toEqual(values)
    const refused = await me.submit(form, { activity: 'ipr-1', title: 'Theirs', owner: 'kr' })
    if (refused?.kind !== 'form') throw new Error(said(refused))
    expect(JSON.stringify(refused.form.notice)).toContain('does not take part in IPR-1 yet')
    expect(held(refused.form)).toEqual({ activity: 'ipr-1', title: 'Theirs', owner: 'kr' })
  })

  it('is refused to whoever neither leads nor coordinates', async () => {
    const her = filling(bot, kim)
    expect(said(await her.opened('plan ipr-1'))).toContain('Milestones of IPR-1 are planned by')
    expect(said(await her.opened('plan'))).toContain('planned by the coordinator of the area')
    const form = await filling(bot, sato).open('plan ipr-1')
    expect(said(await her.submit(form, { activity: 'ipr-1', title: 'Mine' }))).toContain('are planned by')
  })
})

describe('the form of agreeing', () => {
  it('holds the day proposed; a line that names the milestone agrees it, as before', async () => {
    expect(bot.forms.opens('agree')).toEqual({ title: 'Agree a date' })
    expect(bot.forms.opens('agree ipr-1.3')).toBeNull()
    const form = await filling(bot, sato).open('agree ipr-1.3')
    expect(held(form)).toEqual({ on: 'ipr-1.3', day: '2010-06-21' })
    const her = filling(bot, kim)
    expect(said(await her.opened('agree ipr-1.3'))).toContain(
      'IPR-1.3 is agreed by a member of Japan Customs',
    )
    expect(said(await her.opened('agree'))).toContain('No proposed date waits for you')
    const me = filling(bot, sato)
    expect(await me.look(await me.open('agree'), 'on', 'ipr-1.3')).toEqual(['ipr-1.3'])
  })

  it('says so when its date changed meanwhile, and agrees what is handed in then', async () => {
    const me = filling(bot, sato)
    const form = await me.open('agree ipr-1.3')
    await bot.say(papadakis, 'move ipr-1.3 to 2010-06-25')
    const stale = await me.submit(form, { on: 'ipr-1.3', day: '2010-06-21' })
    if (stale?.kind !== 'form') throw new Error(said(stale))
    expect(JSON.stringify(stale.form.notice)).toMatch(/has changed.*25 Jun 2010/)
    expect(await milestone('IPR-1.3')).toMatchObject({ state: 'proposed' })
    expect(said(await me.submit(stale.form, { on: 'ipr-1.3', day: '2010-06-25' }))).toContain('Agreed.')
    expect(await milestone('IPR-1.3')).toMatchObject({ state: 'agreed', baselineOn: new Date('2010-06-25') })
    expect(said(await me.submit(stale.form, { on: 'ipr-1.3', day: '2010-06-25' }))).toContain(
      'Recorded already',
    )
  })
})

describe('the form of another date', () => {
  it('is opened where the day is left out', () => {
    for (const words of ['move', 'move ipr-1.3', 'move IPR 1.3', 'move ipr-1/jp'])
      expect(bot.forms.opens(words), words).toEqual({ title: 'Another date' })
    for (const words of [
      'move ipr-1.3 to 2010-07-01 because x',
      'move the meeting',
      'move ipr-1.3 to be agreed',
    ])
      expect(bot.forms.opens(words), words).toBeNull()
  })

  it('asks why of an agreed one, and moves it once', async () => {
    const her = filling(bot, papadakis)
    const form = await her.open('move ipr-1.3')
    const values = { on: 'ipr-1.3', day: '2010-07-05' }
    expect(await her.submit(form, values)).toMatchObject({ mistakes: { reason: 'Say why in one sentence.' } })
    const whole = { ...values, reason: 'The translation takes longer, because of leave' }
    await Promise.all([her.submit(form, whole), her.submit(form, whole)])
    expect(await milestone('IPR-1.3')).toMatchObject({ dueOn: new Date('2010-07-05') })
    const moved = await bot.store.db.prisma.auditEntry.findMany({ where: { action: 'milestone moved' } })
    expect(moved.filter(({ requestKey }) => requestKey?.startsWith('form:'))).toHaveLength(1)
  })

  it('sends its owner to ask, and others to the coordinator', async () => {
    expect(said(await filling(bot, sato).opened('move ipr-1.3'))).toContain(
      'To ask for a later one: extend ipr-1.3',
    )
    expect(said(await filling(bot, kim).opened('move ipr-1.3'))).toContain('please ask them')
    expect(said(await filling(bot, kim).opened('move'))).toContain('No date is yours to move')
  })
})

describe('the form that admits someone', () => {
  it('is opened where whom it is for is left out', () => {
    for (const words of ['invite', 'invite member', 'invite coordinator'])
      expect(bot.forms.opens(words), words).toEqual({ title: 'Admit someone' })
    for (const words of ['invite japan member', 'invite japan', 'invite secretariat'])
      expect(bot.forms.opens(words), words).toBeNull()
  })

  it('makes one code, for whom the role is', async () => {
    const her = filling(bot, chair)
    const form = await her.open('invite coordinator')
    expect(held(form)).toEqual({ role: 'coordinator' })
    expect(await her.look(form, 'of', 'asia')).toContain('asia')
    expect(await her.submit(form, { role: 'coordinator', of: 'jp' })).toMatchObject({
      mistakes: { of: 'Choose which area or region it is for.' },
    })
    const before = await bot.store.db.prisma.invitation.count()
    const replies = await Promise.all([1, 2].map(() => her.submit(form, { role: 'coordinator', of: 'env' })))
    expect(replies.map(said).filter((each) => /join [0-9A-Z-]{14}/.test(each))).toHaveLength(1)
    expect(await bot.store.db.prisma.invitation.count()).toBe(before + 1)
  })

  it('lets a member admit colleagues, and nobody else', async () => {
    const me = filling(bot, sato)
    const form = await me.open('invite')
    expect(held(form)).toEqual({ of: 'jp' })
    expect(await me.look(form, 'of', 'kor')).toEqual([])
    expect(said(await me.submit(form, { role: 'member', of: 'kr' }))).toContain('made by the secretariat')
    expect(said(await me.submit(form, { role: 'member', of: 'jp' }))).toMatch(/join [0-9A-Z-]{14}/)
    expect(said(await filling(bot, papadakis).opened('invite'))).toContain('"invite" is for the secretariat')
  })
})
