import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Seen } from '../contract/hands.ts'
import { type SlackHands, slackHands } from '../contract/slack-hands.ts'
import { type TeamsHands, teamsHands } from '../contract/teams-hands.ts'
import { onTwoPlatforms, type TwoPlatforms } from './two-platforms.ts'

/** A member's first report without reading anything: Sato on Slack and Kim on Teams press and fill in, and type no command. */

let two: TwoPlatforms
let sato: SlackHands
let kim: TeamsHands
let seen: Seen

beforeAll(async () => {
  // Monday 7 June 2010, noon in Tokyo.
  two = await onTwoPlatforms('2010-06-07T03:00:00Z')
  await two.admit('U0SATO', 'japan member')
  await two.admit('kim', 'korea member')
  await two.onSlack('U0SATO', 'C0HOME', 'take part ipr-1')
  sato = slackHands(two.slack, 'U0SATO')
  kim = teamsHands(two.teams, 'kim')
}, 60_000)
afterAll(() => two.close())

it('Sato finds "Report progress" in Slack, and what is asked there says what it is', async () => {
  seen = await sato.shortcut('report_progress')
  expect(seen.form?.title).toBe('Update')
  expect(seen.form?.fields.map(({ label }) => label)).toEqual(
    expect.arrayContaining(['Activity or commitment', 'What was done']),
  )
  const [first] = await sato.look('on', '')
  expect(first).toContain('IPR-1')
})

it('a link that is none is a mistake at that field, and nothing that was entered is lost', async () => {
  const entered = { on: 'ipr-1', outlook: 'on track', text: 'Lessons-learned note drafted', link: 'my desk' }
  seen = await sato.fill(entered)
  const fields = seen.form?.fields ?? []
  expect(fields.filter(({ mistake }) => mistake).map(({ name }) => name)).toEqual(['link'])
  expect(Object.fromEntries(fields.map(({ name, value }) => [name, value]))).toMatchObject(entered)
})

it('mended, it is recorded, and can be sent at once', async () => {
  seen = await sato.fill({ link: 'https://example.org/note' })
  expect(seen.text).toContain('Recorded. Japan Customs, IPR-1: on track.')
  expect(seen.buttons).toEqual(expect.arrayContaining(['Send now', 'Edit', 'Withdraw']))
  const confirmed = seen
  seen = await sato.press('Send now')
  expect(seen.text).toContain('IPR-1')
  expect((await kim.say('status ipr-1')).text).toContain('Lessons-learned note drafted')
  // The first confirmation still stands before their eyes.
  seen = await sato.press('Withdraw', confirmed)
  expect(seen.text).toContain('Withdrawn')
  expect((await kim.say('status ipr-1')).text).not.toContain('Lessons-learned note drafted')
})

it('Kim goes from the whole to one activity by pressing, reports there, and goes back', async () => {
  seen = await kim.say('summary')
  seen = await kim.press('All activities')
  expect(seen.text).toContain('IPR-1')
  seen = await kim.press('Back')
  expect(seen.text).toContain('Where a Director General can help')
  seen = await kim.say('status ipr-1')
  seen = await kim.press('Take part')
  expect(seen.text).toContain('takes part in IPR-1')
  seen = await kim.say('status ipr-1')
  seen = await kim.press('Update')
  expect(seen.form?.fields.find(({ name }) => name === 'on')?.value).toBe('ipr-1')
  seen = await kim.fill({ outlook: 'at risk', text: 'Clearance takes longer' })
  expect(seen.text).toContain('Recorded. Korea Customs Service, IPR-1: at risk.')
})
