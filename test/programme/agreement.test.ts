import { expect, test } from 'vitest'
import {
  type FaultRow,
  faultOf,
  heraklionSource,
  heraklionWith,
  lineChanged,
  lineOfText,
} from './heraklion.ts'

const rows: FaultRow[] = [
  [
    'a due date before the adoption',
    'due: 2010-01-29',
    'due: 2009-10-15',
    'milestones[10].due',
    'a day from 2009-10-16',
  ],
  [
    'a due date after the period',
    'due: 2010-01-29',
    'due: 2012-01-01',
    'milestones[10].due',
    'to 2011-12-31',
  ],
  [
    'a meeting that ends first',
    'ends_on: 2011-10-12',
    'ends_on: 2011-10-10',
    'meetings[0].ends_on',
    'not before starts_on',
  ],
  [
    'a code used twice',
    '- code: BIZ-2\n',
    '- code: BIZ-1\n',
    'activities[7].code',
    'it is that of activities[6]',
    "BIZ-1\n    area: BIZ\n    title: 'Good",
  ],
  [
    'a milestone code used twice',
    '- code: IPR-1.2\n',
    '- code: IPR-1.1\n',
    'milestones[11].code',
    'used once',
  ],
  [
    'a milestone under another code',
    '- code: BIZ-2.4\n',
    '- code: BIZ-3.4\n',
    'milestones[36].code',
    'begins with BIZ-2.',
  ],
  [
    'an activity under another area',
    '- code: BIZ-2\n',
    '- code: ENV-3\n',
    'activities[7].code',
    'begins with BIZ-',
  ],
  [
    'a zone that is none',
    'time_zone: Asia/Tokyo',
    'time_zone: Asia/Tokio',
    'administrations[33].time_zone',
    'a time zone',
  ],
  [
    'thresholds the wrong way',
    'ageing_days: 90',
    'ageing_days: 20',
    'policies.reporting.ageing_days',
    'more than fresh_days, 30',
  ],
  [
    'coordinators the wrong way',
    'region_coordinator_after_days: 42',
    'region_coordinator_after_days: 7',
    'policies.nudges.region_coordinator_after_days',
    'not less than',
  ],
  [
    'a period that ends before it begins',
    'period_to: 2011-12-31',
    'period_to: 2010-01-01',
    'period_to',
    'after period_from, 2010-01-01',
  ],
]

test.each(rows)('%s', (_, before, after, path, expected, marker) => {
  const source = heraklionWith(before, after)
  const { faults } = faultOf(source)
  const fault = faults.find((each) => each.path === path)
  expect(fault, JSON.stringify(faults)).toBeDefined()
  expect(fault?.expected).toContain(expected)
  expect(fault?.line).toBe(lineChanged(source, marker))
})

const firstMilestone =
  '    activity: BIZ-2\n    title: List of dialogues with traders already existing within ASEM\n'
const rest = '    due: 2010-05-31\n    kind: collective\n    owner: '
test.each([
  [
    'an owner that is none',
    `${firstMilestone}${rest}coordinator`,
    `${firstMilestone}${rest}XX`,
    'milestones[33].owner',
    'or the code of an administration',
  ],
  [
    'a collective milestone owned by no lead',
    `${firstMilestone}${rest}coordinator`,
    `${firstMilestone}${rest}JP`,
    'milestones[33].owner',
    'or a lead of BIZ-2',
  ],
  [
    'an activity that is none',
    firstMilestone,
    firstMilestone.replace('BIZ-2', 'BIZ-7'),
    'milestones[33].activity',
    'one of TF-1',
  ],
  [
    'an area that is none',
    'area: BIZ\n    title: ASEM',
    'area: BUS\n    title: ASEM',
    'activities[6].area',
    'one of TF, IPR, ENV, BIZ',
  ],
  [
    'a lead that is none',
    'kind: event\n    leads: []',
    'kind: event\n    leads: [JP, XX]',
    'activities[6].leads[1]',
    'the code of an administration',
  ],
  [
    'a lead twice',
    'kind: event\n    leads: []',
    'kind: event\n    leads: [JP, JP]',
    'activities[6].leads[1]',
    'each lead once',
  ],
  [
    'three leads',
    'kind: event\n    leads: []',
    'kind: event\n    leads: [JP, GR, TH]',
    'activities[6].leads',
    'at most 2',
  ],
  [
    'a region that is none',
    'region: asia\n    time_zone: Asia/Tokyo',
    'region: asean\n    time_zone: Asia/Tokyo',
    'administrations[33].region',
    'one of asia, europe',
  ],
])('%s', (_, before, after, path, expected) => {
  const source = heraklionWith(before, after)
  expect(faultOf(source).faults).toEqual([
    expect.objectContaining({
      path,
      expected: expect.stringContaining(expected),
      line: lineChanged(source),
    }),
  ])
})

test('a holiday of nobody', () => {
  const source = `${heraklionSource}\nholidays:\n  - administration: XX\n    on: 2010-05-03\n    name: Some day\n`
  expect(faultOf(source).faults).toEqual([
    {
      line: lineOfText(source, 'administration: XX'),
      path: 'holidays[0].administration',
      expected: 'a code in this file',
      found: '"XX"',
    },
  ])
})
