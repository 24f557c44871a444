import { afterAll, beforeAll, expect, it } from 'vitest'
import type { Seen } from '../contract/hands.ts'
import { type SlackHands, slackHands } from '../contract/slack-hands.ts'
import { onTwoPlatforms, type TwoPlatforms, teamsChannel } from './two-platforms.ts'

/** A coordinator's Monday: what waits is decided where the digest lists it, and every figure opens its list. */

const coordinators = 'C0IPR'

let two: TwoPlatforms
let eleni: SlackHands
let seen: Seen

const inChannel = (kind: string) =>
  two.slack.standIn.messages(coordinators).filter(({ key }) => key?.startsWith(`${kind}:`))

beforeAll(async () => {
  // Thursday 17 June 2010, noon in Athens.
  two = await onTwoPlatforms('2010-06-17T09:00:00Z')
  await two.admit('U0ELENI', 'coordinator ipr')
  await two.admit('kostas', 'greece member')
  const say = (words: string) => two.onSlack('U0ELENI', coordinators, words)
  for (const words of [
    'lead ipr-2 greece',
    'follow ipr',
    'plan ipr-2 2010-07-09 Table of comments for greece',
    'plan ipr-2 2010-07-16 Third draft for greece',
  ])
    await say(words)
  await two.inTeamsChannel('kostas', 'follow ipr nudges')
  await two.inTeamsChannel('kostas', 'agree ipr-2.3 on 30 June 2010')
  await two.inTeamsChannel(
    'kostas',
    'extend ipr-2.3 to 15 September because late comments are to be included',
  )
  eleni = slackHands(two.slack, 'U0ELENI', { channel: coordinators })
}, 60_000)
afterAll(() => two.close())

it('on Monday morning the digest says what waits, with the buttons that decide it', async () => {
  await two.until('2010-06-21T12:00:00Z')
  const [digest] = inChannel('digest')
  expect(digest?.text).toContain('For your decision')
  expect(digest?.text).toContain('Greece asks to move IPR-2.3')
  expect(JSON.stringify(digest)).toContain('"Approve"')
})

it('another day is decided in a form; a day that has passed is a mistake there', async () => {
  const [digest] = inChannel('digest')
  seen = await eleni.pressIn(digest!, 'Other date')
  const day = seen.form?.fields.find(({ name }) => /date|day|on|to/.test(name))?.name ?? ''
  seen = await eleni.fill({ [day]: '2010-06-01' })
  expect(seen.form?.fields.filter(({ mistake }) => mistake)).toHaveLength(1)
  seen = await eleni.fill({ [day]: '2010-08-31' })
  expect(seen.text).toContain('Tuesday 31 August 2010')
})

it('Greece is told where it asked; a button that is left decides nothing any more, and says so', async () => {
  await two.until('2010-06-21T18:00:00Z')
  expect(two.said(teamsChannel, /31 August 2010/).length).toBeGreaterThan(0)
  const [digest] = inChannel('digest')
  seen = await eleni.pressIn(digest!, 'Approve')
  expect(seen.text).toContain('31 August 2010')
  const due = await two.onSlack('U0ELENI', coordinators, 'due ipr-2 until 2010-12-31')
  expect(due).toContain('31 Aug 2010')
  expect(due).not.toContain('15 Sep 2010')
  const history = await two.onSlack('U0ELENI', coordinators, 'history ipr-2.3')
  expect(history).toContain('approved with a new date: moved from Wed 30 Jun 2010 to Tue 31 Aug 2010')
})

it('a figure of the digest opens its list, for the one who asks', async () => {
  const [digest] = inChannel('digest')
  const label = /"(Due \(\d+\))"/.exec(JSON.stringify(digest))?.[1]
  seen = await eleni.pressIn(digest!, label ?? 'Due')
  expect(seen.text).toContain('IPR-2.')
  expect(inChannel('digest')).toHaveLength(1)
})
