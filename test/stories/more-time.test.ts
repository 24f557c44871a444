import { afterAll, beforeAll, expect, it } from 'vitest'
import { operator } from '../../src/bot.ts'
import { createDeliverer, type Deliverer } from '../../src/jobs/deliver.ts'
import { sweep } from '../../src/jobs/plan.ts'
import { createLog } from '../../src/log.ts'
import { compose, plans } from '../../src/notifications/index.ts'
import { type ServedSlack, slackServed, teamsServed } from '../contract/platforms.ts'
import { invitationCode, type TestBot, testBot } from '../support/bot.ts'

/** Greece asks for more time: Greece in a channel on Teams, the coordinator of IPR in one on Slack, through the real adapters. */

const [coordinators, greece] = ['C0IPR', '19:plenary@thread.tacv2'] as const

let bot: TestBot
let slack: ServedSlack
let teams: Awaited<ReturnType<typeof teamsServed>>
let deliverer: Deliverer

const eleni = (words: string) => slack.workspace.command(words, { user: 'U0ELENI', channel: coordinators })
const kostas = async (words: string) =>
  (await teams.tenant.channel(words, { user: 'kostas' })).messages.map(({ text }) => text).join('\n')
const maria = async (words: string) =>
  (await teams.tenant.personal(words, { user: 'maria' })).messages.map(({ text }) => text).join('\n')

/** Time passes, so many hours at a time at most, and what becomes due goes out. */
async function until(instant: string, hours = 6): Promise<void> {
  const end = Date.parse(instant)
  while (bot.clock.now().getTime() < end) {
    const next = Math.min(bot.clock.now().getTime() + hours * 3_600_000, end)
    bot.clock.set(new Date(next).toISOString())
    await sweep(bot.store, plans, bot.clock)
    await deliverer.runDue()
  }
}
const inSlack = (kind: string) =>
  slack.standIn
    .messages(coordinators)
    .filter(({ key }) => key?.startsWith(`${kind}:`))
    .map(({ text }) => text)
const inTeams = (words: string) =>
  teams.standIn.messages(greece).filter(({ onlyFor, text }) => onlyFor === null && text.includes(words))

beforeAll(async () => {
  // Monday 14 June 2010, noon in Athens.
  bot = await testBot({ at: '2010-06-14T09:00:00Z' })
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
  await eleni(await invite('coordinator ipr'))
  await teams.tenant.personal(await invite('greece member'), { user: 'kostas' })
  await maria(await invite('korea member'))
  await eleni('lead ipr-2 greece')
  await eleni('follow ipr')
  await kostas('follow ipr nudges')
  await kostas('agree ipr-2.3 on 30 June 2010')
  await sweep(bot.store, plans, bot.clock)
}, 60_000)
afterAll(async () => {
  await slack.close()
  await teams.close()
  await bot.close()
})

it('two weeks before, Greece is told what it owes, and how to ask for more time', async () => {
  await until('2010-06-16T12:00:00Z')
  const [nudge] = inTeams('Wednesday 30 June 2010 (in 14 days)')
  expect(JSON.stringify(nudge)).toContain('extend ipr-2.3')
})

it('Greece asks in its channel on Teams; the coordinators are told in theirs on Slack', async () => {
  const text = await kostas('extend ipr-2.3 to 15 September because late comments are to be included')
  expect(text).toContain('Asked. IPR-2.3')
  expect(text).toContain('From Wednesday 30 June 2010 to Wednesday 15 September 2010')
  await until('2010-06-16T12:01:00Z')
  const [request, ...others] = inSlack('extension')
  expect(others).toEqual([])
  expect(request).toContain('Hellenic Customs asks to move')
  expect(request).toContain('late comments are to be included')
  expect(inTeams('IPR-2.3: a later date was asked for')).toHaveLength(1)
})

it('meanwhile nobody is reminded, and the digest says what waits', async () => {
  const before = teams.standIn.messages(greece).length
  await until('2010-06-28T09:00:00Z')
  expect(teams.standIn.messages(greece)).toHaveLength(before)
  expect(inSlack('digest').at(-1)).toContain('asks to move IPR-2.3')
}, 60_000)

it('the coordinator approves another day on Slack, and both channels and the reminder say so', async () => {
  const { text } = await eleni('approve to 1 September because the meeting prepares its text in September')
  expect(text).toContain('IPR-2.3: approved with a new date')
  await until('2010-06-28T09:01:00Z')
  const [decided, ...others] = inSlack('extension')
  expect(others).toEqual([])
  expect(decided).toContain('IPR-2.3: approved with a new date')
  expect(inTeams('IPR-2.3: approved with a new date')).toMatchObject([
    { text: expect.stringContaining('Moved from Wednesday 30 June 2010 to Wednesday 1 September 2010') },
  ])
  expect(inTeams('IPR-2.3: moved to Wednesday 1 September 2010')).toHaveLength(1)
  expect([...inSlack('move'), ...inTeams('were moved'), ...inTeams('was moved')]).toEqual([])
})

it('said again, it was decided already, and nothing is told twice', async () => {
  expect((await eleni('approve ipr-2.3')).text).toContain('Decided already')
  await until('2010-06-28T09:05:00Z')
  expect(inSlack('extension')).toHaveLength(1)
  expect(inTeams('approved with a new date')).toHaveLength(1)
})

it('the history has the request, the reason and the decision; the mark stays', async () => {
  const history = await maria('history ipr-2.3')
  expect(history).toContain('later date requested: from Wed 30 Jun 2010 to Wed 15 Sep 2010')
  expect(history).toContain('late comments are to be included')
  expect(history).toContain('approved with a new date: moved from Wed 30 Jun 2010 to Wed 1 Sep 2010')
  expect(history).toContain('the meeting prepares its text in September')
  expect(await maria('status ipr-2')).toContain('(agreed first for Wed 30 Jun 2010)')
})

it('the reminders come back thirty days before the new day', async () => {
  await until('2010-08-02T05:00:00Z', 24 * 40)
  await until('2010-08-02T07:00:00Z')
  expect(inTeams('Wednesday 1 September 2010 (in 30 days)')).toHaveLength(1)
})
