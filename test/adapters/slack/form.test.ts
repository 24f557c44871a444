import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { shownAgain, valuesIn } from '../../../adapters/slack/entered.ts'
import { renderForm } from '../../../adapters/slack/form.ts'
import { type Place, readKept, writeKept } from '../../../adapters/slack/place.ts'
import { renderSlack } from '../../../adapters/slack/render.ts'
import { type Field, type Form, keyLimit } from '../../../src/chat/form.ts'
import { actions, text } from '../../../src/chat/view.ts'
import { faultsOnSlack } from '../../lint/slack.ts'
import type { Fields } from '../../stand-ins/slack.ts'
import { times } from '../../support/times.ts'

const option = fc.record({
  label: fc.string({ unit: 'binary' }),
  value: fc.stringMatching(/^[a-z0-9./-]{1,75}$/),
})
const options = (minLength: number, maxLength: number) =>
  fc.uniqueArray(option, { selector: ({ value }) => value, minLength, maxLength })
const day = fc.constantFrom('2010-06-07', '2011-03-31', 'soon')
const known = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: undefined })

const kinds = [
  fc.record({
    kind: fc.constant('text' as const),
    most: fc.integer({ min: 1, max: 9_000 }),
    value: known(fc.string()),
  }),
  fc.record({
    kind: fc.constant('long text' as const),
    most: fc.integer({ min: 1, max: 9_000 }),
    value: known(fc.string({ maxLength: 9_000 })),
  }),
  options(0, 120).map((all) => ({ kind: 'choice' as const, options: all, value: all[0]?.value })),
  fc.record({ kind: fc.constant('search' as const), value: known(option) }),
  fc.record({ kind: fc.constant('date' as const), value: known(day) }),
  fc.record({ kind: fc.constant('link' as const), value: known(fc.oneof(fc.webUrl(), fc.string())) }),
  fc.record({ kind: fc.constant('yes/no' as const), value: known(fc.boolean()) }),
]

const field = (name: string): fc.Arbitrary<Field> =>
  fc
    .record({
      of: fc.oneof(...kinds),
      label: fc.string({ minLength: 1 }).filter((words) => words.trim() !== ''),
      required: fc.boolean(),
    })
    .map(({ of, label, required }) => {
      const { value, ...rest } = of
      return { name, label, required, ...rest, ...(value === undefined ? {} : { value }) } as Field
    })

const form: fc.Arbitrary<Form> = fc.integer({ min: 1, max: 12 }).chain((count) =>
  fc.record({
    key: fc.string({ maxLength: keyLimit }),
    title: fc.constantFrom('Pledge', 'Report progress on what was promised'),
    submit: fc.constantFrom('Record', 'Record what was promised, now'),
    notice: fc.array(fc.array(fc.string())),
    fields: fc.tuple(...Array.from({ length: count }, (_, at) => field(`field${at}`))),
    mistakes: fc.dictionary(fc.constantFrom('field0', 'field1', 'elsewhere'), fc.string()),
  }),
)

const place: Place = {
  from: { platform: 'slack', tenant: 'T1', user: 'U1' },
  at: { platform: 'slack', tenant: 'T1', conversation: 'C1', thread: '1.1' },
  direct: false,
  responseUrl: 'https://hooks.slack.com/actions/T1/1/abc',
}

describe('a form as a modal', () => {
  it('is what Slack takes, whatever stands in it', () => {
    fc.assert(
      fc.property(form, (asked) => {
        const modal = renderForm(asked, writeKept(place, asked.key))
        const unwanted = faultsOnSlack(modal).filter((fault) => !fault.endsWith('a field without its label'))
        expect(unwanted).toEqual([])
      }),
      { numRuns: times(150) },
    )
  })

  it('keeps where it was opened and its key, and less of the place where both are too long', () => {
    fc.assert(
      fc.property(fc.string({ maxLength: keyLimit }), fc.integer({ min: 0, max: 3_000 }), (key, length) => {
        const responseUrl = `https://hooks.slack.com/${'a'.repeat(length)}`
        const kept = writeKept({ ...place, responseUrl }, key)
        expect(kept.length).toBeLessThanOrEqual(3_000)
        const back = readKept(kept, { ...place, at: { ...place.at, conversation: 'U1' } })
        expect(back.key).toBe(key)
        expect(back.place.at).toEqual(place.at)
        expect([responseUrl, null]).toContain(back.place.responseUrl)
      }),
    )
  })

  it('what was entered comes back, and is shown again', () => {
    const state = {
      'field:a': { in: { type: 'plain_text_input', value: 'words' } },
      'field:b': { in: { type: 'datepicker', selected_date: '2011-03-31' } },
      'field:c': { in: { type: 'static_select', selected_option: { value: 'ipr-1' } } },
      'field:d': { in: { type: 'checkboxes', selected_options: [] } },
      'field:e': { in: { type: 'plain_text_input', value: null } },
      other: { in: { type: 'plain_text_input', value: 'not ours' } },
    }
    const block = (name: string, element: Fields): Fields => ({
      type: 'input',
      block_id: `field:${name}`,
      element,
    })
    const view: Fields = {
      title: { type: 'plain_text', text: 'Pledge' },
      submit: { type: 'plain_text', text: 'Record' },
      state: { values: state },
      blocks: [block('a', { initial_value: 'before' }), block('e', { initial_value: 'taken out' })],
    }
    expect(valuesIn(view)).toEqual({ a: 'words', b: '2011-03-31', c: 'ipr-1', d: 'no' })
    expect(shownAgain(view, []).blocks).toMatchObject([
      { element: { initial_value: 'words' } },
      { block_id: 'field:e', element: {} },
    ])
    expect(JSON.stringify(shownAgain(view, []))).not.toContain('taken out')
  })
})

describe('boxes of one group', () => {
  const box = (name: string, own: Partial<Field> = {}) =>
    ({ kind: 'yes/no', name, label: `Box ${name}`, required: false, group: 'Areas', ...own }) as Field
  const asked = (fields: Field[], mistakes = {}): Form => ({
    key: 'key',
    title: 'Follow',
    submit: 'Follow',
    notice: [],
    fields,
    mistakes,
  })
  const elements = (of: Form) =>
    (renderForm(of, '').blocks as unknown as Fields[]).filter(({ type }) => type === 'input')

  it('stand under its name, each by its own words, and come back as fields', () => {
    const fields = [box('a'), box('b', { value: true, hint: 'The second' }), box('c', { group: 'Others' })]
    const [areas, others] = elements(asked(fields))
    expect(areas).toMatchObject({
      block_id: 'field:a',
      label: { text: 'Areas' },
      element: {
        type: 'checkboxes',
        options: [
          { text: { text: 'Box a' } },
          { text: { text: 'Box b' }, description: { text: 'The second' } },
        ],
        initial_options: [{ text: { text: 'Box b' } }],
      },
    })
    expect(others).toMatchObject({ block_id: 'field:c', label: { text: 'Others' } })
    const { element } = areas as unknown as { element: { options: Fields[] } }
    const state = (chosen: Fields[]) => ({
      state: { values: { 'field:a': { in: { type: 'checkboxes', selected_options: chosen } } } },
    })
    expect(valuesIn(state(element.options))).toEqual({ a: 'yes', b: 'yes' })
    expect(valuesIn(state(element.options.slice(1)))).toEqual({ b: 'yes' })
    expect(valuesIn(state([]))).toEqual({ a: 'no' })
  })

  it('are as many as Slack takes in each, with what is wrong with one of them above', () => {
    const fields = Array.from({ length: 12 }, (_, at) => box(`f${at}`))
    const form = asked(fields, { f3: 'Choose another.' })
    expect(elements(form).map(({ element }) => (element as unknown as Fields).options)).toMatchObject([
      { length: 10 },
      { length: 2 },
    ])
    expect(JSON.stringify(renderForm(form, '').blocks[0])).toContain('Choose another.')
    expect(faultsOnSlack(renderForm(form, ''))).toEqual([])
  })
})

describe('buttons under a long answer', () => {
  const within = { programme: 'HER', trail: [] }
  const more = actions(
    ...['A', 'B', 'C', 'D', 'E', 'More', 'Back'].map((label) => ({ label, line: 'status' })),
  )

  it('stay, whatever is left out above them, in rows of about the same number', () => {
    const long = Array.from({ length: 80 }, () => text('word '.repeat(60)))
    const { blocks } = renderSlack({ blocks: [...long, more], within })
    const rows = blocks.filter(({ type }) => type === 'actions') as unknown as { elements: Fields[] }[]
    expect(rows.map(({ elements }) => elements.length)).toEqual([4, 3])
    expect(faultsOnSlack(renderSlack({ blocks: [...long, more], within }))).toEqual([])
  })
})
