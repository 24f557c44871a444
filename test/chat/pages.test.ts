import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { pageOf } from '../../src/chat/pages.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import * as view from '../../src/chat/view.ts'
import { type Block, type Inline, type View, wordsOf } from '../../src/chat/view.ts'
import { times } from '../support/times.ts'

const characters = 3000
const lines = 40

const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: times(300) })

const words = fc
  .array(fc.string({ minLength: 1, maxLength: 12 }), { minLength: 1, maxLength: 40 })
  .map((all) => all.join(' '))
const inline: fc.Arbitrary<Inline[]> = fc.oneof(
  words.map((each) => [each]),
  words.map((each) => [view.strong(each), ' and more']),
)
const columns = ['Code', 'What']
const anyBlock: fc.Arbitrary<Block> = fc.oneof(
  words.map(view.heading),
  inline.map((parts) => view.text(...parts)),
  inline.map((parts) => view.small(...parts)),
  words.map((each) => view.quote(each, 'Japan Customs')),
  fc.array(inline, { minLength: 1, maxLength: 60 }).map(view.list),
  fc.array(inline, { minLength: 1, maxLength: 8 }).map(view.numbered),
  fc
    .array(fc.tuple(inline, inline), { minLength: 1, maxLength: 60 })
    .map((rows) => view.table([...columns], rows)),
  fc.array(inline, { minLength: 1, maxLength: 5 }).map((values) => ({
    kind: 'facts' as const,
    facts: values.map((value, at) => ({ label: `Fact ${at}`, value })),
  })),
  fc.constant(view.progress([{ label: 'TF', done: 1, total: 3 }], 'delivered')),
  fc.constant(view.divider),
)
const anyView: fc.Arbitrary<View> = fc
  .tuple(fc.option(words), fc.array(anyBlock, { maxLength: 14 }))
  .map(([title, blocks]) => ({ ...(title ? { title: title.slice(0, 149) } : {}), blocks }))

/** Every page, up to the one that says it is the last. */
function pagesOf(whole: View): View[] {
  const pages: View[] = []
  for (;;) {
    const shown = pageOf(whole, pages.length)
    if (!shown) throw new Error(`no page ${pages.length + 1}`)
    pages.push(shown.view)
    if (shown.last) return pages
    if (pages.length > 1000) throw new Error('no last page')
  }
}

/** The smallest things that may not be lost, repeated or change places. */
function atoms(blocks: Block[]): string[] {
  return blocks.flatMap((block) => {
    if (block.kind === 'list' && !block.ordered) return block.items.map((item) => `- ${wordsOf(item)}`)
    if (block.kind === 'table')
      return block.rows.map((row) => `${block.columns.join('|')}: ${row.map(wordsOf).join('|')}`)
    return [JSON.stringify(block)]
  })
}

/** The blocks of a page without the line that counts pages. */
const withoutFoot = (page: View) => page.blocks.slice(0, -1)
const footOf = (page: View) => {
  const foot = page.blocks.at(-1)
  return foot?.kind === 'small' ? wordsOf(foot.text) : ''
}

function sizeOf(blocks: Block[]): { characters: number; lines: number } {
  const all = plainText({ blocks }).split('\n')
  return {
    characters: all.reduce((total, line) => total + line.length, 0),
    lines: all.reduce((total, line) => total + Math.max(1, Math.ceil(line.length / 80)), 0),
  }
}

describe('the pages of a view', () => {
  it('together have every item, row and text once, in the order of the whole', () => {
    holds(
      fc.property(anyView, (whole) => {
        const pages = pagesOf(whole)
        const shown = pages.length === 1 ? pages[0]!.blocks : pages.flatMap(withoutFoot)
        expect(atoms(shown)).toEqual(atoms(whole.blocks))
      }),
    )
  })

  it('each say where they are when there are several, and nothing of pages when there is one', () => {
    holds(
      fc.property(anyView, (whole) => {
        const pages = pagesOf(whole)
        if (pages.length === 1) {
          expect(pages[0]).toEqual(whole)
          return
        }
        pages.forEach((page, at) => {
          const more = at === pages.length - 1 ? '' : ' Say more for the next.'
          expect(footOf(page)).toBe(`Page ${at + 1} of ${pages.length}.${more}`)
          expect(page.title).toBe(whole.title)
        })
      }),
    )
  })

  it('hold what a phone shows in a few swipes, unless one block alone, with its heading, is more', () => {
    holds(
      fc.property(anyView, (whole) => {
        const pages = pagesOf(whole)
        if (pages.length === 1) return
        for (const page of pages) {
          const blocks = withoutFoot(page)
          const size = sizeOf(blocks)
          const fits = size.characters <= characters && size.lines <= lines
          const single = atoms(blocks.filter(({ kind }) => kind !== 'heading')).length <= 1
          expect(fits || single).toBe(true)
        }
      }),
    )
  })

  it('are several only when the whole does not fit on one', () => {
    holds(
      fc.property(anyView, (whole) => {
        const size = sizeOf(whole.blocks)
        if (pagesOf(whole).length === 1) {
          const single = atoms(whole.blocks.filter(({ kind }) => kind !== 'heading')).length <= 1
          expect((size.characters <= characters && size.lines <= lines) || single).toBe(true)
        } else expect(size.characters > characters / 2 || size.lines > lines / 2).toBe(true)
      }),
    )
  })

  it('never end with a heading whose text is on the next', () => {
    holds(
      fc.property(anyView, (whole) => {
        for (const page of pagesOf(whole).slice(0, -1))
          expect(withoutFoot(page).at(-1)?.kind).not.toBe('heading')
      }),
    )
  })

  it('past the last there are none', () => {
    const whole: View = { blocks: [view.list(Array.from({ length: 100 }, (_, at) => [`item ${at}`]))] }
    expect(pagesOf(whole)).toHaveLength(3)
    expect(pageOf(whole, 3)).toBeNull()
    expect(pageOf({ blocks: [view.text('short')] }, 1)).toBeNull()
  })

  it('keep a numbered list whole, so that its numbers stay right', () => {
    const steps = view.numbered(Array.from({ length: 30 }, (_, at) => [`step ${at}`]))
    const lead = view.list(Array.from({ length: 30 }, (_, at) => [`item ${at}`]))
    const pages = pagesOf({ blocks: [lead, steps] })
    expect(pages).toHaveLength(2)
    expect(pages[1]!.blocks[0]).toEqual(steps)
  })

  it('continue a table under its own columns, and do not join two tables', () => {
    const rows = (name: string) => Array.from({ length: 30 }, (_, at) => [[`${name} ${at}`], ['x']])
    const first = view.table(['Code', 'What'], rows('first'))
    const second = view.table(['Code', 'Who'], rows('second'))
    const tables = pagesOf({ blocks: [first, second] })
      .flatMap(withoutFoot)
      .filter((block) => block.kind === 'table')
    expect(tables.map((block) => [block.columns[1], block.rows.length])).toEqual([
      ['What', 30],
      ['Who', 10],
      ['Who', 20],
    ])
  })
})
