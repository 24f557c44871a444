import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { createSlack } from '../../../adapters/slack/app.ts'
import type { ChatPlatform, Destination, Messenger } from '../../../src/chat/platform.ts'
import { mention, text, type View } from '../../../src/chat/view.ts'
import { createLog } from '../../../src/log.ts'
import { type SlackStandIn, startSlackStandIn } from '../../stand-ins/slack.ts'

/** What the bot says by itself, through the real Web API client: where it stands afterwards, and what the core is told. */

let standIn: SlackStandIn
let slack: ChatPlatform
let messenger: Messenger

beforeAll(async () => {
  standIn = await startSlackStandIn()
  slack = createSlack({
    signingSecret: 'secret',
    machineTime: () => new Date(),
    botToken: 'xoxb-deliver',
    apiUrl: standIn.url,
    handle: async () => null,
    notify: async () => null,
    log: createLog('silent'),
    callTimeout: 400,
  })
  await slack.start()
  messenger = slack.messenger!
})
afterAll(async () => {
  await slack.stop()
  await standIn.close()
})
afterEach(() => standIn.recover())

let places = 0
const place = () => `C${++places}`
const to = (conversation: string): Destination => ({
  to: 'conversation',
  at: { platform: 'slack', tenant: standIn.team, conversation },
})
const view = (words: string): View => ({ blocks: [text(words)] })
const deliver = (channel: string, words = 'hello', key = 'a key', under: string | null = null) =>
  messenger.deliver(to(channel), view(words), key, under)
async function posted(channel: string, words?: string, key?: string, under?: string): Promise<string> {
  const outcome = await deliver(channel, words, key, under)
  if (outcome.kind !== 'sent') throw new Error(`${outcome.kind}: ${outcome.why}`)
  return outcome.ref
}
const standing = (channel: string) => standIn.messages(channel).map((each) => each.text)

describe('a message', () => {
  it('stands where it was sent, carries its key and unfolds no links', async () => {
    const channel = place()
    await posted(channel, 'hello', 'card:1:2')
    expect(standIn.messages(channel)).toMatchObject([{ text: 'hello', key: 'card:1:2', thread: null }])
    expect(standIn.messages(channel)[0]!.body).toMatchObject({ unfurl_links: 'false', unfurl_media: 'false' })
  })

  it('stands under another in its thread', async () => {
    const channel = place()
    const card = await posted(channel, 'a card')
    await posted(channel, 'an update', 'update', card)
    const [first, second] = standIn.messages(channel)
    expect(second!.thread).toBe(first!.ts)
  })

  it('reaches a person in their direct messages', async () => {
    const person: Destination = {
      to: 'person',
      user: { platform: 'slack', tenant: standIn.team, user: 'U0MORI' },
    }
    expect(await messenger.deliver(person, view('for you'), 'k', null)).toMatchObject({ kind: 'sent' })
    expect(standing('DU0MORI')).toEqual(['for you'])
  })

  it('is changed and removed in place; one that is not there is missing', async () => {
    const channel = place()
    const ref = await posted(channel)
    expect(await messenger.update(ref, view('changed'))).toEqual({ kind: 'done' })
    expect(standIn.messages(channel)).toMatchObject([{ text: 'changed', edits: 1 }])
    expect(await messenger.remove(ref)).toEqual({ kind: 'done' })
    expect(standing(channel)).toEqual([])
    expect(await messenger.update(ref, view('again'))).toEqual({ kind: 'missing' })
    expect(await messenger.remove(ref)).toEqual({ kind: 'missing' })
  })

  it('goes in plain words when Slack refuses its layout', async () => {
    const channel = place()
    standIn.fail('chat.postMessage', { error: 'invalid_blocks', times: 1 })
    await posted(channel, 'hello')
    expect(standing(channel)).toEqual(['hello'])
  })
})

describe('people', () => {
  const sato = { platform: 'slack', tenant: 'T0HOME', user: 'U0SATO' } as const
  const blocksOf = (channel: string) => JSON.stringify(standIn.messages(channel)[0]!.body.blocks)

  it('of this workspace are mentioned, and named in the notification', async () => {
    const channel = place()
    await messenger.deliver(
      to(channel),
      { blocks: [text(mention('Sato Keiko', sato), ': one answer')] },
      'k',
      null,
    )
    expect(blocksOf(channel)).toContain('{"type":"user","user_id":"U0SATO"}')
    expect(standing(channel)).toEqual(['Sato Keiko: one answer'])
  })

  it.each([
    ['of another workspace', { ...sato, tenant: 'T0OTHER' }],
    ['of another platform', { ...sato, platform: 'teams' as const }],
    ['with an id that is none', { ...sato, user: 'U0> <!channel' }],
  ])('%s are named', async (_, user) => {
    const channel = place()
    await messenger.deliver(to(channel), { blocks: [text(mention('Kim Min-ji', user))] }, 'k', null)
    expect(blocksOf(channel)).toContain('Kim Min-ji')
    expect(blocksOf(channel)).not.toContain('"user"')
  })

  it('cannot be mentioned by what people write', async () => {
    const channel = place()
    await deliver(channel, '<@U0SATO> <!channel> @here')
    expect(blocksOf(channel)).not.toMatch(/"type":"(user|broadcast|usergroup)"/)
    expect(standing(channel)).toEqual(['&lt;@U0SATO&gt; &lt;!channel&gt; @here'])
  })
})

describe('what the core is told', () => {
  it.each([
    [
      '429',
      { status: 429, headers: { 'retry-after': '7' } },
      { kind: 'retry', after: 7000, why: 'ratelimited' },
    ],
    ['HTTP 500', { status: 500 }, { kind: 'unconfirmed', failed: true, why: 'HTTP 500' }],
    [
      'internal_error',
      { error: 'internal_error' },
      { kind: 'unconfirmed', failed: true, why: 'internal_error' },
    ],
    ['no answer', { silent: true }, { kind: 'unconfirmed', failed: false, why: 'TimeoutError' }],
    ['a cut connection', { cut: true }, { kind: 'unconfirmed', failed: false }],
    ['an archived channel', { error: 'is_archived' }, { kind: 'gone', why: 'is_archived' }],
    ['a channel it is not in', { error: 'not_in_channel' }, { kind: 'gone', why: 'not_in_channel' }],
    ['a token refused', { error: 'token_revoked' }, { kind: 'retry', after: null, why: 'token_revoked' }],
    ['a message refused', { error: 'msg_too_long' }, { kind: 'refused', why: 'msg_too_long' }],
  ])('%s', async (_, fault, outcome) => {
    const channel = place()
    standIn.fail('chat.postMessage', { ...fault, times: 1 })
    expect(await deliver(channel)).toMatchObject(outcome)
    expect(standing(channel)).toEqual([])
    expect(standIn.calls.filter(({ body }) => body.channel === channel)).toHaveLength(1)
  })

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'retry', after: 7000 }],
    ['HTTP 500', { status: 500 }, { kind: 'retry', after: null }],
    ['no answer', { silent: true }, { kind: 'retry' }],
    ['an archived channel', { error: 'is_archived' }, { kind: 'gone' }],
    ['not its own', { error: 'cant_update_message' }, { kind: 'refused' }],
  ])('of a change: %s', async (_, fault, outcome) => {
    const ref = await posted(place())
    standIn.fail('chat.update', { ...fault, times: 1 })
    expect(await messenger.update(ref, view('changed'))).toMatchObject(outcome)
  })

  it('nobody listening: certainly not posted', async () => {
    const closed = await startSlackStandIn()
    await closed.close()
    const nowhere = createSlack({
      signingSecret: 's',
      machineTime: () => new Date(),
      botToken: 'xoxb-nobody',
      apiUrl: closed.url,
      handle: async () => null,
      notify: async () => null,
      log: createLog('silent'),
    })
    const outcome = await nowhere.messenger!.deliver(to('C1'), view('hello'), 'k', null)
    expect(outcome).toEqual({ kind: 'retry', after: null, why: 'ECONNREFUSED' })
  })
})

describe('a message in doubt', () => {
  const minuteAgo = () => new Date(Date.now() - 60_000)
  const find = (channel: string, key: string, under: string | null = null) =>
    messenger.find(to(channel), key, minuteAgo(), under)

  it('is found by its key when it had arrived', async () => {
    const channel = place()
    standIn.fail('chat.postMessage', { silent: true, taken: true, times: 1 })
    expect(await deliver(channel, 'arrived', 'mine')).toMatchObject({ kind: 'unconfirmed' })
    const found = await find(channel, 'mine')
    if (found.kind !== 'found') throw new Error(found.kind)
    await messenger.update(found.ref, view('and can be changed'))
    expect(standing(channel)).toEqual(['and can be changed'])
    expect(await find(channel, 'another')).toEqual({ kind: 'absent' })
  })

  it('is found in a thread', async () => {
    const channel = place()
    const card = await posted(channel, 'card', 'card')
    await posted(channel, 'reply', 'reply', card)
    expect(await find(channel, 'reply')).toEqual({ kind: 'absent' })
    expect(await find(channel, 'reply', card)).toMatchObject({ kind: 'found' })
  })

  it('is not called absent when too much was said since, or when Slack does not let us look', async () => {
    const channel = place()
    for (let count = 0; count < 16; count++) await posted(channel, 'talk', `talk ${count}`)
    expect(await find(channel, 'mine')).toMatchObject({ kind: 'unknown' })
    standIn.fail('conversations.history', { error: 'missing_scope', times: 1 })
    expect(await find(channel, 'mine')).toEqual({ kind: 'unknown', why: 'missing_scope' })
  })
})

describe('a place', () => {
  const look = (conversation: string) =>
    messenger.look({ platform: 'slack', tenant: standIn.team, conversation })

  it('is told with its name', async () => {
    const channel = place()
    standIn.channels.set(channel, { name: 'ipr' })
    expect(await look(channel)).toEqual({ kind: 'channel', name: '#ipr', reach: { ok: true } })
    expect(await look('D1')).toMatchObject({ kind: 'direct' })
  })

  it.each([
    ['the bot is not in it', { is_member: false }, /^Add me to this channel first/],
    ['it is archived', { is_archived: true }, /^This channel is archived/],
  ])('that cannot be posted in says what helps: %s', async (_, channel, mend) => {
    const id = place()
    standIn.channels.set(id, channel)
    expect(await look(id)).toMatchObject({ reach: { ok: false, mend: expect.stringMatching(mend) } })
  })

  it.each([
    ['channel_not_found', /^Add me/],
    ['missing_scope', /channels:read/],
  ])('%s', async (error, mend) => {
    standIn.fail('conversations.info', { error, times: 1 })
    expect(await look(place())).toMatchObject({ reach: { ok: false, mend: expect.stringMatching(mend) } })
  })

  it('of which Slack tells nothing just now is tried', async () => {
    standIn.fail('conversations.info', { error: 'internal_error', times: 1 })
    expect(await look(place())).toMatchObject({ reach: { ok: true } })
  })
})
