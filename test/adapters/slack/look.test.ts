import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import { startMessenger } from './messenger.ts'

/** What a conversation is, and what would help where the bot cannot post. */

let slack: Awaited<ReturnType<typeof startMessenger>>
beforeAll(async () => {
  slack = await startMessenger()
})
afterAll(() => slack.close())
afterEach(() => slack.standIn.recover())

describe('a place', () => {
  const look = (conversation: string) =>
    slack.messenger.look({ platform: 'slack', tenant: slack.standIn.team, conversation })

  it('is told with its name', async () => {
    const channel = slack.place()
    slack.standIn.channels.set(channel, { name: 'ipr' })
    expect(await look(channel)).toEqual({ kind: 'channel', name: '#ipr', reach: { ok: true } })
    expect(await look('D1')).toMatchObject({ kind: 'direct' })
  })

  it.each([{ is_ext_shared: true }, { is_pending_ext_shared: true }])(
    'that other organisations read along in says so: %j',
    async (channel) => {
      const id = slack.place()
      slack.standIn.channels.set(id, channel)
      expect(await look(id)).toMatchObject({ shared: true, reach: { ok: true } })
    },
  )

  it.each([
    ['the bot is not in it', { is_member: false }, /^Add me to this channel first/],
    ['it is archived', { is_archived: true }, /^This channel is archived/],
  ])('that cannot be posted in says what helps: %s', async (_, channel, mend) => {
    const id = slack.place()
    slack.standIn.channels.set(id, channel)
    expect(await look(id)).toMatchObject({ reach: { ok: false, mend: expect.stringMatching(mend) } })
  })

  it.each([
    ['channel_not_found', /^Add me/],
    ['missing_scope', /channels:read/],
  ])('%s', async (error, mend) => {
    slack.standIn.fail('conversations.info', { error, times: 1 })
    expect(await look(slack.place())).toMatchObject({
      reach: { ok: false, mend: expect.stringMatching(mend) },
    })
  })

  it('of which Slack tells nothing just now is tried', async () => {
    slack.standIn.fail('conversations.info', { error: 'internal_error', times: 1 })
    expect(await look(slack.place())).toMatchObject({ reach: { ok: true } })
  })

  it('that is a direct message is known without asking, one of several people is a group', async () => {
    slack.standIn.fail('conversations.info', { error: 'missing_scope' })
    expect(await look('D1')).toEqual({ kind: 'direct', name: 'this conversation', reach: { ok: true } })
    slack.standIn.recover()
    const group = slack.place()
    slack.standIn.channels.set(group, { name: 'mpdm-sato--kim-1', is_mpim: true })
    expect(await look(group)).toEqual({ kind: 'group', name: 'this conversation', reach: { ok: true } })
  })

  it('that may not be looked at names the scope', async () => {
    slack.standIn.fail('conversations.info', {
      body: '{"ok":false,"error":"missing_scope","needed":"mpim:read"}',
      times: 1,
    })
    expect(await look(slack.place())).toMatchObject({
      reach: { mend: expect.stringContaining('add the scope mpim:read and') },
    })
  })
})
