import { expect, test } from 'vitest'
import { type FaultRow, faultOf, heraklionWith, lineChanged } from './heraklion.ts'

const rows: FaultRow[] = [
  [
    'a kind that is none',
    'kind: event',
    'kind: evnt',
    'activities[6].kind',
    'one of paper, joint operation, event',
  ],
  [
    'an unknown key',
    '    kind: event',
    '    kind: event\n    tilte: x',
    'activities[6].tilte',
    'one of the keys code',
    'tilte: x',
  ],
  [
    'an unknown key at the top',
    'key: HER',
    'key: HER\ncolour: red',
    'colour',
    'one of the keys key, name',
    'colour',
  ],
  ['a missing key', '    kind: event\n', '', 'activities[6].kind', 'one of paper', '- code: BIZ-1\n'],
  ['a missing value', 'kind: event', 'kind:', 'activities[6].kind', 'one of paper', '    kind:\n'],
  ['a missing section', '\nregions:\n', '\nregion:\n', 'region', 'one of the keys'],
  [
    'a day that does not exist',
    'due: 2010-01-29',
    'due: 2010-02-30',
    'milestones[10].due',
    'a day that exists',
  ],
  [
    'a meeting on no day',
    'starts_on: 2011-10-11',
    'starts_on: soon',
    'meetings[0].starts_on',
    'a day that exists',
  ],
  [
    'waiting for nobody',
    'due: waiting for OLAF',
    'due: waiting for',
    'milestones[14].due',
    'waiting for <whom>',
  ],
  [
    'a milestone number of nought',
    '- code: BIZ-2.4\n',
    '- code: BIZ-2.0\n',
    'milestones[36].code',
    'a code like IPR-1.2',
  ],
  [
    'a country code too long',
    '- code: AT\n',
    '- code: AUT\n',
    'administrations[0].code',
    'ISO 3166, two letters',
  ],
  [
    'a number as text',
    'hold_minutes: 10',
    'hold_minutes: ten',
    'policies.hold_minutes',
    'a whole number from 0 to 1440',
  ],
  [
    'half a minute',
    'hold_minutes: 10',
    'hold_minutes: 0.5',
    'policies.hold_minutes',
    'a whole number from 0 to 1440',
  ],
  ['a policy that is none', 'naming: discreet', 'naming: secret', 'policies.naming', 'one of discreet, open'],
  [
    'yes for true',
    'next_meeting: true',
    'next_meeting: yes',
    'policies.extension.never_past_next_meeting',
    'true or false',
  ],
  [
    'a title too long',
    'title: Customs-Trade-Day held',
    `title: ${'x'.repeat(91)}`,
    'milestones[30].title',
    'at most 90 characters',
  ],
  ['text of several lines', 'name: Heraklion Declaration', 'name: "two\\nlines"', 'name', 'text on one line'],
  ['a key twice', 'key: HER\n', 'key: HER\nkey: HAN\n', 'key', 'this key once', 'key: HAN'],
]

test.each(rows)('%s', (_, before, after, path, expected, marker) => {
  const source = heraklionWith(before, after)
  const { faults } = faultOf(source)
  const fault = faults.find((each) => each.path === path)
  expect(fault, JSON.stringify(faults)).toBeDefined()
  expect(fault?.expected).toContain(expected)
  expect(fault?.line).toBe(lineChanged(source, marker))
})
