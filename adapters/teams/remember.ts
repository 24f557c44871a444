import type { PlatformMemory } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import { errorFields } from './errors.ts'
import type { Fields } from './fields.ts'
import { isFields, textOf } from './fields.ts'
import type { Place } from './receive.ts'

/**
 * What it takes to write in a conversation later, unasked. `person` is whom a personal one is with, `team` and `name`
 * those of a channel, as far as Teams told; `left` when the bot is there no more.
 */
export type RememberedConversation = {
  serviceUrl: string
  tenant: string
  scope: string
  bot: string
  person?: string
  team?: string
  name?: string
  left?: true
}

/** What it takes to open a chat with somebody of a tenant who never wrote to the bot. */
export type RememberedTenant = { serviceUrl: string; bot: string }

/** @returns the key of a conversation in the platform's memory */
export const conversationKey = (conversation: string): string => `conversation:${conversation}`

/** @returns the key of the conversation with a person; `user` as in PlatformUser */
export const personKey = (tenant: string, user: string): string => `person:${tenant}:${user}`
const tenantKey = (tenant: string): string => `tenant:${tenant}`
const teamKey = (team: string): string => `team:${team}`

/**
 * Keeps where `place` is reached, when that differs from what is remembered: Teams moves conversations to other
 * service addresses. Never rejects: an answer matters more.
 */
export async function remember(memory: PlatformMemory, place: Place, log: Log): Promise<void> {
  const { conversation } = place.at
  try {
    const before = await memory.get(conversationKey(conversation))
    const told = {
      serviceUrl: place.serviceUrl,
      tenant: place.at.tenant,
      scope: place.scope,
      bot: place.bot,
      ...(place.scope === 'personal' ? { person: place.from.user } : {}),
      ...(place.team ? { team: place.team } : {}),
      ...(place.name ? { name: place.name } : {}),
    }
    const { left: _, ...kept } = isFields(before) ? before : {}
    const known: RememberedConversation = { ...pick(kept, 'team', 'name'), ...told }
    if (!isSame(before, known)) await keep(memory, conversation, known)
  } catch (error) {
    log.error(errorFields(error), 'a Teams conversation was not remembered')
  }
}

/** Writes a conversation down, last what the next message of it compares. */
export async function keep(
  memory: PlatformMemory,
  conversation: string,
  known: RememberedConversation,
): Promise<void> {
  const { serviceUrl, tenant, bot, person, team } = known
  const tenants: RememberedTenant = { serviceUrl, bot }
  await memory.put(tenantKey(tenant), tenants)
  if (person) await memory.put(personKey(tenant, person), { conversation })
  if (team) {
    // Two at once may lose one another: that channel is then found to be closed when something is posted there.
    const conversations = await conversationsOf(memory, team)
    if (!conversations.includes(conversation))
      await memory.put(teamKey(team), { conversations: [...conversations, conversation] })
  }
  await memory.put(conversationKey(conversation), known)
}

/** The bot is in this conversation no more, until something is said there again. */
export async function leave(memory: PlatformMemory, conversation: string): Promise<void> {
  const known = await recallConversation(memory, conversation)
  if (known && !known.left) await memory.put(conversationKey(conversation), { ...known, left: true })
}

/** @returns null when nothing was ever said there */
export async function recallConversation(
  memory: PlatformMemory,
  conversation: string,
): Promise<RememberedConversation | null> {
  const known = await memory.get(conversationKey(conversation))
  return isFields(known) && textOf(known, 'serviceUrl') ? (known as RememberedConversation) : null
}

/** The conversation with a person, when there was one. */
export async function conversationWith(
  memory: PlatformMemory,
  tenant: string,
  user: string,
): Promise<string | null> {
  const known = await memory.get(personKey(tenant, user))
  return (isFields(known) && textOf(known, 'conversation')) || null
}

export async function recallTenant(memory: PlatformMemory, tenant: string): Promise<RememberedTenant | null> {
  const known = await memory.get(tenantKey(tenant))
  return isFields(known) && textOf(known, 'serviceUrl') ? (known as RememberedTenant) : null
}

/** The conversations of a team of which something is remembered. */
export async function conversationsOf(memory: PlatformMemory, team: string): Promise<string[]> {
  const known = await memory.get(teamKey(team))
  const listed = isFields(known) && Array.isArray(known.conversations) ? known.conversations : []
  return listed.filter((conversation) => typeof conversation === 'string')
}

const pick = (from: Fields, ...keys: string[]): Fields =>
  Object.fromEntries(keys.filter((key) => from[key] !== undefined).map((key) => [key, from[key]]))

function isSame(before: unknown, now: RememberedConversation): boolean {
  if (!isFields(before)) return false
  const entries = Object.entries(now)
  return (
    entries.length === Object.keys(before).length && entries.every(([key, value]) => before[key] === value)
  )
}
