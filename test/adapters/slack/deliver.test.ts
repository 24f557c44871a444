import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Destination } from '../../../src/chat/platform.ts'
import { mention, text } from '../../../src/chat/view.ts'
import { startMessenger, view } from './messenger.ts'

/** What the bot says by itself: where it stands afterwards. */

let slack: Awaited<ReturnType<typeof startMessenger>>
beforeAll(async () => {
  slack = await startMessenger()
})
afterAll(() => slack.close())
afterEach(() => slack.standIn.recover())

describe('a message', () => {
  it('stands where it was sent, carries its key and unfolds no links', async () => {
    const channel = slack.place()
    await slack.posted(channel, 'hello', 'card:1:2')
    expect(slack.standIn.messages(channel)).toMatchObject([{ text: 'hello', key: 'card:1:2', thread: null }])
    expect(slack.standIn.messages(channel)[0]!.body).toMatchObject({
      unfurl_links: 'false',
      unfurl_media: 'false',
    })
  })

  it('stands under another in its thread', async () => {
    const channel = slack.place()
    const card = await slack.posted(channel, 'a card')
    await slack.posted(channel, 'an update', 'update', card)
    const [first, second] = slack.standIn.messages(channel)
    expect(second!.thread).toBe(first!.ts)
  })

  it('under one that stands in a thread, stands in that thread', async () => {
    const channel = slack.place()
    const card = await slack.posted(channel, 'a card', 'card')
    const update = await slack.posted(channel, 'an update', 'update', card)
    const found = await slack.messenger.find(slack.to(channel), 'update', new Date(0), card)
    expect(found).toEqual({ kind: 'found', ref: update })
    await slack.posted(channel, 'under that', 'third', update)
    const [first, ...others] = slack.standIn.messages(channel)
    expect(others.map(({ thread }) => thread)).toEqual([first!.ts, first!.ts])
  })

  it('reaches a person in their direct messages', async () => {
    const person: Destination = {
      to: 'person',
      user: { platform: 'slack', tenant: slack.standIn.team, user: 'U0MORI' },
    }
    expect(await slack.messenger.deliver(person, view('for you'), 'k', null)).toMatchObject({ kind: 'sent' })
    expect(slack.standing('DU0MORI')).toEqual(['for you'])
  })

  it('is changed and removed in place; one that is not there is missing, and needs no removing', async () => {
    const channel = slack.place()
    const ref = await slack.posted(channel)
    expect(await slack.messenger.update(ref, view('changed'))).toEqual({ kind: 'done' })
    expect(slack.standIn.messages(channel)).toMatchObject([{ text: 'changed', edits: 1 }])
    expect(await slack.messenger.remove(ref)).toEqual({ kind: 'done' })
    expect(slack.standing(channel)).toEqual([])
    expect(await slack.messenger.update(ref, view('again'))).toEqual({ kind: 'missing' })
    expect(await slack.messenger.remove(ref)).toEqual({ kind: 'done' })
  })

  it('goes in plain words when Slack refuses its layout', async () => {
    const channel = slack.place()
    slack.standIn.fail('chat.postMessage', { error: 'invalid_blocks', times: 1 })
    await slack.posted(channel, 'hello')
    expect(slack.standing(channel)).toEqual(['hello'])
  })

  it.each(['thread_not_found', 'cannot_reply_to_message', 'restricted_action_non_threadable_channel'])(
    'stands by itself where its thread is refused: %s',
    async (error) => {
      const channel = slack.place()
      const card = await slack.posted(channel, 'a card')
      slack.standIn.fail('chat.postMessage', { error, times: 1 })
      await slack.posted(channel, 'an update', 'update', card)
      expect(slack.standIn.messages(channel)).toMatchObject([
        { text: 'a card' },
        { thread: null, key: 'update' },
      ])
    },
  )

  it('is not put under one that stands elsewhere, nor under what is no message', async () => {
    const channel = slack.place()
    const elsewhere = await slack.posted(slack.place(), 'a card')
    await slack.posted(channel, 'one', 'one', elsewhere)
    await slack.posted(channel, 'two', 'two', 'no reference')
    expect(slack.standIn.messages(channel).map(({ thread }) => thread)).toEqual([null, null])
  })

  it.each(['', '{}', 'null', '{"channel":"C1"}'])(
    'by a reference nobody gave is missing: %s',
    async (ref) => {
      const calls = slack.standIn.calls.length
      expect(await slack.messenger.update(ref, view('x'))).toEqual({ kind: 'missing' })
      expect(await slack.messenger.remove(ref)).toEqual({ kind: 'done' })
      expect(slack.standIn.calls).toHaveLength(calls)
    },
  )
})

describe('people', () => {
  const sato = { platform: 'slack', tenant: 'T0HOME', user: 'U0SATO' } as const
  const blocksOf = (channel: string) => JSON.stringify(slack.standIn.messages(channel)[0]!.body.blocks)

  it('of this workspace are mentioned, and named in the notification', async () => {
    const channel = slack.place()
    await slack.messenger.deliver(
      slack.to(channel),
      { blocks: [text(mention('Sato Keiko', sato), ': one answer')] },
      'k',
      null,
    )
    expect(blocksOf(channel)).toContain('{"type":"user","user_id":"U0SATO"}')
    expect(slack.standing(channel)).toEqual(['Sato Keiko: one answer'])
  })

  it.each([
    ['of another workspace', { ...sato, tenant: 'T0OTHER' }],
    ['of another platform', { ...sato, platform: 'teams' as const }],
    ['with an id that is none', { ...sato, user: 'U0> <!channel' }],
  ])('%s are named', async (_, user) => {
    const channel = slack.place()
    await slack.messenger.deliver(
      slack.to(channel),
      { blocks: [text(mention('Kim Min-ji', user))] },
      'k',
      null,
    )
    expect(blocksOf(channel)).toContain('Kim Min-ji')
    expect(blocksOf(channel)).not.toContain('"user"')
  })

  it('cannot be mentioned by what people write', async () => {
    const channel = slack.place()
    await slack.deliver(channel, '<@U0SATO> <!channel> @here')
    expect(blocksOf(channel)).not.toMatch(/"type":"(user|broadcast|usergroup)"/)
    expect(slack.standing(channel)).toEqual(['&lt;@U0SATO&gt; &lt;!channel&gt; @here'])
  })
})
