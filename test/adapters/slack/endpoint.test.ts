import { afterEach, describe, expect, test } from 'vitest'
import { send, sign, signedCommand, signedEvent } from '../../stand-ins/slack.ts'
import { type Bot, echo, signingSecret, startBot } from './support.ts'

const signing = { signingSecret }

let bot: Bot
afterEach(() => bot.close())

const now = () => Math.floor(Date.now() / 1000)

describe('who may speak to the endpoint', () => {
  test.each([
    ['a wrong secret', { signingSecret: 'another secret' }],
    ['no known signature', { ...signing, signature: 'v0=00' }],
    ['another version', { ...signing, signature: 'v1=00' }],
    ['six minutes ago', { ...signing, seconds: now() - 360 }],
    ['in six minutes', { ...signing, seconds: now() + 360 }],
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

  test('the clock of Slack may be minutes before or after ours', async () => {
    bot = await startBot(echo())
    for (const seconds of [now() - 240, now() + 240])
      expect((await send(bot.baseUrl, signedCommand({ ...signing, seconds }))).status).toBe(200)
  })

  test.each([
    ['null'],
    ['7'],
    ['[]'],
    ['{"event":null}'],
    ['{"event":{"type":7}}'],
    ['{"event":{"type":"message","channel":null}}'],
    ['{"type":"block_actions","actions":["x"],"user":{"id":"U1"}}'],
    ['{"type":"block_actions","actions":[{}]}'],
    ['{"type":"view_submission"}'],
  ])('%s is no payload of Slack: 400, and nothing ends', async (body) => {
    const handle = echo()
    bot = await startBot(handle)
    const inForm = new URLSearchParams({ payload: body }).toString()
    for (const signed of [
      sign(body, 'application/json', signing),
      sign(inForm, 'application/x-www-form-urlencoded', signing),
    ])
      expect((await send(bot.baseUrl, signed)).status).toBe(400)
    expect(
      (await send(bot.baseUrl, sign(body, 'application/json', { signingSecret: 'another' }))).status,
    ).toBe(401)
    expect(handle.asked).toEqual([])
    expect((await send(bot.baseUrl, signedCommand(signing))).status).toBe(200)
  })

  test('a payload of a kind that is not known is acknowledged at once', async () => {
    bot = await startBot(echo())
    const { status, ms } = await send(
      bot.baseUrl,
      sign('{"type":"app_rate_limited"}', 'application/json', signing),
    )
    expect(status).toBe(200)
    expect(ms).toBeLessThan(2_000)
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
