import { keyLimit } from './chat/form.ts'

/** What a form comes back with: its command and programme, what it is about and how that stood, and the request that opened it. */
export type FormKey = { command: string; programme: string; about: string; version: string; opened: string }

/** @throws when it has more characters than every platform keeps with a form */
export function writeKey(key: FormKey): string {
  const written = JSON.stringify(key)
  if (written.length > keyLimit)
    throw new Error(`the key of form ${key.command} has ${written.length} characters`)
  return written
}

/** @param written not trusted @returns null for what `writeKey` has not written */
export function readKey(written: string): FormKey | null {
  if (written.length > keyLimit) return null
  let read: unknown
  try {
    read = JSON.parse(written)
  } catch {
    return null
  }
  if (typeof read !== 'object' || read === null) return null
  const { command, programme, about, version, opened } = read as Record<string, unknown>
  if (typeof command !== 'string' || typeof programme !== 'string' || typeof about !== 'string') return null
  if (typeof version !== 'string' || typeof opened !== 'string') return null
  return { command, programme, about, version, opened }
}
