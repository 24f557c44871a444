import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { chair, kim, papadakis, sato } from '../support/people.ts'

let world: Nudged
beforeEach(async () => {
  world = await nudgedBot()
})
afterEach(() => world.bot.close())

const monday = '2010-06-07T00:00:30Z' // 09:00 in Tokyo

describe('a nudge', () => {
  it('names in one message what an administration owes, whom it asks, and when it comes next', async () => {
    const { bot, at, follow, nudgesIn } = world
    await follow('C-JAPAN', await ofAdministration(bot, 'JP'))
    await at('2010-06-06T23:59:30Z')
    expect(nudgesIn('C-JAPAN')).toEqual([])
    await at(monday)
    expect(nudgesIn('C-JAPAN')).toEqual([
      [
        'Japan Customs: two dates',
        '1. Thursday 10 June 2010 (in 3 days): Comments on the good practices paper, draft 1 (IPR-2.2).',
        '2. Monday 21 June 2010 (in 14 days): Lessons learned from Diabolo II, one page (IPR-1.3).',
        'Sato Yuki, Mori Aki: one answer is enough.',
        'Sent by e-mail or otherwise? Press Already sent.',
        'Next reminder: Thursday 10 June 2010, only if item 1 is still open.',
      ].join('\n'),
    ])
    expect(world.slack.posted.filter(({ place }) => place.startsWith('@'))).toEqual([])
    await at('2010-06-07T00:01:30Z')
    await at('2010-06-07T12:00:00Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
  })

  it('changes to say what was answered, mentions nobody for it, and is not said again', async () => {
    const { bot, at, follow, nudgesIn, slack } = world
    await follow('C-JAPAN', await ofAdministration(bot, 'JP'))
    await at(monday)
    await bot.say(sato, 'done ipr-2.2 https://example.org/comments')
    await at('2010-06-07T07:01:00Z')
    const [text] = nudgesIn('C-JAPAN')
    expect(text).toContain('Japan Customs: one date still open')
    expect(text).toContain('1. IPR-2.2: delivered on Monday 7 June 2010 by Japan Customs')
    expect(text).toContain('Sato Yuki, Mori Aki: one answer')
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    await at('2010-06-08T07:00:00Z')
    expect(nudgesIn('C-JAPAN')[0]).toBe(
      [
        'Japan Customs: answered',
        '1. IPR-2.2: delivered on Monday 7 June 2010 by Japan Customs (Comments on the good practices paper, draft 1)',
        '2. IPR-1.3: delivered on Monday 7 June 2010 by Japan Customs (Lessons learned from Diabolo II, one page)',
      ].join('\n'),
    )
    for (const day of ['10', '18', '21', '28']) await at(`2010-06-${day}T07:00:00Z`)
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
    expect(slack.happened.filter(({ what }) => what === 'remove')).toEqual([])
  })

  it('does not mention what was answered between planning and sending; nothing left, nothing said', async () => {
    const { bot, at, follow, nudgesIn, slack } = world
    await follow('C-JAPAN', await ofAdministration(bot, 'JP'))
    slack.meet({ kind: 'retry', after: 60_000, why: 'busy' })
    await at(monday)
    expect(nudgesIn('C-JAPAN')).toEqual([])
    await bot.say(sato, 'done ipr-2.2 https://example.org/comments')
    await bot.say(papadakis, 'move ipr-1.3 to 2010-09-30 because of the summer')
    await at('2010-06-07T00:30:00Z')
    expect(nudgesIn('C-JAPAN')).toEqual([])
    const row = await bot.store.db.prisma.delivery.findFirstOrThrow({ where: { kind: 'nudge' } })
    expect(row).toMatchObject({ state: 'not needed', why: 'nothing is left to recall' })
  })

  it('comes on the day and then every week while overdue, from two weeks on to the coordinator too', async () => {
    const { bot, at, follow, nudgesIn } = world
    await follow('C-JAPAN', await ofAdministration(bot, 'JP'))
    await at(monday)
    await bot.say(sato, 'done ipr-1.3 https://example.org/lessons')
    await at('2010-06-10T00:00:30Z')
    expect(nudgesIn('C-JAPAN')[1]).toContain('1. Thursday 10 June 2010 (today)')
    expect(nudgesIn('C-JAPAN')[1]).toContain(
      'Next reminder: Thursday 17 June 2010, only if it is still open.',
    )
    await at('2010-06-17T00:00:30Z')
    expect(nudgesIn('C-JAPAN')[2]).toContain('1. Thursday 10 June 2010 (7 days ago)')
    expect(nudgesIn('@U-PAPADAKIS')).toEqual([])
    await at('2010-06-24T09:00:30Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(4)
    expect(nudgesIn('@U-PAPADAKIS')).toEqual([
      [
        'One date',
        '1. Thursday 10 June 2010 (14 days ago): Comments on the good practices paper, draft 1 (IPR-2.2). Owner: Japan Customs.',
        'Next reminder: Thursday 1 July 2010, only if it is still open.',
      ].join('\n'),
    ])
  })

  it('goes to each person who owes it where no channel of theirs follows', async () => {
    const { at, nudgesIn } = world
    await at(monday)
    expect(nudgesIn('@U-SATO')[0]).toContain('Japan Customs: two dates')
    expect(nudgesIn('@U-MORI')).toHaveLength(1)
    expect(nudgesIn('@kim')).toEqual([])
    expect(nudgesIn('@U-PAPADAKIS')).toEqual([])
  })

  it('goes to nobody who has left since it was planned', async () => {
    const { bot, at, nudgesIn, slack } = world
    slack.meet({ kind: 'retry', after: 60_000, why: 'busy' })
    slack.meet({ kind: 'retry', after: 60_000, why: 'busy' })
    await at(monday)
    expect([...nudgesIn('@U-SATO'), ...nudgesIn('@U-MORI')]).toEqual([])
    await bot.say(chair, 'role mori not member japan at once')
    await at('2010-06-07T00:10:00Z')
    expect(nudgesIn('@U-SATO')).toHaveLength(1)
    expect(nudgesIn('@U-MORI')).toEqual([])
    expect((await bot.say(chair, 'deliveries')).text).toContain(
      'direct message to Mori Aki · not needed: nobody is there to read it',
    )
  })

  it('tells other administrations of collective dates only, and who is late as a number', async () => {
    const { bot, at, follow, nudgesIn } = world
    await follow('19:korea', await ofAdministration(bot, 'KR'), 'Asia/Seoul')
    await bot.say(papadakis, 'lead ipr-1 korea')
    await bot.say(papadakis, 'plan ipr-1 2010-06-24 Korean note')
    await bot.say(kim, 'agree ipr-1.6')
    await at(monday)
    expect(nudgesIn('19:korea')[0]).toMatch(/^Korea Customs Service: two dates of others\n/)
    expect(nudgesIn('19:korea')[0]).toContain(
      '1. Thursday 10 June 2010 (in 3 days): Comments on the good practices paper, draft 1 (IPR-2.2). Owner: Japan Customs.',
    )
    expect(nudgesIn('19:korea')[0]).not.toContain('one answer')
    await at('2010-06-21T00:00:30Z')
    const last = nudgesIn('19:korea').at(-1)!
    expect(last).toContain('Korean note')
    expect(last).toContain('In the areas followed here, one date of others has passed.')
    expect(last).not.toContain('IPR-2.2')
    await at('2010-06-24T00:00:30Z')
    const texts = nudgesIn('19:korea')
    expect(texts.at(-1)).toContain('Kim Min-ji: one answer is enough.')
    // Japan is late with IPR-2.2 by now: nothing that is said anew names it
    expect(texts.at(-1)).not.toContain('Japan')
  })

  it('has a text to mail for one that is not connected, for its region, or the secretariat', async () => {
    const { bot, at, nudgesIn } = world
    await bot.say(papadakis, 'lead ipr-2 laos')
    await bot.say(papadakis, 'plan ipr-2 2010-06-10 Note from Laos for laos')
    await bot.store.db.prisma.milestone.updateMany({
      where: { code: 'IPR-2.6' },
      data: { state: 'agreed', baselineOn: new Date('2010-06-10') },
    })
    await at('2010-06-07T09:00:30Z')
    const [text] = nudgesIn('@U-CHAIR')
    expect(text).toContain('(IPR-2.6). Owner: Lao Customs')
    expect(text).toContain('is not connected. A text ready to mail:')
    expect(text).toContain('Note from Laos (IPR-2.6), agreed for Thursday 10 June 2010.')
    expect(text).toContain('update ipr-2/la … from e-mail of …')
  })

  it('stops when the programme is closed', async () => {
    const { bot, at, follow, nudgesIn } = world
    await follow('C-JAPAN', await ofAdministration(bot, 'JP'))
    await at(monday)
    await bot.store.db.prisma.programme.updateMany({ data: { closedAt: bot.clock.now() } })
    await at('2010-06-10T00:00:30Z')
    expect(nudgesIn('C-JAPAN')).toHaveLength(1)
  })
})
