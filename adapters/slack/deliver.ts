import type { WebClient } from '@slack/web-api'
import type { DeliveryOutcome, Destination, Found, Messenger } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import { blocksRefused, inWords, unseen } from './answer.ts'
import { codeOf, isTokenRefused } from './errors.ts'
import { FOUND_AMONG, FOUND_BEFORE_MS } from './limits.ts'
import { lookAt } from './look.ts'
import { deliveryFailure, editFailure } from './outcome.ts'
import { renderSlack, type SlackMessage } from './render.ts'

/** What a posted message carries for `find`: Slack keeps it and shows it to nobody. */
const eventType = 'asem_delivery'

type Ref = { channel: string; ts: string }

/**
 * Slack as the core's messages reach it. Each call goes out once; what became of it is said, and never thrown.
 *
 * @param team the bot's own workspace, in which people can be mentioned; undefined while Slack has not said it
 */
export function createMessenger(client: WebClient, team: () => string | undefined, log: Log): Messenger {
  const refused = (error: unknown): void => {
    if (isTokenRefused(error)) log.error({ code: codeOf(error) }, 'SLACK_BOT_TOKEN: Slack refuses it')
  }

  async function post(
    channel: string,
    message: SlackMessage,
    key: string,
    under: string | null,
  ): Promise<DeliveryOutcome> {
    const sent = await client.chat.postMessage({
      channel,
      ...message,
      ...unseen,
      ...(under ? { thread_ts: refOf(under).ts } : {}),
      metadata: { event_type: eventType, event_payload: { key } },
    })
    // A message that was taken and not named cannot be changed later, and must not be sent again.
    if (!sent.channel || !sent.ts) return { kind: 'unconfirmed', failed: false, why: 'no reference' }
    return { kind: 'sent', ref: JSON.stringify({ channel: sent.channel, ts: sent.ts } satisfies Ref) }
  }

  return {
    async deliver(to, show, key, under) {
      try {
        const channel = await channelOf(client, to)
        const message = renderSlack(show, team())
        try {
          return await post(channel, message, key, under)
        } catch (error) {
          if (!blocksRefused.includes(codeOf(error))) throw error
          return await post(channel, inWords(message), key, under)
        }
      } catch (error) {
        refused(error)
        return deliveryFailure(error)
      }
    },

    async update(ref, show) {
      const { channel, ts } = refOf(ref)
      const message = renderSlack(show, team())
      try {
        try {
          await client.chat.update({ channel, ts, ...message })
        } catch (error) {
          if (!blocksRefused.includes(codeOf(error))) throw error
          await client.chat.update({ channel, ts, ...inWords(message) })
        }
        return { kind: 'done' }
      } catch (error) {
        refused(error)
        return editFailure(error)
      }
    },

    async remove(ref) {
      try {
        await client.chat.delete(refOf(ref))
        return { kind: 'done' }
      } catch (error) {
        refused(error)
        return editFailure(error)
      }
    },

    async find(to, key, since, under) {
      try {
        return await findIn(client, await channelOf(client, to), key, since, under && refOf(under).ts)
      } catch (error) {
        return { kind: 'unknown', why: codeOf(error) }
      }
    },

    look: (at) => lookAt(client, at.conversation, log),
  }
}

async function channelOf(client: WebClient, to: Destination): Promise<string> {
  if (to.to === 'conversation') return to.at.conversation
  const opened = await client.conversations.open({ users: to.user.user })
  if (!opened.channel?.id) throw new Error('conversations.open named no channel')
  return opened.channel.id
}

type HistoryMessage = { ts?: string; metadata?: { event_type?: string; event_payload?: object } }

/**
 * Looks among the newest messages since an instant, or in a thread. It is not there only if all of them were seen.
 *
 * @param thread the message under which it would stand, if any: replies are not in a channel's history
 */
async function findIn(
  client: WebClient,
  channel: string,
  key: string,
  since: Date,
  thread: string | null,
): Promise<Found> {
  const among = {
    channel,
    oldest: String((since.getTime() - FOUND_BEFORE_MS) / 1000),
    limit: FOUND_AMONG,
    include_all_metadata: true,
  }
  const page = thread
    ? await client.conversations.replies({ ...among, ts: thread })
    : await client.conversations.history(among)
  const messages: HistoryMessage[] = page.messages ?? []
  const found = messages.find(({ metadata }) => {
    const payload = metadata?.event_payload
    return (
      metadata?.event_type === eventType && payload !== undefined && 'key' in payload && payload.key === key
    )
  })
  if (found?.ts) return { kind: 'found', ref: JSON.stringify({ channel, ts: found.ts } satisfies Ref) }
  return page.has_more ? { kind: 'unknown', why: 'too much was said since' } : { kind: 'absent' }
}

/** @throws when it is not one of ours */
function refOf(ref: string): Ref {
  return JSON.parse(ref) as Ref
}
