import type { PlatformMemory } from '../../src/chat/platform.ts'
import type { Log } from '../../src/log.ts'
import { errorFields } from './errors.ts'
import { isFields } from './fields.ts'
import type { Place } from './receive.ts'

/** What it takes to write in a conversation later, unasked. */
export type RememberedConversation = {
  serviceUrl: string
  tenant: string
  scope: string
  bot: string
  /** The person a personal conversation is with. */
  person?: string
}

/** @returns the key of a conversation in the platform's memory */
export const conversationKey = (conversation: string): string => `conversation:${conversation}`

/**
 * Keeps where `place` is reached, when that differs from what is remembered: Teams moves conversations to other
 * service addresses. Never rejects: an answer matters more.
 */
export async function remember(memory: PlatformMemory, place: Place, log: Log): Promise<void> {
  const known: RememberedConversation = {
    serviceUrl: place.serviceUrl,
    tenant: place.at.tenant,
    scope: place.scope,
    bot: place.bot,
    ...(place.scope === 'personal' ? { person: place.from.user } : {}),
  }
  const key = conversationKey(place.at.conversation)
  try {
    if (!isSame(await memory.get(key), known)) await memory.put(key, known)
  } catch (error) {
    log.error(errorFields(error), 'a Teams conversation was not remembered')
  }
}

function isSame(before: unknown, now: RememberedConversation): boolean {
  if (!isFields(before)) return false
  const entries = Object.entries(now)
  return (
    entries.length === Object.keys(before).length && entries.every(([key, value]) => before[key] === value)
  )
}
