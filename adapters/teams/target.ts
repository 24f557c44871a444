import { setTimeout as sleep } from 'node:timers/promises'
import type { ConversationParameters } from 'botbuilder'
import type { DeliveryOutcome, Destination, PlatformMemory } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import type { Connection } from './connection.ts'
import { errorFields, statusOf } from './errors.ts'
import type { Failure } from './outcome.ts'
import { failureOf } from './outcome.ts'
import type { RememberedConversation } from './remember.ts'
import { conversationWith, keep, recallConversation, recallTenant } from './remember.ts'

/** `admits` says whether the bot's token may go to a service address; a call is given up after `timeout` milliseconds. */
export type Messaging = {
  connector: Connection['connector']
  memory: PlatformMemory
  admits(serviceUrl: string): boolean
  log: Log
  timeout: number
  doubt: number
}

const final = [403, 404]

/**
 * `call`, once more after `doubt` milliseconds when Teams says that something is gone: now and then it does not find what
 * is there. Believed at once, a channel would be given up, or a card posted a second time. Nothing was posted or changed.
 *
 * Source: github.com/MicrosoftDocs/msteams-docs issues 9425 and 6139 (seen until May 2026), microsoft/botbuilder-js#4722.
 */
export async function ifSure<T>(call: () => Promise<T>, { doubt }: Messaging): Promise<T> {
  try {
    return await call()
  } catch (error) {
    if (!final.includes(statusOf(error) ?? 0)) throw error
    await sleep(doubt)
    return call()
  }
}

/** Where a message goes: a remembered conversation. */
export type Target = { conversation: string; known: RememberedConversation }

const unknownPlace = 'nothing was ever said there'
const leftPlace = 'the bot is there no more'

/** @returns why nothing can be sent to `conversation`, when nothing can */
export async function targetIn(
  conversation: string,
  { memory, admits }: Messaging,
): Promise<Target | { gone: string }> {
  const known = await recallConversation(memory, conversation)
  if (!known || !admits(known.serviceUrl)) return { gone: unknownPlace }
  return known.left ? { gone: leftPlace } : { conversation, known }
}

/** Where a message to `to` goes, with a chat opened for who has none; or what became of the message for want of it. */
export async function targetOf(to: Destination, messaging: Messaging): Promise<Target | DeliveryOutcome> {
  const { memory } = messaging
  const conversation =
    to.to === 'person' ? await conversationWith(memory, to.user.tenant, to.user.user) : to.at.conversation
  if (to.to === 'person' && conversation === null) return openChat(to.user.tenant, to.user.user, messaging)
  const target = await targetIn(conversation ?? '', messaging)
  return 'gone' in target ? { kind: 'gone', why: target.gone } : target
}

/** A chat with somebody who never wrote to the bot in private. Opened again it is the same one, and nothing is posted. */
async function openChat(
  tenant: string,
  user: string,
  messaging: Messaging,
): Promise<Target | DeliveryOutcome> {
  const { connector, memory, admits, log, timeout } = messaging
  const home = await recallTenant(memory, tenant)
  if (!home || !admits(home.serviceUrl)) return { kind: 'gone', why: unknownPlace }
  const { serviceUrl, bot } = home
  try {
    const { conversations } = await connector(serviceUrl)
    const chat = newConversation({ bot, tenant, members: [{ id: user, name: '' }] })
    const opened = await ifSure(() => conversations.createConversation(chat, { timeout }), messaging)
    const known = { serviceUrl, tenant, scope: 'personal', bot, person: user }
    await keep(memory, opened.id, known)
    return { conversation: opened.id, known }
  } catch (error) {
    const { delivery } = failed(error, 'Teams did not open a chat', log)
    if (delivery.kind === 'refused') return { kind: 'gone', why: delivery.why }
    return delivery.kind === 'unconfirmed' ? { kind: 'retry', after: null, why: delivery.why } : delivery
  }
}

/** What a failed call means, which is logged: as an error when the operator has to see to it. */
export function failed(error: unknown, message: string, log: Log): Failure {
  const failure = failureOf(error)
  log[failure.operators ? 'error' : 'warn'](errorFields(error), message)
  return failure
}

/** What Teams asks for a new conversation: with members a chat, in a channel a thread. The SDK's type asks for more. */
export function newConversation(
  of: { bot: string; tenant: string } & (
    | Pick<ConversationParameters, 'members'>
    | (Pick<ConversationParameters, 'activity'> & { channel: string })
  ),
): ConversationParameters {
  const tenant = { id: of.tenant }
  const inChannel = 'channel' in of
  const parameters = {
    isGroup: inChannel,
    bot: { id: of.bot, name: '' },
    tenantId: of.tenant,
    ...(inChannel ? { activity: of.activity } : { members: of.members }),
    channelData: inChannel ? { tenant, channel: { id: of.channel } } : { tenant },
  }
  return parameters as ConversationParameters
}
