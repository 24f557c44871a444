import type { MessageRef } from '../../src/chat/platform.ts'

/** All it takes to change a message: its channel, and its time, which is its name there; `thread` is the message it answers. */
export type SlackRef = { channel: string; ts: string; thread: string | null }

export const writeRef = ({ channel, ts, thread }: SlackRef): MessageRef =>
  JSON.stringify({ channel, ts, ...(thread === null ? {} : { thread }) })

/** @returns null for what is not a reference that we gave */
export function readRef(ref: MessageRef): SlackRef | null {
  try {
    const { channel, ts, thread } = JSON.parse(ref) as { [name: string]: unknown }
    if (typeof channel !== 'string' || typeof ts !== 'string') return null
    return { channel, ts, thread: typeof thread === 'string' ? thread : null }
  } catch {
    return null
  }
}

/**
 * @returns the thread of a channel in which a message under `ref` stands, named by its first message: Slack has no threads in threads;
 *   null for a message that stands by itself
 */
export function threadOf(ref: MessageRef | null, channel: string): string | null {
  const above = ref === null ? null : readRef(ref)
  return above?.channel === channel ? (above.thread ?? above.ts) : null
}
