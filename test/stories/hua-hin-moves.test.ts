import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { onTwoPlatforms, type TwoPlatforms, teamsChannel } from './two-platforms.ts'

/** Hua Hin moves: the meeting, and a date that Japan owes. Each channel is told once, and all that hangs on it follows. */

const [japan, coordinators] = ['C0JAPAN', 'C0IPR']
// Weeks go by in one test.
vi.setConfig({ testTimeout: 90_000 })

let story: TwoPlatforms
const everywhere = [japan, coordinators, teamsChannel] as const

beforeAll(async () => {
  // Sunday 6 June 2010, 21:00 in Tokyo and Seoul.
  story = await onTwoPlatforms('2010-06-06T12:00:00Z')
  await story.admit('U0SATO', 'japan member')
  await story.admit('U0ELENI', 'coordinator ipr')
  await story.admit('kim', 'korea member')
  await story.admit('chair', 'secretariat')
  await story.onSlack('U0SATO', japan, 'follow ipr')
  await story.onSlack('U0ELENI', coordinators, 'follow ipr')
  await story.inTeamsChannel('kim', 'follow ipr updates nudges')
  await story.onSlack('U0SATO', japan, 'take part ipr-1')
  await story.onSlack('U0ELENI', coordinators, 'plan ipr-1 2010-06-10 Lessons learned, one page for japan')
  await story.onSlack('U0SATO', japan, 'agree ipr-1.6')
}, 60_000)
afterAll(() => story.close())

it('three days before, Japan is reminded', async () => {
  await story.until('2010-06-07T00:05:00Z')
  expect(story.said(japan, /Thursday 10 June 2010 \(in 3 days\)/)).toHaveLength(1)
})

it('the meeting moves: every channel is told once, on both platforms', async () => {
  const answer = await story.onTeams(
    'chair',
    'meeting 2011-11-08 to 2011-11-09 Bangkok, Thailand because of floods',
  )
  expect(answer).toContain('Moved. Next meeting: Tuesday 8 November 2011')
  await story.until('2010-06-07T01:00:00Z')
  for (const channel of everywhere) {
    const [text, ...others] = story.said(channel, /The next meeting has moved/)
    expect(others).toEqual([])
    expect(text).toContain('Bangkok, Thailand')
    expect(text).toContain('Until now: Tuesday 11 October 2011, Hua Hin, Thailand.')
    expect(text).toContain('Decided by chair')
  }
  expect(await story.onTeams('kim', 'summary')).toContain('Tuesday 8 November 2011')
})

it('the date moves: every channel is told once, and the reminder that stands says so', async () => {
  // After this week's digest, so that the next one tells of it.
  await story.until('2010-06-07T10:00:00Z')
  await story.onSlack('U0ELENI', coordinators, 'move ipr-1.6 to 2010-06-24 because the meeting moved')
  await story.until('2010-06-07T10:01:00Z')
  for (const channel of everywhere) {
    const [text, ...others] = story.said(channel, /IPR-1\.6 has another date/)
    expect(others).toEqual([])
    expect(text).toContain('from Thursday 10 June 2010 to Thursday 24 June 2010 (in 17 days)')
    expect(text).toMatch(/Decided by \w+\./)
  }
  const [told] = story.said(japan, /IPR-1\.6 has another date/)
  expect(told).toContain('Next reminder: Thursday 10 June 2010, only if it is still open.')
  expect(story.said(japan, /IPR-1\.6: moved to Thursday 24 June 2010/)).toHaveLength(1)
})

it('reminders and the digest follow', async () => {
  await story.until('2010-06-10T00:05:00Z')
  expect(story.said(japan, /Thursday 24 June 2010 \(in 14 days\)/)).toHaveLength(1)
  await story.until('2010-06-14T12:00:00Z')
  const [digest] = story.said(coordinators, /IPR, week to Sunday 13 June 2010/)
  expect(digest).toMatch(/Moved.*IPR-1\.6/s)
  await story.until('2010-06-25T00:05:00Z')
  expect(story.said(japan, /Thursday 24 June 2010 \(in 3 days\)/)).toHaveLength(1)
  expect(story.said(japan, /Thursday 24 June 2010 \(today\)/)).toHaveLength(1)
  expect(story.said(japan, /Thursday 10 June 2010 \(/)).toEqual([])
})

it('nothing was said twice, and the ledger has all of it', async () => {
  expect(new Set(story.posted()).size).toBe(story.posted().length)
  const ledger = await story.onTeams('chair', 'deliveries')
  expect(ledger).toContain('notice of the next meeting')
  expect(ledger).toContain('notice that IPR-1.6 moved')
})
