import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { inChannel, looked } from '../support/channels.ts'
import { type Nudged, nudgedBot, ofAdministration } from '../support/nudged.ts'
import { sato } from '../support/people.ts'

/** IPR-2.2 is due on Thursday 10 June 2010: it is recalled on Monday 7 June at nine in Tokyo, which is midnight in UTC. */

let nudged: Nudged
beforeEach(async () => {
  nudged = await nudgedBot({ look: looked() })
  await nudged.follow('C-JAPAN', await ofAdministration(nudged.bot, 'JP'))
})
afterEach(() => nudged.bot.close())

const rows = async () => {
  const all = await nudged.bot.store.db.prisma.delivery.findMany({
    where: { kind: 'nudge' },
    orderBy: { occasionOn: 'asc' },
  })
  return all.map(({ occasionOn, state, why }) => [occasionOn?.toISOString().slice(0, 10), state, why])
}
const said = async (words: string) => (await nudged.bot.say(sato, words, inChannel('slack', 'C-JAPAN'))).text
const tooLate = 'more than 12 hours late for Monday 7 June 2010, 09:00'

describe('a process that was down over the moment', () => {
  it('for twelve hours, says it late', async () => {
    await nudged.at('2010-06-07T12:00:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    expect(await rows()).toEqual([['2010-06-07', 'sent', null]])
  })

  it('for longer, leaves it to the next occasion; the ledger says so, and has it sent again', async () => {
    await nudged.at('2010-06-07T12:00:01Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([])
    expect(await rows()).toEqual([['2010-06-07', 'skipped', tooLate]])
    for (const words of ['deliveries', 'deliveries ipr-2.2', 'deliveries failed'])
      expect(await said(words)).toContain(
        `nudge about IPR-1.3 and IPR-2.2 · #c-japan on Slack · skipped: ${tooLate}`,
      )
    const [, number] = /send again (\d+)/.exec(await said('deliveries failed')) ?? []
    expect(await said(`send again ${number}`)).toContain('again')
    await nudged.at('2010-06-07T12:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    await nudged.at('2010-06-10T00:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(2)
  })

  it('for weeks, says each occasion that it missed', async () => {
    await nudged.at('2010-06-18T12:00:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([expect.stringContaining('IPR-1.3')])
    // Three days before Monday 21 June is said on Friday; on the day and a week after is IPR-2.2.
    expect((await rows()).map(([on, state]) => `${on} ${state}`)).toEqual([
      '2010-06-07 skipped',
      '2010-06-10 skipped',
      '2010-06-17 skipped',
      '2010-06-18 sent',
    ])
  })
})

it('a platform that takes nothing for longer than that comes to the same', async () => {
  for (let count = 0; count < 60; count += 1)
    nudged.slack.meet({ kind: 'retry', after: 3_500_000, why: 'ratelimited' })
  for (let hour = 0; hour <= 13; hour += 1)
    await nudged.at(`2010-06-07T${String(hour).padStart(2, '0')}:05:00Z`)
  expect(nudged.nudgesIn('C-JAPAN')).toEqual([])
  expect(await rows()).toEqual([['2010-06-07', 'skipped', tooLate]])
})

describe('a clock that is put back', () => {
  it('says nothing twice', async () => {
    await nudged.at('2010-06-07T00:01:00Z')
    await nudged.at('2010-06-06T23:00:00Z')
    await nudged.at('2010-06-07T00:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
  })

  it('keeps nothing waiting for the time to come again', async () => {
    nudged.slack.meet({ kind: 'retry', after: 600_000, why: 'ratelimited' })
    await nudged.at('2010-06-07T00:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([])
    await nudged.at('2010-06-06T20:00:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
  })

  it('after it had gone ahead for weeks, says what it had skipped then', async () => {
    await nudged.at('2010-08-01T00:00:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([])
    await nudged.at('2010-06-06T13:00:00Z')
    await nudged.at('2010-06-07T00:01:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    expect((await rows())[0]).toEqual(['2010-06-07', 'sent', null])
  })
})

describe('a channel that changes its zone', () => {
  it('to one in which it is past nine, has that morning’s in a minute, and once', async () => {
    await nudged.at('2010-06-06T22:00:00Z')
    expect(await said('timezone pacific/auckland')).toContain('now 10:00 on Monday 7 June 2010')
    await nudged.at('2010-06-06T22:00:30Z')
    expect(nudged.nudgesIn('C-JAPAN')).toEqual([])
    await nudged.at('2010-06-06T22:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    await nudged.at('2010-06-07T00:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
  })

  it('to one in which nine comes later, is not told again that day', async () => {
    await nudged.at('2010-06-07T00:02:00Z')
    await said('timezone europe/athens')
    await nudged.at('2010-06-07T06:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    await nudged.at('2010-06-10T00:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(1)
    await nudged.at('2010-06-10T06:02:00Z')
    expect(nudged.nudgesIn('C-JAPAN')).toHaveLength(2)
  })

  it('has its cards drawn anew', async () => {
    await said('lead ipr-1 japan')
    await said('update ipr-1 on track Under way')
    await said('send now')
    await nudged.at('2010-06-06T12:01:00Z')
    const edits = () =>
      nudged.slack.happened.filter(({ what, key }) => what === 'edit' && key.startsWith('card:'))
    const before = edits().length
    expect(nudged.slack.in('C-JAPAN')).toHaveLength(1)
    await said('timezone pacific/auckland')
    await nudged.at('2010-06-06T12:02:00Z')
    expect(edits()).toHaveLength(before + 1)
  })
})
