import { expect } from 'vitest'
import { MESSAGE_BYTES } from '../../../adapters/teams/limits.ts'

/** What holds for every message that goes out to Teams, whatever people typed. */

/** Property of each element that must be there and not empty. */
const needed: Record<string, string> = {
  AdaptiveCard: 'body',
  TextBlock: 'text',
  RichTextBlock: 'inlines',
  Container: 'items',
  ColumnSet: 'columns',
  FactSet: 'facts',
  Table: 'rows',
  TableRow: 'cells',
  'Action.OpenUrl': 'url',
  'Action.Execute': 'verb',
  'Action.Submit': 'title',
  'Action.ShowCard': 'title',
  ActionSet: 'actions',
  TextRun: 'text',
}
const others = ['Column', 'TableCell', 'ProgressBar', 'message']

type Fields = Record<string, unknown>

/**
 * Fails unless `whole` (a card, or a whole activity) fits Teams, is a card, mentions nobody, opens only `typed`
 * addresses, and holds no half, control or turning character.
 */
export function expectHarmless(whole: object, typed: string[]): void {
  const sent = JSON.stringify(whole)
  expect(Math.max(sent.length * 2, Buffer.byteLength(sent))).toBeLessThanOrEqual(MESSAGE_BYTES)
  // What a button sends back is not shown.
  const json = JSON.stringify(whole, (key, value) => (key === 'data' ? undefined : value))
  const message: object = JSON.parse(json)
  expect(json).not.toMatch(/<\s*\/?\s*at/i)
  expect(json).not.toMatch(/\{\{\s*(DATE|TIME)/i)
  expect(json).not.toContain('"entities"')
  for (const shown of textsOf(message)) {
    expect(shown).not.toMatch(
      // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
      /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ufffe\uffff]/,
    )
    expect(shown).not.toMatch(/\p{Surrogate}/u)
  }
  const opened = [...typed.flatMap(normalised)]
  for (const element of elementsOf(message)) {
    const property = needed[String(element.type)]
    if (property === undefined) expect(others).toContain(element.type)
    else
      expect(element[property], json).toHaveProperty(
        'length',
        expect.toSatisfy((length) => length > 0),
      )
    if (element.type === 'Action.OpenUrl') expect(opened).toContain(decoded(String(element.url)))
    for (const markdown of markdownOf(element)) expectOnlyWords(markdown, opened)
  }
}

/** The texts of an element that Teams reads as markdown. */
function markdownOf(element: Fields): string[] {
  if (element.type === 'AdaptiveCard') return String(element.fallbackText).split('\n')
  if (element.type === 'TextBlock') return [String(element.text)]
  if (element.type !== 'FactSet') return []
  return (element.facts as Fields[]).flatMap(({ title, value }) => [String(title), String(value)])
}

/** Without what is escaped, markdown must hold nothing but emphasis and links to `opened`. */
function expectOnlyWords(markdown: string, opened: string[]): void {
  const bare = markdown.replace(/\\[!-/:-@[-`{-~]/g, '·')
  const withAddresses = markdown.replace(/\\&/g, '&').replace(/\\[!-/:-@[-`{-~]/g, '·')
  for (const [, address] of withAddresses.matchAll(/\]\(([^)]*)\)/g))
    expect(opened).toContain(decoded(address!))
  const words = bare.replace(/\[[^[\]]*\]\([^()\s]*\)/g, 'link')
  expect(bare).not.toContain('![')
  expect(words).not.toMatch(/[[\]`~<\n]|&#?\w+;/)
  expect(words).not.toMatch(/^(\s{4}|\s*[-+#>=]|\s*\d+[.)])/)
}

const decoded = (address: string): string =>
  address.replace(/%(28|29|5B|5C|5D|7B|7C|7D|60)/g, (_, code: string) =>
    String.fromCharCode(Number.parseInt(code, 16)),
  )

const normalised = (address: string): string[] =>
  URL.canParse(address) && /^https?:/i.test(new URL(address).protocol) ? [decoded(new URL(address).href)] : []

/** Every object that has a type. */
function elementsOf(value: unknown): Fields[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(elementsOf)
  return 'type' in value ? [value as Fields, ...inside] : inside
}

function textsOf(value: unknown): string[] {
  const texts: string[] = []
  JSON.stringify(value, (_, inside: unknown) => {
    if (typeof inside === 'string') texts.push(inside)
    return inside
  })
  return texts
}
