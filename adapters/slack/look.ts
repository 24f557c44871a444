import type { WebClient } from '@slack/web-api'
import type { Place } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import { codeOf } from './errors.ts'

/** What helps, by what Slack says; each is the one sentence that the person who asked reads. */
const mends: Record<string, string> = {
  channel_not_found: 'Add me to this channel first: say /invite @ASEM in it, then say this again.',
  not_in_channel: 'Add me to this channel first: say /invite @ASEM in it, then say this again.',
  is_archived: 'This channel is archived: say this again in one that is in use.',
  missing_scope:
    'I may not look at channels here: ask whoever installed me to install me again with the scopes channels:read and groups:read.',
}

/**
 * What a conversation is, and whether the bot can post there.
 *
 * A place that Slack does not tell of for another reason is taken as one that can be reached: the first message will show.
 */
export async function lookAt(client: WebClient, conversation: string, log: Log): Promise<Place> {
  try {
    const { channel } = await client.conversations.info({ channel: conversation })
    const kind = channel?.is_im ? 'direct' : channel?.is_mpim ? 'group' : 'channel'
    const name = channel?.name
      ? `#${channel.name}`
      : kind === 'channel'
        ? 'this channel'
        : 'this conversation'
    if (channel?.is_archived) return { kind, name, reach: { ok: false, mend: mends.is_archived! } }
    // In conversations of a few and of two the bot is a member as soon as it is asked there.
    if (kind === 'channel' && channel?.is_member === false)
      return { kind, name, reach: { ok: false, mend: mends.not_in_channel! } }
    return { kind, name, reach: { ok: true } }
  } catch (error) {
    const code = codeOf(error)
    const kind = conversation.startsWith('D') ? 'direct' : 'channel'
    const mend = mends[code]
    if (mend) return { kind, name: 'this channel', reach: { ok: false, mend } }
    log.warn({ code }, 'Slack did not tell of a conversation')
    return { kind, name: 'this channel', reach: { ok: true } }
  }
}
