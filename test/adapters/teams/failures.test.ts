import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Destination, Messenger } from '../../../src/chat/platform.ts'
import { text } from '../../../src/chat/view.ts'
import type { TeamsFault } from '../../stand-ins/teams.ts'
import type { Bot } from './support.ts'
import { echo, memoryOf, startBot, tenantId } from './support.ts'

/** What the core is told when Teams does not take a message: sent once, and never said to be unsent when it may stand. */

const plenary = '19:plenary@thread.tacv2'
const channel: Destination = {
  to: 'conversation',
  at: { platform: 'teams', tenant: tenantId, conversation: plenary },
}
const chat: Destination = { to: 'person', user: { platform: 'teams', tenant: tenantId, user: 'keiko' } }
const stranger: Destination = { to: 'person', user: { platform: 'teams', tenant: tenantId, user: 'sato' } }
const view = { blocks: [text('a secret')] }

let bot: Bot
let messenger: Messenger
const kept = new Map<string, unknown>()

beforeAll(async () => {
  bot = await startBot(echo(), { memory: memoryOf(kept) })
  messenger = bot.teams.messenger!
  await bot.people.channel('hello')
  await bot.people.personal('hello')
})
afterAll(() => bot.close())
beforeEach(() => {
  bot.standIn.calls.length = 0
  bot.lines.length = 0
})
afterEach(() => bot.standIn.recover())

const retry = (after: number | null, why: string) => ({ kind: 'retry', after, why })
const unconfirmed = (failed: boolean, why: string) => ({ kind: 'unconfirmed', failed, why })
const gone = (why: string) => ({ kind: 'gone', why })
const refused = (why: string) => ({ kind: 'refused', why })
const missing = { kind: 'missing' }

const inSeconds = { 'retry-after': '7' }
const asDate = { 'retry-after': 'Wed, 21 Oct 2026 07:28:30 GMT', date: 'Wed, 21 Oct 2026 07:28:00 GMT' }

/** The fault; what a new message, and a change, come to; and whether it is the operator's. */
const rules: [string, TeamsFault, object, object, boolean?][] = [
  [
    'too many',
    { status: 429, code: 'Throttled', headers: inSeconds },
    retry(7000, '429 Throttled'),
    retry(7000, '429 Throttled'),
  ],
  ['too many, until a date', { status: 429, headers: asDate }, retry(30_000, '429'), retry(30_000, '429')],
  ['too many, no word when', { status: 429 }, retry(null, '429'), retry(null, '429')],
  [
    'two at once',
    { status: 412, code: 'PreconditionFailed' },
    retry(null, '412 PreconditionFailed'),
    retry(null, '412 PreconditionFailed'),
  ],
  ...[502, 503, 504].map((status): (typeof rules)[number] => [
    'a gateway',
    { status },
    retry(null, `${status}`),
    retry(null, `${status}`),
  ]),
  [
    'an error of Teams',
    { status: 500, code: 'ServiceError' },
    unconfirmed(true, '500 ServiceError'),
    retry(null, '500 ServiceError'),
  ],
  ['the same, and it stands', { status: 500, taken: true }, unconfirmed(true, '500'), retry(null, '500')],
  ['slow', { status: 408 }, unconfirmed(true, '408'), retry(null, '408')],
  ['cut off before', { cut: true }, unconfirmed(false, 'cut off'), retry(null, 'cut off')],
  ['cut off after', { cut: true, taken: true }, unconfirmed(false, 'cut off'), retry(null, 'cut off')],
  ...[
    'BotNotInConversationRoster',
    'BotDisabledByAdmin',
    'ConversationBlockedByUser',
    'MessageWritesBlocked',
    'NotEnoughPermissions',
  ].map((code): (typeof rules)[number] => [
    'no entry',
    { status: 403, code },
    gone(`403 ${code}`),
    gone(`403 ${code}`),
  ]),
  ['no such place', { status: 404, code: 'ConversationNotFound' }, gone('404 ConversationNotFound'), missing],
  ['deleted', { status: 403, code: 'ServiceError' }, gone('403 ServiceError'), missing],
  ['malformed', { status: 400, code: 'BadSyntax' }, refused('400 BadSyntax'), refused('400 BadSyntax')],
  [
    'too big',
    { status: 413, code: 'MessageSizeTooBig' },
    refused('413 MessageSizeTooBig'),
    refused('413 MessageSizeTooBig'),
  ],
  [
    'no registration',
    { status: 401, code: 'BotNotRegistered' },
    retry(null, '401 BotNotRegistered'),
    retry(null, '401 BotNotRegistered'),
    true,
  ],
  [
    'another cloud',
    { status: 403, code: 'InvalidBotApiHost' },
    retry(null, '403 InvalidBotApiHost'),
    retry(null, '403 InvalidBotApiHost'),
    true,
  ],
  [
    'sent elsewhere',
    { status: 307, headers: { location: 'https://evil.example/' } },
    retry(null, '307'),
    retry(null, '307'),
    true,
  ],
]

describe.each(rules)('%s (%j)', (_, fault, message, change, operators = false) => {
  const calls = fault.status === 403 || fault.status === 404 ? 2 : 1

  test.each([
    ['in a channel', channel],
    ['to a person', chat],
  ])('%s: said so, after one call, or two where it could be a slip', async (_where, to) => {
    bot.standIn.fail(/./, fault)
    expect(await messenger.deliver(to, view, 'a key', null)).toEqual(message)
    expect(bot.standIn.calls).toHaveLength(calls)
    expect(bot.lines.map(({ level }) => level)).toEqual([operators ? 'error' : 'warn'])
    expect(JSON.stringify(bot.lines)).not.toContain('secret')
  })

  test('a change, and a removal: said so, after one call each, or two', async () => {
    const outcome = await messenger.deliver(channel, view, 'a key', null)
    const ref = outcome.kind === 'sent' ? outcome.ref : ''
    bot.standIn.calls.length = 0
    bot.standIn.fail(/./, fault)
    expect(await messenger.update(ref, view)).toEqual(change)
    expect(await messenger.remove(ref)).toEqual(change === missing ? { kind: 'done' } : change)
    expect(bot.standIn.calls.map(({ method }) => method)).toEqual([
      ...Array(calls).fill('PUT'),
      ...Array(calls).fill('DELETE'),
    ])
  })

  test('where a chat has to be opened first: nothing was posted, so nothing is unconfirmed or refused', async () => {
    bot.standIn.fail(/conversations$/, fault)
    const { kind } = await messenger.deliver(stranger, view, 'a key', null)
    expect(kind).toBe(
      { retry: 'retry', unconfirmed: 'retry', gone: 'gone', refused: 'gone' }[Object(message).kind as string],
    )
    expect(bot.standIn.calls).toHaveLength(calls)
  })
})

test('a memory that fails: nothing is sent', async () => {
  const broken = { get: () => Promise.reject(new Error('disk full')), put: async () => {} }
  const other = await startBot(echo(), { memory: broken })
  expect(await other.teams.messenger!.deliver(channel, view, 'a key', null)).toMatchObject({ kind: 'retry' })
  expect(await other.teams.messenger!.update('{"conversation":"x","activity":"y"}', view)).toMatchObject({
    kind: 'retry',
  })
  await other.close()
})

describe.each([
  ['does not find the conversation', { status: 404, code: 'ConversationNotFound' }],
  ['does not find the message', { status: 404, code: 'ActivityNotFoundInConversation' }],
  ['does not let the bot in', { status: 403, code: 'ConversationBlockedByUser' }],
])('when Teams %s, and then does', (_, fault) => {
  const once = { ...fault, times: 1 }

  test.each([
    ['in a channel', channel, plenary],
    ['to a person', chat, 'a:keiko'],
    ['to a person without a chat', stranger, 'a:sato'],
  ])('%s: posted, once', async (_where, to, conversation) => {
    const before = bot.standIn.messages(conversation).length
    bot.standIn.fail(/./, once)
    expect(await messenger.deliver(to, view, 'a key', null)).toMatchObject({ kind: 'sent' })
    expect(bot.standIn.messages(conversation)).toHaveLength(before + 1)
  })

  test('changed, and removed', async () => {
    const outcome = await messenger.deliver(channel, view, 'a key', null)
    const ref = outcome.kind === 'sent' ? outcome.ref : ''
    const before = bot.standIn.messages(plenary).length
    bot.standIn.fail(/^PUT/, once)
    bot.standIn.fail(/^DELETE/, once)
    expect(await messenger.update(ref, view)).toEqual({ kind: 'done' })
    expect(await messenger.remove(ref)).toEqual({ kind: 'done' })
    expect(bot.standIn.messages(plenary)).toHaveLength(before - 1)
  })
})
