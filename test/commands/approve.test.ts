import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import type { TestBot } from '../support/bot.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople()
  for (const words of ['lead ipr-1 japan', 'lead ipr-2 korea', 'lead env-1 japan'])
    await bot.say(papadakis, words)
  await bot.say(sato, 'agree ipr-1.3')
  await bot.say(kim, 'agree ipr-2.3 on 30 June 2010')
})
afterAll(() => bot.close())

const say = async (words: string, who = papadakis) => (await bot.say(who, words)).text
const milestone = (code: string) => bot.store.db.prisma.milestone.findFirstOrThrow({ where: { code } })
const last = async (code: string) => {
  const all = await bot.store.db.prisma.extension.findMany({
    where: { milestone: { code } },
    orderBy: { id: 'asc' },
  })
  return all.at(-1)
}
const day = (text: string) => new Date(text)

describe('what waits', () => {
  it('is nothing at first, and named when it is several', async () => {
    expect(await say('approve')).toContain('No later date waits for your decision.')
    expect(await say('approve ipr-1.3')).toBe('No later date was asked for IPR-1.3.')
    expect(await say('approve ipr-1.4')).toContain('To agree its date: agree ipr-1.4.')
    await say('extend ipr-1.3 to 15 July because translation takes longer', sato)
    await say('extend ipr-2.3 to 15 September because comments are late', kim)
    const { text, reply } = await bot.say(papadakis, 'approve')
    expect(text).toContain('2 requests wait. Say which:')
    expect(text).toContain('approve ipr-1.3 · Japan Customs asks for Thursday 15 July 2010: Lessons learned')
    expect(text).toContain('approve ipr-2.3 · Korea Customs Service asks for Wednesday 15 September 2010')
    expect(reply?.outcome).toBe('refused')
    expect(await say('decline because the meeting needs it')).toContain('decline ipr-2.3 because …')
    for (const code of ['IPR-1.3', 'IPR-2.3']) expect(await last(code)).toMatchObject({ outcome: 'pending' })
  })

  it('is in the digest of those who decide', async () => {
    expect(await say('digest ipr')).toContain('asks to move IPR-2.3')
    for (const who of [sato, kim, chair]) expect(await say('digest ipr', who)).not.toContain('asks to move')
  })

  it('is decided by nobody else', async () => {
    for (const who of [sato, kim])
      for (const words of ['approve ipr-1.3', 'decline ipr-1.3 because x'])
        expect(await say(words, who)).toBe(
          'A later date for IPR-1.3 is decided by the coordinator of IPR, or the secretariat. who ipr names them.',
        )
    expect(await say('approve', kim)).toContain('No later date waits for your decision.')
    expect(await last('IPR-1.3')).toMatchObject({ outcome: 'pending' })
  })
})

describe('approve', () => {
  it('to another day moves the date, and keeps the mark, the baseline, reason and decision', async () => {
    const text = await say('approve korea to 1 September because the meeting prepares it')
    expect(text).toContain('IPR-2.3: approved with a new date by Papadakis Eleni.')
    expect(text).toContain('Moved from Wednesday 30 June 2010 to Wednesday 1 September 2010')
    expect(text).toContain('Asked for was Wednesday 15 September 2010.')
    expect(text).toContain('Agreed first for Wednesday 30 June 2010; that stays on the record.')
    expect(await milestone('IPR-2.3')).toMatchObject({
      dueOn: day('2010-09-01'),
      baselineOn: day('2010-06-30'),
    })
    expect(await last('IPR-2.3')).toMatchObject({
      outcome: 'approved with a new date',
      approvedOn: day('2010-09-01'),
      decisionReason: 'the meeting prepares it',
      decidedAt: bot.clock.now(),
    })
    expect(await say('status ipr-2', kim)).toContain('extended (agreed first for Wed 30 Jun 2010)')
  })

  it('is in the history in the outcome words, once', async () => {
    const text = await say('history ipr-2.3', sato)
    expect(text).toContain('later date requested: from Wed 30 Jun 2010 to Wed 15 Sep 2010 by Kim Min-ji')
    expect(text).toContain('"comments are late"')
    expect(text).toContain(
      'approved with a new date: moved from Wed 30 Jun 2010 to Wed 1 Sep 2010 by Papadakis Eleni: "the meeting prepares it"',
    )
    expect(text.match(/moved from/g)).toHaveLength(1)
  })

  it('as requested, of the only one that waits; said again it was decided already', async () => {
    expect(await say('approve to 2010-06-20')).toContain('is not later: name a later day')
    expect(await say('approve')).toContain('IPR-1.3: approved as requested by Papadakis Eleni.')
    expect(await milestone('IPR-1.3')).toMatchObject({ dueOn: day('2010-07-15') })
    const changes = () => bot.store.db.prisma.dateChange.count()
    const before = await changes()
    const again = await bot.say(papadakis, 'approve ipr-1.3')
    expect(again.text).toContain('Decided already: approved as requested, IPR-1.3 by Papadakis Eleni.')
    expect(again.reply?.outcome).toBe('done')
    const other = await bot.say(chair, 'decline ipr-1.3 because it is late')
    expect(other.text).toContain('Decided already: approved as requested')
    expect(other.reply?.outcome).toBe('refused')
    expect(await changes()).toBe(before)
    const audit = await bot.store.db.prisma.auditEntry.findMany({
      where: { action: { startsWith: 'later date' } },
    })
    expect(audit.map(({ action, fields }) => `${action}: ${fields.join(' ')}`)).toEqual([
      'later date asked: extension',
      'later date asked: extension',
      'later date approved: dueOn extension',
      'later date approved: dueOn extension',
    ])
  })

  it('delivered a second time by the platform moves nothing twice', async () => {
    await say('extend ipr-2.3 to 15 September because x', kim)
    const id = 'slack:approve'
    expect((await bot.say(chair, 'approve ipr-2.3', { id })).text).toContain('approved as requested')
    expect((await bot.say(chair, 'approve ipr-2.3', { id })).text).toContain('Decided already')
  })
})

describe('what bends a rule', () => {
  it('is the secretariat\u2019s: another time, too far, past the next meeting', async () => {
    const asked = await say('extend ipr-1.3 to 15 August because of the summer', sato)
    expect(asked).toContain('The secretariat decides, and was told.')
    expect(asked).toContain('it was extended once before')
    expect(await say('approve ipr-1.3')).toContain(
      'Sunday 15 August 2010 goes beyond what a coordinator decides: it was extended once before. The secretariat decides',
    )
    expect(await say('decline ipr-1.3 because no')).toContain('is decided by the secretariat')
    expect(await say('digest ipr')).not.toContain('asks to move')
    expect(await say('digest ipr', chair)).toContain('Japan asks to move IPR-1.3')
    expect(await say('decline ipr-1.3', chair)).toBe(
      'Say why, for example: decline ipr-1.3 because the meeting needs it.',
    )
    const text = await say('decline because the meeting needs it', chair)
    expect(text).toContain('IPR-1.3: not approved by Berg Anna.')
    expect(text).toContain('It stays due on Thursday 15 July 2010')
    expect(await milestone('IPR-1.3')).toMatchObject({ dueOn: day('2010-07-15') })
    expect(await last('IPR-1.3')).toMatchObject({ outcome: 'not approved', approvedOn: null })
    expect(await say('history ipr-1.3', kim)).toContain(
      'not approved: asked for was Sun 15 Aug 2010 by Berg Anna: "the meeting needs it"',
    )
  })

  it('is asked again after a refusal, and needs no decision once it is delivered', async () => {
    await say('extend ipr-1.3 to 16 August because of the summer', sato)
    await say('done ipr-1.3 https://example.org/x', sato)
    expect(await say('approve ipr-1.3', chair)).toBe(
      'IPR-1.3 is delivered: the request needs no decision any more.',
    )
    expect(await say('digest ipr', chair)).not.toContain('asks to move')
    expect(await say('approve', chair)).toContain('No later date waits')
  })
})

describe('at once', () => {
  it('one decision is made, and the other is told', async () => {
    for (const each of ['2011-01-10', '2011-01-12', '2011-01-14']) {
      await say(`extend ipr-2.3 to ${each} because of more comments`, kim)
      const [one, other] = await Promise.all([
        bot.say(chair, 'approve ipr-2.3'),
        bot.say(chair, 'decline ipr-2.3 because the meeting needs it'),
      ])
      const outcomes = [one.reply?.outcome, other.reply?.outcome].sort()
      expect(outcomes).toEqual(['done', 'refused'])
      expect([one.text, other.text].filter((text) => text.includes('Decided already'))).toHaveLength(1)
      const { dueOn } = await milestone('IPR-2.3')
      expect((await last('IPR-2.3'))?.outcome).toBe(
        dueOn?.getTime() === day(each).getTime() ? 'approved as requested' : 'not approved',
      )
    }
  })
})
