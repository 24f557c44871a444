import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { MESSAGE_BYTES } from '../../../adapters/teams/limits.ts'
import { renderTeams } from '../../../adapters/teams/render.ts'
import { SHORTENED } from '../../../adapters/teams/shorten.ts'
import type { Block, Inline, View } from '../../../src/chat/view.ts'
import {
  code,
  divider,
  emphasis,
  facts,
  heading,
  link,
  list,
  numbered,
  progress,
  quote,
  small,
  strong,
  table,
  text,
} from '../../../src/chat/view.ts'

const cardOf = (view: View) => renderTeams(view).attachments[0].content
const bodyOf = (...blocks: Block[]) => cardOf({ blocks }).body

describe('the calm look', () => {
  test('a summary', () => {
    const { body } = cardOf({
      title: 'Heraklion Declaration',
      blocks: [
        small('Monday 7 June 2010'),
        text(strong('Six of eight'), ', one at risk'),
        heading('Milestones delivered'),
        progress([{ label: 'TF', done: 2, total: 5 }], 'milestones'),
        divider,
        facts({ label: 'Japan', note: 'you', value: ['2 items ', strong('open')] }),
      ],
    })
    expect(body.map(({ type }) => type)).toEqual([
      'TextBlock',
      'RichTextBlock',
      'RichTextBlock',
      'TextBlock',
      'ColumnSet',
      'FactSet',
    ])
    expect(body[0]).toMatchObject({
      text: 'Heraklion Declaration',
      size: 'Large',
      weight: 'Bolder',
      style: 'heading',
    })
    expect(body[1]).toMatchObject({ spacing: 'None', inlines: [{ isSubtle: true, size: 'Small' }] })
    expect(body[2]).toMatchObject({
      inlines: [{ text: 'Six of eight', weight: 'Bolder' }, { text: ', one at risk' }],
    })
    expect(body[3]).toMatchObject({ separator: true, size: 'Medium', style: 'heading' })
    expect(body[5]).toMatchObject({
      separator: true,
      facts: [{ title: 'Japan (you)', value: '2 items **open**' }],
    })
    const bar = JSON.stringify(body[4])
    expect(bar).toContain('"type":"ProgressBar","value":40,"max":100')
    expect(bar).toContain('▰▰▰▰▰▰▱▱▱▱▱▱▱▱▱▱')
    expect(bar).toContain('2 of 5 milestones')
  })

  test('lists, quotes and links', () => {
    expect(bodyOf(numbered([['one'], ['two']]))).toMatchObject([
      { inlines: [{ text: '1. ' }, { text: 'one' }] },
      { inlines: [{ text: '2. ' }, { text: 'two' }] },
    ])
    expect(bodyOf(list([['one']]))).toMatchObject([{ inlines: [{ text: '• ' }, { text: 'one' }] }])
    expect(bodyOf(quote('we ship', 'Korea'))).toMatchObject([
      {
        type: 'Container',
        style: 'emphasis',
        items: [{ inlines: [{ text: 'we ship' }] }, { inlines: [{ text: 'Korea' }] }],
      },
    ])
    expect(bodyOf(text(link('draft', 'https://example.org/a'), emphasis('e'), code('c')))).toMatchObject([
      {
        inlines: [
          { selectAction: { type: 'Action.OpenUrl', url: 'https://example.org/a' } },
          { italic: true },
          { fontType: 'Monospace' },
        ],
      },
    ])
  })

  test('a table has a heading row, and the same in lines where tables are not shown', () => {
    const [element] = bodyOf(
      table(['Item', 'Due'], [['IPR-2.2', 'Thursday'].map((cell) => [cell]), [['IPR-1.3']]]),
    )
    expect(element).toMatchObject({ type: 'Table', firstRowAsHeaders: true, columns: [{}, {}] })
    expect(element?.rows).toHaveLength(3)
    expect(JSON.stringify(element?.fallback)).toContain(' · Due: ')
    expect(JSON.stringify(element?.fallback)).toContain('Thursday')
  })

  test('lines stay lines, and an empty view says so', () => {
    expect(bodyOf(text('one\n\ntwo'))).toMatchObject([
      { inlines: [{ text: 'one' }] },
      { spacing: 'None', inlines: [{ text: 'two' }] },
    ])
    expect(JSON.stringify(cardOf({ blocks: [] }).body)).toContain('There is nothing to show.')
  })
})

describe('words people wrote are data', () => {
  test.each([
    ['*bold* _it_ [x](http://evil)', '\\*bold\\* \\_it\\_ \\[x\\](http://evil)'],
    ['- dash', '\\- dash'],
    ['1. first', '1\\. first'],
    ['a & b &lt;', 'a & b \\&lt;'],
    ['back\\slash', 'back\\\\slash'],
  ])('markdown: %s', (words, escaped) => {
    expect(bodyOf(heading(words))).toMatchObject([{ text: escaped }])
    expect(bodyOf(facts({ label: words, value: [words] }))).toMatchObject([
      { facts: [{ title: escaped, value: escaped }] },
    ])
    expect(bodyOf(text(words))).toMatchObject([{ inlines: [{ text: words }] }])
  })

  test('a link that is none is words', () => {
    const shown = JSON.stringify(
      bodyOf(text(link('go', 'javascript:alert(1)')), facts({ label: 'l', value: [link('go', 'data:x')] })),
    )
    expect(shown).not.toContain('OpenUrl')
    expect(shown).not.toContain('](data')
    expect(shown).toContain('go (javascript:alert(1))')
  })

  test('a mention across two pieces is none', () => {
    const pieces: Inline[] = ['<', 'at>Keiko</', 'at>']
    expect(
      JSON.stringify(renderTeams({ blocks: [text(...pieces), facts({ label: 'l', value: pieces })] })),
    ).not.toMatch(/<\/?at>/)
  })
})

const words = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 60 }),
  fc.constantFrom(
    '<at>Keiko</at>',
    '\ud83d',
    '{{DATE(2010-06-07T00:00:00Z)}}',
    '\u202eabc',
    '\n\n',
    '',
    'x'.repeat(9_000),
  ),
  fc.string({
    unit: fc.constantFrom('<', 'a', 't', '>', '/', '*', '[', ']', '(', ')', '\\', '\n', '\ud83d', '\ude00'),
    maxLength: 40,
  }),
)
const inline: fc.Arbitrary<Inline> = fc.oneof(
  words,
  fc.record({ kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const), text: words }),
  fc.record({ kind: fc.constant('link' as const), text: words, url: fc.oneof(fc.webUrl(), words) }),
)
const inlines = fc.array(inline, { maxLength: 4 })
const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: words }),
  fc.record({ kind: fc.constantFrom('text' as const, 'small' as const), text: inlines }),
  fc.record({ kind: fc.constant('quote' as const), text: words, by: words }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: words, value: inlines }), { maxLength: 20 }),
  }),
  fc.record({
    kind: fc.constant('list' as const),
    ordered: fc.boolean(),
    items: fc.array(inlines, { maxLength: 60 }),
  }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(words, { maxLength: 4 }),
    rows: fc.array(fc.array(inlines, { maxLength: 5 }), { maxLength: 30 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    bars: fc.array(fc.record({ label: words, done: fc.nat(9), total: fc.nat(9) }), { maxLength: 10 }),
    unit: words,
  }),
  fc.constant(divider),
)
const view: fc.Arbitrary<View> = fc.record({ title: words, blocks: fc.array(block, { maxLength: 12 }) })

/** Every object of a card that has a type. */
function elementsOf(value: unknown): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf)
  if (typeof value !== 'object' || value === null) return []
  const inside = Object.values(value).flatMap(elementsOf)
  return 'type' in value ? [value as Record<string, unknown>, ...inside] : inside
}

function textsOf(value: unknown): string[] {
  const texts: string[] = []
  JSON.stringify(value, (_, inside: unknown) => {
    if (typeof inside === 'string') texts.push(inside)
    return inside
  })
  return texts
}

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
}
const others = ['TextRun', 'Column', 'TableCell', 'ProgressBar']

describe('any view', () => {
  test('fits, is a card, and holds no markup of Teams, no half character and no control character', () => {
    fc.assert(
      fc.property(view, (any) => {
        const message = renderTeams(any)
        const json = JSON.stringify(message)
        expect(Math.max(json.length * 2, Buffer.byteLength(json))).toBeLessThanOrEqual(MESSAGE_BYTES)
        expect(json).not.toMatch(/<\s*\/?\s*at/i)
        expect(json).not.toMatch(/\{\{\s*(DATE|TIME)/i)
        for (const shown of textsOf(message)) {
          // biome-ignore lint/suspicious/noControlCharactersInRegex: none of them may be left
          expect(shown).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/)
          expect(shown).not.toMatch(/\p{Surrogate}/u)
        }
        expect(message.summary).not.toBe('')
        for (const element of elementsOf(message)) {
          const property = needed[String(element.type)]
          if (property === undefined) expect(others).toContain(element.type)
          else
            expect(element[property]).toHaveProperty(
              'length',
              expect.toSatisfy((length: number) => length > 0),
            )
        }
      }),
      { numRuns: 200 },
    )
  })

  test('of great length is shortened, and says so', () => {
    const rows = Array.from({ length: 2_000 }, (_, at) => [[`row ${at} ${'語'.repeat(20)}`]])
    for (const long of [
      table(['Name'], rows),
      list(rows.map(([cell]) => cell!)),
      text('語'.repeat(50_000)),
    ]) {
      const message = renderTeams({ title: 'Long', blocks: [long, text('the end')] })
      expect(Buffer.byteLength(JSON.stringify(message))).toBeLessThanOrEqual(MESSAGE_BYTES)
      const { body, fallbackText } = message.attachments[0].content
      expect(JSON.stringify(body.at(-1))).toContain(SHORTENED)
      expect(fallbackText.endsWith(SHORTENED)).toBe(true)
      expect(body.length).toBeGreaterThan(2)
    }
  })

  test('of a page or two is shown whole', () => {
    const { body, fallbackText } = cardOf({
      blocks: [list(Array.from({ length: 100 }, (_, at) => [`item ${at}`]))],
    })
    expect(body).toHaveLength(100)
    expect(fallbackText).toContain('item 99')
    expect(JSON.stringify(body)).not.toContain(SHORTENED)
  })
})
