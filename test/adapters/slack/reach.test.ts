import { afterEach, describe, expect, test } from 'vitest'
import type { Handle } from '../../../src/chat/request.ts'
import { type Bot, type BotOptions, bothWays, echo, startBot } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

describe.each(bothWays)('over %s', (over) => {
  const start = (handle: Handle, options: BotOptions = {}) => startBot(handle, { ...options, over })

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
    bot = await start(echo())
    bot.standIn.fail('auth.test', { silent: true })
    const { status, ms } = await bot.delivery.action(payload)
    expect(status).toBe(200)
    expect(ms).toBeLessThan(1_000)
    expect(bot.lines.filter(({ level }) => level === 'warn' || level === 'error')).toEqual([])
  })

  test('a payload of no known kind is acknowledged within three seconds', async () => {
    bot = await start(echo())
    const { status, ms } = await bot.delivery.unknown({ type: 'app_rate_limited' })
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
      bot = await start(handle, { retryAfter: 40 })
      bot.standIn.fail('auth.test', { status: 503 })
      await bot.slack.start()
      expect(bot.slack.ready()).toBe(false)
      expect((await bot.people.command('help')).text).toBe('heard: help')
      expect((await bot.delivery.event(direct, { event_id: 'Ev1' })).status).toBe(503)

      bot.standIn.recover()
      await expect.poll(() => bot.slack.ready(), { timeout: 5_000 }).toBe(true)
      expect((await bot.delivery.event(direct, { event_id: 'Ev1' })).status).toBe(200)
      expect((await bot.standIn.next('chat.postMessage'))?.body.text).toBe('heard: hello')
      expect(handle.asked.map(({ id }) => id)).toContain('slack:Ev1')
    })

    test('a Slack that does not answer holds up neither start nor an event', async () => {
      bot = await start(echo())
      bot.standIn.fail('auth.test', { silent: true })
      const before = performance.now()
      await bot.slack.start()
      expect(performance.now() - before).toBeLessThan(5_000)
      const { status, ms } = await bot.delivery.event(direct)
      expect(status).toBe(503)
      // Over a socket nobody says no; Slack gives up by itself.
      if (over === 'http') expect(ms).toBeLessThan(3_000)
    })

    test('stopping ends the asking', async () => {
      bot = await start(echo(), { retryAfter: 30 })
      bot.standIn.fail('auth.test', { error: 'invalid_auth' })
      await bot.slack.start()
      await bot.slack.stop()
      const asked = bot.standIn.calls.length
      await new Promise((resolve) => setTimeout(resolve, 150))
      expect(bot.standIn.calls.length).toBe(asked)
    })

    test('many events at once ask Slack once who the bot is', async () => {
      bot = await start(echo())
      await Promise.all(Array.from({ length: 20 }, () => bot.delivery.event(direct)))
      await bot.slack.stop()
      expect(bot.standIn.calls.filter(({ method }) => method === 'auth.test')).toHaveLength(1)
      expect(bot.standIn.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(20)
    })
  })
})
