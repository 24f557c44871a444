export type Fields = { [key: string]: unknown }

/** One object inside a message, and the way to it, for whoever reads a fault. */
export type Part = { at: string; part: Fields }

/** Every object inside `value`, itself included. */
export function partsOf(value: unknown, at = ''): Part[] {
  if (Array.isArray(value)) return value.flatMap((each, index) => partsOf(each, `${at}[${index}]`))
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.entries(value).flatMap(([key, each]) =>
    partsOf(each, at === '' ? key : `${at}.${key}`),
  )
  return [{ at, part: value as Fields }, ...inside]
}

/** What occurs more than once. */
export function twice(values: string[]): string[] {
  return [...new Set(values.filter((value, at) => values.indexOf(value) !== at))]
}

export const lengthOf = (value: unknown): number =>
  typeof value === 'string' || Array.isArray(value) ? value.length : 0

export const isBlank = (value: unknown): boolean => typeof value !== 'string' || value.trim() === ''

/** What no message may hold: halves of characters, control characters, and what turns the direction of the words around it. */
const unwanted =
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  /\p{Surrogate}|[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069\ufffe\uffff]/u

/** Texts inside `value` that hold such a character. */
export function unwantedIn(value: unknown): string[] {
  const found: string[] = []
  JSON.stringify(value, (key, each: unknown) => {
    if (typeof each === 'string' && unwanted.test(each)) found.push(`${key}: an unwanted character`)
    return each
  })
  return found
}
