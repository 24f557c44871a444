import type { WebClient } from '@slack/web-api'
import type { Log } from '../../src/log.ts'
import { codeOf } from './errors.ts'
import { boundedFetch } from './fetch.ts'
import { SECTION_TEXT } from './limits.ts'
import type { Place } from './place.ts'
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
  said: { request: Pick<Said['request'], 'id' | 'at' | 'from'>; direct: boolean },
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

/** For whom an answer is, and whether it takes the place of the message that was pressed. */
export type Manner = { everyone?: boolean; replace?: boolean }

/**
 * Answers by the response_url of what somebody did. Logs a failure; never rejects.
 *
 * @returns false when Slack refused it, so that it can be said otherwise
 */
export async function answerLate(
  responseUrl: string,
  message: SlackMessage,
  request: string,
  log: Log,
  { everyone, replace, thread }: Manner & { thread?: string | undefined } = {},
): Promise<boolean> {
  const how = {
    response_type: everyone ? 'in_channel' : 'ephemeral',
    ...(replace === undefined ? {} : { replace_original: replace }),
    ...(thread && !replace ? { thread_ts: thread } : {}),
  }
  try {
    if (await taken(responseUrl, { ...how, ...message })) return true
    log.warn({ request }, 'Slack refused a late answer; sending its words alone')
    if (await taken(responseUrl, { ...how, ...inWords(message) })) return true
    log.error({ code: 'refused', request }, 'Slack did not take a late answer')
    return false
  } catch (error) {
    // No answer from Slack may mean that it was taken: not sent twice.
    log.error({ code: codeOf(error), request }, 'Slack did not take a late answer')
    return true
  }
}

/** A response_url refuses by its status, or by `{"ok":false}` with status 200. */
async function taken(responseUrl: string, message: object): Promise<boolean> {
  const response = await boundedFetch(responseUrl, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify(message),
  })
  const words = await response.text()
  return response.ok && !/"ok"\s*:\s*false/.test(words)
}

/** Answers go to Slack alone, whatever a payload names. Source: docs.slack.dev/interactivity, response_url; and GovSlack's. */
function isSlacks(responseUrl: string, apiUrl: string): boolean {
  if (!URL.canParse(responseUrl)) return false
  const { protocol, hostname, origin } = new URL(responseUrl)
  const slacks = protocol === 'https:' && /\.slack(-gov)?\.com$/.test(hostname)
  return slacks || origin === new URL(apiUrl).origin
}

/**
 * Answers what was pressed or handed in, where it was: to all who are there, in place of what stood there, or to the asker alone (in a
 * direct conversation as a message, elsewhere as one that nobody else sees). Logs a failure; never rejects.
 */
export async function answerAt(
  client: WebClient,
  place: Place,
  request: string,
  message: SlackMessage,
  { everyone = false, replace = false }: Manner,
  log: Log,
): Promise<void> {
  const { from, at, direct, responseUrl } = place
  const byUrl =
    responseUrl !== null && isSlacks(responseUrl, client.slackApiUrl) && (everyone || replace || !direct)
  const manner = { everyone, replace, thread: at.thread }
  if (byUrl && (await answerLate(responseUrl, message, request, log, manner))) return
  await answerSaid(client, { request: { id: request, at, from }, direct: direct || everyone }, message, log)
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
