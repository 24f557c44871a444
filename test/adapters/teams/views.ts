import fc from 'fast-check'
import type { Block, Inline, View } from '../../../src/chat/view.ts'
import { divider } from '../../../src/chat/view.ts'

/** Any view at all, of words that try to be more than words. */

const parts = [
  ...['<at>Keiko</at>', '<', 'at>', '</at>', '< AT id="0">', '&lt;at&gt;', '&', 'lt;', '&#60;', '#', 'x3C;'],
  ...['[draft](http://evil.example)', '![x](http://evil.example)', '[', ']', '(', ')', '!', '\\', '`', '~~'],
  ...['**', '_', '*', '- ', '+ ', '> ', '# ', '1', '. ', ') ', '===', '    ', '|', '<b>', '<!--', '-->'],
  ...[
    '{{DATE(2010-06-07T00:00:00Z)}}',
    '{',
    '{DATE(',
    '}}',
    '$' + '{x}',
    '@everyone',
    'https://evil.example/',
  ],
  ...['\ud83d', '\ude00', '🙂', '\u202e', '\u2067', '\u200f', '\u0000', '\u2028', '\ufffe', '\t', '\n', '\r'],
  ...['مرحبا', 'שלום', '語', 'word', ' ', '', '"', "'", '","type":"Action.Submit"', '</script>'],
]

/** What a person may have typed: up to some lines of it, or one part very often. */
export const typedWords: fc.Arbitrary<string> = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.array(fc.constantFrom(...parts), { maxLength: 12 }).map((all) => all.join('')),
  },
  { weight: 3, arbitrary: fc.string({ unit: 'binary', maxLength: 60 }) },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.constantFrom(...parts), fc.integer({ min: 1_000, max: 9_000 }))
      .map(([part, times]) => part.repeat(times).slice(0, 40_000)),
  },
)

const url = fc.oneof(
  fc.webUrl({ withQueryParameters: true, withFragments: true }),
  fc.constantFrom(
    'https://ok.example/(a)_b*c*|`',
    'https://ok.example/?{{DATE(x)}}&lt;',
    'https://ok.example/#\\&#60;',
    'https://known.example@ok.example/',
    'javascript:alert(1)',
    'data:text/html,x',
    'msteams://x',
  ),
  typedWords,
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  typedWords,
  fc.record({
    kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const),
    text: typedWords,
  }),
  fc.record({ kind: fc.constant('link' as const), text: typedWords, url }),
)
const inlines = fc.array(inline, { maxLength: 4 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: typedWords }),
  fc.record({ kind: fc.constantFrom('text' as const, 'small' as const), text: inlines }),
  fc.record({ kind: fc.constant('quote' as const), text: typedWords, by: typedWords }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: typedWords, note: typedWords, value: inlines }), { maxLength: 10 }),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(inlines, { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(typedWords, { maxLength: 4 }),
    rows: fc.array(fc.array(inlines, { maxLength: 5 }), { maxLength: 15 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    bars: fc.array(fc.record({ label: typedWords, done: fc.nat(9), total: fc.nat(9) }), { maxLength: 10 }),
    unit: typedWords,
  }),
  fc.constant(divider),
)

export const anyView: fc.Arbitrary<View> = fc.record({
  title: typedWords,
  blocks: fc.array(block, { maxLength: 8 }),
})

/** The addresses behind the links of a view. */
export function addressesIn(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(addressesIn)
  if (typeof value !== 'object' || value === null) return []
  const own = 'kind' in value && value.kind === 'link' && 'url' in value ? [String(value.url)] : []
  return [...own, ...Object.values(value).flatMap(addressesIn)]
}
