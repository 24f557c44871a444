import type { MessageRef } from '../../src/chat/platform.ts'
import { isFields, textOf } from './fields.ts'

/** A message as Teams names it: `conversation` with the thread that it is in or began (`;messageid=`). */
export type Posted = { conversation: string; activity: string }

export const refOf = (posted: Posted): MessageRef => JSON.stringify(posted)

/** @returns null for what `refOf` did not give */
export function postedFrom(ref: MessageRef): Posted | null {
  try {
    const said: unknown = JSON.parse(ref)
    if (!isFields(said)) return null
    const [conversation, activity] = [textOf(said, 'conversation'), textOf(said, 'activity')]
    return conversation && activity ? { conversation, activity } : null
  } catch {
    return null
  }
}

/** The channel or chat of a conversation id, which may name a thread of it. */
export const placeIn = (conversation: string): string => conversation.split(';messageid=')[0] ?? conversation

/** The thread that a conversation id names, if any. */
export const threadIn = (conversation: string): string | undefined => conversation.split(';messageid=')[1]
