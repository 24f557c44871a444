import type { Activity } from 'botbuilder'
import { ConnectorClient } from 'botframework-connector'
import type { Connection } from './connection.ts'
import type { Fields } from './fields.ts'
import { isFields } from './fields.ts'
import type { Place } from './receive.ts'
import { sendOnce } from './send-once.ts'

/**
 * Answers a message that its sender addressed to the bot alone, among others, so that nobody else sees the answer either.
 * Rejects as the SDK does; nothing was shown then.
 *
 * Source: learn.microsoft.com/microsoftteams/platform/agents-in-teams/targeted-messages, "Send replies using REST APIs".
 * The SDK knows neither that address nor that entity: it gives the rest of the call.
 *
 * @param messageId the activity that is answered
 */
export async function sendTargeted(
  connector: Connection['connector'],
  { account, bot, conversation, serviceUrl, at }: Place,
  messageId: string,
  message: Partial<Activity>,
): Promise<void> {
  const body = {
    ...forOne(message),
    from: { id: bot },
    recipient: { id: account },
    conversation: { id: conversation, tenantId: at.tenant },
    entities: [{ type: 'targetedMessageInfo', messageId }],
  }
  const { credentials } = await connector(serviceUrl)
  const httpClient: typeof sendOnce = {
    sendRequest(request) {
      request.url += '?isTargetedActivity=true'
      request.body = JSON.stringify(body)
      return sendOnce.sendRequest(request)
    },
  }
  const { conversations } = new ConnectorClient(credentials, { baseUri: serviceUrl, httpClient })
  await conversations.sendToConversation(conversation, { type: 'message' } as Activity)
}

/**
 * `shown` with its buttons marked as standing where one person alone sees them: Teams does not say it of what is pressed. Whoever made up
 * the mark would be shown what they may see, and nobody else anything.
 */
export function forOne<T>(shown: T): T {
  const marked = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(marked)
    if (!isFields(value)) return value
    const inside = Object.fromEntries(Object.entries(value).map(([key, each]) => [key, marked(each)]))
    return typeof value.press === 'string' ? { ...inside, one: true } : inside
  }
  return marked(shown) as T
}

/** Where a button with that mark was pressed. @param data what the card sent, not trusted */
export const placeForOne = (place: Place, data: Fields): Place =>
  data.one === true && place.scope !== 'personal' ? { ...place, targeted: true } : place
