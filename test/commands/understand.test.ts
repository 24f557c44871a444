import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { commands } from '../../src/commands/index.ts'
import { findCommand, spokenLine, tidy } from '../../src/commands/parse.ts'
import { understand } from '../../src/commands/understand.ts'
import { times } from '../support/times.ts'
import { corpus, heraklionDirectory, tableToCome, understoodAs } from './corpus.ts'

const directory = heraklionDirectory()
const lines = corpus.flatMap(({ lines: each }) => each.map(({ say }) => say))
const changesIn = (line: string) => {
  const understood = understand(tableToCome, directory, spokenLine(line))
  return understood.kind === 'command' && understood.command.changes ? understood : null
}
const words = fc.constantFrom(
  ...new Set(lines.flatMap((line) => line.split(/\s+/)).filter((word) => word !== '')),
)

describe('a change', () => {
  it('is only what begins with its word, or says "update" and an outlook of an activity', () => {
    fc.assert(
      fc.property(fc.array(words, { minLength: 1, maxLength: 9 }), (said) => {
        const line = said.join(' ')
        const change = changesIn(line)
        // When and where the next meeting is, is asked with the word that sets it.
        if (!change || (change.command.name === 'meeting' && change.words === '')) return
        const found = findCommand(tableToCome, spokenLine(line))
        if (found?.command.changes) return
        expect(line).toMatch(/update|report/i)
        expect(line.replace(/[ｏｎｔｒａｃｋ　]/g, '-')).toMatch(/on.?track|at.?risk|off.?track|-/i)
      }),
      { numRuns: times(5_000) },
    )
  })

  it('is none with a question mark behind its code', () => {
    const names = tableToCome.filter(({ changes }) => changes).map(({ name }) => name)
    for (const name of names.filter((each) => each !== 'meeting' && each !== 'import'))
      for (const said of [`${name}?`, `${name} ipr-1?`, `${name} ipr-1.2 ?`, `hello, ${name} ipr-1.2 x y z`])
        expect(changesIn(said), said).toBeNull()
  })

  it('keeps its words as they were typed', () => {
    const text = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 60 }).map((each) => tidy(`x${each}x`))
    fc.assert(
      fc.property(text, (said) => {
        if (/[?？]["'”’)]*$|<(?:mailto|https?):/.test(said)) return
        expect(understoodAs(directory, `update ipr-1 on track ${said}`)).toBe(
          `means update ipr-1 on track ${said}`,
        )
      }),
    )
  })
})

describe('a line', () => {
  it.each([
    ['not taking part ipr-1', 'not taking part', 'ipr-1'],
    ['Not-taking-part: ipr-1', 'not taking part', 'ipr-1'],
    ['take part ipr-1', 'take part', 'ipr-1'],
    ['TAKE  PART', 'take part', ''],
  ])('%s begins with the longest name that is known', (line, name, rest) => {
    const found = findCommand(tableToCome, spokenLine(line))
    expect([found?.command.name, found?.words]).toEqual([name, rest])
  })

  it.each([
    ['a\u00a0b\u2003c\u3000d', 'a b c d'],
    ['a\ufeffb\u2060c', 'abc'],
    ['ភាសា\u200bខ្មែរ \u200b x\u200b', 'ភាសា\u200bខ្មែរ x'],
    ['a \r\n\r\n b\u0000\ud800', 'a\n\nb'],
    ['👨‍👩‍👧 می‌خواهم', '👨‍👩‍👧 می‌خواهم'],
  ])('%j is tidied', (line, expected) => expect(tidy(line)).toBe(expected))

  it('a name of a person is not taken for the bot’s', () => expect(tidy('Asem Kaya')).toBe('Asem Kaya'))

  it('never throws, whatever it is', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 200 }), (line) => {
        understand(commands, directory, spokenLine(line))
      }),
      { numRuns: times(1_000) },
    )
  })
})

describe('time', () => {
  /** Processor time of this process in milliseconds: what others do on the machine does not count. */
  const spent = (work: () => void): number => {
    const before = process.cpuUsage()
    work()
    const { user, system } = process.cpuUsage(before)
    return (user + system) / 1_000
  }

  const quickest = (work: () => void): number => Math.min(spent(work), spent(work), spent(work))

  it.each([
    'status ipr-1',
    'summary',
    'status japan',
    'ipr-1',
    'update ipr-1 on track Lessons-learned note drafted; clearance this week https://example.org/n',
  ])('%s takes far less than a millisecond, with names read anew', (line) => {
    const rounds = Array.from({ length: 8 }, () => {
      const directories = Array.from({ length: 100 }, () => structuredClone(directory))
      const work = () => {
        for (const each of directories) understand(commands, each, spokenLine(line))
      }
      return spent(work) / directories.length
    })
    // The quickest round is the one without a collection of garbage, or a compilation, in it.
    expect(Math.min(...rounds)).toBeLessThan(0.2)
  })

  it('grows with the length of a line, not faster', () => {
    const pieces = [
      'a ',
      'ipr-1 ',
      '? ',
      '?',
      'status ',
      'on track ',
      'please ',
      'hello, ',
      '<@',
      '<@U1> ',
      'https://a ',
    ]
    const more = [
      '“',
      '`',
      '\u200b',
      'é',
      'Ι',
      '1 ',
      '.',
      '-',
      '/',
      'japan and ',
      ':a',
      ':a: ',
      '> ',
      '(',
      '"',
      '&lt;',
      '<a|',
    ]
    const slow = [...pieces, ...more]
      .flatMap((piece) =>
        ['', 'update ipr-1 on track ', 'what is ', 'please '].map((front) => [front, piece] as const),
      )
      .map(([front, piece]) => {
        const whole = (front + piece.repeat(8_000)).slice(0, 8_000)
        return { front, piece, ms: quickest(() => understand(tableToCome, directory, spokenLine(whole))) }
      })
      .filter(({ ms }) => ms > 60)
    expect(slow).toEqual([])
  })
})
