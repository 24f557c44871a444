import { ID_TEXT } from './limits.ts'

/** JSON as it came from outside: any field may be missing or of another type. */
export type Fields = Record<string, unknown>

/** @returns the object under `key`, empty when there is none */
export function fieldsOf(from: Fields, key: string): Fields {
  const value = from[key]
  return isFields(value) ? value : {}
}

/** @returns the text under `key`, undefined when there is none or it is empty */
export function textOf(from: Fields, key: string): string | undefined {
  const value = from[key]
  return typeof value === 'string' && value !== '' ? value : undefined
}

const id = new RegExp(`^[\\x20-\\x7e]{1,${ID_TEXT}}$`)

/** @returns the id or address under `key`; undefined when there is none, or one that Teams would not have given */
export function idOf(from: Fields, key: string): string | undefined {
  const value = textOf(from, key)
  return value !== undefined && id.test(value) ? value : undefined
}

/** @returns the objects in the list under `key` */
export function listOf(from: Fields, key: string): Fields[] {
  const value = from[key]
  return Array.isArray(value) ? value.filter(isFields) : []
}

export function isFields(value: unknown): value is Fields {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}
