import type { WebClient } from '@slack/web-api'
import type { Place } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import { codeOf, scopeMissing } from './errors.ts'

const invite = 'Add me to this channel first: say /invite @ASEM in it, then say this again.'

/** What helps, by what Slack says; each is the one sentence that the person who asked reads. */
const mends: Record<string, string> = {
  channel_not_found: invite,
  not_in_channel: invite,
  is_archived: 'This channel is archived: say this again in one that is in use.',
}

const withScopes = (scopes: string[]): string =>
  `I may not look at channels here: ask whoever installed me to add the ${scopes.length > 1 ? 'scopes' : 'scope'} ${scopes.join(' and ')} and to install me again.`

/**
 * What a conversation is, and whether the bot can post there.
 *
 * A place that Slack does not tell of for another reason is taken as one that can be reached: the first message will show.
 */
export async function lookAt(client: WebClient, conversation: string, log: Log): Promise<Place> {
  // Direct messages begin with a D, and looking at them takes a scope of its own. Source: docs.slack.dev, conversations.
  if (conversation.startsWith('D')) return { kind: 'direct', name: 'this conversation', reach: { ok: true } }
  try {
    const { channel } = await client.conversations.info({ channel: conversation })
    // In conversations of a few and of two the bot is a member as soon as it is asked there.
    if (channel?.is_im || channel?.is_mpim) {
      const kind = channel.is_im ? 'direct' : 'group'
      return { kind, name: 'this conversation', reach: { ok: true } }
    }
    const mend = channel?.is_archived
      ? mends.is_archived
      : channel?.is_member === false
        ? mends.not_in_channel
        : undefined
    const name = channel?.name ? `#${channel.name}` : 'this channel'
    // Slack Connect; within one Enterprise organisation a channel is shared otherwise (`is_org_shared`). Source: docs.slack.dev, conversation object.
    const shared = channel?.is_ext_shared || channel?.is_pending_ext_shared
    return {
      kind: 'channel',
      name,
      ...(shared ? { shared: true } : {}),
      reach: mend ? { ok: false, mend } : { ok: true },
    }
  } catch (error) {
    const code = codeOf(error)
    const scopes = scopeMissing(error)?.split(/[ ,]+/) ?? ['channels:read', 'groups:read']
    const mend = code === 'missing_scope' ? withScopes(scopes) : mends[code]
    if (mend) return { kind: 'channel', name: 'this channel', reach: { ok: false, mend } }
    log.warn({ code }, 'Slack did not tell of a conversation')
    return { kind: 'channel', name: 'this channel', reach: { ok: true } }
  }
}
