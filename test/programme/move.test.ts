import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { ProgrammeFile } from '../../src/domain/programme-file.ts'
import { startingOn } from '../../src/programme/move.ts'
import { loadProgramme, readProgramme } from '../../src/programme/read.ts'
import { calendarDate, plusMonths } from '../../src/time.ts'
import { heraklionPath, heraklionSource } from './heraklion.ts'

const heraklion = loadProgramme(heraklionPath)

const full = readProgramme(
  `${heraklionSource}\nholidays:\n  - {administration: JP, on: 2010-05-03, name: Constitution Memorial Day}\n`.replace(
    'kind: event\n',
    'kind: event\n    quiet_until: 2010-03-31\n',
  ),
  'x',
)

function everyDate(file: ProgrammeFile): string[] {
  return [
    ...[file.adoptedOn, file.periodFrom, file.periodTo],
    ...file.meetings.flatMap(({ startsOn, endsOn }) => [startsOn, endsOn]),
    ...file.activities.flatMap(({ quietUntil }) => quietUntil ?? []),
    ...file.milestones.flatMap(({ date }) => (date.kind === 'on' ? [date.due] : [])),
    ...file.holidays.map(({ on }) => on),
  ]
}

test('a period that begins in 2026 brings Hua Hin to 11 October 2027', () => {
  const moved = startingOn(full, calendarDate('2026-01-01'))
  expect(moved).toMatchObject({
    adoptedOn: '2025-10-16',
    periodFrom: '2026-01-01',
    periodTo: '2027-12-31',
    movedMonths: 192,
    meetings: [{ startsOn: '2027-10-11', endsOn: '2027-10-12' }],
    holidays: [{ on: '2026-05-03' }],
  })
  expect(moved.activities[6]?.quietUntil).toBe('2026-03-31')
  expect(moved.milestones[10]?.date).toEqual({ kind: 'on', due: '2026-01-29' })
  expect(moved.milestones[3]?.date).toEqual({ kind: 'to-be-agreed' })
})

test('a day that a shorter month lacks becomes its last', () => {
  const moved = startingOn(full, calendarDate('2010-02-01'))
  expect(moved.milestones[10]?.date).toEqual({ kind: 'on', due: '2010-02-28' })
  expect(moved.activities[6]?.quietUntil).toBe('2010-04-30')
  expect(moved.periodTo).toBe('2012-01-31')
})

test('moved by nothing it is the same', () => {
  expect(startingOn(heraklion, heraklion.periodFrom)).toEqual(heraklion)
})

test('another day of the month is refused, saying which to use', () => {
  expect(() => startingOn(heraklion, calendarDate('2026-01-05'))).toThrow(RangeError)
  expect(() => startingOn(heraklion, calendarDate('2026-01-05'))).toThrow('use day 1, not 2026-01-05')
})

test('wherever it is moved, everything but the dates stays and the order of dates is kept', () => {
  const before = everyDate(full)
  fc.assert(
    fc.property(fc.integer({ min: -1200, max: 1200 }), (months) => {
      const moved = startingOn(full, plusMonths(full.periodFrom, months))
      const after = everyDate(moved)
      expect(moved.movedMonths).toBe(months)
      expect(after).toHaveLength(before.length)
      const inOrder = before
        .map((day, index) => [day, after[index] ?? ''] as const)
        .sort(([a], [b]) => (a < b ? -1 : 1))
      const sorted = inOrder.map(([, day]) => day)
      expect(sorted).toEqual([...sorted].sort())
      expect(moved.milestones.map(({ code }) => code)).toEqual(full.milestones.map(({ code }) => code))
      expect(moved.administrations).toEqual(full.administrations)
    }),
  )
})
