import type { InputBlock, KnownBlock, ModalView, Option as SlackOption } from '@slack/types'
import type { Field, Form, Option } from '../../src/chat/form.ts'
import { emphasis, type Inline, text, type View } from '../../src/chat/view.ts'
import {
  BOXES,
  INPUT_LABEL,
  INPUT_TEXT,
  MODAL_BLOCKS,
  MODAL_WORDS,
  OPEN_OPTIONS,
  OPTION_TEXT,
  OPTIONS,
} from './limits.ts'
import { clean } from './mrkdwn.ts'
import { renderSlack } from './render.ts'
import { firstWords } from './room.ts'

/** The `callback_id` of a form, and of a modal that only says something. */
export const FORM = 'form'
export const WORDS = 'words'

/** How the `block_id` of a field begins; its name follows. The same id keeps what was entered when Slack changes a modal. */
const FIELD = 'field:'

export const blockIdOf = (name: string): string => `${FIELD}${name}`
export const fieldOf = (blockId: string): string | null =>
  blockId.startsWith(FIELD) ? blockId.slice(FIELD.length) : null

/**
 * A form as a modal. Its mistakes, if it is shown again with some, stand above their fields.
 *
 * @param kept what comes back with it, at most 3,000 characters
 */
export function renderForm(form: Form, kept: string): ModalView {
  const { title, submit, notice, fields, mistakes = {} } = form
  const elsewhere = Object.entries(mistakes).filter(([name]) => !fields.some((each) => each.name === name))
  const inputs = together(fields).flatMap(([first, ...others]) => {
    const wrong = [first, ...others].flatMap(({ name }) => mistakes[name] ?? [])
    return [...said(wrong.map((mistake) => [emphasis(mistake)])), renderField(first, others)]
  })
  const above = said([...notice, ...elsewhere.map(([, mistake]) => [mistake])])
  return {
    type: 'modal',
    callback_id: FORM,
    title: plain(title, MODAL_WORDS),
    submit: plain(submit, MODAL_WORDS),
    close: plain('Cancel', MODAL_WORDS),
    private_metadata: kept,
    blocks: [...above, ...inputs].slice(0, MODAL_BLOCKS),
  }
}

/** A modal that says something, and asks nothing. */
export function wordsModal(title: string, shown: View): ModalView {
  const { title: heading, blocks } = shown
  // Its buttons would have no message to change: they stand under the one that is sent.
  const view: View = heading === undefined ? { blocks } : { title: heading, blocks }
  return {
    type: 'modal',
    callback_id: WORDS,
    title: plain(title, MODAL_WORDS),
    close: plain('Close', MODAL_WORDS),
    blocks: renderSlack(view).blocks,
  }
}

/** @returns one block a line; none for a line without words */
export const said = (lines: Inline[][]): KnownBlock[] =>
  lines.flatMap((line) => renderSlack({ blocks: [text(...line)] }).blocks)

/** Fields, those of a group as one. */
function together(fields: Field[]): [Field, ...Field[]][] {
  const all: [Field, ...Field[]][] = []
  for (const field of fields) {
    const last = all.at(-1)
    const group = groupOf(field)
    if (last && group !== null && groupOf(last[0]) === group && last.length < BOXES) last.push(field)
    else all.push([field])
  }
  return all
}

const groupOf = (field: Field): string | null => (field.kind === 'yes/no' && field.group) || null

function renderField(field: Field, others: Field[]): InputBlock {
  const { name, label, hint, required } = field
  const group = groupOf(field)
  const block = { type: 'input' as const, block_id: blockIdOf(name) }
  if (group !== null)
    return { ...block, label: plain(group, INPUT_LABEL), optional: true, element: boxes([field, ...others]) }
  return {
    ...block,
    label: plain(label, INPUT_LABEL),
    ...(hint ? { hint: plain(hint, INPUT_LABEL) } : {}),
    // A box that must be ticked could not be answered with no.
    optional: !required || field.kind === 'yes/no',
    element: elementOf(field),
  }
}

/** How the value of a box in a group begins; the name of its field follows. */
export const BOX = 'box:'

/** Each box by its own words: a block of its own would repeat "Yes". */
function boxes(fields: Field[]): InputBlock['element'] {
  const options = fields.map(({ name, label, hint = '' }) =>
    optionOf({ label, value: `${BOX}${name}`, note: hint }),
  )
  const ticked = options.filter((_, at) => fields[at]!.value === true)
  const first = ticked.length > 0 ? { initial_options: ticked } : {}
  return { type: 'checkboxes', action_id: `in:${fields[0]!.name}`, options, ...first }
}

function elementOf(field: Field): InputBlock['element'] {
  const action_id = `in:${field.name}`
  switch (field.kind) {
    case 'text':
    case 'long text': {
      const most = Math.min(field.most, INPUT_TEXT)
      const lines = field.kind === 'long text' ? { multiline: true } : {}
      return {
        type: 'plain_text_input',
        action_id,
        ...lines,
        max_length: most,
        ...initial(field.value, most),
      }
    }
    case 'link':
      // What is no address stands where it can be mended.
      return field.value === undefined || URL.canParse(field.value)
        ? { type: 'url_text_input', action_id, ...initial(field.value, INPUT_TEXT) }
        : { type: 'plain_text_input', action_id, ...initial(field.value, INPUT_TEXT) }
    case 'date': {
      const day = /^\d{4}-\d\d-\d\d$/.test(field.value ?? '') ? { initial_date: field.value! } : {}
      return { type: 'datepicker', action_id, ...day }
    }
    case 'yes/no': {
      const options = [{ text: plain('Yes', OPTION_TEXT), value: 'yes' }]
      return { type: 'checkboxes', action_id, options, ...(field.value ? { initial_options: options } : {}) }
    }
    case 'choice':
      return choice(field, action_id)
    case 'search': {
      const chosen = field.value ? { initial_option: optionOf(field.value) } : {}
      return { type: 'external_select', action_id, min_query_length: 0, ...chosen }
    }
  }
}

const initial = (value: string | undefined, most: number): { initial_value?: string } =>
  value === undefined || value === '' ? {} : { initial_value: clean(value.slice(0, most)) }

function choice({ options, value }: Field & { kind: 'choice' }, action_id: string): InputBlock['element'] {
  const all = options.map(optionOf)
  const chosen = all.find((option) => option.value === value)
  const first = chosen ? { initial_option: chosen } : {}
  if (all.length > 0 && all.length <= OPEN_OPTIONS)
    return { type: 'radio_buttons', action_id, options: all, ...first }
  if (all.length > 0 && all.length <= OPTIONS)
    return { type: 'static_select', action_id, options: all, ...first }
  // Slack refuses a menu without options; more than one list can hold go into groups.
  if (all.length === 0) return { type: 'plain_text_input', action_id }
  const groups = Array.from({ length: Math.ceil(all.length / OPTIONS) }, (_, at) => {
    const held = all.slice(at * OPTIONS, (at + 1) * OPTIONS)
    return { label: plain(held[0]!.text.text, OPTION_TEXT), options: held }
  })
  return { type: 'static_select', action_id, option_groups: groups, ...first }
}

/** Slack refuses an option without words. */
export const optionOf = ({ label, value, note = '' }: Option): SlackOption & { text: PlainText } => {
  const description = plain(note, OPTION_TEXT)
  return {
    text: plain(firstWords(label, OPTION_TEXT).trim() === '' ? value : label, OPTION_TEXT),
    value: value.slice(0, OPTION_TEXT),
    ...(description.text.trim() === '' ? {} : { description }),
  }
}

type PlainText = { type: 'plain_text'; text: string; emoji: false }

function plain(words: string, most: number): PlainText {
  return { type: 'plain_text', text: firstWords(words, most), emoji: false }
}
