import { randomUUID } from 'node:crypto'
import { type MessageFields, messageActivity } from './teams-activities.ts'

type Fields = Record<string, unknown>

/** What a test may say of something that Teams asks; `card` is the id of the message that it was pressed on. */
export type InvokeFields = Omit<MessageFields, 'text' | 'mentioned'> & { card?: string }

/** Something that Teams asks the bot and waits for: `adaptiveCard/action`, `task/fetch`, `task/submit`, … */
export function invokeActivity(name: string, value: unknown, is: InvokeFields): Fields & { id: string } {
  const { card, fields, ...rest } = is
  const id = is.id ?? `f:${randomUUID()}`
  const {
    text: _,
    textFormat: __,
    entities: ___,
    attachments: ____,
    ...base
  } = messageActivity({ ...rest, id, mentioned: false })
  return { ...base, id, type: 'invoke', name, value, ...(card ? { replyToId: card } : {}), ...fields }
}

/** What an older client sends for a button, in place of an invoke. */
export function submittedActivity(data: Fields, is: InvokeFields): Fields & { id: string } {
  const { name: _, type: __, ...base } = invokeActivity('', data, is)
  return { ...base, type: 'message', id: String(base.id) } as Fields & { id: string }
}

/** What Teams asks when an action of a card is pressed, with what was entered in the card's inputs. */
export const executed = (verb: unknown, data: Fields) => ({
  action: { type: 'Action.Execute', id: '', title: '', verb, data },
  trigger: 'manual',
})

/** A message that the message action is used on; `said` are its fields in Teams' words. */
export const messageAction = (commandId: string, said: Fields = {}) => ({
  commandId,
  commandContext: 'message',
  requestId: randomUUID(),
  context: { theme: 'default' },
  messagePayload: {
    linkToMessage: 'https://teams.microsoft.com/l/message/19:plenary@thread.tacv2/1275900000000',
    id: '1275900000000',
    createdDateTime: '2010-06-04T09:30:00.123Z',
    body: { contentType: 'html', content: '<div>Here it is</div>' },
    from: { user: { userIdentityType: 'aadUser', id: 'eleni', displayName: 'Eleni Papadaki' } },
    ...said,
  },
})
