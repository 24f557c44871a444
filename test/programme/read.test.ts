import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { loadProgramme, ProgrammeFault, readProgramme } from '../../src/programme/read.ts'
import { times } from '../support/times.ts'
import { faultOf, heraklionSource, heraklionWith, lineChanged, lineOfText } from './heraklion.ts'

const holidays = (list: string) => `${heraklionSource}\nholidays:\n${list}`

test('a refusal tells every fault at once, in the order of lines, one per line of the message', () => {
  const source = heraklionWith('kind: event', 'kind: evnt')
    .replace('hold_minutes: 10', 'hold_minutes: ten')
    .replace('Asia/Tokyo', 'Asia/Tokio')
    .replace('key: HER\n', 'key: HER\nkey: HER\n')
  const fault = faultOf(source)
  expect(fault.message.split('\n')).toEqual([
    `heraklion-2009.yaml:12 key: expected this key once, found it again`,
    `heraklion-2009.yaml:${lineOfText(source, 'ten\n')} policies.hold_minutes: expected a whole number from 0 to 1440, found "ten"`,
    `heraklion-2009.yaml:${lineOfText(source, 'evnt')} activities[6].kind: expected one of paper, joint operation, event, review, study, found "evnt"`,
    `heraklion-2009.yaml:${lineOfText(source, 'Tokio')} administrations[33].time_zone: expected a time zone like Asia/Tokyo, found "Asia/Tokio"`,
  ])
})

describe('a text that is not the YAML wanted', () => {
  test.each([
    ['a list that does not end', 'short_forms: [UK,', 'short_forms: [[UK,', 'YAML that can be read'],
    [
      'a colon without quotes',
      'due: waiting for OLAF',
      'due: waiting for: OLAF',
      'quotes around a text with a colon',
    ],
    ['a tab', '  hold_minutes: 10', '\thold_minutes: 10', 'YAML that can be read'],
    ['a reference', 'name: Heraklion Declaration', 'name: *other', 'the text itself'],
    ['a tag', 'name: Heraklion Declaration', 'name: !secret x', 'YAML that can be read'],
    ['a key that is a list', 'key: HER\n', 'key: HER\n? [a]\n: b\n', 'a word as the key'],
  ])('%s', (_, before, after, expected) => {
    const source = heraklionWith(before, after)
    const { faults } = faultOf(source)
    expect(faults[0]?.expected).toContain(expected)
    // A reader of YAML may notice a broken line only at the one after it.
    expect(faults[0]?.line).toBeGreaterThanOrEqual(lineChanged(source))
    expect(faults[0]?.line).toBeLessThanOrEqual(lineChanged(source) + 1)
  })

  test.each([
    '',
    '\n# only a note\n',
    'just words',
    '- a\n- b',
    '3',
    '__proto__: 1',
    '['.repeat(50_000),
    '\u0000',
  ])('is refused whatever it is: %.20s', (source) => {
    expect(faultOf(source).faults.length).toBeGreaterThan(0)
  })
})

describe('what is allowed', () => {
  test('a quiet activity, leads, holidays, an individual milestone, quotes around a date', () => {
    const source = holidays(
      '  - administration: JP\n    on: 2010-05-03\n    name: Constitution Memorial Day\n',
    )
      .replace('kind: event\n    leads: []', 'kind: event\n    leads: [JP, GR]\n    quiet_until: 2010-03-01')
      .replace('kind: collective\n    owner: coordinator', 'kind: individual\n    owner: TH')
      .replace('due: waiting for OLAF', 'due: "waiting for: OLAF"')
      .replace('due: 2010-01-29', "due: '2010-01-29'")
    const programme = readProgramme(source, 'x')
    expect(programme.activities[6]).toMatchObject({ leads: ['JP', 'GR'], quietUntil: '2010-03-01' })
    expect(programme.holidays).toEqual([
      { administration: 'JP', on: '2010-05-03', name: 'Constitution Memorial Day' },
    ])
    expect(programme.milestones[0]?.owner).toEqual({ kind: 'administration', code: 'TH' })
    expect(programme.milestones[10]?.date).toEqual({ kind: 'on', due: '2010-01-29' })
    expect(programme.milestones[14]?.date).toEqual({ kind: 'waiting-for', whom: 'OLAF' })
  })

  test('line ends and a byte order mark as Windows writes them', () => {
    expect(readProgramme(`\uFEFF${heraklionSource.replaceAll('\n', '\r\n')}`, 'x')).toEqual(
      readProgramme(heraklionSource, 'x'),
    )
  })
})

describe('from disk', () => {
  test('a missing file is named by its absolute path', () => {
    const missing = 'prisma/programmes/none.yaml'
    expect(() => loadProgramme(missing)).toThrow(ProgrammeFault)
    expect(() => loadProgramme(missing)).toThrow(`${resolve(missing)}:1: expected a file that can be read`)
    expect(() => loadProgramme(resolve(missing))).toThrow(resolve(missing))
  })

  test('a folder, and a file in another encoding, are refused', () => {
    const folder = mkdtempSync(join(tmpdir(), 'programme-'))
    try {
      expect(() => loadProgramme(folder)).toThrow(ProgrammeFault)
      const file = join(folder, 'latin-1.yaml')
      writeFileSync(file, Buffer.from('name: D\xe9claration', 'latin1'))
      expect(() => loadProgramme(file)).toThrow('expected text saved as UTF-8')
    } finally {
      rmSync(folder, { recursive: true })
    }
  })
})

test('whatever happens to its lines, the file is read or refused with lines that are in it', () => {
  const lines = heraklionSource.split('\n')
  const piece = fc.oneof(
    fc.constant(null),
    fc.constantFrom(
      '  - ',
      ':',
      '? [a]',
      '  x: &a 1',
      '  y: *a',
      '  <<: *a',
      '\t',
      '---',
      '%YAML 1.1',
      '...',
      '  due: !!binary x',
    ),
    fc.nat(lines.length - 1).map((index) => lines[index] ?? ''),
    fc.string({ unit: 'grapheme' }),
  )
  const changes = fc.array(fc.tuple(fc.nat(lines.length - 1), piece), { minLength: 1, maxLength: 6 })
  fc.assert(
    fc.property(changes, (list) => {
      const changed: (string | null)[] = [...lines]
      for (const [index, text] of list) changed[index] = text
      const source = changed.filter((text) => text !== null).join('\n')
      try {
        expect(readProgramme(source, 'x').key).toMatch(/^[A-Z]+$/)
      } catch (error) {
        if (!(error instanceof ProgrammeFault)) throw error
        expect(error.faults.length).toBeGreaterThan(0)
        for (const { line } of error.faults) {
          expect(line).toBeGreaterThanOrEqual(1)
          expect(line).toBeLessThanOrEqual(source.split(/\r\n|\r|\n/).length)
        }
      }
    }),
    { numRuns: times(150) },
  )
}, 60_000)
