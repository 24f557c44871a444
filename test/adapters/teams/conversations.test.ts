import { afterEach, describe, expect, test } from 'vitest'
import { ANSWERED_PRIVATELY, NOT_REACHED, NOT_REACHED_NOW } from '../../../adapters/teams/answer.ts'
import { UNKNOWN_BUTTON } from '../../../adapters/teams/press.ts'
import { executed, installationActivities, messageActivity, postActivity } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { appId, echo, greetOnce, memoryOf, startBot, tenantId } from './support.ts'

let bot: Bot
afterEach(() => bot.close())

const post = async (activity: object) => postActivity(bot.baseUrl, activity, await bot.standIn.token(appId))

describe('what the core is asked', () => {
  test('in a personal chat', async () => {
    const handle = echo()
    bot = await startBot(handle)
    await bot.people.personal('status IPR-1', { user: 'keiko', name: 'Keiko', id: 'm1' })
    expect(handle.asked).toEqual([
      {
        id: 'teams:a:keiko:m1',
        from: { platform: 'teams', tenant: tenantId, user: 'keiko', name: 'Keiko' },
        at: { platform: 'teams', tenant: tenantId, conversation: 'a:keiko' },
        seenBy: 'asker',
        paged: true,
        input: { text: 'status IPR-1' },
      },
    ])
  })

  test('in a thread of a channel, answered in that thread', async () => {
    const handle = echo()
    bot = await startBot(handle)
    const { messages } = await bot.people.channel('status', { thread: '1271', id: 'm2' })
    expect(handle.asked[0]).toMatchObject({
      id: 'teams:19:plenary@thread.tacv2;messageid=1271:m2',
      at: { conversation: '19:plenary@thread.tacv2', thread: '1271' },
      seenBy: 'everyone',
      input: { text: 'status' },
    })
    expect(messages).toMatchObject([
      { conversation: '19:plenary@thread.tacv2;messageid=1271', text: 'heard: status' },
    ])
  })

  test('in a group chat, seen by everyone', async () => {
    const handle = echo()
    bot = await startBot(handle)
    await bot.people.group('status')
    expect(handle.asked[0]).toMatchObject({ at: { conversation: '19:group@thread.v2' }, seenBy: 'everyone' })
    expect(handle.asked[0]?.at.thread).toBeUndefined()
  })

  test.each([
    ['<at>asem</at> status <at>asem</at> now', ['asem', 'asem'], 'status now'],
    ['<at>Keiko</at> is coming, <at>asem</at>&nbsp;status', ['Keiko', 'asem'], '@Keiko is coming, status'],
    [
      '<at>asem</at> note Tom &amp; Jane say &lt;done&gt; &amp;lt; &#39;ok&#39;',
      ['asem'],
      "note Tom & Jane say <done> &lt; 'ok'",
    ],
    ['<at>asem</at> /asem help', ['asem'], 'help'],
    ['<at>asem</at>\u00a0', ['asem'], ''],
    ['<at>asem</at> line one\r\nline two', ['asem'], 'line one\nline two'],
    ['<at>asem</at> asemblage', ['asem'], 'asemblage'],
  ])('mentions and entities: %s', async (text, mentioned, expected) => {
    const handle = echo()
    bot = await startBot(handle)
    const entities = mentioned.map((name) => ({
      type: 'mention',
      text: `<at>${name}</at>`,
      mentioned: { id: name === 'asem' ? '28:asem' : `29:${name}`, name },
    }))
    const fields = { text, entities }
    await post(messageActivity({ scope: 'channel', serviceUrl: bot.standIn.url, fields }))
    expect(handle.asked.map(({ input }) => input.text)).toEqual([expected])
  })

  test('a person named like the bot stays', async () => {
    const handle = echo()
    bot = await startBot(handle)
    const mention = (id: string) => ({
      type: 'mention',
      text: '<at>asem</at>',
      mentioned: { id, name: 'asem' },
    })
    const fields = {
      text: '<at>asem</at> thank <at>asem</at>',
      entities: [mention('28:asem'), mention('29:asem')],
    }
    await post(messageActivity({ scope: 'channel', serviceUrl: bot.standIn.url, fields }))
    expect(handle.asked[0]?.input.text).toBe('thank @asem')
  })

  test.each([
    ['a channel message that does not mention it', { scope: 'channel', mentioned: false }],
    [
      'a mention of somebody else',
      { scope: 'channel', bot: '28:other', fields: { recipient: { id: '28:asem' } } },
    ],
    ['another bot', { fields: { from: { id: '28:other', name: 'other' } } }],
    ['an edit', { fields: { type: 'messageUpdate' } }],
    ['a reaction', { fields: { type: 'messageReaction', reactionsAdded: [{ type: 'like' }] } }],
  ] as const)('not: %s', async (_, is) => {
    const handle = echo()
    bot = await startBot(handle)
    const { status } = await post(messageActivity({ serviceUrl: bot.standIn.url, ...is }))
    expect(status).toBe(200)
    expect([handle.asked, bot.standIn.calls]).toEqual([[], []])
  })
})

describe('an answer for the asker alone', () => {
  test('goes from a channel to the personal chat', async () => {
    bot = await startBot(echo('asker'))
    const { messages } = await bot.people.channel('mine', { user: 'sato' })
    expect(messages.map(({ conversation, text }) => [conversation.split(';')[0], text])).toEqual([
      ['a:sato', 'heard: mine'],
      ['19:plenary@thread.tacv2', ANSWERED_PRIVATELY],
    ])
    const [created, sent] = bot.standIn.calls
    expect(created?.body).toMatchObject({ members: [{ id: '29:sato' }], tenantId, isGroup: false })
    expect(sent?.replyTo).toBeUndefined()
  })

  test('goes to the personal chat it was asked in', async () => {
    bot = await startBot(echo('asker'))
    const { messages } = await bot.people.personal('mine')
    expect(messages).toMatchObject([{ conversation: 'a:keiko', text: 'heard: mine' }])
  })

  test.each([
    ['the chat is refused', /conversations$/, 403, 'BotNotInConversationRoster', NOT_REACHED],
    ['the message is refused', /a:keiko/, 404, 'ConversationNotFound', NOT_REACHED],
    ['something else is wrong', /conversations$/, 400, 'BadSyntax', NOT_REACHED_NOW],
  ])('is not shown to others when %s', async (_, path, status, code, line) => {
    bot = await startBot(echo('asker'))
    bot.standIn.fail(path, status, code)
    const { messages } = await bot.people.channel('mine')
    expect(
      messages.filter(({ conversation }) => conversation.startsWith('19:')).map(({ text }) => text),
    ).toEqual([line])
    expect(bot.lines.map(({ fields }) => fields)).toContainEqual(expect.objectContaining({ status }))
  })
})

test('an answer Teams refuses is logged with its status, without its words', async () => {
  bot = await startBot(echo())
  bot.standIn.fail(/activities/, 403, 'ForbiddenOperationException')
  expect((await bot.people.personal('a secret')).status).toBe(200)
  expect(bot.lines).toContainEqual(
    expect.objectContaining({
      level: 'error',
      fields: expect.objectContaining({ status: 403, code: 'ForbiddenOperationException' }),
    }),
  )
  expect(JSON.stringify(bot.lines)).not.toContain('secret')
  bot.standIn.recover()
  expect((await bot.people.personal('help')).messages).toHaveLength(1)
})

describe('installation', () => {
  test('is told by two events with one id, and greeted once', async () => {
    const notify = greetOnce()
    bot = await startBot(echo(), { notify })
    const { messages } = await bot.people.install({ user: 'sato' })
    expect(notify.told).toHaveLength(2)
    expect(notify.told[1]).toEqual(notify.told[0])
    expect(notify.told[0]).toMatchObject({
      id: 'teams:installed:a:sato:29:sato',
      kind: 'installed',
      from: { user: 'sato' },
    })
    expect(messages).toMatchObject([{ conversation: 'a:sato', text: 'welcome' }])
  })

  test('in a channel, or of somebody else, is only remembered', async () => {
    const notify = greetOnce()
    const memory = memoryOf()
    bot = await startBot(echo(), { notify, memory })
    for (const activity of installationActivities({ scope: 'channel', serviceUrl: bot.standIn.url }))
      await post(activity)
    const [joined] = installationActivities({
      serviceUrl: bot.standIn.url,
      fields: { membersAdded: [{ id: '29:keiko' }] },
    })
    await post(joined!)
    expect(notify.told).toEqual([])
    const conversations = memory.puts.map(([key]) => key).filter((key) => key.startsWith('conversation:'))
    expect(conversations).toEqual(['conversation:19:plenary@thread.tacv2', 'conversation:a:keiko'])
  })
})

describe('what is remembered of a conversation', () => {
  test('where it is reached, written when that changes', async () => {
    const kept = new Map<string, unknown>()
    const memory = memoryOf(kept)
    bot = await startBot(echo(), { memory })
    await bot.people.personal('one')
    await bot.people.personal('two')
    const known = {
      serviceUrl: bot.standIn.url,
      tenant: tenantId,
      scope: 'personal',
      bot: '28:asem',
      person: 'keiko',
    }
    expect(memory.puts).toEqual([
      [`tenant:${tenantId}`, { serviceUrl: bot.standIn.url, bot: '28:asem' }],
      [`person:${tenantId}:keiko`, { conversation: 'a:keiko' }],
      ['conversation:a:keiko', known],
    ])

    kept.set('conversation:a:keiko', { ...known, serviceUrl: 'https://smba.trafficmanager.net/old/' })
    await bot.people.personal('three')
    expect(memory.puts).toHaveLength(6)
    expect(kept.get('conversation:a:keiko')).toEqual(known)
  })

  test('a memory that fails costs no answer', async () => {
    const broken = { get: () => Promise.reject(new Error('disk full')), put: async () => {} }
    bot = await startBot(echo(), { memory: broken })
    expect((await bot.people.personal('help')).messages).toHaveLength(1)
    expect(bot.lines.some(({ fields }) => JSON.stringify(fields).includes('disk full'))).toBe(true)
  })
})

test('what is pressed and is not ours, or not ours any more, is told so; other questions of Teams are acknowledged', async () => {
  const handle = echo()
  bot = await startBot(handle)
  const old = { text: 'done IPR-1', press: '{"l":7}' }
  const { body } = await bot.people.invoke('adaptiveCard/action', executed('press', old))
  expect(JSON.parse(body)).toEqual({
    statusCode: 200,
    type: 'application/vnd.microsoft.activity.message',
    value: UNKNOWN_BUTTON,
  })
  for (const name of ['task/fetch', 'task/submit'])
    expect(JSON.parse((await bot.people.invoke(name, { data: old })).body)).toEqual({
      task: { type: 'message', value: UNKNOWN_BUTTON },
    })
  expect((await bot.people.submit(old)).messages.map(({ text }) => text)).toEqual([UNKNOWN_BUTTON])
  expect((await bot.people.submit(old, { scope: 'channel' })).messages).toEqual([])
  expect(await bot.people.invoke('config/fetch', {})).toMatchObject({ status: 200, body: '{}', messages: [] })
  expect(handle.asked).toEqual([])
})
