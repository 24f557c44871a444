import type { Address, PlatformUser, Request } from '../../src/chat/request.ts'
import { type Fields, recordOf, stringOf } from './fields.ts'
import { MODAL_KEEPS } from './limits.ts'

/**
 * Where somebody is, and how they are answered there. `direct`: in a conversation of theirs with the bot, where an answer is a message.
 * `responseUrl`: of what they did, where Slack gave one. `home`: on the app's own page.
 */
export type Place = {
  from: PlatformUser
  at: Address
  direct: boolean
  responseUrl: string | null
  home?: boolean
}

/** Direct messages begin with a D, people with a U or W: where Slack names no conversation, it is called by its person. */
export const isDirect = (conversation: string): boolean => /^[DUW]/.test(conversation)

/**
 * Who did something, and where, by the payload of an interaction.
 *
 * @returns null for what does not say who
 */
export function placeOf(body: Fields): Place | null {
  const [person, container] = [recordOf(body, 'user'), recordOf(body, 'container')]
  const user = stringOf(person, 'id')
  const workspace = stringOf(recordOf(body, 'team'), 'id')
  const home = stringOf(person, 'team_id') ?? workspace
  if (!user || !home) return null
  const conversation = stringOf(recordOf(body, 'channel'), 'id') ?? stringOf(container, 'channel_id') ?? user
  const thread = stringOf(container, 'thread_ts') ?? stringOf(recordOf(body, 'message'), 'thread_ts')
  const name = stringOf(person, 'name') ?? stringOf(person, 'username')
  return {
    from: { platform: 'slack', tenant: home, user, ...(name ? { name } : {}) },
    at: {
      platform: 'slack',
      tenant: workspace ?? home,
      conversation,
      ...(thread ? { thread } : {}),
    },
    direct: isDirect(conversation),
    responseUrl: stringOf(body, 'response_url') ?? null,
    ...(stringOf(recordOf(body, 'view'), 'type') === 'home' ? { home: true } : {}),
  }
}

/** What a request says of where it was made. */
export const madeAt = ({ from, at, direct }: Place): Omit<Request, 'id' | 'input'> => ({
  from,
  at,
  seenBy: 'asker',
  paged: true,
  ...(direct || isDirect(at.conversation) ? {} : { among: true }),
})

/** What a modal keeps: where it was opened, and the key of its form. What does not fit is found otherwise: the response_url. */
export function writeKept({ at, direct, home, responseUrl }: Place, key: string): string {
  const { tenant, conversation, thread } = at
  const place = {
    w: tenant,
    c: conversation,
    ...(thread ? { t: thread } : {}),
    ...(direct ? { d: 1 } : {}),
    ...(home ? { h: 1 } : {}),
  }
  // The key is data of its own, after the first line: written inside the other it would grow.
  const whole = `${JSON.stringify({ ...place, ...(responseUrl ? { r: responseUrl } : {}) })}\n${key}`
  return whole.length <= MODAL_KEEPS ? whole : `${JSON.stringify(place)}\n${key}`
}

/** Where the modal was opened that comes back from `person`, and its form's key; where it does not tell, in their own conversation. */
export function readKept(kept: string, person: Place): { place: Place; key: string } {
  const [first = ''] = kept.split('\n', 1)
  const key = kept.slice(first.length + 1)
  let read: unknown
  try {
    read = JSON.parse(first)
  } catch {
    return { place: person, key }
  }
  const conversation = stringOf(read, 'c')
  if (!conversation) return { place: person, key }
  const thread = stringOf(read, 't')
  const at = { platform: 'slack' as const, tenant: stringOf(read, 'w') ?? person.at.tenant, conversation }
  return {
    place: {
      from: person.from,
      at: thread ? { ...at, thread } : at,
      direct: (read as Fields).d === 1,
      responseUrl: stringOf(read, 'r') ?? null,
      ...((read as Fields).h === 1 ? { home: true } : {}),
    },
    key,
  }
}
