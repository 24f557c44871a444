import { afterEach, describe, expect, test } from 'vitest'
import { send, sign, signedAction, signedCommand, signedEvent } from '../../stand-ins/slack.ts'
import { type Bot, echo, signing, startBot } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

const now = () => Math.floor(Date.now() / 1000)

describe('who may speak to the endpoint', () => {
  test.each([
    ['a wrong secret', { signingSecret: 'another secret' }],
    ['no known signature', { ...signing, signature: 'v0=00' }],
    ['another version', { ...signing, signature: 'v1=00' }],
    ['six minutes ago', { ...signing, seconds: now() - 360 }],
  ])('%s: 401, and nobody is asked', async (_, wrong) => {
    const handle = echo()
    bot = await startBot(handle)
    expect((await send(bot.baseUrl, signedCommand(wrong))).status).toBe(401)
    expect((await send(bot.baseUrl, signedEvent(wrong, { type: 'app_mention' }))).status).toBe(401)
    expect(handle.asked).toEqual([])
    expect((await send(bot.baseUrl, signedCommand(signing))).status).toBe(200)
  })

  test('no signature at all, or another body than the signed one: 401', async () => {
    bot = await startBot(echo())
    const right = signedCommand(signing, { text: 'status' })
    const { 'x-slack-signature': _, ...headers } = right.headers
    expect((await send(bot.baseUrl, { ...right, headers })).status).toBe(401)
    expect((await send(bot.baseUrl, { ...right, body: right.body.replace('status', 'forget') })).status).toBe(
      401,
    )
  })

  test('too much at once: 413; not JSON: 400; GET: 405', async () => {
    bot = await startBot(echo())
    const json = 'application/json'
    expect((await send(bot.baseUrl, sign('x'.repeat(2_000_000), json, signing))).status).toBe(413)
    expect((await send(bot.baseUrl, sign('not json', json, signing))).status).toBe(400)
    expect((await fetch(`${bot.baseUrl}/slack/events`)).status).toBe(405)
  })

  test('the challenge of Slack is answered', async () => {
    bot = await startBot(echo())
    const challenge = sign(
      JSON.stringify({ type: 'url_verification', challenge: 'abc' }),
      'application/json',
      signing,
    )
    expect(await send(bot.baseUrl, challenge)).toMatchObject({ status: 200, body: { challenge: 'abc' } })
  })
})

const view = { id: 'V1', callback_id: 'c', type: 'modal', state: { values: {} } }
test.each([
  ['a button', {}],
  ['a form', { type: 'view_submission', actions: undefined, view }],
  ['a closed form', { type: 'view_closed', actions: undefined, view }],
  ['a shortcut', { type: 'shortcut', actions: undefined, callback_id: 'c' }],
  [
    'a message shortcut',
    { type: 'message_action', actions: undefined, callback_id: 'c', message: { ts: '1.1' } },
  ],
  ['a menu', { type: 'block_suggestion', actions: undefined, action_id: 'a', block_id: 'b', value: 'x' }],
  ['a dialog', { type: 'dialog_submission', actions: undefined, callback_id: 'c', submission: {} }],
])('%s nobody listens to is acknowledged at once, Slack reached or not', async (_, payload) => {
  bot = await startBot(echo())
  bot.standIn.fail('auth.test', { silent: true })
  const { status, ms } = await send(bot.baseUrl, signedAction(signing, payload))
  expect(status).toBe(200)
  expect(ms).toBeLessThan(1_000)
  expect(bot.lines.filter(({ level }) => level !== 'debug')).toEqual([])
})

test('a payload of no known kind is acknowledged within three seconds', async () => {
  bot = await startBot(echo())
  const { status, ms } = await send(
    bot.baseUrl,
    sign('{"type":"app_rate_limited"}', 'application/json', signing),
  )
  expect(status).toBe(200)
  expect(ms).toBeLessThan(3_000)
})

describe('Slack out of reach at start', () => {
  const direct = {
    type: 'message',
    channel_type: 'im',
    user: 'U9',
    channel: 'DU9',
    team: 'T0HOME',
    text: 'hello',
  }

  test('starts, answers commands, has events sent again, and recovers by itself', async () => {
    const handle = echo()
    bot = await startBot(handle, { retryAfter: 40 })
    bot.standIn.fail('auth.test', { status: 503 })
    await bot.slack.start()
    expect(bot.slack.ready()).toBe(false)
    expect((await bot.people.command('help')).text).toBe('heard: help')
    expect((await send(bot.baseUrl, signedEvent(signing, direct, { event_id: 'Ev1' }))).status).toBe(503)

    bot.standIn.recover()
    await expect.poll(() => bot.slack.ready(), { timeout: 5_000 }).toBe(true)
    expect((await send(bot.baseUrl, signedEvent(signing, direct, { event_id: 'Ev1' }))).status).toBe(200)
    expect((await bot.standIn.next('chat.postMessage'))?.body.text).toBe('heard: hello')
    expect(handle.asked.map(({ id }) => id)).toContain('slack:Ev1')
  })

  test('a Slack that does not answer holds up neither start nor an event', async () => {
    bot = await startBot(echo())
    bot.standIn.fail('auth.test', { silent: true })
    const before = performance.now()
    await bot.slack.start()
    expect(performance.now() - before).toBeLessThan(2_600)
    const { status, ms } = await send(bot.baseUrl, signedEvent(signing, direct))
    expect(status).toBe(503)
    expect(ms).toBeLessThan(3_000)
  })

  test('stopping ends the asking', async () => {
    bot = await startBot(echo(), { retryAfter: 30 })
    bot.standIn.fail('auth.test', { error: 'invalid_auth' })
    await bot.slack.start()
    await bot.slack.stop()
    const asked = bot.standIn.calls.length
    await new Promise((resolve) => setTimeout(resolve, 150))
    expect(bot.standIn.calls.length).toBe(asked)
  })

  test('many events at once ask Slack once who the bot is', async () => {
    bot = await startBot(echo())
    await Promise.all(Array.from({ length: 20 }, () => send(bot.baseUrl, signedEvent(signing, direct))))
    await bot.slack.stop()
    expect(bot.standIn.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1)
    expect(bot.standIn.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(20)
  })
})
