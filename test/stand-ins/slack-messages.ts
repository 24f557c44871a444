type Fields = Record<string, unknown>

/** A message of the bot as it stands. `thread` is the `ts` of the message it is under; `edits` counts the changes. */
export type SlackMessage = {
  ts: string
  channel: string
  thread: string | null
  text: string
  key: string | null
  body: Fields
  edits: number
}

/** A channel of the workspace; one that nobody told of is a public channel that the bot is in. */
export type SlackChannel = {
  name?: string
  is_member?: boolean
  is_archived?: boolean
  is_mpim?: boolean
  is_ext_shared?: boolean
  is_pending_ext_shared?: boolean
}

export type SlackMessages = {
  /** What became of a call that posts, changes, deletes or lists messages; undefined for another method. */
  take(method: string, body: Fields): Fields | undefined
  /** The bot's messages that stand in a channel, its threads included, oldest first. */
  in(channel: string): SlackMessage[]
  /** Every message the bot ever posted, oldest first, as it stands or last stood. */
  posted: SlackMessage[]
  channels: Map<string, SlackChannel>
  /** Somebody else deletes a message. */
  erase(ts: string): void
}

const refusal = (error: string): Fields => ({ ok: false, error })

export function slackMessages(botUser: string, now: () => number = Date.now): SlackMessages {
  const posted: SlackMessage[] = []
  const channels = new Map<string, SlackChannel>()
  let messages: SlackMessage[] = []
  let count = 0

  function reachable(channel: string): Fields | null {
    const known = channels.get(channel)
    if (known?.is_archived) return refusal('is_archived')
    return known?.is_member === false ? refusal('not_in_channel') : null
  }

  function post(body: Fields): Fields {
    const channel = String(body.channel)
    const refused = reachable(channel)
    if (refused) return refused
    count += 1
    const ts = `${Math.floor(now() / 1000)}.${String(count).padStart(6, '0')}`
    const thread = body.thread_ts ? String(body.thread_ts) : null
    // There are no threads in threads.
    if (messages.some((message) => message.ts === thread && message.thread))
      return refusal('invalid_thread_ts')
    const message = { ts, channel, thread, text: String(body.text), key: keyOf(body), body, edits: 0 }
    messages.push(message)
    posted.push(message)
    return { ok: true, channel, ts }
  }

  function change(body: Fields): Fields {
    const message = messages.find(({ ts, channel }) => ts === body.ts && channel === body.channel)
    if (!message) return refusal('message_not_found')
    // What a change does not name stays, as its metadata.
    const whole = { ...message.body, ...body }
    Object.assign(message, { text: String(body.text), body: whole, edits: message.edits + 1 })
    return { ok: true, channel: message.channel, ts: message.ts }
  }

  function remove(body: Fields): Fields {
    const before = messages.length
    messages = messages.filter(({ ts, channel }) => ts !== body.ts || channel !== body.channel)
    return messages.length < before ? { ok: true } : refusal('message_not_found')
  }

  function list(method: string, body: Fields): Fields {
    const thread = method === 'conversations.replies' ? String(body.ts) : null
    const fitting = messages.filter(
      (message) =>
        message.channel === body.channel &&
        (thread ? message.thread === thread || message.ts === thread : message.thread === null) &&
        Number(message.ts) >= Number(body.oldest ?? 0),
    )
    const newest = fitting.slice(-Number(body.limit ?? 100))
    return {
      ok: true,
      messages: newest.map(({ ts, text, thread: under, body: { metadata } }) => ({
        ts,
        text,
        user: botUser,
        ...(under ? { thread_ts: under } : {}),
        ...(metadata && body.include_all_metadata === 'true' ? { metadata: readMetadata(metadata) } : {}),
      })),
      has_more: newest.length < fitting.length,
    }
  }

  return {
    take(method, body) {
      if (method === 'chat.postMessage') return post(body)
      if (method === 'chat.update') return change(body)
      if (method === 'chat.delete') return remove(body)
      if (method === 'conversations.history' || method === 'conversations.replies') return list(method, body)
      if (method !== 'conversations.info') return undefined
      const channel = String(body.channel)
      return {
        ok: true,
        channel: {
          id: channel,
          name: 'plenary',
          is_member: true,
          is_im: channel.startsWith('D'),
          ...channels.get(channel),
        },
      }
    },
    posted,
    in: (channel) => messages.filter((message) => message.channel === channel),
    channels,
    erase: (ts) => {
      messages = messages.filter((message) => message.ts !== ts)
    },
  }
}

const readMetadata = (metadata: unknown): Fields =>
  (typeof metadata === 'string' ? JSON.parse(metadata) : metadata) as Fields

function keyOf({ metadata }: Fields): string | null {
  if (!metadata) return null
  const { event_payload: payload } = readMetadata(metadata)
  return typeof payload === 'object' && payload !== null && 'key' in payload ? String(payload.key) : null
}
