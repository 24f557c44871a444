import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { renderTerminal } from '../../../adapters/terminal/render.ts'
import type { Block, Inline } from '../../../src/chat/view.ts'
import * as view from '../../../src/chat/view.ts'
import { times } from '../../support/times.ts'

const plain = { width: 80, colour: false }
const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: times(500) })
const draw = (...blocks: Block[]) => renderTerminal({ blocks }, plain)

const steering = [
  '\u001b[2J',
  '\u001b]0;x\u0007',
  '\r',
  '\b',
  '\u0000',
  '\u009b31m',
  '\u007f',
  '\u202e',
  '\u2066',
  '\u200f',
  '\t',
]
const peoplesText = fc
  .array(fc.oneof(fc.constantFrom(...steering), fc.string({ unit: 'binary', maxLength: 8 })), {
    maxLength: 8,
  })
  .map((parts) => parts.join(''))
const peoplesInline: fc.Arbitrary<Inline[]> = fc.array(
  fc.oneof(
    peoplesText,
    peoplesText.map(view.strong),
    peoplesText.map(view.emphasis),
    peoplesText.map(view.code),
    fc.tuple(peoplesText, peoplesText).map(([text, url]) => view.link(text, url)),
  ),
  { maxLength: 4 },
)
/** Blocks with words of people wherever people's words are shown. */
const peoplesBlock: fc.Arbitrary<Block> = fc.oneof(
  peoplesText.map(view.heading),
  peoplesInline.map((parts) => view.text(...parts)),
  peoplesInline.map((parts) => view.small(...parts)),
  fc.tuple(peoplesText, peoplesText).map(([text, by]) => view.quote(text, by)),
  peoplesInline.map((value) => view.facts({ label: 'Lead', value })),
  fc.array(peoplesInline, { minLength: 1, maxLength: 3 }).map(view.list),
  fc.array(peoplesInline, { minLength: 1, maxLength: 3 }).map(view.numbered),
  fc
    .array(fc.tuple(peoplesInline, peoplesInline), { maxLength: 3 })
    .map((rows) => view.table(['Code', 'What'], rows)),
)
// biome-ignore lint/suspicious/noControlCharactersInRegex: these are what must not reach a terminal
const control = /[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/

describe("people's words at a terminal", () => {
  it('never steer it: no control, escape or direction character comes out', () => {
    holds(
      fc.property(peoplesText, fc.array(peoplesBlock, { maxLength: 5 }), (title, blocks) => {
        expect(renderTerminal({ title, blocks }, plain)).not.toMatch(control)
      }),
    )
  })

  it('with colour bring no escape sequence but those that paint', () => {
    holds(
      fc.property(peoplesText, fc.array(peoplesBlock, { maxLength: 5 }), (title, blocks) => {
        const drawn = renderTerminal({ title, blocks }, { width: 80, colour: true })
        // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint
        expect(drawn.replace(/\u001b\[(0|1|2|36)m/g, '')).not.toMatch(control)
      }),
    )
  })

  it('are otherwise shown as they are, line breaks and other scripts too', () => {
    expect(draw(view.text('Σχέδιο 税関\nsecond line <!channel> *x*'))).toBe(
      'Σχέδιο 税関\nsecond line <!channel> *x*',
    )
  })
})

describe('a table', () => {
  it('has every column begin at one place in all its lines', () => {
    const word = fc.stringMatching(/^[a-z]{1,20}$/)
    holds(
      fc.property(fc.array(fc.tuple(word, word, word), { minLength: 1, maxLength: 8 }), (cells) => {
        const rows = cells.map((row) => row.map((cell): Inline[] => [cell]))
        const drawn = draw(view.table(['A', 'Second', 'C'], rows)).split('\n')
        expect(drawn).toHaveLength(cells.length + 1)
        const startsOf = (line: string) => [...line.matchAll(/\S+/g)].map(({ index }) => index)
        for (const line of drawn) expect(startsOf(line)).toEqual(startsOf(drawn[0]!))
      }),
    )
  })

  it('without rows shows its columns', () => {
    expect(draw(view.table(['Code', 'What'], []))).toBe('Code  What')
  })
})

describe('lines', () => {
  const sentence = fc.array(fc.stringMatching(/^[a-z]{1,14}$/), { minLength: 1, maxLength: 60 })

  it('are no wider than the terminal while every word is shorter, and keep every word', () => {
    holds(
      fc.property(sentence, fc.integer({ min: 40, max: 120 }), fc.boolean(), (words, width, colour) => {
        const said = words.join(' ')
        const blocks = [
          view.text(said),
          view.small(said),
          view.quote(said),
          view.facts({ label: 'Lead', value: [said] }),
          view.list([[said]]),
          view.numbered([[view.strong(said)]]),
        ]
        for (const block of blocks) {
          const drawn = renderTerminal({ blocks: [block] }, { width, colour })
          // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that paint
          const bare = drawn.replace(/\u001b\[\d+m/g, '')
          for (const line of bare.split('\n')) expect(line.length).toBeLessThanOrEqual(width)
          expect(bare.match(/\b[a-z]+\b/g)).toEqual(words)
        }
      }),
    )
  })

  it('are filled before they are broken', () => {
    const drawn = renderTerminal(
      { blocks: [view.text('aaaa '.repeat(20).trim())] },
      { width: 49, colour: false },
    )
    expect(drawn.split('\n').map((line) => line.length)).toEqual([49, 49])
  })

  it('are not broken further on a terminal narrower than forty columns, and a long word stays whole', () => {
    const drawn = renderTerminal({ blocks: [view.text('a '.repeat(30).trim())] }, { width: 5, colour: false })
    expect(drawn.split('\n')[0]).toHaveLength(39)
    const address = `https://example.org/${'a'.repeat(100)}`
    expect(draw(view.text('See', ' ', address, ' now')).split('\n')).toContain(address)
  })

  it('of a list and of facts continue under their own text', () => {
    const long = 'word '.repeat(20).trim()
    expect(draw(view.numbered([[long]])).split('\n')[1]).toMatch(/^ {3}word/)
    expect(draw(view.facts({ label: 'Lead', value: [long] })).split('\n')[1]).toMatch(/^ {6}word/)
  })
})

describe('every kind of block', () => {
  const samples: { [Kind in Block['kind']]: [Extract<Block, { kind: Kind }>, string] } = {
    heading: [{ kind: 'heading', text: 'Milestones' }, 'Start\n\nMilestones'],
    text: [{ kind: 'text', text: ['A ', view.strong('b'), ' ', view.code('c')] }, 'Start\nA b c'],
    small: [{ kind: 'small', text: ['Page 1 of 2.'] }, 'Start\nPage 1 of 2.'],
    quote: [
      { kind: 'quote', text: 'Draft sent.', by: 'Japan Customs' },
      'Start\n  | Draft sent.\n  | (Japan Customs)',
    ],
    facts: [
      {
        kind: 'facts',
        facts: [
          { label: 'Lead', value: ['Japan'] },
          { label: 'Due', note: 'agreed', value: ['Friday'] },
        ],
      },
      'Start\nLead          Japan\nDue (agreed)  Friday',
    ],
    list: [{ kind: 'list', ordered: true, items: [['one'], ['two']] }, 'Start\n1. one\n2. two'],
    table: [
      { kind: 'table', columns: ['Code', 'What'], rows: [[['TF-1'], ['Paper']]] },
      'Start\nCode  What\nTF-1  Paper',
    ],
    progress: [
      {
        kind: 'progress',
        unit: 'delivered',
        bars: [
          { label: 'TF', done: 1, total: 2 },
          { label: 'IPR', done: 0, total: 0 },
        ],
      },
      `Start\nTF   ${'▰'.repeat(10)}${'▱'.repeat(10)}  1 of 2 delivered\nIPR  ${'▱'.repeat(20)}  0 of 0 delivered`,
    ],
    rows: [
      { kind: 'rows', rows: [{ text: ['IPR-1'], action: { label: 'Open', line: 'status ipr-1' } }] },
      'Start\n- IPR-1',
    ],
    actions: [
      {
        kind: 'actions',
        actions: [
          { label: 'Send now', line: 'send now' },
          { label: 'Open', line: 'status ipr-1' },
        ],
      },
      'Start\nSend now: send now · Open: status ipr-1',
    ],
    divider: [{ kind: 'divider' }, 'Start'],
  }

  it('bars are shorter where there is less room', () => {
    const bars = view.progress([{ label: 'TF', done: 1, total: 2 }], 'delivered')
    expect(renderTerminal({ blocks: [bars] }, { width: 40, colour: false })).toBe(
      `TF  ${'▰'.repeat(9)}${'▱'.repeat(9)}  1 of 2 delivered`,
    )
  })

  it.each(Object.entries(samples))('%s is drawn', (_, [block, expected]) => {
    expect(draw(view.text('Start'), block)).toBe(expected)
  })

  it('is painted only with colour; a title stands apart', () => {
    const shown = { title: 'Status', blocks: [view.text(view.strong('b'), view.code('c')), view.small('s')] }
    expect(renderTerminal(shown, plain)).toBe('Status\n\nbc\ns')
    expect(renderTerminal(shown, { width: 80, colour: true })).toBe(
      '\u001b[1mStatus\u001b[0m\n\n\u001b[1mb\u001b[0m\u001b[36mc\u001b[0m\n\u001b[2ms\u001b[0m',
    )
  })

  it('shows the address of a link beside its words', () => {
    expect(draw(view.text(view.link('the draft', 'https://example.org/a')))).toBe(
      'the draft (https://example.org/a)',
    )
  })
})
