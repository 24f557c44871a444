import { afterEach, describe, expect, test } from 'vitest'
import type { Handle } from '../../../src/chat/request.ts'
import { type Bot, echo, gate, reply, startBot } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

/** Started and connected. */
async function connected(handle: Handle, options: { patience?: number } = {}): Promise<Bot> {
  bot = await startBot(handle, { over: 'socket', retryAfter: 30, ...options })
  await bot.slack.start()
  expect(bot.slack.ready()).toBe(true)
  return bot
}
const becomesReady = (ready: boolean) =>
  expect.poll(() => bot.slack.ready(), { interval: 5, timeout: 5_000 }).toBe(ready)
const connections = (open: number) =>
  expect.poll(() => bot.standIn.socket.open(), { interval: 5, timeout: 5_000 }).toBe(open)
const asksForConnections = () =>
  bot.standIn.calls.filter(({ method }) => method === 'apps.connections.open').length
const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms))
/** Answers when its gate is opened. */
function slowly(): { handle: Handle; open: () => void } {
  const slow = gate<void>()
  const handle = async () => {
    await slow.opened
    return reply('at last')
  }
  return { handle, open: () => slow.open() }
}

test('no route, and ready as long as there is a connection', async () => {
  bot = await startBot(echo(), { over: 'socket', retryAfter: 30 })
  expect(bot.slack.routes).toEqual([])
  expect(bot.slack.ready()).toBe(false)
  await bot.slack.start()
  expect(bot.slack.ready()).toBe(true)
  await bot.slack.stop()
  expect(bot.slack.ready()).toBe(false)
})

describe('a connection lost', () => {
  test('is made again, and what comes then is answered', async () => {
    await connected(echo())
    bot.standIn.socket.cut()
    await becomesReady(false)
    await becomesReady(true)
    expect((await bot.people.command('status')).text).toBe('heard: status')
    expect(bot.standIn.socket.made()).toBe(2)
  })

  test('while Slack is out of reach: asked for at growing distances, until it is back', async () => {
    await connected(echo())
    bot.standIn.fail('apps.connections.open', { status: 503 })
    bot.standIn.socket.cut()
    await becomesReady(false)
    const before = asksForConnections()
    await pause(600)
    // At 30 ms, 60, 120, 240: twenty would be an equal distance.
    expect(asksForConnections() - before).toBeGreaterThan(2)
    expect(asksForConnections() - before).toBeLessThan(7)
    expect(bot.slack.ready()).toBe(false)
    bot.standIn.recover()
    await becomesReady(true)
  })

  test('in the middle of an answer: the answer goes to the response_url', async () => {
    const slow = slowly()
    await connected(slow.handle)
    const seen = bot.people.command('status')
    await pause(50)
    bot.standIn.socket.cut()
    await becomesReady(false)
    slow.open()
    expect((await bot.standIn.next('response_url'))?.body).toMatchObject({ text: 'at last' })
    await seen
  })
})

describe('a connection that Slack wants replaced', () => {
  test.each(['warning', 'refresh_requested'])(
    '%s: the new one first, and the old one still acknowledges',
    async (reason) => {
      const slow = slowly()
      await connected(slow.handle)
      const seen = bot.people.command('status')
      await pause(50)
      bot.standIn.socket.say({ type: 'disconnect', reason })
      await connections(2)
      expect(bot.slack.ready()).toBe(true)
      slow.open()
      expect(await seen).toMatchObject({ method: 'ack', text: 'at last' })
      expect(bot.standIn.socket.acknowledgements.at(-1)?.over).toBe(0)
      await connections(1)
      await bot.people.command('status')
      expect(bot.standIn.socket.acknowledgements.at(-1)?.over).toBe(1)
    },
  )

  test('again and again: each time, after longer', async () => {
    await connected(echo())
    const dropping = setInterval(
      () => bot.standIn.socket.say({ type: 'disconnect', reason: 'too_many_websockets' }),
      5,
    )
    await pause(600)
    clearInterval(dropping)
    expect(bot.standIn.socket.made()).toBeGreaterThan(2)
    expect(bot.standIn.socket.made()).toBeLessThan(8)
  })

  test('because Socket Mode was turned off: the operator is told', async () => {
    await connected(echo())
    bot.standIn.socket.say({ type: 'disconnect', reason: 'link_disabled' })
    await expect
      .poll(() => bot.lines.filter(({ level }) => level === 'error'))
      .toMatchObject([{ message: 'Socket Mode is turned off in the settings of the Slack app' }])
  })
})

describe('at the start', () => {
  test.each([
    ['Slack fails', 'apps.connections.open', { status: 500 }],
    ['Slack is silent', 'apps.connections.open', { silent: true, times: 1 }],
    ['Slack names no address', 'apps.connections.open', { error: 'internal_error' }],
  ])('%s: nothing is thrown, and it is asked again', async (_, method, fault) => {
    bot = await startBot(echo(), { over: 'socket', retryAfter: 30 })
    bot.standIn.fail(method, fault)
    const before = performance.now()
    await bot.slack.start()
    expect(performance.now() - before).toBeLessThan(5_000)
    expect(bot.slack.ready()).toBe(false)
    bot.standIn.recover()
    if (!('silent' in fault)) await becomesReady(true)
  })

  test('the connection is refused: asked again', async () => {
    bot = await startBot(echo(), { over: 'socket', retryAfter: 30 })
    bot.standIn.socket.meet('refuses')
    await bot.slack.start()
    expect(bot.slack.ready()).toBe(false)
    bot.standIn.socket.meet('well')
    await becomesReady(true)
  })

  test.each([
    ['SLACK_APP_TOKEN', 'apps.connections.open', 'not_allowed_token_type'],
    ['SLACK_APP_TOKEN', 'apps.connections.open', 'missing_scope'],
    ['SLACK_BOT_TOKEN', 'auth.test', 'invalid_auth'],
  ])('a wrong %s is named to the operator, and asked for again', async (setting, method, error) => {
    bot = await startBot(echo(), { over: 'socket', retryAfter: 30 })
    bot.standIn.fail(method, { error })
    await bot.slack.start()
    const faults = bot.lines.filter(({ level }) => level === 'error')
    expect(faults[0]?.message).toContain(setting)
    expect(faults[0]?.fields).toMatchObject({ code: error })
    bot.standIn.recover()
    await becomesReady(true)
  })

  test('too many asked: no sooner than Slack says', async () => {
    bot = await startBot(echo(), { over: 'socket', retryAfter: 10 })
    bot.standIn.fail('apps.connections.open', { status: 429, headers: { 'retry-after': '1' }, times: 1 })
    await bot.slack.start()
    await pause(800)
    expect(asksForConnections()).toBe(1)
    await becomesReady(true)
  })
})

describe('stopping', () => {
  test('acknowledges what is under way, takes nothing new, closes, and asks for no other connection', async () => {
    const slow = slowly()
    await connected(slow.handle)
    const first = bot.people.command('status')
    await pause(50)
    const stopping = bot.slack.stop()
    const second = bot.standIn.socket.deliver('slash_commands', { command: '/asem', trigger_id: 'late' })
    await pause(50)
    slow.open()
    expect(await first).toMatchObject({ method: 'ack', text: 'at last' })
    await stopping
    expect(bot.standIn.socket.open()).toBe(0)
    await pause(200)
    expect(bot.standIn.socket.made()).toBe(1)
    expect(await second).toBeUndefined()
  })

  test('while Slack is out of reach ends the asking', async () => {
    bot = await startBot(echo(), { over: 'socket', retryAfter: 20 })
    bot.standIn.fail('apps.connections.open', { status: 503 })
    await bot.slack.start()
    await bot.slack.stop()
    const before = asksForConnections()
    await pause(150)
    expect(asksForConnections()).toBe(before)
  })

  test('while a connection is being made leaves none open', async () => {
    bot = await startBot(echo(), { over: 'socket' })
    bot.standIn.socket.meet('no hello')
    const starting = bot.slack.start()
    await expect.poll(() => bot.standIn.socket.made(), { interval: 5 }).toBe(1)
    await bot.slack.stop()
    await starting
    bot.standIn.socket.meet('well')
    await pause(100)
    expect(bot.standIn.socket.made()).toBe(1)
    expect(bot.slack.ready()).toBe(false)
  })

  test('while the address of a connection is awaited makes none', async () => {
    bot = await startBot(echo(), { over: 'socket' })
    bot.standIn.fail('apps.connections.open', { late: 100 })
    const starting = bot.slack.start()
    await expect.poll(asksForConnections, { interval: 5 }).toBe(1)
    await bot.slack.stop()
    await starting
    await pause(150)
    expect(bot.standIn.socket.made()).toBe(0)
  })
})
