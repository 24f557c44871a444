import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { findCommand } from '../../src/commands/parse.ts'
import { programmeNamed } from '../../src/commands/programme-key.ts'
import { times } from '../support/times.ts'

const inLine = (line: string) => {
  const found = findCommand(commands, line)
  return programmeNamed(found?.words ?? line, found?.command ?? null)
}

describe('the programme that a line names', () => {
  it.each([
    ['status her/ipr-1', 'HER', 'her/ipr-1'],
    ['update her/ipr-1 on track Sent, see hua/ipr-1', 'HER', 'her/ipr-1 on track Sent, see hua/ipr-1'],
    ['status her', 'HER', ''],
    ['status in HER?', 'HER', ''],
    ['status ipr-1 her', 'HER', 'ipr-1'],
    ['who japan in her', 'HER', 'japan'],
    ['status her: japan', 'HER', 'japan'],
    ['HER/IPR-1.2', 'HER', 'HER/IPR-1.2'],
    ['her', 'HER', 'her'],
    ['how is her/ipr-1 going?', 'HER', 'how is her/ipr-1 going?'],
    ['show ＨＥＲ／ＩＰＲ－１', 'HER', 'ＨＥＲ／ＩＰＲ－１'],
    ['invite coordinator her/ipr', 'HER', 'coordinator her/ipr'],
    ['role her', 'HER', 'her'],
    ['role sato coordinator her/ipr', 'HER', 'sato coordinator her/ipr'],
    ['close her carried over', 'HER', 'her carried over'],
  ])('%j: %s, and the words are then %j', (line, key, wordsWithin) => {
    expect(inLine(line)).toEqual({ key, wordsWithin })
  })

  it.each([
    'update ipr-1 on track This builds on her/ipr-1',
    'update ipr-1 on track It was given to her',
    'update ipr-1/jp on track Sent',
    'done ipr-1.2 https://her/ipr-1',
    'update ipr-1 on track First\nher/ipr-1 second',
    'join ABCD-EFGH-JKMN',
    'update her',
    'role sato coordinator ipr',
    'role eva not coordinator ipr',
    'how is it with her',
    '',
  ])('%j names none', (line) => {
    expect(inLine(line).key).toBe('')
  })

  const piece = fc.oneof(
    fc.constantFrom(
      'status',
      'update',
      'search',
      'close',
      'her',
      'HER',
      '/',
      'ipr-1',
      ':',
      ' ',
      'in',
      '\n',
      'ｈｅｒ',
      '?',
    ),
    fc.string({ unit: 'binary', maxLength: 5 }),
  )
  const anyLine = fc.array(piece, { maxLength: 12 }).map((pieces) => pieces.join(''))

  it('is found in any line without failing, and the words are kept or shortened, never changed', () => {
    fc.assert(
      fc.property(anyLine, (line) => {
        const { key, wordsWithin } = inLine(line)
        expect(key).toMatch(/^[A-Z]{0,6}$/)
        expect(line).toContain(wordsWithin)
      }),
      { numRuns: times(1000) },
    )
  })
})
