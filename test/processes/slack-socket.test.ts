import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  deliveryOverSocket,
  type SlackStandIn,
  slackWorkspace,
  startSlackStandIn,
} from '../stand-ins/slack.ts'
import { type BotProcess, ownPlace, startProcess } from '../support/process.ts'

/** The program on Socket Mode, with a Slack that comes and goes. */

let place: Awaited<ReturnType<typeof ownPlace>>
let standIn: SlackStandIn
beforeAll(async () => {
  place = await ownPlace()
  standIn = await startSlackStandIn()
})
afterAll(async () => {
  await standIn.close()
  await place.remove()
})

const readiness = async (bot: BotProcess) => (await fetch(`${bot.baseUrl}/readyz`)).text()
const becomes = (bot: BotProcess, words: string) =>
  expect.poll(() => readiness(bot), { timeout: 15_000 }).toContain(words)

it('starts without Slack, lives through its absence, answers, and ends with 0', {
  timeout: 120_000,
}, async () => {
  standIn.fail('apps.connections.open', { status: 503 })
  const bot = await startProcess({
    ...place.environment,
    SLACK_APP_TOKEN: 'xapp-for-tests',
    SLACK_BOT_TOKEN: 'xoxb-for-tests',
    SLACK_API_URL: standIn.url,
  })
  await becomes(bot, 'not ready: slack')
  expect((await fetch(`${bot.baseUrl}/slack/events`, { method: 'POST' })).status).toBe(404)

  standIn.recover()
  await becomes(bot, 'ready\n')
  const workspace = slackWorkspace({ delivery: deliveryOverSocket(standIn.socket), standIn })
  expect((await workspace.command('help')).text).toContain('join CODE')

  standIn.fail('apps.connections.open', { status: 503 })
  standIn.socket.cut()
  await becomes(bot, 'not ready: slack')
  standIn.recover()
  await becomes(bot, 'ready\n')
  expect((await workspace.command('help')).text).toContain('join CODE')

  expect(await bot.end('SIGTERM')).toBe(0)
  expect(bot.output()).not.toContain('xapp-for-tests')
})
