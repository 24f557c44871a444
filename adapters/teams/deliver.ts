import type { Activity } from 'botbuilder'
import type { Conversations } from 'botframework-connector/lib/connectorApi/operations/index.js'
import type {
  DeliveryOutcome,
  Destination,
  EditOutcome,
  MessageRef,
  Messenger,
} from '../../src/chat/platform.ts'
import type { View } from '../../src/chat/view.ts'
import { errorFields } from './errors.ts'
import { homeRefFrom, renderAnswer } from './home.ts'
import { lookAt } from './look.ts'
import type { Posted } from './posted.ts'
import { placeIn, postedFrom, refOf, threadIn } from './posted.ts'
import { renderTeams } from './render.ts'
import type { Messaging, Target } from './target.ts'
import { failed, ifSure, newConversation, targetIn, targetOf } from './target.ts'

/**
 * What the bot says by itself on Teams. A new message in a channel begins a thread; one `under` another stands in that
 * one's thread; chats have none. Each call goes out once. Where nothing was ever said, nothing can be sent.
 */
export function createMessenger(messaging: Messaging): Messenger {
  const { connector, log, timeout } = messaging
  const inTime = { timeout }

  const calls = async ({ known }: Target): Promise<Conversations> =>
    (await connector(known.serviceUrl)).conversations

  async function post(target: Target, thread: string | null, view: View): Promise<DeliveryOutcome> {
    const { conversation, known } = target
    const { bot, tenant, scope } = known
    const message = messageOf({ from: { id: bot, name: '' }, ...renderTeams(view, tenant) })
    const conversations = await calls(target)
    if (scope === 'channel' && thread === null) {
      const begun = newConversation({ bot, tenant, channel: conversation, activity: message })
      const { id, activityId } = await conversations.createConversation(begun, inTime)
      return sent(id, activityId ?? threadIn(id ?? ''))
    }
    const whole = thread === null ? conversation : `${conversation};messageid=${thread}`
    const place = { id: whole, tenantId: tenant } as Activity['conversation']
    const { id } = await conversations.sendToConversation(whole, { ...message, conversation: place }, inTime)
    return sent(whole, id)
  }

  async function deliver(to: Destination, view: View, under: MessageRef | null): Promise<DeliveryOutcome> {
    const target = await targetOf(to, messaging)
    if (!('known' in target)) return target
    const thread = threadFor(to, target, under)
    try {
      return await ifSure(() => post(target, thread, view), messaging)
    } catch (error) {
      const failure = failed(error, 'Teams did not take a message', log)
      if (thread === null || !failure.missing) return failure.delivery
    }
    // What it answers was deleted: nothing was posted, and it can stand alone.
    return post(target, null, view).catch(
      (error: unknown) => failed(error, 'Teams did not take a message', log).delivery,
    )
  }

  async function edit(
    ref: MessageRef,
    change: (conversations: Conversations, posted: Posted, target: Target) => Promise<unknown>,
  ): Promise<EditOutcome> {
    const posted = postedFrom(ref)
    if (!posted) return { kind: 'missing' }
    try {
      const target = await targetIn(placeIn(posted.conversation), messaging)
      if ('gone' in target) return { kind: 'gone', why: target.gone }
      const conversations = await calls(target)
      await ifSure(() => change(conversations, posted, target), messaging)
      return { kind: 'done' }
    } catch (error) {
      return failed(error, 'Teams did not change a message', log).edit
    }
  }

  return {
    deliver: (to, view, _, under) =>
      deliver(to, view, under).catch((error: unknown) => {
        // A failed call does not come here: nothing was sent.
        log.error(errorFields(error), 'a message to Teams was not made ready')
        return { kind: 'retry', after: null, why: 'not made ready' }
      }),
    update: (ref, view) =>
      edit(ref, (conversations, { conversation, activity }, { known }) => {
        const message = messageOf({ id: activity, ...renderTeams(view, known.tenant) })
        return conversations.updateActivity(conversation, activity, message, inTime)
      }),
    async remove(ref) {
      const outcome = await edit(ref, (conversations, { conversation, activity }) =>
        conversations.deleteActivity(conversation, activity, inTime),
      )
      return outcome.kind === 'missing' ? { kind: 'done' } : outcome
    },
    find: async () => ({ kind: 'unknown', why: 'Teams cannot be asked what it shows' }),
    look: (at) => lookAt(at, messaging),
    async drawHome({ ref }, view) {
      const home = homeRefFrom(ref)
      if (!home) return { kind: 'missing' }
      return edit(refOf(home), (conversations, { conversation, activity }) => {
        const message = messageOf({ id: activity, ...renderAnswer(view, home.account) })
        return conversations.updateActivity(conversation, activity, message, inTime)
      })
    },
  }
}

/** The thread a message goes to: that of the one it answers, else of the place it is for. */
function threadFor(
  to: Destination,
  { conversation, known }: Target,
  under: MessageRef | null,
): string | null {
  if (known.scope !== 'channel' || to.to === 'person') return null
  const answered = under === null ? null : postedFrom(under)
  if (!answered || placeIn(answered.conversation) !== conversation) return to.at.thread ?? null
  return threadIn(answered.conversation) ?? answered.activity
}

/** One that Teams took without saying its name can never be changed. */
function sent(conversation: string | undefined, activity: string | undefined): DeliveryOutcome {
  if (conversation && activity) return { kind: 'sent', ref: refOf({ conversation, activity }) }
  return { kind: 'unconfirmed', failed: false, why: 'taken, but Teams did not say where it is' }
}

/** A message as Teams takes it; the SDK's type asks for more. */
const messageOf = (of: Partial<Activity>): Activity => ({ type: 'message', ...of }) as Activity
