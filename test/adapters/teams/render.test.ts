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
    expect(bar).toContain('▰▰▰▰▱▱▱▱▱▱')
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

describe('a view', () => {
  test('however much is left out before them, the buttons at the end are kept', () => {
    const items = Array.from({ length: 2_000 }, (_, at) => [`${at} ${'word '.repeat(20)}`])
    const back = { kind: 'actions' as const, actions: [{ label: 'Back', line: 'summary' }] }
    const { body } = cardOf({ blocks: [list(items), back], within: { programme: 'HER', trail: [] } })
    expect(body.at(-2)).toMatchObject({ type: 'ActionSet', actions: [{ title: 'Back' }] })
    expect(JSON.stringify(body.at(-1))).toContain(SHORTENED)
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
