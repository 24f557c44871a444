import fc from 'fast-check'
import { expect, it } from 'vitest'
import { linksIn, withoutLinks, withoutTrailingLinks } from '../../src/commands/links.ts'

it.each([
  ['Note sent https://a.example/x.', ['https://a.example/x'], 'Note sent'],
  ['https://a.example https://b.example', ['https://a.example', 'https://b.example'], ''],
  ['See https://a.example/x, then wait', ['https://a.example/x'], 'See https://a.example/x, then wait'],
  ['First draft sent https://…', [], 'First draft sent'],
  ['No address at all', [], 'No address at all'],
  [
    'As agreed (https://a.example/x), and https://a.example/note_(final).',
    ['https://a.example/x', 'https://a.example/note_(final)'],
    'As agreed (https://a.example/x), and',
  ],
])('%s', (words, links, rest) => {
  expect(linksIn(words)).toEqual(links)
  expect(withoutTrailingLinks(words)).toBe(rest)
})

it('takes no longer for addresses inside addresses', () => {
  const nested = `${'https://a'.repeat(5_000)} "`
  const before = performance.now()
  withoutTrailingLinks(nested)
  linksIn(nested)
  expect(performance.now() - before).toBeLessThan(2_000)
})

it('leaves no address behind, and no word out', () => {
  const word = fc.constantFrom('note', 'https://a.example', 'sent', 'http://b.example/c', 'today')
  fc.assert(
    fc.property(fc.array(word), (words) => {
      const rest = words.filter((each) => !each.startsWith('http'))
      expect(withoutLinks(words.join(' '))).toBe(rest.join(' '))
      expect(
        withoutTrailingLinks(words.join(' '))
          .split(' ')
          .filter((each) => !each.startsWith('http') && each !== ''),
      ).toEqual(rest)
    }),
  )
})
