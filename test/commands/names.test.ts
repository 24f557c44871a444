import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { evenLetters, lookAlikeLetters, plainLetters } from '../../src/commands/letters.ts'
import { findSubject, leadingSubject, nearest, wordsFor } from '../../src/commands/subject.ts'
import type { Directory } from '../../src/domain/facts.ts'
import { times } from '../support/times.ts'
import { heraklionDirectory } from './corpus.ts'

const directory = heraklionDirectory()
const named = (words: string, within = directory): string | null => {
  const subject = findSubject(within, words)
  return subject && wordsFor(subject)
}

/** How else the letters of a code come out of a keyboard. */
const alike: Record<string, string[]> = {
  A: ['Α', 'А', 'Ａ', 'á'],
  B: ['Β', 'В', 'Ｂ'],
  E: ['Ε', 'Е', 'Ｅ', 'é'],
  F: ['Ｆ', '𝐅'],
  I: ['Ι', 'І', 'Ｉ', 'i', 'ı'],
  N: ['Ν', 'Ｎ', 'ñ'],
  P: ['Ρ', 'Р', 'Ｐ', 'р'],
  R: ['Ｒ', 'r'],
  T: ['Τ', 'Т', 'Ｔ', 't'],
  V: ['Ｖ', 'Ѵ'],
  Z: ['Ζ', 'Ｚ'],
  1: ['１', '๑', '١'],
  2: ['２', '၂', '២'],
  '-': ['－', '–', '—', '‑', 'ー', ' ', '', ' - '],
}
const written = (code: string) =>
  fc
    .tuple(...[...code].map((letter) => fc.constantFrom(letter, ...(alike[letter] ?? []))))
    .map((letters) => letters.join(''))

describe('codes', () => {
  it('are found in any letters, and are never another one', () => {
    const codes = fc.constantFrom(...directory.activities.map(({ code }) => code))
    fc.assert(
      fc.property(
        codes.chain((code) => fc.tuple(fc.constant(code), written(code))),
        ([code, words]) => {
          expect(named(words)).toBe(code.toLowerCase())
          expect(leadingSubject(directory, `${words}: on track`)?.rest).toBe('on track')
          expect(named(`${words}.3`)).toBe(`${code}.3`.toLowerCase())
        },
      ),
      { numRuns: times(500) },
    )
  })

  it.each([
    ['her/ipr-1.2', 'ipr-1.2'],
    ['HER / IPR-1', 'ipr-1'],
    ['her/ipr', 'ipr'],
    ['ipr-1/the Netherlands', 'ipr-1/nl'],
    ['ipr-1 / ＪＰ', 'ipr-1/jp'],
    ['hua/ipr-1', null],
    ['ipr-9', null],
    ['ipr-1/nobody', null],
    ['1', null],
  ])('%s', (words, expected) => expect(named(words)).toBe(expected))

  it('of a programme that is not the current one carry its key, and are found with it and without', () => {
    const closed: Directory = {
      ...directory,
      prefix: 'HER/',
      programmes: [
        { key: 'HUA', name: 'Hua Hin Declaration', closed: false },
        { key: 'HER', name: 'Heraklion Declaration', closed: true },
      ],
      areas: directory.areas.map((area) => ({ ...area, code: `HER/${area.code}` })),
      activities: directory.activities.map((activity) => ({ ...activity, code: `HER/${activity.code}` })),
    }
    for (const words of ['her/ipr-1.2', 'HER/IPR-1.2', 'ΗΕR/ipr 1.2', 'ipr-1.2'])
      expect(named(words, closed)).toBe('her/ipr-1.2')
    expect(named('her/ipr-1/jp', closed)).toBe('her/ipr-1/jp')
    expect(named('her/ipr', closed)).toBe('her/ipr')
    expect(named('hua/ipr-1', closed)).toBeNull()
    expect(leadingSubject(closed, 'her/ipr-1.2 to 30 June')?.rest).toBe('to 30 June')
  })
})

describe('administrations', () => {
  it('are found by every name of theirs, in any case, with and without accents', () => {
    for (const { name, customsName, code, shortForms } of directory.administrations)
      for (const form of [code, name, customsName, ...shortForms]) {
        expect(named(form), form).toBe(name.toLowerCase())
        expect(named(form.toUpperCase()), form).toBe(name.toLowerCase())
        expect(named(form.normalize('NFKD').replace(/\p{M}/gu, '')), form).toBe(name.toLowerCase())
      }
  })

  it('when look-alikes collide, exact letters win, and a doubtful name is none', () => {
    const [first, second, third] = directory.administrations
    const collides: Directory = {
      ...directory,
      administrations: [
        { ...first!, name: 'Latin', shortForms: ['CAH'] },
        { ...second!, name: 'Cyrillic', shortForms: ['САН'] },
        { ...third!, name: 'Other', shortForms: [] },
      ],
    }
    expect(named('CAH', collides)).toBe('latin')
    expect(named('cah', collides)).toBe('latin')
    expect(named('САН', collides)).toBe('cyrillic')
    expect(named('сан', collides)).toBe('cyrillic')
    expect(named('СAH', collides)).toBeNull()
  })

  it('the programme answers to its key and its name', () => {
    for (const words of ['HER', 'Heraklion Declaration', 'heraklion'])
      expect(findSubject(directory, words)?.kind).toBe('programme')
  })
})

describe('letters', () => {
  it('keep their places when they are made even', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (words) => {
        expect(evenLetters(words)).toHaveLength(words.length)
      }),
    )
  })

  it('are the same twice', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', maxLength: 40 }), (words) => {
        expect(plainLetters(plainLetters(words))).toBe(plainLetters(words))
        expect(lookAlikeLetters(words)).toBe(lookAlikeLetters(words.normalize('NFD')))
      }),
    )
  })
})

it.each([
  ['koera', 'Korea'],
  ['irp-1', 'IPR-1'],
  ['jpan', 'Japan'],
  ['plan', null],
])('nearest to %s', (words, expected) =>
  expect(nearest(words, ['Korea', 'IPR-1', 'Japan', 'Poland'], 4)).toBe(expected),
)
