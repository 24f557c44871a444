import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onTwoPlatforms, type TwoPlatforms, teamsChannel } from './two-platforms.ts'

/**
 * The night the clocks change. In Greece they go back on Sunday 31 October 2010 at 04:00, and forward on Sunday 27 March 2011 at 03:00, both
 * at 01:00 in UTC; in Korea they never change. Greece's channel has its digest on Sundays at 03:30, which comes twice in the one
 * night and not at all in the other.
 */

const greece = 'C0GREECE'
// Weeks go by in one test.
vi.setConfig({ testTimeout: 90_000 })

let story: TwoPlatforms

beforeAll(async () => {
  story = await onTwoPlatforms('2010-10-24T12:00:00Z')
  await story.admit('U0NIKOS', 'greece member')
  await story.admit('U0ELENI', 'coordinator ipr')
  await story.admit('kim', 'korea member')
  await story.onSlack('U0NIKOS', greece, 'follow ipr nudges digest')
  await story.inTeamsChannel('kim', 'follow ipr nudges digest')
  await story.onSlack('U0NIKOS', greece, 'take part ipr-1')
  await story.onTeams('kim', 'take part ipr-1')
  await story.onSlack('U0ELENI', 'C0IPR', 'plan ipr-1 2010-11-01 National results for greece')
  await story.onSlack('U0ELENI', 'C0IPR', 'plan ipr-1 2010-11-01 National results for korea')
  await story.onSlack('U0NIKOS', greece, 'agree ipr-1.6')
  await story.onTeams('kim', 'agree ipr-1.7')
}, 60_000)
afterAll(() => story.close())

const digests = (day: string) => story.said(greece, new RegExp(`week to Saturday ${day}`)).length
const today = (channel: string) => story.said(channel, /Monday 1 November 2010 \(today\)/).length

it('the digest is set to the hour that comes twice', async () => {
  expect(await story.onSlack('U0NIKOS', greece, 'schedule digest sunday 03:30')).toContain(
    'The next digest comes on Sunday 31 October 2010 at 03:30 (Athens).',
  )
})

it('clocks go back: the digest comes the first time they show it, and not the second', async () => {
  await story.until('2010-10-31T00:29:00Z')
  expect(digests('30 October 2010')).toBe(0)
  await story.until('2010-10-31T00:31:00Z')
  expect(digests('30 October 2010')).toBe(1)
  await story.until('2010-10-31T12:00:00Z')
  expect(digests('30 October 2010')).toBe(1)
})

it('on Monday it is nine in each place by its own clock', async () => {
  await story.until('2010-10-31T23:59:00Z')
  expect([today(teamsChannel), today(greece)]).toEqual([0, 0])
  await story.until('2010-11-01T00:01:00Z')
  expect([today(teamsChannel), today(greece)]).toEqual([1, 0])
  await story.until('2010-11-01T06:59:00Z')
  expect(today(greece)).toBe(0)
  await story.until('2010-11-01T07:01:00Z')
  expect([today(teamsChannel), today(greece)]).toEqual([1, 1])
})

it('nobody is there for the winter; what was too late is in the ledger', async () => {
  story.down('2011-03-26T12:00:00Z')
  await story.until('2011-03-26T13:00:00Z')
  expect(await story.onSlack('U0NIKOS', greece, 'deliveries failed')).toContain(
    '*skipped*: more than 12 hours late for Sunday 20 March 2011, 03:30',
  )
})

it('clocks go forward: the digest comes right behind the hour that is left out', async () => {
  expect(await story.onSlack('U0NIKOS', greece, 'schedule digest')).toContain(
    'The next digest comes on Sunday 27 March 2011 at 04:00 (Athens).',
  )
  await story.until('2011-03-27T00:59:00Z')
  expect(digests('26 March 2011')).toBe(0)
  await story.until('2011-03-27T01:01:00Z')
  expect(digests('26 March 2011')).toBe(1)
  await story.until('2011-03-28T12:00:00Z')
  expect(digests('26 March 2011')).toBe(1)
})

it('the channel moves to the other side of the world and back, and nothing comes twice', async () => {
  // Sunday 3 April in Athens, 20 minutes before its digest: past that on Kiritimati, and Saturday still on Pago Pago.
  await story.until('2011-04-03T00:10:00Z')
  await story.onSlack('U0NIKOS', greece, 'timezone pacific/kiritimati')
  await story.until('2011-04-03T00:12:00Z')
  expect(digests('2 April 2011')).toBe(1)
  await story.onSlack('U0NIKOS', greece, 'timezone pacific/pago_pago')
  await story.until('2011-04-04T00:00:00Z')
  await story.onSlack('U0NIKOS', greece, 'timezone greece')
  await story.until('2011-04-05T00:00:00Z')
  expect(digests('2 April 2011')).toBe(1)
  expect(new Set(story.posted()).size).toBe(story.posted().length)
})
