import { setTimeout as sleep } from 'node:timers/promises'
import type { Activity, ChannelAccount, CloudAdapter, TurnContext } from 'botbuilder'
import { within } from '../../src/chat/in-flight.ts'
import type { Reply } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import type { Connection } from './connection.ts'
import { codeOf, errorFields, retryAfterOf, statusOf } from './errors.ts'
import { renderAnswer } from './home.ts'
import { PATIENCE_MS, SEND_MS } from './limits.ts'
import type { Place } from './receive.ts'
import { sendTargeted } from './targeted.ts'

export const ANSWERED_PRIVATELY = 'I have answered you in a direct message.'
export const NOT_REACHED =
  'I could not reach you in a direct message: add me as a personal app, then ask again.'
export const NOT_REACHED_NOW = 'I could not reach you in a direct message just now. Please ask again.'

/** Teams answers so for a person the bot may not write to. */
const notInstalled = [403, 404]

export type Sending = { adapter: CloudAdapter; connector: Connection['connector']; appId: string; log: Log }

/**
 * Sends a reply where it belongs: what is for the asker alone goes, from a channel or group, to their own chat with
 * the bot, and never falls back to where others read; what was asked among others of the bot alone is answered so.
 * Logs a failure with Teams' status; never rejects.
 *
 * @param context the turn of the activity that is answered
 */
export async function answer(
  context: TurnContext,
  place: Place,
  reply: Reply,
  sending: Sending,
): Promise<void> {
  const { connector, log } = sending
  const message: Partial<Activity> = { type: 'message', ...renderAnswer(reply.show, place.account) }
  try {
    if (place.targeted && reply.to !== 'everyone') await answerTargeted()
    else if (reply.to !== 'asker' || place.scope === 'personal')
      await patiently(() => context.sendActivity(message))
    else {
      const { words: text } = await answerPrivately(context, place, message, sending)
      await patiently(() => context.sendActivity({ type: 'message', textFormat: 'plain', text }))
    }
  } catch (error) {
    log.error(errorFields(error), notTaken)
  }

  async function answerTargeted(): Promise<void> {
    const { id = '' } = context.activity
    try {
      await patiently(() => sendTargeted(connector, place, id, message))
    } catch (error) {
      const status = statusOf(error)
      if (status === undefined || status >= 500) throw error
      log.warn(errorFields(error), 'Teams did not take a targeted message')
      await patiently(() => sendToPerson(context, place, message, sending))
    }
  }
}

const notTaken = 'Teams did not take an answer'

/** A message to the one who is answered, in their own chat with the bot. @returns what may be said of it where others read */
export async function answerPrivately(
  context: TurnContext,
  place: Place,
  message: Partial<Activity>,
  sending: Sending,
): Promise<{ reached: boolean; words: string }> {
  try {
    await patiently(() => sendToPerson(context, place, message, sending))
    return { reached: true, words: ANSWERED_PRIVATELY }
  } catch (error) {
    sending.log.warn(errorFields(error), 'Teams did not take a direct message')
    return { reached: false, words: isNotInstalled(error) ? NOT_REACHED : NOT_REACHED_NOW }
  }
}

/** A message where something was said or pressed. @returns whether Teams took it; logged when it did not */
export async function say(
  context: TurnContext,
  message: Partial<Activity>,
  { log }: Pick<Sending, 'log'>,
): Promise<boolean> {
  try {
    await patiently(() => context.sendActivity({ type: 'message', ...message }))
    return true
  } catch (error) {
    log.error(errorFields(error), notTaken)
    return false
  }
}

/** `message` in the place of one that stands, `card` its id. @returns whether Teams took it; logged when it did not */
export async function replace(
  context: TurnContext,
  card: string,
  message: Partial<Activity>,
  { log }: Pick<Sending, 'log'>,
): Promise<boolean> {
  try {
    await patiently(() => context.updateActivity({ type: 'message', id: card, ...message }))
    return true
  } catch (error) {
    log.warn(errorFields(error), 'Teams did not change a card that was pressed')
    return false
  }
}

/** Sends once more what Teams was too busy to take, when it says how soon it can; somebody is waiting. */
async function patiently(send: () => Promise<unknown>): Promise<void> {
  await inTime(
    send().catch(async (error: unknown) => {
      const after = statusOf(error) === 429 ? retryAfterOf(error) : null
      if (after === null || after > PATIENCE_MS) throw error
      await sleep(after)
      return send()
    }),
  )
}

async function sendToPerson(
  context: TurnContext,
  { at, account, bot, serviceUrl, from }: Place,
  message: Partial<Activity>,
  { adapter, appId }: Sending,
): Promise<void> {
  const audience: unknown = context.turnState.get(adapter.OAuthScopeKey)
  const person = { id: account, name: from.name ?? '' }
  let failure: unknown
  await adapter.createConversationAsync(
    appId,
    'msteams',
    serviceUrl,
    typeof audience === 'string' ? audience : '',
    {
      isGroup: false,
      bot: { id: bot } as ChannelAccount,
      members: [person],
      tenantId: at.tenant,
      channelData: { tenant: { id: at.tenant } },
      // The SDK's type asks for these two, Teams does without.
      activity: undefined as never,
      topicName: undefined as never,
    },
    async (personal) => {
      // The SDK takes the new conversation's id for that of a message to answer, and its onTurnError would swallow a failure.
      Reflect.deleteProperty(personal.activity, 'id')
      try {
        await personal.sendActivity(message)
      } catch (error) {
        failure = error
      }
    },
  )
  if (failure !== undefined) throw failure
}

async function inTime(sending: Promise<unknown>): Promise<void> {
  if (!(await within(sending, SEND_MS)))
    throw new DOMException(`no answer within ${SEND_MS} ms`, 'TimeoutError')
}

function isNotInstalled(error: unknown): boolean {
  const status = statusOf(error)
  return (
    codeOf(error) === 'BotNotInConversationRoster' || (status !== undefined && notInstalled.includes(status))
  )
}
