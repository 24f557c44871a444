import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { planDigests } from '../../src/notifications/digest.ts'
import { compose } from '../../src/notifications/index.ts'
import type { TestBot } from '../support/bot.ts'
import { inChannel, looked } from '../support/channels.ts'
import { type MemoryMessenger, memoryMessenger } from '../support/messenger.ts'
import { botWithPeople, chair, kim, otherSato, papadakis, sato } from '../support/people.ts'

let bot: TestBot
let slack: MemoryMessenger
let teams: MemoryMessenger
let deliverer: Deliverer

/** On Monday 7 June 2010 in Athens, at 10:00. */
beforeEach(async () => {
  bot = await botWithPeople({ look: looked() })
  slack = memoryMessenger()
  teams = memoryMessenger()
  deliverer = createDeliverer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers: { slack, teams },
    compose,
  })
  await passUntil('2010-06-07T07:00:01Z')
})
afterEach(() => bot.close())

/** One sweep at that instant, and what it made due delivered. */
async function passUntil(instant: string): Promise<void> {
  bot.clock.set(instant)
  await sweep(bot.store, { digest: planDigests }, bot.clock)
  await deliverer.runDue()
}
const digests = () =>
  [...slack.happened, ...teams.happened]
    .filter(({ key }) => key.startsWith('digest:'))
    .map(({ place }) => place)
const rows = () =>
  bot.store.db.prisma.delivery.findMany({ where: { kind: 'digest' }, orderBy: { id: 'asc' } })
const there = inChannel('slack', 'C-IPR')

describe('a channel that asked for the digest', () => {
  beforeEach(async () => {
    // Past nine in Athens and in UTC.
    bot.clock.set('2010-06-07T09:30:00Z')
    await bot.say(chair, 'follow ipr and tf digest for ipr coordinators', there)
    await bot.say(papadakis, 'timezone greece', there)
  })

  it('gets one message a week, of all its areas, at its moment', async () => {
    await passUntil('2010-06-14T05:59:59Z')
    expect(digests()).toEqual([])
    await passUntil('2010-06-14T06:00:00Z')
    expect(digests()).toEqual(['C-IPR'])
    const [text] = slack.in('C-IPR')
    expect(text).toMatch(/^Weekly digest, week to Sunday 13 June 2010/)
    expect(text).toContain('IPR-1 has no lead: lead ipr-1 …')
    expect(text).toContain('TF: nothing moved')
    for (const instant of ['2010-06-14T06:01:00Z', '2010-06-14T20:00:00Z', '2010-06-20T20:00:00Z'])
      await passUntil(instant)
    expect(digests()).toEqual(['C-IPR'])
    await passUntil('2010-06-21T06:00:30Z')
    expect(digests()).toEqual(['C-IPR', 'C-IPR'])
    expect((await rows()).map(({ key, state }) => [key.replace(/\d+$/, '*'), state])).toEqual([
      ['digest:channel:1:2010-06-14:*', 'sent'],
      ['digest:channel:1:2010-06-21:*', 'sent'],
    ])
  })

  it('gets what it would have been shown', async () => {
    await bot.say(papadakis, 'lead ipr-1 japan')
    await bot.say(sato, 'update ipr-1 at risk Secret seizures')
    await passUntil('2010-06-14T06:00:00Z')
    const text = slack.in('C-IPR').at(-1)
    expect(text).toContain('1 report on IPR-1 from Japan')
    expect(text).not.toContain('Secret')
    expect((await bot.say(papadakis, 'digest', there)).text).toBe(text)
  })

  it('twelve hours late it still comes; later, it waits for the next week', async () => {
    await passUntil('2010-06-14T18:00:00Z')
    expect(digests()).toEqual(['C-IPR'])
    await passUntil('2010-06-21T18:00:01Z')
    expect(digests()).toEqual(['C-IPR'])
    expect(await rows()).toMatchObject([
      { state: 'sent' },
      { state: 'skipped', why: 'more than 12 hours late for Monday 21 June 2010, 09:00', attemptAt: null },
    ])
    await passUntil('2010-06-28T06:00:00Z')
    expect(digests()).toEqual(['C-IPR', 'C-IPR'])
  })

  it('one that could not be posted for so long is not posted either', async () => {
    for (let count = 0; count < 60; count++)
      slack.meet({ kind: 'retry', after: 3_600_000, why: 'ratelimited' })
    for (let hour = 6; hour < 20; hour++)
      await passUntil(`2010-06-14T${String(hour).padStart(2, '0')}:05:00Z`)
    expect(await rows()).toMatchObject([
      { state: 'skipped', why: 'more than 12 hours late for Monday 14 June 2010, 09:00' },
    ])
  })

  it('what was asked for no more before it was posted is not needed', async () => {
    slack.meet({ kind: 'retry', after: 60_000, why: 'ratelimited' })
    await passUntil('2010-06-14T06:00:00Z')
    await bot.say(chair, 'follow ipr and tf nudges', there)
    await passUntil('2010-06-14T06:10:00Z')
    expect(digests()).toEqual([])
    expect(await rows()).toMatchObject([{ state: 'not needed', why: 'it is not asked for any more' }])
  })

  it('at another moment of a day on which it came, it does not come again', async () => {
    await passUntil('2010-06-14T06:00:00Z')
    await bot.say(papadakis, 'schedule digest monday 16:00', there)
    await passUntil('2010-06-14T13:00:00Z')
    expect(digests()).toEqual(['C-IPR'])
    await passUntil('2010-06-21T13:00:00Z')
    expect(digests()).toEqual(['C-IPR', 'C-IPR'])
  })

  it('of a closed programme, none comes', async () => {
    await bot.say(chair, 'close her ended')
    await passUntil('2010-06-14T06:00:00Z')
    expect(digests()).toEqual([])
  })
})

describe('a coordinator whose channel did not ask', () => {
  it('gets it directly, on Monday at nine of the own zone', async () => {
    await passUntil('2010-06-14T08:59:59Z')
    expect(digests()).toEqual([])
    await passUntil('2010-06-14T09:00:00Z')
    expect(digests()).toEqual(['@U-PAPADAKIS'])
    expect(slack.in('@U-PAPADAKIS')[0]).toMatch(/^IPR, week to Sunday 13 June 2010/)
  })

  it('is told directly while the channel asks for nudges only, or is another’s', async () => {
    await bot.say(papadakis, 'follow ipr nudges', there)
    await bot.say(sato, 'follow ipr digest', inChannel('slack', 'C-JAPAN'))
    await passUntil('2010-06-14T00:00:00Z')
    expect(digests()).toEqual(['C-JAPAN'])
    await passUntil('2010-06-14T09:00:00Z')
    expect(digests()).toEqual(['C-JAPAN', '@U-PAPADAKIS'])
  })

  it('of several areas gets one; while away, the alternate does', async () => {
    await bot.admit(otherSato, 'coordinator ipr')
    await bot.admit(kim, 'coordinator tf')
    await bot.admit(kim, 'coordinator env')
    await bot.say(papadakis, 'role me alternate sato yuki')
    await bot.say(papadakis, 'away until 16 June')
    await passUntil('2010-06-14T00:00:00Z')
    expect(digests().sort()).toEqual(['@U-SATO', '@kim'])
    expect(teams.in('@kim')[0]).toContain('TF-1 has no lead')
    expect(teams.in('@kim')[0]).toContain('ENV-1 has no lead')
    await passUntil('2010-06-14T09:00:00Z')
    expect(digests()).toContain('@U-SATO2')
    expect(digests()).not.toContain('@U-PAPADAKIS')
  })
})
