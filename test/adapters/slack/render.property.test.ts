import type { KnownBlock } from '@slack/types'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import * as limits from '../../../adapters/slack/limits.ts'
import { renderSlack, textLength } from '../../../adapters/slack/render.ts'
import { type Block, type Inline, mention, type View } from '../../../src/chat/view.ts'
import { times } from '../../support/times.ts'

const nasty = [
  ...[
    '<!channel>',
    '<@U1>',
    '<#C1>',
    '&',
    '&amp;',
    '<',
    '>',
    '*',
    '_',
    '~',
    '`',
    ':tada:',
    '@here',
    '\n',
    '\n> x',
    ' ',
  ],
  ...[
    '\ud83d',
    '\ude00',
    '🙂',
    '\u202e',
    '\u200f',
    '\u061c',
    '\u2066',
    '\u0000',
    'https://a.org/x|y',
    '|',
    'word',
    'مرحبا',
    '=',
    '\t',
  ],
]
const words = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...nasty), { maxLength: 6 }).map((parts) => parts.join('')),
  },
  { weight: 8, arbitrary: fc.string({ unit: 'binary', maxLength: 40 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...nasty), fc.integer({ min: 100, max: 3_000 }))
      .map(([part, times]) => part.repeat(times)),
  },
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc.record({ kind: fc.constantFrom('strong', 'emphasis', 'code'), text: words }),
  fc.record({
    kind: fc.constant('link' as const),
    text: words,
    url: fc.oneof(words, fc.webUrl({ withQueryParameters: true })),
  }),
)
const parts = fc.array(inline, { maxLength: 4 })
const many = <T>(thing: fc.Arbitrary<T>) =>
  fc.oneof(
    { weight: 9, arbitrary: fc.array(thing, { maxLength: 4 }) },
    { weight: 1, arbitrary: fc.array(thing, { minLength: 90, maxLength: 130 }) },
  )
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constantFrom('heading'), text: words }),
  fc.record({ kind: fc.constantFrom('text', 'small'), text: parts }),
  fc.record({ kind: fc.constantFrom('quote'), text: words, by: words }),
  fc.record({
    kind: fc.constantFrom('facts'),
    facts: many(fc.record({ label: words, note: words, value: parts })),
  }),
  fc.record({ kind: fc.constantFrom('list'), ordered: fc.boolean(), items: many(parts) }),
  fc.record({
    kind: fc.constantFrom('table'),
    columns: fc.array(words, { maxLength: 25 }),
    rows: many(fc.array(parts, { maxLength: 4 })),
  }),
  fc.record({
    kind: fc.constantFrom('progress'),
    bars: many(fc.record({ label: words, done: fc.nat(50), total: fc.nat(50) })),
    unit: words,
  }),
  fc.constant<Block>({ kind: 'divider' }),
)
const view: fc.Arbitrary<View> = fc
  .tuple(
    fc.option(words),
    fc.oneof(
      { weight: 6, arbitrary: fc.array(block, { maxLength: 8 }) },
      { weight: 1, arbitrary: fc.array(block, { minLength: 60, maxLength: 80 }) },
    ),
  )
  .map(([title, blocks]) => (title === null ? { blocks } : { title, blocks }))

type TextObject = { type: 'mrkdwn' | 'plain_text'; text: string }

/** Every mrkdwn or plain_text object, wherever it stands. */
function textObjects(blocks: KnownBlock[]): TextObject[] {
  return blocks.flatMap((shown): TextObject[] => {
    if (shown.type === 'section') return [...(shown.fields ?? []), ...(shown.text ? [shown.text] : [])]
    if (shown.type === 'context') return shown.elements as TextObject[]
    return shown.type === 'header' ? [shown.text] : []
  })
}

function check(
  name: string,
  holds: (shown: { text: string; blocks: KnownBlock[] }, view: View) => void,
): void {
  test(name, () => {
    fc.assert(
      fc.property(view, (given) => holds(renderSlack(given), given)),
      { numRuns: times(100) },
    )
  })
}

check('limits always hold', ({ text, blocks }) => {
  expect(blocks.length).toBeLessThanOrEqual(limits.BLOCKS)
  expect(text.length).toBeGreaterThan(0)
  expect(text.length).toBeLessThanOrEqual(limits.FALLBACK_TEXT)
  expect(text.length + textLength(blocks)).toBeLessThanOrEqual(limits.MESSAGE_TEXT)
  expect(blocks.filter(({ type }) => type === 'table').length).toBeLessThanOrEqual(1)
  for (const shown of blocks) {
    if (shown.type === 'header') expect(shown.text.text.length).toBeLessThanOrEqual(limits.HEADER_TEXT)
    if (shown.type === 'context')
      expect((shown.elements[0] as TextObject).text.length).toBeLessThanOrEqual(limits.SECTION_TEXT)
    if (shown.type === 'table') {
      expect(shown.rows.length).toBeLessThanOrEqual(limits.TABLE_ROWS)
      expect(new Set(shown.rows.map((row) => row.length)).size).toBe(1)
      expect(shown.rows[0]?.length).toBeLessThanOrEqual(limits.TABLE_COLUMNS)
    }
    if (shown.type !== 'section') continue
    expect(shown.fields?.length).toBeLessThanOrEqual(limits.SECTION_FIELDS)
    for (const field of shown.fields ?? []) expect(field.text.length).toBeLessThanOrEqual(limits.FIELD_TEXT)
  }
})

check('no mention, no emoji and no quoting mark of ours comes out of people’s words', ({ text, blocks }) => {
  expect(text).not.toMatch(/<[!@#]|<|>/)
  for (const object of textObjects(blocks)) {
    if (object.type === 'plain_text') continue
    // What is left in angle brackets is a link that we made: its words stand in its place.
    const rest = object.text.replace(/<(?:https?:\/\/|mailto:)[^<>|]*\|([^<>]*)>/g, '$1')
    expect(rest).not.toMatch(/[<>]/)
    expect(rest).not.toMatch(/&(?!amp;|lt;|gt;)/)
    expect(rest).not.toMatch(/:[a-z0-9_+'-]+:/i)
    expect(rest).not.toMatch(/^\s*&gt;/m)
  }
})

check('no half of a pair, no control character, no direction override', (shown) => {
  const said: string[] = []
  JSON.stringify(shown, (_, value: unknown) => {
    if (typeof value === 'string') said.push(value)
    return value
  })
  expect(/\p{Surrogate}/u.test(said.join('\n'))).toBe(false)
  // biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not be there
  const unwanted = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/
  expect(unwanted.test(said.join('\n'))).toBe(false)
})

check('nothing is empty that Slack refuses empty', ({ blocks }) => {
  const empty: string[] = textObjects(blocks).flatMap(({ type, text }) => (text.trim() === '' ? [type] : []))
  JSON.stringify(blocks, (key, value: unknown) => {
    if (key === 'text' && value === '') empty.push(key)
    if (['elements', 'fields', 'rows'].includes(key) && (value as unknown[]).length === 0) empty.push(key)
    return value
  })
  expect(empty).toEqual([])
})

const sato = { platform: 'slack', tenant: 'T0HOME', user: 'U0SATO' } as const
const somebody = fc.record({
  platform: fc.constantFrom('slack' as const, 'teams' as const),
  tenant: fc.constantFrom('T0HOME', 'T0OTHER', ''),
  user: fc.oneof(fc.constantFrom('U0SATO', 'W0KIM', 'u0', '', '!channel', 'U0> <!channel', 'S0GROUP'), words),
})

test('only people of the workspace are mentioned, by their id, wherever a mention stands', () => {
  const named = fc.record({ kind: fc.constant('mention' as const), text: words, user: somebody })
  const mixed = fc.array(fc.oneof(inline, named), { maxLength: 4 })
  const blocksOf = fc.oneof(
    fc.record({ kind: fc.constantFrom('text', 'small'), text: mixed }),
    fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(mixed) }),
    fc.record({
      kind: fc.constant('facts' as const),
      facts: fc.array(fc.record({ label: words, value: mixed })),
    }),
    fc.record({
      kind: fc.constant('table' as const),
      columns: fc.array(words, { maxLength: 3 }),
      rows: fc.array(fc.array(mixed, { maxLength: 3 })),
    }),
  )
  fc.assert(
    fc.property(fc.array(blocksOf, { maxLength: 4 }), fc.option(fc.constant('T0HOME')), (blocks, team) => {
      const shown = renderSlack({ blocks }, team ?? undefined)
      const known = new Set<string>()
      JSON.stringify(blocks, (_, value) => {
        if (value?.kind === 'mention' && value.user.platform === 'slack' && value.user.tenant === team)
          known.add(value.user.user)
        return value
      })
      const mentioned: string[] = []
      JSON.stringify(shown.blocks, (key, value) => {
        if (value?.type === 'user') mentioned.push(value.user_id)
        if (value?.type === 'mrkdwn')
          mentioned.push(...[...value.text.matchAll(/<([@!#][^<>]*)>/g)].map(([, id]) => id.slice(1)))
        expect(['broadcast', 'usergroup', 'channel', 'team']).not.toContain(key === 'type' ? value : null)
        return value
      })
      for (const id of mentioned) {
        expect(known).toContain(id)
        expect(id).toMatch(/^[UW][A-Z0-9]+$/)
      }
      expect(shown.text).not.toMatch(/<[!@#]|<|>/)
    }),
    { numRuns: times(300) },
  )
  // And the rule is not kept by mentioning nobody.
  const { blocks } = renderSlack({ blocks: [{ kind: 'text', text: [mention('Sato', sato)] }] }, 'T0HOME')
  expect(JSON.stringify(blocks)).toContain('"user_id":"U0SATO"')
})

test('what was left out is always said', () => {
  const end = 'THE-END'
  fc.assert(
    fc.property(view, (given) => {
      const shown = JSON.stringify(
        renderSlack({ ...given, blocks: [...given.blocks, { kind: 'text', text: [end] }] }).blocks,
      )
      expect(shown.includes(end) || shown.includes('This answer was shortened')).toBe(true)
    }),
    { numRuns: times(100) },
  )
})
