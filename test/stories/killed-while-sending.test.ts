import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliveryOverHttp, type SlackStandIn, slackWorkspace, startSlackStandIn } from '../stand-ins/slack.ts'
import { invitationCode } from '../support/bot.ts'
import { testServer } from '../support/database.ts'
import { type BotProcess, type Environment, ownPlace, runProcess, startProcess } from '../support/process.ts'

/** Killed with -9 while it sends, refused, cut off and hung up on: each message stands in the channel once, or nobody sends it again. */

const signingSecret = 'story-signing-secret'
const channel = 'C0IPR'

let slack: SlackStandIn
let place: Awaited<ReturnType<typeof ownPlace>>
let environment: Environment
let bots: BotProcess[] = []
let minutes = 0

/** Each start is some minutes later: what a killed process held is let go after one. */
async function start(): Promise<BotProcess> {
  minutes += 5
  const CLOCK = new Date(Date.parse('2010-06-07T07:00:00Z') + minutes * 60_000).toISOString()
  const bot = await startProcess({ ...environment, CLOCK })
  bots.push(bot)
  return bot
}
const say = (bot: BotProcess, words: string) =>
  slackWorkspace({ delivery: deliveryOverHttp(bot.baseUrl, signingSecret), standIn: slack }).command(words, {
    channel,
  })
const kill = async (bot: BotProcess) => {
  bots = bots.filter((each) => each !== bot)
  expect(await bot.end('SIGKILL')).toBeNull()
}
const standing = (words: string) =>
  slack.messages(channel).filter(({ text, thread }) => thread && text.includes(words))
const posts = (words: string) =>
  slack.calls.filter(
    ({ method, body }) =>
      method === 'chat.postMessage' && body.thread_ts && String(body.text).includes(words),
  )
const until = (check: () => void) => vi.waitFor(check, { timeout: 30_000, interval: 100 })
const stands = (words: string) => until(() => expect(standing(words)).toHaveLength(1))
const settled = () => new Promise((resolve) => setTimeout(resolve, 2_500))

beforeAll(async () => {
  slack = await startSlackStandIn()
  place = await ownPlace()
  environment = {
    ...place.environment,
    SLACK_SIGNING_SECRET: signingSecret,
    SLACK_BOT_TOKEN: 'xoxb-story',
    SLACK_API_URL: slack.url,
    CLOCK_DEV: '1',
    LOG_LEVEL: 'error',
  }
  const invitation = await runProcess(['asem', 'invite', 'japan', 'member'], environment)
  const bot = await start()
  await say(bot, `join ${invitationCode(invitation.output)}`)
  expect((await say(bot, 'follow ipr updates')).text).toContain('IPR')
  await say(bot, 'hold off')
  await say(bot, 'update ipr-1 on track First word')
  await stands('First word')
}, 120_000)
afterAll(async () => {
  for (const bot of bots) await bot.end('SIGKILL')
  await slack.close()
  await place.remove()
})

it('killed after Slack took a message and before it said so: found, and not sent again', {
  timeout: 90_000,
}, async () => {
  const [bot] = bots as [BotProcess]
  slack.fail('chat.postMessage', { silent: true, taken: true, times: 1 })
  await say(bot, 'update ipr-1 on track Taken and not told')
  await until(() => expect(posts('Taken and not told')).toHaveLength(1))
  await kill(bot)
  slack.recover()
  const after = await start()
  await say(after, 'update ipr-1 on track Next word')
  await stands('Next word')
  expect(standing('Taken and not told')).toHaveLength(1)
  expect(posts('Taken and not told')).toHaveLength(1)
})

it('killed while Slack had not taken it: nobody knows, so it is not sent again', {
  timeout: 90_000,
}, async () => {
  const bot = bots.at(-1)!
  slack.fail('chat.postMessage', { silent: true, times: 1 })
  await say(bot, 'update ipr-1 on track Never arrived')
  await until(() => expect(posts('Never arrived')).toHaveLength(1))
  await kill(bot)
  slack.recover()
  const after = await start()
  await say(after, 'update ipr-1 on track Word after that')
  await stands('Word after that')
  await settled()
  expect(standing('Never arrived')).toHaveLength(0)
  expect(posts('Never arrived')).toHaveLength(1)
})

it.each([
  ['refused for a while (429)', { status: 429, headers: { 'retry-after': '1' } }],
  ['failing (HTTP 500), not taken', { status: 500 }],
  ['failing (HTTP 500), though it took it', { status: 500, taken: true }],
  ['hung up on, though it had taken it', { cut: true, taken: true }],
])('%s: it stands there once', { timeout: 60_000 }, async (how, fault) => {
  slack.fail('chat.postMessage', { ...fault, times: 1 })
  const words = `Word when ${how.replace(/[^a-z]+/gi, ' ').trim()}`
  await say(bots.at(-1)!, `update ipr-1 on track ${words}`)
  await stands(words)
  await settled()
  expect(standing(words)).toHaveLength(1)
})

it('sent by two processes at once, one of them killed: each stands there once', {
  timeout: 120_000,
}, async () => {
  const first = bots.at(-1)!
  // An embedded record has one process at a time.
  const second = testServer ? await start() : first
  const words = [...Array(12).keys()].map((number) => `Many words, number ${number + 1}.`)
  for (const [at, each] of words.entries())
    await say(at % 2 === 0 ? first : second, `update ipr-1 on track ${each}`)
  await until(() => expect(standing('Many words').length).toBeGreaterThan(3))
  await kill(first)
  const after = await start()
  await say(after, 'update ipr-1 on track The last of them')
  await stands('The last of them')
  await settled()
  const missing = words.filter((each) => standing(each).length === 0)
  // Of what the killed one was just sending nobody may know whether it arrived.
  expect(missing.length).toBeLessThanOrEqual(1)
  for (const each of words) expect(standing(each).length, each).toBeLessThanOrEqual(1)
})
