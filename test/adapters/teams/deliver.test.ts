import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest'
import type { Destination, Messenger } from '../../../src/chat/platform.ts'
import { text } from '../../../src/chat/view.ts'
import type { Bot } from './support.ts'
import { echo, memoryOf, startBot, tenantId } from './support.ts'

/** What the bot says by itself, through the real connector: where it stands afterwards, and what the core is told. */

const plenary = '19:plenary@thread.tacv2'
const group = '19:group@thread.v2'
const view = (words: string) => ({ blocks: [text(words)] })
const to = (conversation: string, thread?: string): Destination => ({
  to: 'conversation',
  at: { platform: 'teams', tenant: tenantId, conversation, ...(thread ? { thread } : {}) },
})
const person = (user: string, tenant = tenantId): Destination => ({
  to: 'person',
  user: { platform: 'teams', tenant, user },
})

let bot: Bot
let messenger: Messenger
const kept = new Map<string, unknown>()

beforeAll(async () => {
  bot = await startBot(echo(), { memory: memoryOf(kept) })
  messenger = bot.teams.messenger!
  await bot.people.channel('hello')
  await bot.people.group('hello')
  await bot.people.personal('hello')
})
afterAll(() => bot.close())
beforeEach(() => {
  for (const conversation of [plenary, group, 'a:keiko'])
    for (const { id } of bot.standIn.messages(conversation)) bot.standIn.erase(id)
  bot.standIn.calls.length = 0
  bot.lines.length = 0
})
afterEach(() => bot.standIn.recover())

const post = (where: Destination, words: string, under: string | null = null) =>
  messenger.deliver(where, view(words), 'a key', under)
async function posted(where: Destination, words: string, under: string | null = null): Promise<string> {
  const outcome = await post(where, words, under)
  if (outcome.kind !== 'sent') throw new Error(`${outcome.kind}: ${outcome.why}`)
  return outcome.ref
}
const standing = (conversation: string) =>
  bot.standIn.messages(conversation).map(({ text: words, thread, edits }) => [words, thread, edits])

describe('a message', () => {
  test('in a channel is a thread of its own, and another one under it stands in that thread', async () => {
    const card = await posted(to(plenary), 'a card')
    const { id } = bot.standIn.messages(plenary)[0]!
    const reply = await posted(to(plenary), 'an update', card)
    await posted(to(plenary), 'another', reply)
    await posted(to(plenary), 'a second card')
    expect(standing(plenary)).toEqual([
      ['a card', null, 0],
      ['an update', id, 0],
      ['another', id, 0],
      ['a second card', null, 0],
    ])
    expect(bot.standIn.calls[0]?.body).toMatchObject({
      isGroup: true,
      bot: { id: '28:asem' },
      tenantId,
      channelData: { channel: { id: plenary }, tenant: { id: tenantId } },
    })
  })

  test('for a thread stands there', async () => {
    await posted(to(plenary, '1271'), 'there')
    expect(standing(plenary)).toEqual([['there', '1271', 0]])
  })

  test('under one that was deleted, or that stands elsewhere, stands alone', async () => {
    const elsewhere = await posted(to(group), 'elsewhere')
    await posted(to(plenary), 'not under that', elsewhere)
    const card = await posted(to(plenary), 'a card')
    bot.standIn.fail(/POST .*messageid=.*activities/, { status: 404, code: 'ActivityNotFoundInConversation' })
    await posted(to(plenary), 'an update', card)
    expect(standing(plenary).map(([words, thread]) => [words, thread])).toEqual([
      ['not under that', null],
      ['a card', null],
      ['an update', null],
    ])
  })

  test.each([
    ['a group chat', group],
    ['a personal chat', 'a:keiko'],
  ])('in %s has no threads', async (_, conversation) => {
    const first = await posted(to(conversation), 'first')
    await posted(to(conversation), 'second', first)
    expect(standing(conversation)).toEqual([
      ['first', null, 0],
      ['second', null, 0],
    ])
  })

  test('to a person who wrote goes to their chat, without opening one', async () => {
    await posted(person('keiko'), 'for you')
    expect(standing('a:keiko')).toEqual([['for you', null, 0]])
    expect(bot.standIn.calls).toHaveLength(1)
  })

  test('to a person who never wrote in private opens a chat, which is remembered', async () => {
    const ref = await posted(person('sato'), 'for you')
    await posted(person('sato'), 'and this')
    expect(bot.standIn.calls.map(({ path }) => decodeURIComponent(path))).toEqual([
      '/v3/conversations',
      '/v3/conversations/a:sato/activities',
      '/v3/conversations/a:sato/activities',
    ])
    expect(bot.standIn.calls[0]?.body).toMatchObject({ isGroup: false, members: [{ id: 'sato' }], tenantId })
    expect(await messenger.update(ref, view('for you, changed'))).toEqual({ kind: 'done' })
    expect(standing('a:sato')).toEqual([
      ['for you, changed', null, 1],
      ['and this', null, 0],
    ])
  })

  test('of any length fits', async () => {
    await posted(to(plenary), 'word '.repeat(60_000))
    expect(JSON.stringify(bot.standIn.calls[0]?.body).length).toBeLessThan(45_000)
  })
})

describe('nothing is sent where the bot cannot be', () => {
  test.each([
    ['a conversation where nothing was ever said', to('19:unheard@thread.tacv2')],
    ['a person of a tenant nobody wrote from', person('kim', 'tenant-korea')],
    ['a channel it was removed from', to('19:left@thread.tacv2')],
    ['a service address that is admitted no more', to('19:moved@thread.tacv2')],
  ])('%s', async (_, where) => {
    const known = { tenant: tenantId, scope: 'channel', bot: '28:asem' }
    kept.set('conversation:19:left@thread.tacv2', { ...known, serviceUrl: bot.standIn.url, left: true })
    kept.set('conversation:19:moved@thread.tacv2', { ...known, serviceUrl: 'https://evil.example/' })
    expect(await post(where, 'words')).toEqual({ kind: 'gone', why: expect.any(String) })
    expect(bot.standIn.calls).toEqual([])
  })
})

describe('a message that was posted', () => {
  test('is changed, and removed', async () => {
    const [card, chat] = [await posted(to(plenary), 'a card'), await posted(to(group), 'in a chat')]
    for (const ref of [card, chat])
      expect(await messenger.update(ref, view('changed'))).toEqual({ kind: 'done' })
    expect([standing(plenary), standing(group)]).toEqual([[['changed', null, 1]], [['changed', null, 1]]])
    for (const ref of [card, chat]) expect(await messenger.remove(ref)).toEqual({ kind: 'done' })
    expect([standing(plenary), standing(group)]).toEqual([[], []])
  })

  test('and deleted by somebody is missing, and needs no removing', async () => {
    const ref = await posted(to(plenary), 'a card')
    bot.standIn.erase(bot.standIn.messages(plenary)[0]!.id)
    expect(await messenger.update(ref, view('changed'))).toEqual({ kind: 'missing' })
    expect(await messenger.remove(ref)).toEqual({ kind: 'done' })
  })

  test('by a reference nobody gave is missing', async () => {
    for (const ref of ['', '{}', 'null', '{"conversation":"a:keiko"}'])
      expect(await messenger.update(ref, view('changed'))).toEqual({ kind: 'missing' })
    expect(bot.standIn.calls).toEqual([])
  })

  test('cannot be looked for', async () => {
    expect(await messenger.find(to(plenary), 'a key', new Date(), null)).toMatchObject({ kind: 'unknown' })
  })
})

test('without an app id, for a client on this machine', async () => {
  const local = await startBot(echo(), { appId: '', tenantIds: [], memory: memoryOf() })
  await local.people.channel('hello')
  const sent = await local.teams.messenger!.deliver(to(plenary), view('a card'), 'a key', null)
  expect(sent.kind).toBe('sent')
  expect(await local.teams.messenger!.update(sent.kind === 'sent' ? sent.ref : '', view('changed'))).toEqual({
    kind: 'done',
  })
  await local.close()
})
