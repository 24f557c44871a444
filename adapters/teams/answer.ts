import { setTimeout as sleep } from 'node:timers/promises'
import type { Activity, ChannelAccount, CloudAdapter, TurnContext } from 'botbuilder'
import { within } from '../../src/chat/in-flight.ts'
import type { Reply } from '../../src/chat/request.ts'
import type { Log } from '../../src/log.ts'
import type { Connection } from './connection.ts'
import { codeOf, errorFields, retryAfterOf, statusOf } from './errors.ts'
import { PATIENCE_MS, SEND_MS } from './limits.ts'
import type { Place } from './receive.ts'
import { renderTeams } from './render.ts'
import { sendTargeted } from './targeted.ts'

export const ANSWERED_PRIVATELY = 'I have answered you in a direct message.'
export const NOT_REACHED =
  'I could not reach you in a direct message: add me as a personal app, then ask again.'
export const NOT_REACHED_NOW = 'I could not reach you in a direct message just now. Please ask again.'

/** Teams answers so for a person the bot may not write to. */
const notInstalled = [403, 404]

type Sending = { adapter: CloudAdapter; connector: Connection['connector']; appId: string; log: Log }

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
  { adapter, connector, appId, log }: Sending,
): Promise<void> {
  const message: Partial<Activity> = { type: 'message', ...renderTeams(reply.show) }
  const privately = () => patiently(() => sendToPerson(context, adapter, appId, place, message))
  try {
    if (place.targeted) await answerTargeted()
    else if (reply.to === 'here' || place.scope === 'personal')
      await patiently(() => context.sendActivity(message))
    else {
      const text = await answerPrivately()
      await patiently(() => context.sendActivity({ type: 'message', textFormat: 'plain', text }))
    }
  } catch (error) {
    log.error(errorFields(error), 'Teams did not take an answer')
  }

  async function answerPrivately(): Promise<string> {
    try {
      await privately()
      return ANSWERED_PRIVATELY
    } catch (error) {
      log.warn(errorFields(error), 'Teams did not take a direct message')
      return isNotInstalled(error) ? NOT_REACHED : NOT_REACHED_NOW
    }
  }

  async function answerTargeted(): Promise<void> {
    const { id = '' } = context.activity
    try {
      await patiently(() => sendTargeted(connector, place, id, message))
    } catch (error) {
      const status = statusOf(error)
      if (status === undefined || status >= 500) throw error
      log.warn(errorFields(error), 'Teams did not take a targeted message')
      await privately()
    }
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
  adapter: CloudAdapter,
  appId: string,
  { at, account, bot, serviceUrl, from }: Place,
  message: Partial<Activity>,
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
