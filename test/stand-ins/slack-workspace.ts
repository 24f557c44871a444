import type { Fields, SlackCall, SlackStandIn } from './slack.ts'
import { directChannel } from './slack.ts'
import type { Delivery } from './slack-delivery.ts'
import type { CommandFields } from './slack-payloads.ts'

/** What the person sees: `text` holds every word of it, `body` the message as sent; both empty when there is none. */
export type Seen = { status: number; body: Fields | null; text: string; method: string }

export type SlackWorkspace = {
  command(text: string, is?: CommandFields): Promise<Seen>
  mention(
    text: string,
    is?: { user?: string; channel?: string; thread?: string; eventId?: string },
  ): Promise<Seen>
  directMessage(text: string, is?: { user?: string; thread?: string; eventId?: string }): Promise<Seen>
  /** A channel is shared with another organisation. */
  share(channel: string): Promise<void>
}

/**
 * People talking to the bot in one workspace. Each call resolves to the answer its asker sees, however it came;
 * when there is none, after `silence` ms (2,500), to an empty one.
 */
export function slackWorkspace(where: {
  delivery: Delivery
  standIn: SlackStandIn
  silence?: number
}): SlackWorkspace {
  const { delivery, standIn, silence = 2_500 } = where
  const { team } = standIn
  const seen = (status: number, call: SlackCall | undefined): Seen => ({
    status,
    body: call?.body ?? null,
    text: wordsIn(call?.body),
    method: call?.method ?? '',
  })
  async function say(
    event: Fields,
    eventId: string | undefined,
    fits: (call: SlackCall) => boolean,
  ): Promise<Seen> {
    const whole = { ts: `${Date.now() / 1000}`, team, ...event }
    const envelope = { team_id: team, ...(eventId ? { event_id: eventId } : {}) }
    const { status } = await delivery.event(whole, envelope)
    return seen(status, status === 200 ? await standIn.next(fits, silence) : undefined)
  }
  return {
    async command(text, is = {}) {
      const responseUrl = standIn.responseUrl()
      const { status, body } = await delivery.command({ team, responseUrl, ...is, text })
      if (body || status !== 200) return { status, body, text: wordsIn(body), method: 'ack' }
      return seen(200, await standIn.next(({ url }) => responseUrl.endsWith(url), silence))
    },
    mention: (text, { user = 'U0KEIKO', channel = 'C0PLENARY', thread, eventId } = {}) =>
      say(
        {
          type: 'app_mention',
          user,
          channel,
          text: `<@${standIn.botUser}> ${text}`,
          ...(thread ? { thread_ts: thread } : {}),
        },
        eventId,
        ({ method, body }) =>
          (method === 'chat.postEphemeral' && body.channel === channel && body.user === user) ||
          (method === 'chat.postMessage' && body.channel === directChannel(user)),
      ),
    directMessage: (text, { user = 'U0KEIKO', thread, eventId } = {}) =>
      say(
        {
          type: 'message',
          channel_type: 'im',
          user,
          channel: directChannel(user),
          text,
          ...(thread ? { thread_ts: thread } : {}),
        },
        eventId,
        ({ method, body }) => method === 'chat.postMessage' && body.channel === directChannel(user),
      ),
    async share(channel) {
      await delivery.event(
        { type: 'channel_shared', channel, connected_team_id: 'T0OTHER' },
        { team_id: team },
      )
    },
  }
}

/** Every word of a message's blocks in reading order, one line per element; its `text` when it has no blocks. */
export function wordsIn(message: Fields | null | undefined): string {
  if (!message) return ''
  if (!Array.isArray(message.blocks) || message.blocks.length === 0) return String(message.text ?? '')
  return message.blocks.flatMap(wordsOfElement).join('\n')
}

function wordsOfElement(element: unknown): string[] {
  if (Array.isArray(element)) return element.flatMap(wordsOfElement)
  if (typeof element !== 'object' || element === null) return []
  const { text, elements, fields, rows, type } = element as Fields
  if (typeof text === 'string') return [text]
  if (type === 'rich_text_section' && Array.isArray(elements))
    return [elements.flatMap(wordsOfElement).join('')]
  return [text, elements, fields, rows].flatMap(wordsOfElement)
}
