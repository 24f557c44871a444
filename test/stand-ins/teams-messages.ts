type Fields = Record<string, unknown>

/**
 * A message of the bot as it stands. `thread` is the id of the channel's message it is under, null for the message
 * that began one, and outside channels. `text` is its plain words, `card` its Adaptive Card when it has one;
 * `edits` counts the changes. `onlyFor` is the person who alone sees it, null for everybody there.
 */
export type TeamsMessage = {
  id: string
  conversation: string
  thread: string | null
  text: string
  card: Fields | undefined
  body: Fields
  edits: number
  onlyFor: string | null
}

/** What a call gets: a status, and Teams' words. */
export type Answer = { status: number; body: object }

export type TeamsMessages = {
  /** What became of a call of the Connector API: what it posts, changes or deletes stands so from then on. */
  take(method: string, address: string, body: Fields): Answer
  /** The bot's messages that stand in a conversation (a channel without its threads), oldest first. */
  in(conversation: string): TeamsMessage[]
  erase(id: string): void
}

const refusal = (status: number, code: string): Answer => ({
  status,
  body: { error: { code, message: 'refused by the stand-in' } },
})

/** @param channels of teams by the team's id; the general one has the team's id and no name */
export function teamsMessages(channels: Map<string, { id: string; name?: string }[]>): TeamsMessages {
  let messages: TeamsMessage[] = []
  let count = 0

  function post(whole: string, body: Fields, onlyFor: string | null = null): TeamsMessage {
    count += 1
    const [conversation = '', thread = null] = whole.split(';messageid=')
    const message = { id: `sent-${count}`, conversation, thread, ...shownBy(body), body, edits: 0, onlyFor }
    messages.push(message)
    return message
  }

  function create(body: Fields): Answer {
    const channel = fieldsIn(fieldsIn(body.channelData).channel).id
    if (typeof channel === 'string') {
      const { id } = post(channel, fieldsIn(body.activity))
      return { status: 201, body: { id: `${channel};messageid=${id}`, activityId: id } }
    }
    const [member] = Array.isArray(body.members) ? (body.members as Fields[]) : []
    return { status: 201, body: { id: `a:${String(member?.id).replace(/^29:/, '')}` } }
  }

  function change(method: string, id: string, body: Fields): Answer {
    const message = messages.find((each) => each.id === id)
    if (!message) return refusal(404, 'ActivityNotFoundInConversation')
    if (method === 'DELETE') messages = messages.filter((each) => each !== message)
    else Object.assign(message, shownBy(body), { body, edits: message.edits + 1 })
    return { status: 200, body: { id } }
  }

  return {
    take(method, address, body) {
      const [path = '', query] = address.split('?')
      const [, team] = /^\/v3\/teams\/([^/]+)\/conversations$/.exec(path) ?? []
      if (team) return { status: 200, body: { conversations: channels.get(team) ?? [] } }
      if (path === '/v3/conversations') return create(body)
      const [, conversation, id] = /^\/v3\/conversations\/([^/]+)\/activities(?:\/([^/]+))?$/.exec(path) ?? []
      if (!conversation) return refusal(404, 'UnknownPath')
      if (id && method !== 'POST') return change(method, id, body)
      const onlyFor = query === 'isTargetedActivity=true' ? String(fieldsIn(body.recipient).id) : null
      return { status: 201, body: { id: post(conversation, body, onlyFor).id } }
    },
    in: (conversation) => messages.filter((message) => message.conversation === conversation),
    erase: (id) => {
      messages = messages.filter((message) => message.id !== id)
    },
  }
}

/** The words of a message's body, and its card. */
export function shownBy(body: Fields): { text: string; card: Fields | undefined } {
  const [attachment] = Array.isArray(body.attachments) ? (body.attachments as Fields[]) : []
  const card = attachment?.content as Fields | undefined
  return { text: card ? markdownWords(String(card.fallbackText)) : String(body.text ?? ''), card }
}

/** Words of markdown in which all that is markup is escaped. */
export function markdownWords(markdown: string): string {
  return markdown.replace(/\\([!-/:-@[-`{-~])/g, '$1')
}

const fieldsIn = (value: unknown): Fields =>
  typeof value === 'object' && value !== null ? (value as Fields) : {}
