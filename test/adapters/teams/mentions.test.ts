import fc from 'fast-check'
import { expect, test } from 'vitest'
import { renderTeams } from '../../../adapters/teams/render.ts'
import type { PlatformUser } from '../../../src/chat/request.ts'
import type { Block, View } from '../../../src/chat/view.ts'
import { facts, list, mention, rows, small, strong, table, text } from '../../../src/chat/view.ts'
import { times } from '../../support/times.ts'
import { typedWords } from './views.ts'

const tenant = 'tenant-japan'
const of = (user: string, home = tenant): PlatformUser => ({ platform: 'teams', tenant: home, user })
const card = (view: View, mentioning: string | null = tenant) =>
  renderTeams(view, mentioning).attachments[0].content

test('a person of the tenant is mentioned, with everything around them as it stands', () => {
  const { body, msteams, fallbackText } = card({
    blocks: [
      text(
        'Over to *you* ',
        mention('Keiko Sato', of('aad-sato')),
        ': <at>Mori</at> & ',
        strong('one'),
        ' answer',
      ),
    ],
  })
  expect(body).toEqual([
    {
      type: 'TextBlock',
      text: 'Over to \\*you\\* <at>Keiko Sato</at>: \\<\u200bat>Mori\\<\u200b/at> & **one** answer',
      wrap: true,
    },
  ])
  const entity = {
    type: 'mention',
    text: '<at>Keiko Sato</at>',
    mentioned: { id: 'aad-sato', name: 'Keiko Sato' },
  }
  expect(msteams).toEqual({ entities: [entity] })
  expect(fallbackText).not.toContain('<at>Keiko')
})

test('beside a button, too', () => {
  const { body, msteams } = card({ blocks: [rows([{ text: ['two, ', mention('Sato', of('s'))] }])] })
  expect(JSON.stringify(body)).toContain('two, <at>Sato</at>')
  expect(msteams).toMatchObject({ entities: [{ mentioned: { id: 's' } }] })
})

test('a line without a mention stays as it was; the next one of a list mentions', () => {
  const { body } = card({
    blocks: [list([['one'], ['two, ', mention('Sato', of('s'))]]), small(mention('Mori', of('m')))],
  })
  expect(body.map(({ type, text: words, size }) => [type, words, size])).toEqual([
    ['RichTextBlock', undefined, undefined],
    ['TextBlock', '• two, <at>Sato</at>', undefined],
    ['TextBlock', '<at>Mori</at>', 'Small'],
  ])
})

test.each([
  ['of another tenant', of('s', 'tenant-korea'), tenant],
  ['of another platform', { ...of('s'), platform: 'slack' as const }, tenant],
  ['in an answer', of('s'), null],
])('a person %s is a name', (_, user, mentioning) => {
  const { body, msteams } = card({ blocks: [text('Hello ', mention('Sato', user))] }, mentioning)
  expect(msteams).toBeUndefined()
  expect(body).toEqual([
    {
      type: 'RichTextBlock',
      inlines: [
        { type: 'TextRun', text: 'Hello ' },
        { type: 'TextRun', text: 'Sato', weight: 'Bolder' },
      ],
    },
  ])
})

test('two of one name are told apart, and nobody is mentioned twice', () => {
  const { body, msteams } = card({
    blocks: [text(mention('Sato', of('a')), ' ', mention('Sato', of('b')), ' ', mention('Sato', of('a')))],
  })
  expect(body[0]?.text).toBe('<at>Sato</at> <at>Sato 2</at> **Sato**')
  expect(msteams?.entities?.map(({ text: at, mentioned }) => [at, mentioned.id])).toEqual([
    ['<at>Sato</at>', 'a'],
    ['<at>Sato 2</at>', 'b'],
  ])
})

test('in a fact the first one; in a table nobody', () => {
  const [sato, mori] = [mention('Sato', of('s')), mention('Mori', of('m'))]
  const { body, msteams } = card({
    blocks: [
      facts({ label: 'Who', value: [sato, ' ', mori] }),
      table(['Who'], [[[mention('Kim', of('k'))]]]),
    ],
  })
  expect(body[0]?.facts).toEqual([{ title: 'Who', value: '<at>Sato</at> **Mori**' }])
  expect(JSON.stringify(body)).not.toContain('<at>Kim')
  expect(msteams).toMatchObject({ width: 'Full', entities: [{ mentioned: { id: 's' } }] })
})

test('one that no longer fits is not mentioned', () => {
  const long = Array.from({ length: 400 }, () => text('word '.repeat(100)))
  expect(card({ blocks: [...long, text(mention('Sato', of('s')))] }).msteams).toBeUndefined()
})

test('whatever names and words are, exactly the people given are mentioned, by tags nobody else can write', () => {
  const person = fc.record({ name: typedWords, user: fc.constantFrom('a', 'b', 'c'), here: fc.boolean() })
  const line = fc.array(fc.oneof(typedWords, person), { maxLength: 5 })
  fc.assert(
    fc.property(fc.array(line, { maxLength: 5 }), (lines) => {
      const blocks = lines.map(
        (parts): Block =>
          text(
            ...parts.map((part) =>
              typeof part === 'string'
                ? part.slice(0, 500)
                : mention(part.name, of(part.user, part.here ? tenant : 'other')),
            ),
          ),
      )
      const { body, msteams } = card({ blocks })
      const entities = msteams?.entities ?? []
      const here = lines.flat().flatMap((part) => (typeof part !== 'string' && part.here ? [part.user] : []))
      expect(entities.map(({ mentioned }) => mentioned.id).sort()).toEqual([...new Set(here)].sort())
      const written = JSON.stringify(body).match(/<\s*at[^>]*>.*?<\s*\/\s*at>/gi) ?? []
      expect(written.sort()).toEqual(entities.map(({ text: at }) => at).sort())
      for (const { text: at } of entities) expect(at).toMatch(/^<at>[^<>*_`\\[\]&]+<\/at>$/)
    }),
    { numRuns: times(300) },
  )
})
