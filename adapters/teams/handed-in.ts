import type { Values } from '../../src/chat/form.ts'
import type { Fields } from './fields.ts'

/** How the ids of inputs begin, so that none is taken for anything else that a card sends. */
export const INPUTS = 'in.'

/** A form that comes back. */
export type HandedIn = { key: string; values: Values }

/** @param data what a card sent, not trusted @returns null where it sent no form */
export function handedIn(data: Fields): HandedIn | null {
  const { form: key } = data
  if (typeof key !== 'string') return null
  const entered = Object.entries(data).flatMap(([id, value]) =>
    id.startsWith(INPUTS) && typeof value === 'string' ? [[id.slice(INPUTS.length), value]] : [],
  )
  return { key, values: Object.fromEntries(entered) }
}
