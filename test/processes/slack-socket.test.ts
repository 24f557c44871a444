import { afterAll, beforeAll, expect, it } from 'vitest'
import {
  deliveryOverSocket,
  type SlackStandIn,
  slackWorkspace,
  startSlackStandIn,
} from '../stand-ins/slack.ts'
import { invitationCode } from '../support/bot.ts'
import { type BotProcess, ownPlace, runProcess, startProcess } from '../support/process.ts'

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
  const environment = {
    ...place.environment,
    SLACK_APP_TOKEN: 'xapp-for-tests',
    SLACK_BOT_TOKEN: 'xoxb-for-tests',
    SLACK_API_URL: standIn.url,
  }
  const bot = await startProcess(environment)
  await becomes(bot, 'not ready: slack')
  expect((await fetch(`${bot.baseUrl}/slack/events`, { method: 'POST' })).status).toBe(404)

  standIn.recover()
  await becomes(bot, 'ready\n')
  const workspace = slackWorkspace({ delivery: deliveryOverSocket(standIn.socket), standIn })
  expect((await workspace.command('help')).text).toContain('join CODE')

  const invited = await runProcess(['asem', 'invite', 'japan', 'member'], environment)
  await workspace.command(`join ${invitationCode(invited.output)}`)
  standIn.channels.set('C0OUT', { is_member: false })
  expect((await workspace.command('follow ipr', { channel: 'C0OUT' })).text).toContain(
    'Add me to this channel first',
  )
  expect((await workspace.command('follow ipr')).text).toContain('This channel follows IPR')

  standIn.fail('apps.connections.open', { status: 503 })
  standIn.socket.cut()
  await becomes(bot, 'not ready: slack')
  standIn.recover()
  await becomes(bot, 'ready\n')
  expect((await workspace.command('following')).text).toContain('It belongs to Japan Customs')

  expect(await bot.end('SIGTERM')).toBe(0)
  expect(bot.output()).not.toContain('xapp-for-tests')
})
