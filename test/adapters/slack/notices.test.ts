import { describe, expect, it } from 'vitest'
import { noticedEvents, noticeFrom } from '../../../adapters/slack/notices.ts'
import { slackManifest } from '../../../manifests/slack.ts'
import type { Notice } from '../../../src/chat/request.ts'
import { bothWays, echo, startBot } from './support.ts'

const body = (event: object, more: object = {}) => ({
  type: 'event_callback',
  event_id: 'Ev1',
  team_id: 'T0HOME',
  event,
  ...more,
})
const at = (conversation: string) => ({ platform: 'slack', tenant: 'T0HOME', conversation })

describe('what happened to the bot', () => {
  it.each([
    [
      { type: 'channel_left', channel: 'C1' },
      { kind: 'removed', at: at('C1') },
    ],
    [
      { type: 'group_left', channel: 'G1' },
      { kind: 'removed', at: at('G1') },
    ],
    [
      { type: 'member_left_channel', channel: 'C1', user: 'U0ASEM' },
      { kind: 'removed', at: at('C1') },
    ],
    [
      { type: 'channel_archive', channel: 'C1', user: 'U1' },
      { kind: 'archived', at: at('C1') },
    ],
    [
      { type: 'channel_deleted', channel: 'C1' },
      { kind: 'archived', at: at('C1') },
    ],
    [
      { type: 'channel_shared', channel: 'C1', connected_team_id: 'T0OTHER' },
      { kind: 'shared', at: at('C1') },
    ],
    [{ type: 'app_uninstalled' }, { kind: 'uninstalled', at: at('') }],
    [
      { type: 'tokens_revoked', tokens: { bot: ['U0ASEM'] } },
      { kind: 'uninstalled', at: at('') },
    ],
  ])('%j', (event, notice) => {
    expect(noticeFrom(body(event), 'U0ASEM')).toEqual({ id: 'slack:Ev1', ...notice })
  })

  it.each([
    { type: 'member_left_channel', channel: 'C1', user: 'U0SATO' },
    { type: 'tokens_revoked', tokens: { oauth: ['U0SATO'] } },
    { type: 'channel_archive' },
    { type: 'channel_archive', channel: { id: 'C1' } },
    { type: 'message', channel: 'C1' },
    {},
  ])('is nothing: %j', (event) => {
    expect(noticeFrom(body(event), 'U0ASEM')).toBeNull()
  })

  it('is nothing without a team, an id or an event', () => {
    expect(noticeFrom(body({ type: 'channel_left', channel: 'C1' }, { team_id: 7 }), 'U0ASEM')).toBeNull()
    expect(noticeFrom(body({ type: 'channel_left', channel: 'C1' }, { event_id: undefined }), 'U')).toBeNull()
    expect(noticeFrom({ event_id: 'Ev1', team_id: 'T' }, 'U')).toBeNull()
  })

  it('in a channel shared by Slack Connect is told of the workspace the bot is in', () => {
    const notice = noticeFrom(
      body({ type: 'channel_left', channel: 'C1' }, { context_team_id: 'T0OURS' }),
      'U',
    )
    expect(notice?.at.tenant).toBe('T0OURS')
  })

  it('is what the manifest asks Slack to tell', () => {
    const { settings } = slackManifest(null, [])
    expect(settings?.event_subscriptions?.bot_events).toEqual(expect.arrayContaining(noticedEvents))
  })
})

describe.each(bothWays)('over %s', (over) => {
  const told: Notice[] = []
  const notify = async (notice: Notice) => {
    told.push(notice)
    return null
  }

  it.each([
    ['member_left_channel', { channel: 'C1', user: 'U0ASEM', channel_type: 'C' }, 'removed'],
    ['channel_left', { channel: 'C1', actor_id: 'U0SATO' }, 'removed'],
    ['group_left', { channel: 'G1', actor_id: 'U0SATO' }, 'removed'],
    ['channel_archive', { channel: 'C1', user: 'U0SATO' }, 'archived'],
    ['group_archive', { channel: 'G1', user: 'U0SATO' }, 'archived'],
    ['channel_deleted', { channel: 'C1' }, 'archived'],
    ['group_deleted', { channel: 'G1' }, 'archived'],
    ['app_uninstalled', {}, 'uninstalled'],
    ['tokens_revoked', { tokens: { bot: ['U0ASEM'] } }, 'uninstalled'],
  ])('%s is acknowledged, told with its id, and answered by nothing', async (type, fields, kind) => {
    told.length = 0
    const bot = await startBot(echo(), { over, notify })
    // Uninstalled, Slack does not tell any more who the bot is.
    if (kind === 'uninstalled') bot.standIn.fail('auth.test', { error: 'account_inactive' })
    expect((await bot.delivery.event({ type, ...fields }, { event_id: 'Ev7' })).status).toBe(200)
    await expect.poll(() => told).toMatchObject([{ id: 'slack:Ev7', kind, at: { tenant: 'T0HOME' } }])
    await bot.close()
    expect(bot.standIn.posted).toEqual([])
  })

  it('somebody else who leaves is nothing', async () => {
    told.length = 0
    const bot = await startBot(echo(), { over, notify })
    const left = { type: 'member_left_channel', channel: 'C1', user: 'U0SATO', channel_type: 'C' }
    expect((await bot.delivery.event(left)).status).toBe(200)
    await bot.close()
    expect(told).toEqual([])
  })
})
