import { afterAll, beforeAll, expect, it, vi } from 'vitest'
import { deliveryOverHttp, type SlackStandIn, slackWorkspace, startSlackStandIn } from '../stand-ins/slack.ts'
import { invitationCode } from '../support/bot.ts'
import { testServer } from '../support/database.ts'
import { type BotProcess, type Environment, ownPlace, runProcess, startProcess } from '../support/process.ts'

/** Killed with -9 while it sends, refused, cut off and hung up on: each message stands in the channel once, or nobody sends it again. */

const signingSecret = 'story-signing-secret'
/** A channel that follows each area: what goes wrong in one is no trouble of another. */
const channelOf = (activity: string) => `C0${activity.split('-')[0]!.toUpperCase()}`
const activities = ['ipr-1', 'tf-1', 'env-1', 'biz-1'] as const

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
const say = (bot: BotProcess, words: string, activity = 'ipr-1') =>
  slackWorkspace({ delivery: deliveryOverHttp(bot.baseUrl, signingSecret), standIn: slack }).command(words, {
    channel: channelOf(activity),
  })
const report = async (bot: BotProcess, activity: string, words: string) =>
  expect((await say(bot, `update ${activity} on track ${words}`, activity)).text).toContain('Recorded.')
const kill = async (bot: BotProcess) => {
  bots = bots.filter((each) => each !== bot)
  expect(await bot.end('SIGKILL')).toBeNull()
}
const standing = (words: string) =>
  activities
    .flatMap((activity) => slack.messages(channelOf(activity)))
    .filter(({ text, thread }) => thread && text.includes(words))
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
  await say(bot, 'hold off')
  for (const activity of activities) {
    const area = activity.split('-')[0]!
    expect((await say(bot, `follow ${area} updates`, activity)).text).toContain(area.toUpperCase())
    await report(bot, activity, `First word of ${area}`)
  }
  for (const activity of activities) await stands(`First word of ${activity.split('-')[0]}`)
}, 120_000)
afterAll(async () => {
  for (const bot of bots) await bot.end('SIGKILL')
  await slack.close()
  await place.remove()
})

it('killed after Slack took a message and before it said so: found, not sent again; where Slack had not taken it, nobody knows, so it is not sent again', {
  timeout: 90_000,
}, async () => {
  const [bot] = bots as [BotProcess]
  slack.fail('chat.postMessage', { channel: 'C0IPR', silent: true, taken: true, times: 1 })
  slack.fail('chat.postMessage', { channel: 'C0TF', silent: true, times: 1 })
  await report(bot, 'ipr-1', 'Taken and not told')
  await report(bot, 'tf-1', 'Never arrived')
  for (const words of ['Taken and not told', 'Never arrived'])
    await until(() => expect(posts(words)).toHaveLength(1))
  await kill(bot)
  slack.recover()
  const after = await start()
  await report(after, 'ipr-1', 'Next word')
  await report(after, 'tf-1', 'Word after that')
  await stands('Next word')
  await stands('Word after that')
  await settled()
  expect(standing('Taken and not told')).toHaveLength(1)
  expect(posts('Taken and not told')).toHaveLength(1)
  expect(standing('Never arrived')).toHaveLength(0)
  expect(posts('Never arrived')).toHaveLength(1)
})

it('refused for a while, failing whether it took it or not, or hung up on: it stands there once', {
  timeout: 60_000,
}, async () => {
  const faults = {
    'ipr-1': { words: 'Word when refused', fault: { status: 429, headers: { 'retry-after': '1' } } },
    'tf-1': { words: 'Word when down', fault: { status: 500 } },
    'env-1': { words: 'Word when failing, taken', fault: { status: 500, taken: true } },
    'biz-1': { words: 'Word when hung up on', fault: { cut: true, taken: true } },
  }
  for (const [activity, { words, fault }] of Object.entries(faults)) {
    slack.fail('chat.postMessage', { channel: channelOf(activity), ...fault, times: 1 })
    await report(bots.at(-1)!, activity, words)
  }
  for (const { words } of Object.values(faults)) await stands(words)
  await settled()
  for (const { words } of Object.values(faults)) expect(standing(words), words).toHaveLength(1)
})

it('sent by two processes at once, one of them killed: each stands there once', {
  timeout: 120_000,
}, async () => {
  const first = bots.at(-1)!
  // An embedded record has one process at a time.
  const second = testServer ? await start() : first
  const words = [...Array(12).keys()].map((number) => `Many words, number ${number + 1}.`)
  for (const [at, each] of words.entries()) await report(at % 2 === 0 ? first : second, 'ipr-1', each)
  await until(() => expect(standing('Many words').length).toBeGreaterThan(3))
  await kill(first)
  const after = await start()
  await report(after, 'ipr-1', 'The last of them')
  await stands('The last of them')
  await settled()
  const missing = words.filter((each) => standing(each).length === 0)
  // Of what the killed one was just sending nobody may know whether it arrived.
  expect(missing.length).toBeLessThanOrEqual(1)
  for (const each of words) expect(standing(each).length, each).toBeLessThanOrEqual(1)
})
