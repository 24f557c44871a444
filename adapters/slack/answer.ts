import type { RespondFn } from '@slack/bolt'
import { ErrorCode } from '@slack/bolt'
import type { WebClient } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import { codeOf } from './errors.ts'
import { SECTION_TEXT } from './limits.ts'
import type { Said } from './receive.ts'
import type { SlackMessage } from './render.ts'

/** Slack says so when the bot, or the asker, cannot be reached where the question was asked. */
const unreachableHere = ['not_in_channel', 'channel_not_found', 'user_not_in_channel', 'is_archived']

/** Slack refuses the blocks, not the message. */
const blocksRefused = [
  'invalid_blocks',
  'invalid_blocks_format',
  'msg_blocks_too_long',
  'block_mismatch',
  'view_too_large',
  'invalid_arguments',
]

/** No previews of linked pages under an answer. */
export const unseen = { unfurl_links: false, unfurl_media: false }

/**
 * Answers a mention or a direct message: in a direct conversation as a message, elsewhere so that the asker alone
 * sees it, and by direct message where that is refused. Logs a failure with Slack's code; never rejects.
 */
export async function answerSaid(
  client: WebClient,
  said: Said,
  message: SlackMessage,
  log: Log,
): Promise<void> {
  const { id, at, from } = said.request
  try {
    if (said.direct) return await postMessage(client, at.conversation, at.thread, message)
    try {
      await orInWords(message, (shown) =>
        client.chat.postEphemeral({
          channel: at.conversation,
          user: from.user,
          ...(at.thread ? { thread_ts: at.thread } : {}),
          ...shown,
        }),
      )
    } catch (error) {
      if (!unreachableHere.includes(codeOf(error))) throw error
      const opened = await client.conversations.open({ users: from.user })
      if (!opened.channel?.id) throw error
      await postMessage(client, opened.channel.id, undefined, message)
    }
  } catch (error) {
    log.error({ code: codeOf(error), request: id }, 'Slack did not take an answer')
  }
}

/** Answers a slash command late, by its response_url, to the asker alone. Logs a failure; never rejects. */
export async function answerLate(
  respond: RespondFn,
  message: SlackMessage,
  request: string,
  log: Log,
): Promise<void> {
  try {
    if (await taken(respond, message)) return
    log.warn({ request }, 'Slack refused a late answer; sending its words alone')
    if (await taken(respond, inWords(message))) return
    log.error({ code: 'refused', request }, 'Slack did not take a late answer')
  } catch (error) {
    // No answer from Slack may mean that it was taken: not sent twice.
    log.error({ code: codeOf(error), request }, 'Slack did not take a late answer')
  }
}

/** A response_url refuses by its status, or by `{"ok":false}` with status 200. */
async function taken(respond: RespondFn, message: SlackMessage): Promise<boolean> {
  try {
    const response = await respond({ response_type: 'ephemeral', ...message })
    return !/"ok"\s*:\s*false/.test(await response.text())
  } catch (error) {
    if (codeOf(error) === ErrorCode.RespondError) return false
    throw error
  }
}

async function postMessage(
  client: WebClient,
  channel: string,
  thread: string | undefined,
  message: SlackMessage,
): Promise<void> {
  await orInWords(message, (shown) =>
    client.chat.postMessage({ channel, ...(thread ? { thread_ts: thread } : {}), ...shown, ...unseen }),
  )
}

/** Sends once more without the layout when Slack refuses the blocks: an answer in plain words beats none. */
export async function orInWords<T>(
  message: SlackMessage,
  send: (shown: SlackMessage) => Promise<T>,
): Promise<T> {
  try {
    return await send(message)
  } catch (error) {
    if (!blocksRefused.includes(codeOf(error))) throw error
    return await send(inWords(message))
  }
}

/** The same message without its layout. */
function inWords(message: SlackMessage): SlackMessage {
  const words = message.text.replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&')
  const characters = [...words].slice(0, SECTION_TEXT / 2).join('')
  const text = characters.length < words.length ? `${characters}…` : words
  return {
    text: message.text,
    blocks: [{ type: 'section', text: { type: 'plain_text', text, emoji: false } }],
  }
}
