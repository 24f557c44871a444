import fc from 'fast-check'
import type { Field, Form, Option } from '../../src/chat/form.ts'
import type { Action, Bar, Block, Inline, View } from '../../src/chat/view.ts'
import { typedWords } from '../adapters/teams/views.ts'

/** Any view with buttons, and any form: words of people where people's words can stand, and of any length. */

const inline: fc.Arbitrary<Inline> = fc.oneof(
  typedWords,
  fc.record({
    kind: fc.constantFrom('strong' as const, 'emphasis' as const, 'code' as const),
    text: typedWords,
  }),
  fc.record({ kind: fc.constant('link' as const), text: typedWords, url: fc.oneof(fc.webUrl(), typedWords) }),
)
const inlines = fc.array(inline, { maxLength: 4 })

/** Words of ours: some, and no longer than was agreed. */
const label = (most: number): fc.Arbitrary<string> =>
  fc.oneof(
    fc.constantFrom('Delivered', 'Later date', 'status ipr-1', 'More', 'Share here'),
    fc.string({ minLength: 1, maxLength: most }).map((words) => `x${words}`.slice(0, most)),
  )

/** What people wrote, inside a sentence of ours. */
const excerpt = (most: number) => typedWords.map((words) => words.slice(0, most))

const anyAction: fc.Arbitrary<Action> = fc.record(
  {
    label: label(30),
    line: fc.oneof(label(300), fc.constant('update ipr-1 on track "'.repeat(13))),
    form: fc.boolean(),
    about: excerpt(500),
    look: fc.constantFrom('primary' as const, 'danger' as const),
    sure: excerpt(500),
    back: fc.array(label(300), { maxLength: 8 }),
  },
  { requiredKeys: ['label', 'line'] },
)
const maybe = <T>(thing: fc.Arbitrary<T>) => fc.option(thing, { nil: undefined })

const anyBar: fc.Arbitrary<Bar> = fc
  .record({ label: typedWords, done: fc.nat(9), total: fc.nat(9), open: maybe(anyAction) })
  .map(({ open, ...bar }) => (open ? { ...bar, open } : bar))

const block: fc.Arbitrary<Block> = fc.oneof(
  fc.record({ kind: fc.constant('heading' as const), text: typedWords }),
  fc.record({ kind: fc.constantFrom('text' as const, 'small' as const), text: inlines }),
  fc.record({ kind: fc.constant('quote' as const), text: typedWords, by: typedWords }),
  fc.record({
    kind: fc.constant('facts' as const),
    facts: fc.array(fc.record({ label: typedWords, note: typedWords, value: inlines }), { maxLength: 12 }),
  }),
  fc.record({ kind: fc.constant('list' as const), ordered: fc.boolean(), items: fc.array(inlines) }),
  fc.record({
    kind: fc.constant('table' as const),
    columns: fc.array(typedWords, { maxLength: 4 }),
    rows: fc.array(fc.array(inlines, { maxLength: 5 }), { maxLength: 12 }),
  }),
  fc.record({
    kind: fc.constant('progress' as const),
    bars: fc.array(anyBar, { maxLength: 12 }),
    unit: typedWords,
  }),
  fc.record({
    kind: fc.constant('rows' as const),
    rows: fc.array(
      fc
        .record({ text: inlines, action: maybe(anyAction) })
        .map(({ text, action }) => (action ? { text, action } : { text })),
      { maxLength: 30 },
    ),
  }),
  fc.record({
    kind: fc.constant('actions' as const),
    actions: fc.array(anyAction, { maxLength: 8 }),
  }),
  fc.constant({ kind: 'divider' as const }),
)

export const anyPressable: fc.Arbitrary<View> = fc
  .record({
    title: maybe(typedWords),
    blocks: fc.oneof(
      { weight: 7, arbitrary: fc.array(block, { maxLength: 10 }) },
      { weight: 1, arbitrary: fc.array(block, { minLength: 45, maxLength: 70 }) },
    ),
    trail: fc.option(fc.array(label(300), { maxLength: 12 })),
    within: fc.boolean(),
  })
  .map(({ title, blocks, trail, within }) => ({
    ...(title === undefined ? {} : { title }),
    blocks,
    ...(within ? { within: { programme: 'HER', trail } } : {}),
  }))

const anyOption: fc.Arbitrary<Option> = fc
  .record({ label: label(75), value: label(75), note: maybe(excerpt(75)) })
  .map(({ note, ...option }) => (note === undefined ? option : { ...option, note }))
const anyOptions = fc.uniqueArray(anyOption, { minLength: 1, maxLength: 100, selector: ({ value }) => value })

type Kind = Field extends infer F
  ? F extends Field
    ? Omit<F, 'name' | 'label' | 'hint' | 'required'>
    : never
  : never

const anyKind: fc.Arbitrary<Kind> = fc.oneof(
  fc
    .record({
      kind: fc.constantFrom('text' as const, 'long text' as const),
      most: fc.constantFrom(75, 500, 3_000),
      value: maybe(typedWords),
    })
    .map(({ value, ...kind }) =>
      value === undefined ? kind : { ...kind, value: value.slice(0, kind.most) },
    ),
  anyOptions.chain((options) =>
    fc
      .option(fc.constantFrom(...options))
      .map((chosen): Kind => ({ kind: 'choice', options, ...(chosen ? { value: chosen.value } : {}) })),
  ),
  fc.option(anyOption).map((value): Kind => (value ? { kind: 'search', value } : { kind: 'search' })),
  fc.constantFrom<Kind>({ kind: 'date' }, { kind: 'date', value: '2010-12-31' }),
  maybe(fc.oneof(fc.webUrl(), typedWords)).map(
    (value): Kind => (value === undefined ? { kind: 'link' } : { kind: 'link', value }),
  ),
  fc.constantFrom<Kind>(
    { kind: 'yes/no' },
    { kind: 'yes/no', value: true },
    { kind: 'yes/no', value: false },
    { kind: 'yes/no', group: 'Areas' },
    { kind: 'yes/no', group: 'Areas', value: true },
  ),
)

const anyField: fc.Arbitrary<Field> = fc
  .record({
    name: fc.stringMatching(/^f[a-z]{1,12}$/),
    label: label(60),
    hint: maybe(label(200)),
    required: fc.boolean(),
    kind: anyKind,
  })
  .map(
    ({ kind, hint, ...field }) => ({ ...field, ...(hint === undefined ? {} : { hint }), ...kind }) as Field,
  )

export const anyForm: fc.Arbitrary<Form> = fc
  .record({
    key: fc.string({ minLength: 1, maxLength: 1_500 }),
    title: label(24),
    submit: label(24),
    notice: fc.array(fc.array(excerpt(500), { maxLength: 3 }), { maxLength: 3 }),
    fields: fc.uniqueArray(anyField, { minLength: 1, maxLength: 8, selector: ({ name }) => name }),
    wrong: fc.array(label(150), { maxLength: 8 }),
  })
  .map(({ wrong, ...form }) => ({
    ...form,
    mistakes: Object.fromEntries(
      wrong.flatMap((words, at) => (form.fields[at] ? [[form.fields[at].name, words]] : [])),
    ),
  }))
