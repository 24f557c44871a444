import { expect, test } from 'vitest'
import { type FaultRow, faultOf, heraklionWith, lineChanged } from './heraklion.ts'

const rows: FaultRow[] = [
  [
    'a short form of two',
    'short_forms: [UK,',
    'short_forms: [hOLLAND,',
    'administrations[26].short_forms[0]',
    'leads to one only',
  ],
  [
    'a short form said twice',
    'short_forms: [UK,',
    'short_forms: [gb,',
    'administrations[26].short_forms[0]',
    'leads to one only',
  ],
  [
    'a name of two',
    'name: Austria\n',
    'name: Ｃｈｉｎａ\n',
    'administrations[30].name',
    'administrations[0]',
    'name: China\n',
  ],
  [
    'an administration twice',
    '- code: AT\n',
    '- code: BE\n',
    'administrations[1].code',
    'administrations[0]',
    'code: BE\n    name: Belgium',
  ],
  [
    'a code that is also an area',
    '- code: AT\n',
    '- code: TF\n',
    'administrations[0].code',
    'areas[0]',
    '- code: TF\n    name: Austria',
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
