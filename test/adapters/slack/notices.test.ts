import { describe, expect, it } from 'vitest'
import { noticedEvents, noticeFrom } from '../../../adapters/slack/notices.ts'
import { slackManifest } from '../../../manifests/slack.ts'

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

  it('is what the manifest asks Slack to tell', () => {
    const { settings } = slackManifest(null, [])
    expect(settings?.event_subscriptions?.bot_events).toEqual(expect.arrayContaining(noticedEvents))
  })
})
