import { afterEach, describe, expect, test, vi } from 'vitest'
import type { Handle } from '../../../src/chat/request.ts'
import { answersIn, type Bot, type BotOptions, bothWays, echo, startBot } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

describe.each(bothWays)('over %s', (over) => {
  const start = (handle: Handle, options: BotOptions = {}) => startBot(handle, { ...options, over })

  const mention = {
    type: 'app_mention',
    user: 'U9',
    channel: 'C9',
    ts: '1.1',
    team: 'T0HOME',
    text: '<@U0ASEM> status',
  }
  const direct = {
    type: 'message',
    channel_type: 'im',
    user: 'U9',
    channel: 'D9',
    ts: '1.1',
    team: 'T0HOME',
    text: 'status',
  }

  test('a mention in a thread is answered in the thread, to the asker alone', async () => {
    const handle = echo()
    bot = await start(handle)
    const seen = await bot.people.mention('status', {
      user: 'U9',
      channel: 'C9',
      thread: '12.34',
      eventId: 'Ev1',
    })
    expect(seen).toMatchObject({
      method: 'chat.postEphemeral',
      body: { channel: 'C9', user: 'U9', thread_ts: '12.34' },
      text: 'heard: status',
    })
    expect(handle.asked[0]).toMatchObject({
      id: 'slack:Ev1',
      from: { tenant: 'T0HOME', user: 'U9' },
      at: { tenant: 'T0HOME', conversation: 'C9', thread: '12.34' },
      seenBy: 'asker',
    })
  })

  test('a mention outside a thread starts none', async () => {
    bot = await start(echo())
    const seen = await bot.people.mention('status')
    expect(seen.body).not.toHaveProperty('thread_ts')
  })

  test('a direct message is answered by an ordinary message', async () => {
    bot = await start(echo())
    const seen = await bot.people.directMessage('what is due?')
    expect(seen).toMatchObject({ method: 'chat.postMessage', text: 'heard: what is due?' })
    expect(answersIn(bot)).toEqual(['chat.postMessage'])
  })

  test.each(['not_in_channel', 'channel_not_found', 'user_not_in_channel'])(
    '%s: by direct message',
    async (error) => {
      bot = await start(echo())
      bot.standIn.fail('chat.postEphemeral', { error })
      const seen = await bot.people.mention('status', { user: 'U9' })
      expect(seen).toMatchObject({
        method: 'chat.postMessage',
        body: { channel: 'DU9' },
        text: 'heard: status',
      })
    },
  )

  test('layout refused: the same words without it', async () => {
    bot = await start(echo())
    bot.standIn.fail('chat.postEphemeral', { error: 'invalid_blocks', times: 1 })
    const seen = await bot.people.mention('status')
    expect(seen).toMatchObject({ method: 'chat.postEphemeral', text: 'heard: status' })
  })

  test.each([
    ['a refusal', { error: 'account_inactive' }, 'account_inactive'],
    ['too many calls', { status: 429, headers: { 'retry-after': '30' } }, 'slack_webapi_rate_limited_error'],
    ['a failing Slack', { status: 500 }, 'slack_webapi_http_error'],
  ])('%s is logged with its code, tried once, and the next message is answered', async (_, fault, code) => {
    bot = await start(echo())
    bot.standIn.fail('chat.postMessage', fault)
    expect((await bot.people.directMessage('first')).text).toBe('')
    expect(bot.lines.filter(({ level }) => level === 'error')).toMatchObject([{ fields: { code } }])
    expect(bot.standIn.calls.filter(({ method }) => method === 'chat.postMessage')).toHaveLength(1)
    bot.standIn.recover()
    expect((await bot.people.directMessage('second')).text).toBe('heard: second')
  })

  test('an event delivered again has the same id', async () => {
    const handle = echo()
    bot = await start(handle)
    const envelope = { event_id: 'Ev7' }
    await bot.delivery.event(mention, envelope)
    await bot.delivery.event(mention, envelope, 1)
    await bot.slack.stop()
    expect(handle.asked.map(({ id }) => id)).toEqual(['slack:Ev7', 'slack:Ev7'])
  })

  test('the acknowledgement of an event does not wait for its answer', async () => {
    const answers: ((answer: null) => void)[] = []
    bot = await start(() => new Promise((resolve) => answers.push(resolve)))
    await bot.slack.start()
    expect((await bot.delivery.event(direct)).status).toBe(200)
    await vi.waitFor(() => expect(answers).toHaveLength(1))
    answers[0]!(null)
  })

  test.each([
    ['a bot', { ...direct, bot_id: 'B7' }],
    ['the bot itself', { ...direct, user: 'U0ASEM' }],
    ['an edit', { ...direct, subtype: 'message_changed' }],
    ['a message in a channel', { ...direct, channel_type: 'channel' }],
    ['a message in a group', { ...direct, channel_type: 'mpim' }],
    ['nobody', { ...direct, user: undefined }],
    ['opening the home tab', { type: 'app_home_opened', user: 'U9', channel: 'D9' }],
    ['an uninstalled app', { type: 'app_uninstalled' }],
    ['an event we know nothing of', { type: 'reaction_added', user: 'U9', item: { channel: 'C9' } }],
  ])('%s: acknowledged, not answered', async (_, event) => {
    const handle = echo()
    bot = await start(handle)
    const { status, ms } = await bot.delivery.event(event)
    expect(status).toBe(200)
    expect(ms).toBeLessThan(1_000)
    await bot.slack.stop()
    expect(handle.asked).toEqual([])
    // The filter is not what is silent: the same person is heard.
    await bot.delivery.event(direct)
    await bot.slack.stop()
    expect(handle.asked).toHaveLength(1)
  })

  test('a file with words is heard', async () => {
    const handle = echo()
    bot = await start(handle)
    await bot.delivery.event({ ...direct, subtype: 'file_share' })
    await bot.slack.stop()
    expect(handle.asked[0]?.input.text).toBe('status')
  })

  test.each([
    ['user_team', { user_team: 'T0GUEST', team: 'T0HOME' }, {}, 'T0GUEST'],
    ['team', { team: 'T0GUEST' }, {}, 'T0GUEST'],
    ['nothing, unshared', { team: undefined }, {}, 'T0HOME'],
    ['nothing, shared', { team: undefined }, { is_ext_shared_channel: true }, 'unknown'],
  ])(
    'the speaker belongs to their own workspace (%s), the place to ours',
    async (_, more, envelope, tenant) => {
      const handle = echo()
      bot = await start(handle)
      const shared = tenant === 'T0GUEST' ? { team_id: 'T0GUEST', context_team_id: 'T0HOME' } : {}
      await bot.delivery.event({ ...mention, ...more }, { ...shared, ...envelope })
      await bot.slack.stop()
      expect(handle.asked[0]?.from.tenant).toBe(tenant)
      expect(handle.asked[0]?.at.tenant).toBe('T0HOME')
    },
  )
})
