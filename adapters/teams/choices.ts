import type { Field, Option } from '../../src/chat/form.ts'
import { beginning, clean, escapeMarkdown } from './escape.ts'
import { isFields } from './fields.ts'
import { CHOICES_EXPANDED, FORM_CHOICES, SUGGESTIONS } from './limits.ts'
import type { Element } from './rich-text.ts'

const titleOf = ({ label, note }: Option): string => (note ? `${label} (${note})` : label)

type Choice = { title: string; value: string }

const choiceSet = (own: object, style: 'compact' | 'expanded', choices: Choice[]): Element => ({
  type: 'Input.ChoiceSet',
  ...own,
  style,
  wrap: true,
  placeholder: 'Choose',
  choices,
})

/** @param own what every input of the card has */
export function choiceInput(field: Field & { kind: 'choice' }, own: object): Element {
  const options = field.options.slice(0, FORM_CHOICES)
  const style = options.length > CHOICES_EXPANDED ? 'compact' : 'expanded'
  // Beside a round button, a title is markdown.
  const title = style === 'compact' ? clean : escapeMarkdown
  const choices = options.map((option) => ({ title: title(titleOf(option)), value: option.value }))
  return choiceSet(own, style, choices)
}

/**
 * A search, or a list where all that it finds is known: every client has lists, and a list shows what was chosen in its own words.
 *
 * @param asked what Teams sends back with what is typed
 * @param most characters of what was entered
 */
export function searchInput(
  { value, first = [], required }: Field & { kind: 'search' },
  own: object,
  asked: { form: string; field: string },
  most: number,
): Element {
  const known = first.some((option) => option.value === value?.value)
  const shown = value && !known ? [value, ...first] : first
  const choices = shown.map((option) => ({
    title: beginning(clean(titleOf(option)), most),
    value: beginning(option.value, most),
  }))
  // Fewer than a search shows are all there are.
  if (first.length > 0 && first.length < SUGGESTIONS)
    return choiceSet(own, 'compact', [...(required ? [] : [{ title: 'None', value: '' }]), ...choices])
  return {
    type: 'Input.ChoiceSet',
    ...own,
    style: 'filtered',
    placeholder: 'Type to search',
    choices,
    'choices.data': { type: 'Data.Query', dataset: JSON.stringify(asked), count: SUGGESTIONS },
  }
}

/** Which search somebody types into. @param dataset not trusted */
export function searchIn(dataset: unknown): { key: string; field: string } | null {
  if (typeof dataset !== 'string') return null
  try {
    const read: unknown = JSON.parse(dataset)
    if (!isFields(read) || typeof read.form !== 'string' || typeof read.field !== 'string') return null
    return { key: read.form, field: read.field }
  } catch {
    return null
  }
}

/**
 * What a search shows. Source: learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/dynamic-search, "Invoke response".
 */
export const suggested = (options: Option[]): object => ({
  statusCode: 200,
  type: 'application/vnd.microsoft.search.searchResponse',
  value: {
    results: options
      .slice(0, SUGGESTIONS)
      .map((option) => ({ title: clean(titleOf(option)), value: option.value })),
  },
})
