import { type CalendarDate, isCalendarDate } from '../time.ts'
import { named } from './fault.ts'
import { pathTo } from './layout.ts'

/** A list item or a group of keys as written, whatever it is. */
export type Entry = { path: string; keys: Record<string, unknown> }

/** Something one part of a programme file says that another contradicts. */
export type Disagreement = { path: string; expected: string; found: string | undefined }

/** @returns `value` as keys and values; none when it is something else. */
export function record(value: unknown): Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value) ? { ...value } : {}
}

/** The group of keys under `key`; empty when there is none. */
export function within(entry: Entry, key: string): Entry {
  return { path: pathTo(entry.path, [key]), keys: record(entry.keys[key]) }
}

/** The items of the list under `key`; none when it is not a list. */
export function entries(entry: Entry, key: string): Entry[] {
  const list = entry.keys[key]
  if (!Array.isArray(list)) return []
  return list.map((item: unknown, index) => ({ path: pathTo(entry.path, [key, index]), keys: record(item) }))
}

/** The texts in the list under `key`, each with its own path. */
export function items(entry: Entry, key: string): { path: string; word: string }[] {
  const list = entry.keys[key]
  if (!Array.isArray(list)) return []
  return list.flatMap((word: unknown, index) =>
    typeof word === 'string' ? [{ path: pathTo(entry.path, [key, index]), word }] : [],
  )
}

/** The text under `key`, if it is one. */
export function text(entry: Entry, key: string): string | undefined {
  const value = entry.keys[key]
  return typeof value === 'string' ? value : undefined
}

/** The day under `key`, if it is one. */
export function date(entry: Entry, key: string): CalendarDate | undefined {
  const value = text(entry, key)
  return value !== undefined && isCalendarDate(value) ? value : undefined
}

/** The codes that the items of a list give themselves. */
export function codesOf(list: Entry[]): Set<string> {
  return new Set(list.flatMap((entry) => text(entry, 'code') ?? []))
}

/** The disagreement of what stands under `key` with `expected`. */
export function fault(entry: Entry, key: string, expected: string): Disagreement {
  return { path: pathTo(entry.path, [key]), expected, found: named(entry.keys[key]) }
}
