import type { Activity } from 'botbuilder'
import { ConnectorClient } from 'botframework-connector'
import type { Connection } from './connection.ts'
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
    ...message,
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
