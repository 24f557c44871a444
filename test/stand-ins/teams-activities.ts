import { randomUUID } from 'node:crypto'

type Fields = Record<string, unknown>

export type TeamsScope = 'personal' | 'groupChat' | 'channel'

/**
 * What a test may say of a message; the rest has likely values. `user` is the person's Entra object id, `mentioned`
 * (default: outside personal chats) puts the bot's mention before the text, `fields` override anything.
 */
export type MessageFields = {
  text?: string
  scope?: TeamsScope
  user?: string
  name?: string
  tenant?: string
  conversation?: string
  thread?: string
  mentioned?: boolean
  serviceUrl: string
  bot?: string
  id?: string
  fields?: Fields
}

/** The stand-in's personal conversation between the bot and a person. */
export const personalConversation = (user: string): string => `a:${user}`

/** A message as Teams posts it to a bot. */
export function messageActivity(is: MessageFields): Fields & { id: string } {
  const { text = 'help', user = 'keiko', tenant = 'tenant-japan', bot = '28:asem', scope = 'personal' } = is
  const mentioned = is.mentioned ?? scope !== 'personal'
  const id = is.id ?? randomUUID()
  return {
    type: 'message',
    id,
    channelId: 'msteams',
    serviceUrl: is.serviceUrl,
    textFormat: 'plain',
    locale: 'en-GB',
    text: mentioned ? `<at>asem</at> ${text}` : text,
    from: { id: `29:${user}`, aadObjectId: user, name: is.name ?? user },
    recipient: { id: bot, name: 'asem' },
    conversation: {
      id: conversationOf(is, scope, user, id),
      conversationType: scope,
      tenantId: tenant,
      isGroup: scope !== 'personal',
    },
    channelData: {
      tenant: { id: tenant },
      ...(scope === 'channel'
        ? { team: { id: '19:team@thread.tacv2' }, channel: { id: '19:plenary@thread.tacv2' } }
        : {}),
    },
    entities: mentioned
      ? [{ type: 'mention', text: '<at>asem</at>', mentioned: { id: bot, name: 'asem' } }]
      : [],
    attachments: [{ contentType: 'text/html', content: '<p>as typed</p>' }],
    ...is.fields,
  }
}

/** The two activities Teams posts when the bot is installed for a person. */
export function installationActivities(is: Omit<MessageFields, 'text'>): Fields[] {
  const {
    text: _,
    textFormat: __,
    entities: ___,
    attachments: ____,
    id: _____,
    ...base
  } = messageActivity({ ...is, mentioned: false })
  const bot = is.bot ?? '28:asem'
  return [
    { ...base, id: randomUUID(), type: 'conversationUpdate', membersAdded: [{ id: bot }], ...is.fields },
    { ...base, id: randomUUID(), type: 'installationUpdate', action: 'add', ...is.fields },
  ]
}

/** Something that happened to a team, told as Teams does: in the conversation of the team, whatever `channel` it is about. */
export function teamEvent(
  eventType: string,
  is: { tenant: string; serviceUrl: string; team?: string; channel?: string; fields?: Fields },
): Fields {
  const { tenant, serviceUrl, team = '19:team@thread.tacv2', channel } = is
  return {
    type: 'conversationUpdate',
    id: `f:${randomUUID()}`,
    channelId: 'msteams',
    serviceUrl,
    from: { id: '29:keiko', aadObjectId: 'keiko' },
    recipient: { id: '28:asem', name: 'asem' },
    conversation: { id: team, conversationType: 'channel', isGroup: true, tenantId: tenant },
    channelData: {
      eventType,
      tenant: { id: tenant },
      team: { id: team },
      ...(channel ? { channel: { id: channel, name: 'Plenary' } } : {}),
    },
    ...is.fields,
  }
}

/** The two activities Teams posts when the bot is removed: from a chat, or from a whole team. */
export function removalActivities(is: Omit<MessageFields, 'text'>): Fields[] {
  const [joined, installed] = installationActivities(is)
  const { membersAdded, ...left } = joined!
  const team = '19:team@thread.tacv2'
  const data = {
    tenant: { id: is.tenant ?? 'tenant-japan' },
    eventType: 'teamMemberRemoved',
    team: { id: team },
  }
  const there =
    is.scope === 'channel'
      ? { conversation: { ...Object(joined!.conversation), id: team }, channelData: data }
      : {}
  return [
    { ...left, ...there, membersRemoved: membersAdded, ...is.fields },
    { ...installed, ...there, action: 'remove', ...is.fields },
  ]
}

function conversationOf(is: MessageFields, scope: TeamsScope, user: string, id: string): string {
  if (is.conversation && scope !== 'channel') return is.conversation
  if (scope === 'personal') return personalConversation(user)
  if (scope === 'groupChat') return '19:group@thread.v2'
  return `${is.conversation ?? '19:plenary@thread.tacv2'};messageid=${is.thread ?? id}`
}
