import type { WebClient } from '@slack/web-api'
import type { Found } from '../../src/chat/platform.ts'
import { codeOf } from './errors.ts'
import { FOUND_AMONG, FOUND_BEFORE_MS } from './limits.ts'
import { writeRef } from './ref.ts'

/** The metadata of a posted message, which Slack keeps and shows to nobody; its payload holds the key. */
export const eventType = 'asem_delivery'

type Sought = { key: string; since: Date; botUser: string }
type Page = { messages?: Listed[]; has_more?: boolean }
type Listed = {
  ts?: string
  user?: string
  thread_ts?: string
  metadata?: { event_type?: string; event_payload?: object }
}

/**
 * Looks for a message of the bot by its key: in its thread, then among the newest of the channel since an instant.
 *
 * @param where `thread` is the message under which it would stand, if any: replies are not in a channel's history
 * @returns `absent` only if all that was said since was seen
 * @throws what Slack's client throws
 */
export async function findMessage(
  client: WebClient,
  { channel, thread }: { channel: string; thread: string | null },
  sought: Sought,
): Promise<Found> {
  const among = {
    channel,
    oldest: String((sought.since.getTime() - FOUND_BEFORE_MS) / 1000),
    limit: FOUND_AMONG,
    include_all_metadata: true,
  }
  if (thread !== null) {
    const inThread = await repliesTo(client, { ...among, ts: thread })
    const found = foundOn(inThread, channel, sought)
    if (found.kind !== 'absent') return found
  }
  // Where Slack refused the thread, it was posted beside it.
  return foundOn(await client.conversations.history(among), channel, sought)
}

async function repliesTo(
  client: WebClient,
  asked: Parameters<WebClient['conversations']['replies']>[0],
): Promise<Page> {
  try {
    return await client.conversations.replies(asked)
  } catch (error) {
    if (codeOf(error) === 'thread_not_found') return {}
    throw error
  }
}

function foundOn({ messages = [], has_more }: Page, channel: string, { key, botUser }: Sought): Found {
  const found = messages.find(({ metadata }) => {
    const payload = metadata?.event_payload
    return (
      metadata?.event_type === eventType && payload !== undefined && 'key' in payload && payload.key === key
    )
  })
  if (found?.ts) {
    const { ts, thread_ts } = found
    // The first message of a thread names itself.
    const thread = thread_ts === undefined || thread_ts === ts ? null : thread_ts
    return { kind: 'found', ref: writeRef({ channel, ts, thread }) }
  }
  if (has_more) return { kind: 'unknown', why: 'too much was said since' }
  const own = messages.filter(({ user }) => user === botUser)
  // Answers carry none; but where not one of its own does, Slack may be keeping the metadata back.
  if (own.length > 0 && own.every(({ metadata }) => metadata === undefined))
    return { kind: 'unknown', why: 'its messages are shown without metadata' }
  return { kind: 'absent' }
}
