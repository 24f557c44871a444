import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startMessenger, view } from './messenger.ts'

/** A message of which nobody knows whether it was posted. */

let slack: Awaited<ReturnType<typeof startMessenger>>
beforeAll(async () => {
  slack = await startMessenger()
})
afterAll(() => slack.close())
afterEach(() => slack.standIn.recover())

describe('a message in doubt', () => {
  const minuteAgo = () => new Date(Date.now() - 60_000)
  const find = (channel: string, key: string, under: string | null = null) =>
    slack.messenger.find(slack.to(channel), key, minuteAgo(), under)

  it('is found by its key when it had arrived', async () => {
    const channel = slack.place()
    slack.standIn.fail('chat.postMessage', { silent: true, taken: true, times: 1 })
    expect(await slack.deliver(channel, 'arrived', 'mine')).toMatchObject({ kind: 'unconfirmed' })
    const found = await find(channel, 'mine')
    if (found.kind !== 'found') throw new Error(found.kind)
    await slack.messenger.update(found.ref, view('and can be changed'))
    expect(slack.standing(channel)).toEqual(['and can be changed'])
    expect(await find(channel, 'another')).toEqual({ kind: 'absent' })
  })

  it('is found in a thread', async () => {
    const channel = slack.place()
    const card = await slack.posted(channel, 'card', 'card')
    await slack.posted(channel, 'reply', 'reply', card)
    expect(await find(channel, 'reply')).toEqual({ kind: 'absent' })
    expect(await find(channel, 'reply', card)).toMatchObject({ kind: 'found' })
  })

  it('is not called absent when too much was said since, or when Slack does not let us look', async () => {
    const channel = slack.place()
    for (let count = 0; count < 16; count++) await slack.posted(channel, 'talk', `talk ${count}`)
    expect(await find(channel, 'mine')).toMatchObject({ kind: 'unknown' })
    slack.standIn.fail('conversations.history', { error: 'missing_scope', times: 1 })
    expect(await find(channel, 'mine')).toEqual({ kind: 'unknown', why: 'missing_scope' })
  })

  it('is found beside its thread when Slack refused that', async () => {
    const channel = slack.place()
    const card = await slack.posted(channel, 'card', 'card')
    slack.standIn.fail('chat.postMessage', { error: 'thread_not_found', times: 1 })
    await slack.posted(channel, 'reply', 'reply', card)
    expect(await find(channel, 'reply', card)).toMatchObject({ kind: 'found' })
    slack.standIn.fail('conversations.replies', { error: 'thread_not_found', times: 1 })
    expect(await find(channel, 'another', card)).toEqual({ kind: 'absent' })
  })

  it('is looked for among what was said since a minute before', async () => {
    const channel = slack.place()
    await slack.posted(channel, 'hello', 'mine')
    const inAnHour = new Date(Date.now() + 3_600_000)
    expect(await slack.messenger.find(slack.to(channel), 'mine', inAnHour, null)).toEqual({ kind: 'absent' })
    const soon = new Date(Date.now() + 50_000)
    expect(await slack.messenger.find(slack.to(channel), 'mine', soon, null)).toMatchObject({ kind: 'found' })
  })

  it('is not called absent when Slack keeps the metadata back', async () => {
    const channel = slack.place()
    const message = (more: object) => ({ ts: '1.1', user: slack.standIn.botUser, ...more })
    const answer = (...messages: object[]) =>
      slack.standIn.fail('conversations.history', { body: JSON.stringify({ ok: true, messages }), times: 1 })
    answer(message({}))
    expect(await find(channel, 'mine')).toMatchObject({ kind: 'unknown' })
    answer(message({ user: 'U0SATO' }))
    expect(await find(channel, 'mine')).toEqual({ kind: 'absent' })
    answer(
      message({}),
      message({ metadata: { event_type: 'asem_delivery', event_payload: { key: 'other' } } }),
    )
    expect(await find(channel, 'mine')).toEqual({ kind: 'absent' })
  })
})
