import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import { type ServedSlack, slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** One week on two platforms: Japan and the coordinator on Slack, Korea on Teams, through the real adapters. */

const [japan, coordinators, korea] = ['C0JAPAN', 'C0IPR', '19:plenary@thread.tacv2'] as const

let bot: TestBot
let slack: ServedSlack
let teams: Awaited<ReturnType<typeof teamsServed>>
let deliverer: Deliverer

const sato = (words: string, channel: string = japan) =>
  slack.workspace.command(words, { user: 'U0SATO', channel })
const eleni = (words: string) => slack.workspace.command(words, { user: 'U0ELENI', channel: coordinators })
const kim = async (words: string) =>
  (await teams.tenant.personal(words, { user: 'kim' })).messages.map(({ text }) => text).join('\n')

/** Time passes, an hour at a time at most, and what becomes due goes out. */
async function until(instant: string): Promise<void> {
  const end = Date.parse(instant)
  while (bot.clock.now().getTime() < end) {
    const next = Math.min(bot.clock.now().getTime() + 3_600_000, end)
    bot.clock.set(new Date(next).toISOString())
    await sweep(bot.store, plans, bot.clock)
    await deliverer.runDue()
  }
}
/** Days of sweeps take their time where much else runs. */
const days = { timeout: 90_000 }
const inSlack = (channel: string) => slack.standIn.messages(channel).map(({ text }) => text)
/** The message of a kind that stands last in a Slack channel. */
const last = (channel: string, kind: string) =>
  slack.standIn.messages(channel).findLast(({ key }) => key?.startsWith(`${kind}:`))
const inTeams = () => teams.standIn.messages(korea).map(({ text }) => text)

beforeAll(async () => {
  // Monday 7 June 2010, 07:00 in Tokyo and Seoul.
  bot = await testBot({ at: '2010-06-06T22:00:00Z' })
  slack = await slackServed(bot)
  teams = await teamsServed(bot)
  deliverer = createDeliverer({
    store: bot.store,
    clock: bot.clock,
    log: createLog('silent'),
    messengers: { slack: slack.messenger, teams: teams.messenger },
    compose,
  })
  const invite = async (role: string) =>
    `join ${invitationCode((await bot.say(operator, `invite ${role}`)).text)}`
  await sato(await invite('japan member'))
  await eleni(await invite('coordinator ipr'))
  await kim(await invite('korea member'))
  await sweep(bot.store, plans, bot.clock)
}, 60_000)
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

it('three channels follow one area', async () => {
  expect((await sato('follow ipr')).text).toContain('Japan Customs')
  expect((await eleni('follow ipr')).text).toContain('IPR')
  const seen = await teams.tenant.channel('follow ipr updates nudges', { user: 'kim' })
  expect(seen.messages.map(({ text }) => text).join()).toContain('Korea')
})

it('a date is planned and agreed', async () => {
  await sato('take part ipr-1')
  expect((await eleni('plan ipr-1 2010-06-10 Lessons learned, one page for japan')).text).toContain('IPR-1.6')
  expect((await sato('agree ipr-1.6')).text).toContain('Thursday 10 June 2010')
})

it('what Korea reports on Teams is shown in all three when its hold is over', async () => {
  await kim('update ipr-1 on track Comments sent to all')
  await until('2010-06-06T22:09:00Z')
  expect([...inSlack(japan), ...inSlack(coordinators)].join()).not.toContain('Comments sent to all')
  await until('2010-06-06T22:12:00Z')
  for (const channel of [japan, coordinators]) {
    const [card, ...others] = inSlack(channel)
    expect(card).toContain('Comments sent to all')
    expect(others).toEqual([])
  }
  const [card, reply] = teams.standIn
    .messages(korea)
    .filter(({ text }) => text.includes('Comments sent to all'))
  expect(reply).toMatchObject({ thread: card?.id })
})

it('three days before, at nine in the morning, Japan is told what it owes, and who owes it', async () => {
  await until('2010-06-06T23:59:00Z')
  expect(last(japan, 'nudge')).toBeUndefined()
  await until('2010-06-07T00:02:00Z')
  const nudge = last(japan, 'nudge')!
  expect(nudge.text).toContain('Thursday 10 June 2010 (in 3 days): Lessons learned, one page (IPR-1.6)')
  expect(JSON.stringify(nudge.body.blocks)).toContain('"user_id":"U0SATO"')
  const elsewhere = JSON.stringify([inTeams(), slack.standIn.messages(coordinators)])
  expect(elsewhere).not.toContain('U0SATO')
})

it('answered from the coordinator, the message says so, and nobody is asked again', days, async () => {
  await until('2010-06-08T06:00:00Z')
  expect((await sato('done ipr-1.6 https://example.org/lessons Lessons learned')).text).toContain('IPR-1.6')
  await until('2010-06-08T06:01:00Z')
  expect(last(japan, 'nudge')?.text).toContain('IPR-1.6: delivered on Tuesday 8 June 2010')
  expect(inSlack(japan)[0]).toContain('delivered Tue 8 Jun 2010')
  const before = slack.standIn.messages(japan).length
  await until('2010-06-11T06:00:00Z')
  expect(slack.standIn.messages(japan)).toHaveLength(before)
})

it('what is withdrawn is gone everywhere', async () => {
  await kim('withdraw ipr-1')
  await until('2010-06-11T06:01:00Z')
  expect([...inSlack(japan), ...inSlack(coordinators), ...inTeams()].join()).not.toContain(
    'Comments sent to all',
  )
})

it('on Monday morning the coordinators have their digest', days, async () => {
  await until('2010-06-14T12:00:00Z')
  const digest = last(coordinators, 'digest')!
  expect(digest.key).toContain('2010-06-14')
  expect(digest.text).toContain('IPR, week to Sunday 13 June 2010')
  expect(digest.text).toMatch(/Moved.*IPR-1\.6/s)
})

it('nothing was said twice', () => {
  const posts = slack.standIn.calls.filter(({ method }) => method === 'chat.postMessage')
  const keys = posts.map(({ body }) => String(body.metadata))
  expect(new Set(keys).size).toBe(keys.length)
})
