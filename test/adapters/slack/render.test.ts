import { expect, test } from 'vitest'
import { renderSlack } from '../../../adapters/slack/render.ts'
import type { View } from '../../../src/chat/view.ts'
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

const blocksOf = (...blocks: View['blocks']) => renderSlack({ blocks }).blocks
const plain = (words: string) => ({ type: 'text', text: words })
const section = (...elements: object[]) => ({ type: 'rich_text_section', elements })
const rich = (...elements: object[]) => ({ type: 'rich_text', elements })

test('the summary, as it was sketched', () => {
  const { blocks, text: words } = renderSlack({
    title: 'Heraklion Declaration',
    blocks: [
      small('Monday 7 June 2010  ·  491 days to Hua Hin'),
      text(strong('Six of eight activities are on schedule'), ', one is at risk.'),
      progress([{ label: 'Society & Environment', done: 1, total: 4 }], 'delivered'),
      divider,
      heading('Where a Director General can help'),
      numbered([['Trade Day (BIZ-1): a host is needed.'], ['Action plan (TF-1): no date yet.']]),
    ],
  })
  expect(blocks).toEqual([
    { type: 'header', text: { type: 'plain_text', text: 'Heraklion Declaration', emoji: false } },
    {
      type: 'context',
      elements: [{ type: 'mrkdwn', text: 'Monday 7 June 2010  ·  491 days to Hua Hin', verbatim: true }],
    },
    rich(
      section(
        { type: 'text', text: 'Six of eight activities are on schedule', style: { bold: true } },
        plain(', one is at risk.'),
      ),
    ),
    {
      type: 'section',
      fields: [
        {
          type: 'mrkdwn',
          text: '*Society &amp; Environment*\n▰▰▰▱▱▱▱▱▱▱  1 of 4 delivered',
          verbatim: true,
        },
      ],
    },
    { type: 'divider' },
    rich(
      section(
        { type: 'text', text: 'Where a Director General can help', style: { bold: true } },
        plain('\n'),
      ),
      {
        type: 'rich_text_list',
        style: 'ordered',
        elements: [
          section(plain('Trade Day (BIZ-1): a host is needed.')),
          section(plain('Action plan (TF-1): no date yet.')),
        ],
      },
    ),
  ])
  expect(words).toContain('Society &amp; Environment: 1 of 4 delivered')
})

test('facts in two columns, ten to a section, the note in brackets', () => {
  const fact = {
    label: 'Outlook',
    note: 'reported',
    value: ['On track, see ', link('the draft', 'https://a.org/?x=1&y=2')],
  }
  const sections = blocksOf(facts(...Array.from({ length: 23 }, () => fact)))
  expect(sections.map((block) => (block.type === 'section' ? block.fields?.length : 0))).toEqual([10, 10, 3])
  expect(sections[0]).toMatchObject({
    fields: [
      { text: '*Outlook* (reported)\nOn track, see <https://a.org/?x=1&amp;y=2|the draft>' },
      ...Array(9).fill({}),
    ],
  })
})

test.each(['*all* done', 'the _whole_ thing', '~no~', 'run `rm`', ':tada:', 'so:\n> quoted', '中*文*字'])(
  'in a field, %j is shown as it stands',
  (words) => {
    const [block] = blocksOf(facts({ label: 'Latest', value: [words] }))
    expect(block).toMatchObject({ fields: [{ type: 'plain_text', text: `Latest\n${words}`, emoji: false }] })
  },
)

test('an underscore inside a word, or a time of day, costs no emphasis', () => {
  expect(blocksOf(facts({ label: 'File', value: ['draft_2 at 9:30'] }))).toMatchObject([
    { fields: [{ type: 'mrkdwn', text: '*File*\ndraft_2 at 9:30' }] },
  ])
})

test('emphasis that touches a letter is given up rather than shown as asterisks', () => {
  expect(blocksOf(small(strong('IPR'), 's'))).toMatchObject([
    { elements: [{ type: 'plain_text', text: 'IPRs' }] },
  ])
  expect(blocksOf(small(strong('IPR '), 'now ', emphasis('x'), ' ', code('y')))).toMatchObject([
    { elements: [{ type: 'mrkdwn', text: '*IPR* now _x_ `y`' }] },
  ])
})

test('mentions in what people wrote stay words', () => {
  expect(blocksOf(small('<!channel> <@U1> & more'))).toMatchObject([
    { elements: [{ type: 'mrkdwn', text: '&lt;!channel&gt; &lt;@U1&gt; &amp; more' }] },
  ])
  expect(blocksOf(text('<!channel>'))).toEqual([rich(section(plain('<!channel>')))])
})

test('a quotation holds every line, and who said it stands outside', () => {
  expect(blocksOf(quote('one\n\ntwo', 'Japan Customs'))).toEqual([
    rich(
      { type: 'rich_text_quote', elements: [plain('one\n\ntwo')] },
      section({ type: 'text', text: 'Japan Customs', style: { italic: true } }),
    ),
  ])
})

test('only web and mail addresses become links', () => {
  expect(blocksOf(text(link('open', 'javascript:alert(1)')))).toEqual([
    rich(section(plain('open (javascript:alert(1))'))),
  ])
  expect(blocksOf(small(link('a|b', 'https://a.org/|>x')))).toMatchObject([
    { elements: [{ text: '<https://a.org/%7C%3Ex|a|b>' }] },
  ])
})

test('one table is a table; the second, the wide and the long are told row by row', () => {
  const small = table(
    ['Code', 'Due'],
    [
      [['IPR-1'], ['21 June']],
      [['IPR-2'], []],
    ],
  )
  const row = [plain('IPR-1')]
  const blocks = blocksOf(small, small)
  expect(blocks[0]).toMatchObject({
    type: 'table',
    rows: [
      [rich(section({ type: 'text', text: 'Code', style: { bold: true } })), {}],
      [rich(section(...row)), rich(section(plain('21 June')))],
      [{}, rich(section(plain('\u00a0')))],
    ],
  })
  expect(blocks[1]).toMatchObject({
    elements: [
      {
        type: 'rich_text_list',
        elements: [
          section(
            { type: 'text', text: 'IPR-1', style: { bold: true } },
            plain(' · Due: '),
            plain('21 June'),
          ),
          {},
        ],
      },
    ],
  })
  const wide = table(Array(21).fill('c'), [Array(21).fill(['x'])])
  const long = table(['c'], Array(100).fill([['x']]))
  expect([...blocksOf(wide), ...blocksOf(long)].map(({ type }) => type)).toEqual(['rich_text', 'rich_text'])
  expect(blocksOf(table(['c'], Array(99).fill([['x']])))[0]?.type).toBe('table')
})

test('a bar is empty only at none and full only at all', () => {
  const bars = [0, 1, 500, 999, 1000].map((done) => ({ label: 'a', done, total: 1000 }))
  const drawn = JSON.stringify(blocksOf(progress([...bars, { label: 'a', done: 0, total: 0 }], 'x')))
  expect([...drawn.matchAll(/(▰*)▱* {2}/g)].map(([, full]) => full?.length)).toEqual([0, 1, 5, 9, 10, 0])
})

test('what does not fit is left out from the end, and said', () => {
  const rows = Array.from({ length: 400 }, (_, at) => [`Milestone ${at} of many, due one day or another`])
  const message = renderSlack({ title: 'All of them', blocks: [list(rows), small('the end')] })
  const shown = JSON.stringify(message.blocks)
  expect(shown).toContain('Milestone 100 of many')
  expect(shown).not.toContain('the end')
  expect(message.blocks.at(-1)).toMatchObject({
    type: 'context',
    elements: [{ text: 'This answer was shortened to fit here. Ask for a smaller part.' }],
  })
  expect(message.text).toMatch(/…\nThis answer was shortened to fit here\. Ask for a smaller part\.$/)
})

test('a short answer says nothing about shortening', () => {
  expect(JSON.stringify(renderSlack({ title: 'T', blocks: [text('x'.repeat(3_500))] }))).not.toContain(
    'shortened',
  )
})

test('control characters, halves of pairs and direction overrides go; right-to-left words stay', () => {
  expect(blocksOf(text('a\u0000b\ud83dc\u202Ed\u2066e\u0007 مرحبا שלום 🙂\r\nf'))).toEqual([
    rich(section(plain('abcde مرحبا שלום 🙂\nf'))),
  ])
})

test('blocks without words are left out; a view without any still says something', () => {
  const { blocks, text: words } = renderSlack({
    title: ' ',
    blocks: [text(''), small(''), quote(''), list([]), facts()],
  })
  expect(blocks).toEqual([])
  expect(words).toBe('There is nothing to show.')
})

test('a title too long for a header is shown whole all the same', () => {
  const title = 'Declaration '.repeat(20).trim()
  expect(renderSlack({ title, blocks: [] }).blocks).toEqual([
    rich(section({ type: 'text', text: title, style: { bold: true } })),
  ])
})

test('never more than fifty blocks, the words about shortening among them', () => {
  const many = Array.from({ length: 70 }, (_, at) => text(`line ${at}`))
  const { blocks } = renderSlack({ title: 'Many', blocks: many })
  expect(blocks).toHaveLength(50)
  expect(JSON.stringify(blocks.at(-1))).toContain('This answer was shortened')
  const fields = Array.from({ length: 600 }, () => ({ label: 'a', value: ['b'] }))
  expect(blocksOf(facts(...fields))).toHaveLength(50)
})
