import { afterAll, beforeAll, describe, expect, it } from 'vitest'
import { renderSlack } from '../../adapters/slack/render.ts'
import { operator } from '../../src/bot.ts'
import type { PlatformUser } from '../../src/chat/request.ts'
import type { TestBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'
import { botWithPeople, chair, kim, papadakis, sato } from '../support/people.ts'
import { buttonsOf } from '../support/pressing.ts'

let bot: TestBot
beforeAll(async () => {
  bot = await botWithPeople({ look: looked() })
})
afterAll(() => bot.close())

const ask = async (who: PlatformUser, words: string, where = {}) =>
  (await bot.say(who, words, { ...where, paged: false })).text
const all = async (who: PlatformUser, lines: string[]) => {
  for (const line of lines) expect((await bot.say(who, line)).reply?.outcome, line).toBe('done')
}

const buttons = async (who: PlatformUser, words: string) =>
  buttonsOf((await bot.say(who, words, { paged: false })).reply!.show).map(({ label, line, form }) => [
    label,
    line,
    form ?? false,
  ])

describe('digest', () => {
  it('an empty week is one line', async () => {
    expect(await ask(kim, 'digest env')).toBe(
      'ENV, week to Monday 7 June 2010: nothing moved, nothing is due by Monday 21 June 2010, and nothing is past its date.',
    )
  })

  it('says to the coordinator what waits for a decision, and the words for it', async () => {
    const text = await ask(papadakis, 'digest')
    expect(text).toMatch(
      /^IPR, week to Sunday 6 June 2010\nIPR-1 and IPR-2: no report yet\.\nFor your decision/,
    )
    expect(text).toContain('- IPR-1 has no lead: lead ipr-1 …')
    expect(text).toContain('- IPR-1.1 Diabolo II debriefing, Tokyo · proposed for Fri 29 Jan 2010\n')
    expect(text).toContain('- And 5 more.')
    expect(await buttons(papadakis, 'digest')).toEqual([
      ['Agree a date', 'agree ipr-1.1', true],
      ['Agree a date', 'agree ipr-1.2', true],
      ['Agreed', 'agree ipr-1.3', false],
      ['Agreed', 'agree ipr-1.4', false],
      ['All dates', 'due ipr until 2011-12-31', false],
    ])
  })

  it('tells of the week as it was, without a word of any update', async () => {
    await all(papadakis, ['lead ipr-1 japan', 'lead ipr-2 korea'])
    await all(kim, ['agree ipr-2.3 on 30 June 2010', 'update ipr-2 at risk Comments are slow'])
    await all(papadakis, ['move ipr-2.3 to 15 September 2010 because of late comments'])
    await all(sato, [
      'agree ipr-1.3 on 21 June 2010',
      'update ipr-1 on track Secret seizures',
      'pledge ipr-2 by 10 June 2010 Share a note',
      'done ipr-1.2 https://example.org/x Note',
    ])
    bot.clock.set('2010-06-14T07:00:00Z')
    const text = await ask(papadakis, 'digest')
    expect(text).toContain('IPR-1 is on track. IPR-2 is at risk.')
    expect(text).toContain('Japan delivered IPR-1.2 Results of Diabolo II')
    expect(text).toContain('IPR-1.3 Lessons learned from Diabolo II, one page was agreed for Mon 21 Jun 2010')
    expect(text).toContain('Japan made a commitment (IPR-2/JP)')
    expect(text).toContain('1 report on IPR-1 from Japan')
    expect(text).toContain('1 report on IPR-2 from Republic of Korea')
    expect(await buttons(papadakis, 'digest')).toEqual(
      expect.arrayContaining([
        ['Due (1)', 'due ipr until 2010-06-28', false],
        ['Past (1)', 'overdue ipr', false],
        ['Moved (6)', 'history ipr since 2010-06-07', false],
      ]),
    )
    expect(text).toContain(
      'Due by Monday 28 June 2010 (1): IPR-1.3 Lessons learned from Diabolo II, one page · Mon 21 Jun 2010 · Japan.',
    )
    expect(text).toContain('Past their date (1): IPR-2/JP · Thu 10 Jun 2010 · Japan.')
    expect(text).not.toMatch(/Secret|slow|Share a note|late comments|example\.org/)
  })

  it('asks a member for what a member decides, and names to nobody who is late that may not be told', async () => {
    const text = await ask(kim, 'digest ipr')
    expect(text).toContain('For your decision')
    expect(text).toContain('- IPR-2.1 ')
    expect(text).not.toMatch(/lead ipr|IPR-1.\d .* proposed/)
    expect(text).toContain('Past their date (1): 1 commitment.')
    bot.clock.set('2010-09-14T07:00:00Z')
    const later = await ask(kim, 'digest ipr')
    expect(later).toContain('Past their date (2)\n- IPR-1.3 Lessons learned')
    expect(later).toContain('1 administration\n- 1 other commitment\n')
    expect(later).toContain(
      'No report for 90 days\n- 1 administration (IPR-1)\n- Republic of Korea and 1 other (IPR-2)',
    )
    expect(await ask(papadakis, 'digest ipr')).toContain(
      'No report for 90 days\n- Japan (IPR-1)\n- Republic of Korea and Japan (IPR-2)',
    )
    bot.clock.set('2010-06-14T07:00:00Z')
  })

  it('shows a request for a later date to those who decide on it', async () => {
    const { prisma } = bot.store.db
    const milestone = await prisma.milestone.findFirstOrThrow({ where: { code: 'IPR-1.3' } })
    await prisma.extension.create({
      data: {
        milestoneId: milestone.id,
        askedOn: new Date('2010-06-12'),
        toOn: new Date('2010-07-15'),
        reason: 'translation takes longer',
        outcome: 'pending',
        requestedAt: bot.clock.now(),
      },
    })
    const line =
      'asks to move IPR-1.3 Lessons learned from Diabolo II, one page from Monday 21 June 2010 to Thursday 15 July 2010'
    expect(await ask(papadakis, 'digest')).toContain(`Japan ${line}.`)
    expect((await buttons(papadakis, 'digest')).slice(0, 3)).toEqual([
      ['Approve', 'approve ipr-1.3 as requested, 2010-07-15', false],
      ['Other date', 'approve ipr-1.3', true],
      ['Decline', 'decline ipr-1.3', true],
    ])
    for (const who of [sato, kim, chair]) expect(await ask(who, 'digest ipr')).not.toContain('asks to move')
    expect(await ask(papadakis, 'digest')).not.toContain('translation')
  })

  it('shows nothing of what is quiet', async () => {
    const quiet = (until: string | null) =>
      bot.store.db.prisma.activity.updateMany({
        where: { code: 'IPR-1' },
        data: { quietUntil: until && new Date(until) },
      })
    await quiet('2010-07-01')
    expect(await ask(kim, 'digest ipr')).not.toContain('IPR-1')
    expect(await ask(papadakis, 'digest ipr')).toContain('IPR-1')
    await quiet(null)
  })

  it('in a channel is what the channel reads, in its zone, to its own; to a guest what the guest reads', async () => {
    const there = inChannel('slack', 'C-IPR')
    await bot.say(papadakis, 'follow ipr digest', there)
    await bot.say(papadakis, 'timezone greece', there)
    const text = await ask(papadakis, 'digest', there)
    expect(text).toMatch(/^IPR, week to Sunday 13 June 2010/)
    expect(text).toContain('asks to move')
    expect(await ask(chair, 'digest', there)).toBe(text)
    expect(await ask(sato, 'digest', there)).not.toContain('asks to move')
    const japan = inChannel('slack', 'C-JAPAN')
    await bot.say(sato, 'follow ipr and tf digest', japan)
    const own = await ask(sato, 'digest', japan)
    expect(own).toContain('- IPR-1.1 ')
    expect(own).toContain('TF: nothing moved')
    expect(own).not.toContain('ENV')
  })

  it('fits one message, however much there is', async () => {
    await all(
      papadakis,
      Array.from(
        { length: 30 },
        (_, at) => `plan ipr-1 2010-12-${(at % 28) + 1} ${'Long title '.repeat(12)}${at}`,
      ),
    )
    await bot.store.db.prisma.milestone.updateMany({
      data: {
        state: 'agreed',
        dueOn: new Date('2010-06-16'),
        baselineOn: new Date('2010-06-16'),
        agreedAt: bot.clock.now(),
      },
    })
    for (const at of ['2010-06-15T07:00:00Z', '2010-06-21T07:00:00Z']) {
      bot.clock.set(at)
      const { reply, text } = await bot.say(chair, 'digest', { paged: false })
      expect(text).toMatch(/and \d\d more\./)
      expect(text.length).toBeLessThan(6000)
      expect(renderSlack(reply!.show).blocks.length).toBeLessThan(45)
    }
  })

  it('is of an area', async () => {
    expect(await ask(sato, 'digest ipr-1')).toBe('A digest is of an area. For example: digest ipr.')
    expect(await ask(operator, 'digest biz')).toContain('BIZ, week to')
  })
})
