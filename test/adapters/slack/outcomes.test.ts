import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Destination } from '../../../src/chat/platform.ts'
import { startMessenger, view } from './messenger.ts'

/** What the core is told of a message that was not simply posted. */

let slack: Awaited<ReturnType<typeof startMessenger>>
beforeAll(async () => {
  slack = await startMessenger()
})
afterAll(() => slack.close())
afterEach(() => slack.standIn.recover())

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
    ['429 without a time', { status: 429 }, { kind: 'retry', after: null, why: 'ratelimited' }],
    [
      'too many messages',
      { error: 'rate_limited', headers: { 'retry-after': '3' } },
      { kind: 'retry', after: 3000 },
    ],
    ['closed for a while', { error: 'org_login_required' }, { kind: 'retry', after: null }],
    ['stopped on the way', { status: 403 }, { kind: 'retry', after: null, why: 'HTTP 403' }],
    ['a code nobody knows', { error: 'quite_new' }, { kind: 'refused', why: 'quite_new' }],
    [
      'the page of a proxy',
      { body: '<html>Words of somebody</html>' },
      { kind: 'unconfirmed', failed: false, why: 'not_understood' },
    ],
    ['half an answer', { body: '{"ok":tr' }, { kind: 'unconfirmed', failed: false, why: 'not_understood' }],
    ['an empty answer', { body: '' }, { kind: 'unconfirmed', failed: false, why: 'not_understood' }],
    ['a message refused', { error: 'msg_too_long' }, { kind: 'refused', why: 'msg_too_long' }],
  ])('%s', async (_, fault, outcome) => {
    const channel = slack.place()
    slack.standIn.fail('chat.postMessage', { ...fault, times: 1 })
    expect(await slack.deliver(channel)).toMatchObject(outcome)
    expect(slack.standing(channel)).toEqual([])
    expect(slack.standIn.calls.filter(({ body }) => body.channel === channel)).toHaveLength(1)
  })

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'retry', after: 7000 }],
    ['HTTP 500', { status: 500 }, { kind: 'retry', after: null }],
    ['no answer', { silent: true }, { kind: 'retry' }],
    ['an archived channel', { error: 'is_archived' }, { kind: 'gone' }],
    ['a channel that is frozen', { error: 'is_inactive' }, { kind: 'gone' }],
    ['Slack did not manage', { error: 'update_failed' }, { kind: 'retry' }],
    ['the page of a proxy', { body: '<html>' }, { kind: 'retry' }],
    ['too late', { error: 'edit_window_closed' }, { kind: 'refused' }],
    ['not its own', { error: 'cant_update_message' }, { kind: 'refused' }],
  ])('of a change: %s', async (_, fault, outcome) => {
    const ref = await slack.posted(slack.place())
    slack.standIn.fail('chat.update', { ...fault, times: 1 })
    expect(await slack.messenger.update(ref, view('changed'))).toMatchObject(outcome)
  })

  it.each([
    ['429', { status: 429, headers: { 'retry-after': '7' } }, { kind: 'retry', after: 7000 }],
    ['no answer', { silent: true, taken: true }, { kind: 'retry' }],
    ['administrators keep messages', { error: 'compliance_exports_prevent_deletion' }, { kind: 'refused' }],
  ])('of a removal: %s', async (_, fault, outcome) => {
    const ref = await slack.posted(slack.place())
    slack.standIn.fail('chat.delete', { ...fault, times: 1 })
    expect(await slack.messenger.remove(ref)).toMatchObject(outcome)
  })

  const person: Destination = {
    to: 'person',
    user: { platform: 'slack', tenant: 'T0HOME', user: 'U0SATO' },
  }
  it.each([
    ['no answer', { silent: true }, { kind: 'retry', after: null, why: 'TimeoutError' }],
    ['HTTP 500', { status: 500 }, { kind: 'retry', after: null }],
    ['a cut connection', { cut: true }, { kind: 'retry', after: null }],
    ['somebody who left', { error: 'user_disabled' }, { kind: 'gone', why: 'user_disabled' }],
    ['another bot', { error: 'cannot_dm_bot' }, { kind: 'gone' }],
  ])('before it is posted, nothing is in doubt: %s', async (_, fault, outcome) => {
    slack.standIn.fail('conversations.open', { ...fault, times: 1 })
    expect(await slack.messenger.deliver(person, view('hello'), 'k', null)).toMatchObject(outcome)
    expect(slack.standing('DU0SATO')).toEqual([])
  })

  it('nobody listening: certainly not posted', async () => {
    const closed = await startMessenger()
    await closed.close()
    const nowhere = await startMessenger({ apiUrl: closed.standIn.url })
    expect(await nowhere.deliver('C1')).toEqual({ kind: 'retry', after: null, why: 'ECONNREFUSED' })
    await nowhere.close()
  })

  it('who the bot is has to be known first, or people could not be mentioned', async () => {
    const starting = await startMessenger()
    starting.standIn.fail('auth.test', { silent: true, times: 1 })
    expect(await starting.deliver('C1')).toEqual({ kind: 'retry', after: null, why: 'TimeoutError' })
    expect(await starting.deliver('C1')).toMatchObject({ kind: 'sent' })
    expect(starting.standing('C1')).toEqual(['hello'])
    await starting.close()
  })

  it('that the token is refused is told to the operator once, with the scope that is missing', async () => {
    const errors = () => slack.lines.filter(({ level }) => level === 'error')
    slack.lines.length = 0
    await slack.posted('C1')
    slack.standIn.fail('chat.postMessage', {
      body: '{"ok":false,"error":"missing_scope","needed":"chat:write"}',
    })
    for (let times = 0; times < 3; times++) expect(await slack.deliver('C1')).toMatchObject({ kind: 'retry' })
    expect(errors().map(({ fields }) => fields)).toEqual([{ code: 'missing_scope', needed: 'chat:write' }])
    slack.standIn.recover()
    await slack.posted('C1')
    slack.standIn.fail('chat.postMessage', { error: 'token_revoked', times: 1 })
    await slack.deliver('C1')
    expect(errors()).toHaveLength(2)
    expect(errors()[1]!.message).toContain('SLACK_BOT_TOKEN')
  })
})
