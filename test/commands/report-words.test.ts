import { expect, it } from 'vitest'
import { readReport } from '../../src/commands/report-words.ts'

it.each([
  ['on track Draft sent from e-mail of 3 May', 'Draft sent', 'e-mail of 3 May'],
  ['on track Draft sent, from their letter of 3 May 2010.', 'Draft sent', 'letter of 3 May 2010'],
  [
    'at risk No answer from Japan yet (from a phone call, 3 May)',
    'No answer from Japan yet',
    'phone call, 3 May',
  ],
  ['on track Draft sent https://a.example from email https://b.example', 'Draft sent', 'email'],
  ['on track Letter from the Ministry received', 'Letter from the Ministry received', null],
  ['on track Answers from meetings are filed\nand sent', 'Answers from meetings are filed\nand sent', null],
])('%s', (words, text, source) => {
  const read = readReport(words, true)
  expect(read.text).toBe(text)
  expect(read.source).toBe(source)
})

it('takes no source out of what a member says about the own administration', () => {
  const { text, source } = readReport('on track Names taken from e-mail of 3 May', false)
  expect(text).toBe('Names taken from e-mail of 3 May')
  expect(source).toBeNull()
})

it('reads a very long text at once', () => {
  const before = performance.now()
  readReport(`on track ${'(from from e-mail '.repeat(400)}\nend`, true)
  readReport(`on track ${'from '.repeat(1_600)}`, true)
  expect(performance.now() - before).toBeLessThan(2_000)
})

it.each([
  ['at risk Draft late. In the way: two answers https://a.example', 'Draft late.', 'two answers'],
  ['at risk Draft late (in the way: leave', 'Draft late', 'leave'],
  ['at risk Nothing stands in the way of the draft', 'Nothing stands in the way of the draft', null],
  ['at risk Draft late in the way:', 'Draft late', null],
])('%s: what is in the way is told from what was done', (words, text, inTheWay) => {
  expect(readReport(words, false)).toMatchObject({ outlook: 'at risk', text, inTheWay })
})

it('tells what is in the way from where the words come from', () => {
  expect(readReport('at risk Late. In the way: leave, from e-mail of 3 May', true)).toMatchObject({
    text: 'Late.',
    inTheWay: 'leave',
    source: 'e-mail of 3 May',
  })
})
