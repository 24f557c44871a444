import type { Notice } from '../../src/chat/request.ts'

/** Events that end what the bot may send, or change who reads it, and what they mean. Source: docs.slack.dev/reference/events. */
const meanings: Record<string, 'removed' | 'archived' | 'uninstalled' | 'shared'> = {
  channel_left: 'removed',
  group_left: 'removed',
  member_left_channel: 'removed',
  channel_archive: 'archived',
  group_archive: 'archived',
  channel_deleted: 'archived',
  group_deleted: 'archived',
  app_uninstalled: 'uninstalled',
  tokens_revoked: 'uninstalled',
  channel_shared: 'shared',
}

export const noticedEvents = Object.keys(meanings)

/**
 * What happened to the bot, by an event of Slack's.
 *
 * @param body the whole payload of the Events API, not trusted to have any field
 * @returns null for what does not concern the bot
 */
export function noticeFrom(body: object, botUser: string | undefined): Notice | null {
  const { event, event_id: id, context_team_id, team_id } = body as { [name: string]: unknown }
  // As in `requestFromEvent`: in a channel shared by Slack Connect, the workspace that the bot is in.
  const tenant = context_team_id ?? team_id
  if (typeof event !== 'object' || event === null || typeof id !== 'string' || typeof tenant !== 'string')
    return null
  const { type, channel, user, tokens } = event as { [name: string]: unknown }
  const kind = typeof type === 'string' ? meanings[type] : undefined
  if (!kind) return null
  if (type === 'member_left_channel' && (botUser === undefined || user !== botUser)) return null
  if (type === 'tokens_revoked' && !revokesBots(tokens)) return null
  const conversation = kind === 'uninstalled' ? '' : channel
  if (typeof conversation !== 'string' || (kind !== 'uninstalled' && conversation === '')) return null
  return { id: `slack:${id}`, kind, at: { platform: 'slack', tenant, conversation } }
}

/** People's tokens are revoked too, and the bot lives on. */
function revokesBots(tokens: unknown): boolean {
  if (typeof tokens !== 'object' || tokens === null || !('bot' in tokens)) return false
  return Array.isArray(tokens.bot) && tokens.bot.length > 0
}
