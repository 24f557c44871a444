import type { Action, Within } from './view.ts'

/** A button that was pressed: what it says, and where it stood. */
export type Press = { line: string; form: boolean; within: Within }

/** Characters of a button's value on Slack. Source: docs.slack.dev/reference/block-kit, "button". */
const pressLimit = 2_000

/**
 * How many steps of a way back are kept: every button of a message carries them, and a message of many must stay within what Teams takes
 * (28 KB). [ours]
 */
const stepsKept = 12

/**
 * What a platform keeps with a button, and hands back when it is pressed. It holds words that anybody could say, and nothing that
 * lets anybody in. The beginning of a long way back is dropped.
 *
 * @returns at most 2,000 characters
 * @throws when the line alone is longer
 */
export function writePress({ line, form, back }: Action, { programme, trail }: Within): string {
  const written = (led: string[] | null): string =>
    JSON.stringify({ l: line, ...(form ? { f: 1 } : {}), p: programme, ...(led ? { t: led } : {}) })
  const led = (back ?? trail)?.slice(-stepsKept) ?? null
  for (let dropped = 0; led && dropped < led.length; dropped++) {
    const value = written(led.slice(dropped))
    if (value.length <= pressLimit) return value
  }
  const value = written(led && [])
  if (value.length > pressLimit) throw new Error(`a button's line has ${line.length} characters`)
  return value
}

/** @param value not trusted @returns null for what `writePress` has not written */
export function readPress(value: unknown): Press | null {
  if (typeof value !== 'string' || value.length > pressLimit) return null
  let read: unknown
  try {
    read = JSON.parse(value)
  } catch {
    return null
  }
  if (typeof read !== 'object' || read === null) return null
  const { l: line, f: form, p: programme, t: trail } = read as Record<string, unknown>
  if (typeof line !== 'string' || typeof programme !== 'string') return null
  if (trail !== undefined && !(Array.isArray(trail) && trail.every((each) => typeof each === 'string')))
    return null
  return { line, form: form === 1, within: { programme, trail: trail === undefined ? null : trail } }
}
