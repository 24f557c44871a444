import type { KnownBlock, ModalView } from '@slack/types'
import type { Values } from '../../src/chat/form.ts'
import { type Fields, isRecord, recordOf, recordsOf, stringOf } from './fields.ts'
import { BOX, FORM, fieldOf } from './form.ts'

/** Each field's state in a modal that came back, by its `block_id`. */
function statesIn(view: Fields): [string, Fields][] {
  const blocks = Object.entries(recordOf(recordOf(view, 'state'), 'values'))
  return blocks.flatMap(([block, inside]): [string, Fields][] => {
    const state = isRecord(inside) ? Object.values(inside).find(isRecord) : undefined
    return state ? [[block, state]] : []
  })
}

/** @returns what was entered, by the names of fields. What was left empty is not there */
export function valuesIn(view: Fields): Values {
  const values = statesIn(view).flatMap(([block, state]): [string, string][] => {
    const [name, value] = [fieldOf(block), enteredValue(state)]
    const ticked = boxesIn(state)
    if (name !== null && ticked.length > 0) return ticked.map((box) => [box, 'yes'])
    return name !== null && value !== undefined ? [[name, value]] : []
  })
  return Object.fromEntries(values)
}

/** The names of the fields whose boxes are ticked in a group. */
const boxesIn = (state: Fields): string[] =>
  recordsOf(state, 'selected_options').flatMap((option) => {
    const value = stringOf(option, 'value') ?? ''
    return value.startsWith(BOX) ? [value.slice(BOX.length)] : []
  })

/** Source: docs.slack.dev/reference/interaction-payloads/view-interactions-payload, the state of each kind of element. */
function enteredValue(state: Fields): string | undefined {
  if (state.type === 'checkboxes') return recordsOf(state, 'selected_options').length > 0 ? 'yes' : 'no'
  return (
    stringOf(state, 'value') ??
    stringOf(state, 'selected_date') ??
    stringOf(recordOf(state, 'selected_option'), 'value')
  )
}

/**
 * The modal that came back, with `above` it and everything in it that was entered: what failed takes nothing from whoever typed it.
 */
export function shownAgain(view: Fields, above: KnownBlock[]): ModalView {
  const states = new Map(statesIn(view))
  const inputs = recordsOf(view, 'blocks').filter(({ type }) => type === 'input')
  const words = (key: string) => ({
    type: 'plain_text' as const,
    text: stringOf(recordOf(view, key), 'text') ?? key,
    emoji: false,
  })
  const blocks = [
    ...above,
    ...inputs.map((input) => {
      const state = states.get(stringOf(input, 'block_id') ?? '')
      const element = Object.entries(recordOf(input, 'element')).filter(
        ([key]) => !key.startsWith('initial_'),
      )
      return { ...input, element: { ...Object.fromEntries(element), ...(state ? initialOf(state) : {}) } }
    }),
  ] as KnownBlock[]
  return {
    type: 'modal',
    callback_id: FORM,
    title: words('title'),
    submit: words('submit'),
    close: { type: 'plain_text', text: 'Cancel', emoji: false },
    private_metadata: stringOf(view, 'private_metadata') ?? '',
    blocks,
  }
}

function initialOf(state: Fields): Fields {
  const chosen = recordsOf(state, 'selected_options')
  if (state.type === 'checkboxes') return chosen.length > 0 ? { initial_options: chosen } : {}
  const [value, day] = [stringOf(state, 'value'), stringOf(state, 'selected_date')]
  if (value !== undefined) return { initial_value: value }
  if (day !== undefined) return { initial_date: day }
  return isRecord(state.selected_option) ? { initial_option: state.selected_option } : {}
}
