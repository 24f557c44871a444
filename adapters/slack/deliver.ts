import type { WebClient } from '@slack/web-api'
import type { Destination, Messenger } from '../../src/chat/platform.ts'
import type { View } from '../../src/chat/view.ts'
import type { Log } from '../../src/log.ts'
import { orInWords, unseen } from './answer.ts'
import { codeOf, isTokenRefused, scopeMissing } from './errors.ts'
import { eventType, findMessage } from './find.ts'
import { drawHome } from './home.ts'
import type { Identity } from './identity.ts'
import { lookAt } from './look.ts'
import { deliveryFailure, editFailure, failureBefore, threadRefused } from './outcome.ts'
import { readRef, threadOf, writeRef } from './ref.ts'
import { renderSlack, type SlackMessage } from './render.ts'

/**
 * Slack as the core's messages reach it. Each call goes out once; what became of it is said, and never thrown.
 *
 * @param whoAmI who the bot is: people can be mentioned in its own workspace. Rejects with Slack's error
 */
export function createMessenger(client: WebClient, whoAmI: () => Promise<Identity>, log: Log): Messenger {
  const tokenTold = createTold(log)

  async function messageOf(show: View): Promise<SlackMessage> {
    return renderSlack(show, (await whoAmI()).team)
  }

  return {
    async deliver(to, show, key, under) {
      let channel: string
      let message: SlackMessage
      try {
        message = await messageOf(show)
        channel = await channelOf(client, to)
      } catch (error) {
        tokenTold.refused(error)
        return failureBefore(error)
      }
      try {
        const sent = await orInWords(message, (shown) =>
          orUnthreaded(threadOf(under, channel), async (thread) => ({
            thread,
            ...(await client.chat.postMessage({
              channel,
              ...shown,
              ...unseen,
              ...(thread === null ? {} : { thread_ts: thread }),
              metadata: { event_type: eventType, event_payload: { key } },
            })),
          })),
        )
        tokenTold.accepted()
        // A message that was taken and not named cannot be changed later, and must not be sent again.
        if (!sent.channel || !sent.ts) return { kind: 'unconfirmed', failed: false, why: 'no reference' }
        return { kind: 'sent', ref: writeRef({ channel: sent.channel, ts: sent.ts, thread: sent.thread }) }
      } catch (error) {
        tokenTold.refused(error)
        return deliveryFailure(error)
      }
    },

    async update(ref, show) {
      const posted = readRef(ref)
      if (!posted) return { kind: 'missing' }
      try {
        const message = await messageOf(show)
        await orInWords(message, (shown) =>
          client.chat.update({ channel: posted.channel, ts: posted.ts, ...shown }),
        )
        tokenTold.accepted()
        return { kind: 'done' }
      } catch (error) {
        tokenTold.refused(error)
        return editFailure(error)
      }
    },

    async remove(ref) {
      const posted = readRef(ref)
      if (!posted) return { kind: 'done' }
      try {
        await client.chat.delete({ channel: posted.channel, ts: posted.ts })
        tokenTold.accepted()
        return { kind: 'done' }
      } catch (error) {
        tokenTold.refused(error)
        const failure = editFailure(error)
        return failure.kind === 'missing' ? { kind: 'done' } : failure
      }
    },

    async find(to, key, since, under) {
      try {
        const { user } = await whoAmI()
        const channel = await channelOf(client, to)
        const where = { channel, thread: threadOf(under, channel) }
        return await findMessage(client, where, { key, since, botUser: user })
      } catch (error) {
        return { kind: 'unknown', why: codeOf(error) }
      }
    },

    look: (at) => lookAt(client, at.conversation, log),

    drawHome: (at, show) => drawHome(client, at, show),
  }
}

async function channelOf(client: WebClient, to: Destination): Promise<string> {
  if (to.to === 'conversation') return to.at.conversation
  const opened = await client.conversations.open({ users: to.user.user })
  if (!opened.channel?.id) throw new Error('conversations.open named no channel')
  return opened.channel.id
}

/** Where a thread is refused, the message stands by itself. */
async function orUnthreaded<T>(
  thread: string | null,
  send: (thread: string | null) => Promise<T>,
): Promise<T> {
  try {
    return await send(thread)
  } catch (error) {
    if (thread === null || !threadRefused.includes(codeOf(error))) throw error
    return send(null)
  }
}

/** Tells the operator once that the token is refused, and again only when it was accepted in between or refused otherwise. */
function createTold(log: Log): { refused(error: unknown): void; accepted(): void } {
  let told: string | undefined
  return {
    refused(error) {
      const [code, needed] = [codeOf(error), scopeMissing(error)]
      if (!isTokenRefused(error) || told === `${code} ${needed}`) return
      told = `${code} ${needed}`
      log.error(
        { code, ...(needed ? { needed } : {}) },
        'SLACK_BOT_TOKEN: Slack refuses it, and messages wait; it stands under OAuth & Permissions, where scopes are added',
      )
    },
    accepted() {
      told = undefined
    },
  }
}
