import { type Fields, wordsIn } from '../stand-ins/slack.ts'
import type { SeenForm } from './hands.ts'

/** A modal before somebody's eyes; `entered` by the names of fields, `mistakes` by their `block_id`. */
export type OpenModal = {
  id: string
  view: Fields
  entered: Record<string, string>
  mistakes: Record<string, string>
}

type ModalField = { name: string; block_id: string; action_id: string; label: string; element: Fields }

const blocksOf = (view: Fields): Fields[] => (view.blocks as Fields[]) ?? []

/** The fields of a modal, top to bottom. */
export const fieldsIn = (view: Fields): ModalField[] =>
  blocksOf(view).flatMap(({ type, block_id, label, element }) => {
    if (type !== 'input') return []
    const of = element as Fields
    const field = { block_id: String(block_id), action_id: String(of.action_id), element: of }
    const boxes = boxesIn(of)
    return boxes.length > 0
      ? boxes.map(({ text, value }) => ({
          ...field,
          name: nameOf(value),
          label: String((text as Fields).text),
        }))
      : [{ ...field, name: String(block_id).replace(/^field:/, ''), label: String((label as Fields).text) }]
  })

/** Boxes that stand together, each a field of its own. */
const boxesIn = ({ options }: Fields): Fields[] =>
  ((options as Fields[]) ?? []).filter(({ value }) => String(value).startsWith('box:'))
const nameOf = (value: unknown): string => String(value).replace(/^box:/, '')

/** The same modal with other things in it: what stands in fields that stay, stays. Source: docs.slack.dev/surfaces/modals. */
export function withState(modal: OpenModal, view: Fields): OpenModal {
  const before = new Set(fieldsIn(modal.view).map(({ block_id }) => block_id))
  const stay = fieldsIn(view).filter(({ block_id }) => before.has(block_id))
  const entered = Object.fromEntries(
    stay.flatMap(({ name }) => (name in modal.entered ? [[name, modal.entered[name]!]] : [])),
  )
  return { ...modal, view, entered, mistakes: {} }
}

export function seenForm({ view, entered, mistakes }: OpenModal): SeenForm | null {
  const fields = fieldsIn(view)
  if (fields.length === 0) return null
  const blocks = blocksOf(view)
  const isMistake = (at: number) => blocks[at + 1]?.type === 'input' && isItalic(blocks[at])
  const above = blocks.filter(({ type }, at) => type !== 'input' && !isMistake(at))
  return {
    title: String((view.title as Fields).text),
    notice: wordsIn({ blocks: above }),
    fields: fields.map(({ name, block_id, label, element }) => {
      const at = blocks.findIndex((block) => block.block_id === block_id)
      const mistake = mistakes[block_id] ?? (isMistake(at - 1) ? wordsIn({ blocks: [blocks[at - 1]] }) : '')
      const value = entered[name] ?? initialOf(element, name)
      return { name, label, ...(value ? { value } : {}), ...(mistake ? { mistake } : {}) }
    }),
  }
}

const isItalic = (block: Fields | undefined): boolean => JSON.stringify(block ?? {}).includes('"italic":true')

const optionsOf = ({ options, option_groups }: Fields): Fields[] =>
  (options as Fields[]) ?? ((option_groups as Fields[]) ?? []).flatMap((group) => group.options as Fields[])

function initialOf(element: Fields, name: string): string | undefined {
  const { initial_value, initial_date, initial_option, initial_options } = element
  if (boxesIn(element).length > 0) {
    const ticked = ((initial_options as Fields[]) ?? []).some(({ value }) => nameOf(value) === name)
    return ticked ? 'yes' : undefined
  }
  if (Array.isArray(initial_options)) return 'yes'
  const value = initial_value ?? initial_date ?? (initial_option as Fields | undefined)?.value
  return value === undefined ? undefined : String(value)
}

/** What Slack says is entered: the state of each field. */
export function stateOf({ view, entered }: OpenModal): Fields {
  return Object.fromEntries(
    fieldsIn(view).map(({ name, block_id, action_id, element }) => {
      const value = entered[name] ?? initialOf(element, name)
      const boxes = boxesIn(element).filter((box) => {
        const own = nameOf(box.value)
        return (entered[own] ?? initialOf(element, own)) === 'yes'
      })
      const state =
        boxesIn(element).length > 0 ? { selected_options: boxes } : enteredIn(element, value || undefined)
      return [block_id, { [action_id]: { type: element.type, ...state } }]
    }),
  )
}

function enteredIn(element: Fields, value: string | undefined): Fields {
  const option = optionsOf(element).find((each) => each.value === value)
  switch (element.type) {
    case 'datepicker':
      return { selected_date: value ?? null }
    case 'checkboxes':
      return { selected_options: value === 'yes' ? element.options : [] }
    case 'static_select':
    case 'radio_buttons':
      if (value !== undefined && !option) throw new Error(`no option ${value}`)
      return { selected_option: option ?? null }
    case 'external_select':
      return { selected_option: value ? { text: { type: 'plain_text', text: value }, value } : null }
    default:
      return { value: value ?? null }
  }
}

/** What can be pressed on a message, in its order. */
export const buttonsIn = (body: Fields): Fields[] =>
  blocksOf(body).flatMap(({ elements, accessory }) =>
    [
      ...(Array.isArray(elements) ? (elements as Fields[]) : []),
      ...(accessory ? [accessory as Fields] : []),
    ].filter(({ type }) => type === 'button'),
  )
