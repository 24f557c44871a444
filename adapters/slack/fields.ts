/* What Slack sends is not trusted to have any field, or to have it of any kind. */

export type Fields = Record<string, unknown>

/** @returns the object under `key`; an empty one where there is none */
export function recordOf(from: unknown, key: string): Fields {
  const value = isRecord(from) ? from[key] : undefined
  return isRecord(value) ? value : {}
}

/** @returns the words under `key`; undefined where there are none */
export function stringOf(from: unknown, key: string): string | undefined {
  const value = isRecord(from) ? from[key] : undefined
  return typeof value === 'string' && value !== '' ? value : undefined
}

export const isRecord = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

/** @returns the objects of the list under `key` */
export function recordsOf(from: unknown, key: string): Fields[] {
  const value = isRecord(from) ? from[key] : undefined
  return Array.isArray(value) ? value.filter(isRecord) : []
}
