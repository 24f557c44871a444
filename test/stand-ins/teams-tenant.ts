import type { ConnectorCall, Fields, TeamsStandIn } from './teams.ts'
import type { MessageFields } from './teams-activities.ts'
import {
  installationActivities,
  messageActivity,
  personalConversation,
  removalActivities,
  teamEvent,
} from './teams-activities.ts'
import { type InvokeFields, invokeActivity, submittedActivity } from './teams-invokes.ts'
import { shownBy } from './teams-messages.ts'

/** A message of the bot. `text` is its plain words, `card` its Adaptive Card when it has one. */
export type SeenMessage = { conversation: string; card: Fields | undefined; text: string }

export type Seen = { status: number; body: string; messages: SeenMessage[] }

type Saying = Partial<Omit<MessageFields, 'text' | 'scope' | 'tenant' | 'serviceUrl'>>

/** Where and by whom something is pressed. */
export type Pressing = Partial<Omit<InvokeFields, 'tenant' | 'serviceUrl'>>

/** People of one tenant, talking to a real bot. Every call resolves once the bot's turn is over. */
export type TeamsTenant = {
  channel(text: string, is?: Saying): Promise<Seen>
  group(text: string, is?: Saying): Promise<Seen>
  personal(text: string, is?: Saying): Promise<Seen>
  install(is?: Saying & Pick<MessageFields, 'scope'>): Promise<Seen>
  /** Teams asks something and waits: `body` is what it is answered. `messages` holds what the bot posted or changed meanwhile. */
  invoke(name: string, value: unknown, is?: Pressing): Promise<Seen>
  /** An older client sends what a card holds as a message. */
  submit(data: Fields, is?: Pressing): Promise<Seen>
  /** The bot is removed: from a person's apps, from a chat, or from the team of the channels. */
  remove(scope: NonNullable<MessageFields['scope']>, is?: Saying): Promise<Seen>
  /** Something happens to the team of the channels, or to one of them: `channelDeleted`, `teamArchived`, … */
  event(eventType: string, channel?: string): Promise<Seen>
}

/** @param baseUrl where the bot listens; without `appId` nothing is signed (a bot in `dev`) */
export function teamsTenant(where: {
  baseUrl: string
  standIn: TeamsStandIn
  appId: string
  tenantId: string
}): TeamsTenant {
  const { baseUrl, standIn, appId, tenantId } = where

  const home = { tenant: tenantId, serviceUrl: standIn.url }

  async function post(activity: Fields, user: string): Promise<Seen> {
    const before = standIn.calls.length
    const token = appId ? await standIn.token(appId) : undefined
    const { status, body } = await postActivity(baseUrl, activity, token)
    const sent = standIn.calls.slice(before).filter((call) => isFor(call, activity, user))
    return { status, body, messages: sent.map(seenMessage) }
  }

  async function postAll(activities: Fields[], is: Saying): Promise<Seen> {
    const seen: Seen[] = []
    for (const activity of activities) seen.push(await post(activity, is.user ?? 'keiko'))
    return { ...seen.at(-1)!, messages: seen.flatMap(({ messages }) => messages) }
  }

  const say =
    (scope: NonNullable<MessageFields['scope']>) =>
    (text: string, is: Saying = {}) =>
      post(
        messageActivity({ ...is, text, scope, tenant: tenantId, serviceUrl: standIn.url }),
        is.user ?? 'keiko',
      )

  return {
    channel: say('channel'),
    group: say('groupChat'),
    personal: say('personal'),
    install: (is = {}) =>
      postAll(installationActivities({ ...is, tenant: tenantId, serviceUrl: standIn.url }), is),
    invoke: (name, value, is = {}) =>
      post(invokeActivity(name, value, { ...is, ...home }), is.user ?? 'keiko'),
    submit: (data, is = {}) => post(submittedActivity(data, { ...is, ...home }), is.user ?? 'keiko'),
    remove: (scope, is = {}) =>
      postAll(removalActivities({ ...is, scope, tenant: tenantId, serviceUrl: standIn.url }), is),
    event: (eventType, channel) =>
      post(
        teamEvent(eventType, { tenant: tenantId, serviceUrl: standIn.url, ...(channel ? { channel } : {}) }),
        'keiko',
      ),
  }
}

/** Posts `activity` (text as it stands, anything else as JSON) to the bot. */
export async function postActivity(
  baseUrl: string,
  activity: unknown,
  token?: string,
  headers: Record<string, string> = {},
): Promise<{ status: number; body: string }> {
  const response = await fetch(`${baseUrl}/api/messages`, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      ...(token ? { authorization: `Bearer ${token}` } : {}),
      ...headers,
    },
    body: typeof activity === 'string' ? activity : JSON.stringify(activity),
  })
  return { status: response.status, body: await response.text() }
}

function isFor(call: ConnectorCall, activity: Fields, user: string): boolean {
  if (call.conversation === undefined) return false
  const [entity] = Array.isArray(call.body.entities) ? (call.body.entities as Fields[]) : []
  const answered = call.replyTo ?? entity?.messageId
  return (
    answered === activity.id ||
    (answered !== undefined && answered === activity.replyToId) ||
    call.conversation === personalConversation(user)
  )
}

const seenMessage = ({ conversation = '', body }: ConnectorCall): SeenMessage => ({
  conversation,
  ...shownBy(body),
})
