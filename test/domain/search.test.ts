import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { marks, piecesOf, termsOf } from '../../src/domain/search.ts'

const term = (words: string, { not = false, begins = false } = {}) => ({ words, not, begins })

describe('what is looked for', () => {
  it.each([
    ['counterfeit cigarettes', [term('counterfeit'), term('cigarettes', { begins: true })]],
    ['"right holders"', [term('right holders')]],
    ['“right holders” seizures', [term('right holders'), term('seizures', { begins: true })]],
    ['seizures -cigarettes', [term('seizures'), term('cigarettes', { not: true })]],
    ['seizures –cigarettes', [term('seizures'), term('cigarettes', { not: true })]],
    ['-"right holders" paper', [term('right holders', { not: true }), term('paper', { begins: true })]],
    ['co-operation', [term('co-operation')]],
    ['ipr-1.2', [term('ipr-1.2')]],
    ['of', [term('of')]],
    ['"never closed', [term('never closed')]],
    ['customs & trade !', [term('customs'), term('trade', { begins: true })]],
    ['- " & | ! ( )', []],
    ['', []],
  ])('%s', (typed, expected) => expect(termsOf(typed)).toEqual(expected))

  it('is never more than eight terms of eighty characters, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: 2000, unit: 'grapheme' }), (typed) => {
        const terms = termsOf(typed)
        expect(terms.length).toBeLessThanOrEqual(8)
        for (const { words } of terms) {
          expect(words.length).toBeLessThanOrEqual(80)
          expect(words).toMatch(/[\p{L}\p{N}]/u)
        }
      }),
    )
  })
})

describe('a text that was found', () => {
  const { start, stop, less } = marks
  const shown = (marked: string, looked: string[], begins: string | null = null) =>
    piecesOf(marked, looked, begins)
      .map(({ text, found }) => (found ? `[${text}]` : text))
      .join('')

  it('shows the words that the record marked, those that differ in accents, and those that go on', () => {
    expect(shown(`${start}Counterfeit${stop} goods in Malmö`, ['counterfeit', 'malmo'])).toBe(
      '[Counterfeit] goods in [Malmö]',
    )
    expect(shown('Counterfeits seized', ['counterf'], 'counterf')).toBe('[Counterfeits] seized')
    expect(shown('Counterfeits seized', ['counterf'])).toBe('Counterfeits seized')
    expect(shown(`a ${less}b> c`, ['c'])).toBe('a <b> [c]')
  })

  it('keeps every character of the text', () => {
    const words = fc.array(
      fc
        .string({ unit: 'grapheme', maxLength: 8 })
        .map((each) => [...each].filter((letter) => letter > '\u0003').join('')),
    )
    fc.assert(
      fc.property(words, fc.array(fc.boolean()), words, (all, marked, looked) => {
        const text = all.join(' ')
        const stored = all.map((each, at) => (marked[at] ? `${start}${each}${stop}` : each)).join(' ')
        const pieces = piecesOf(stored, looked, looked[0] ?? null)
        expect(pieces.map((piece) => piece.text).join('')).toBe(text)
      }),
    )
  })
})
