import type { Form, Option, Values } from './chat/form.ts'

/** Without what was left empty, and without white space around. */
export function enteredIn(values: Values): Values {
  const entered = Object.entries(values).map(([name, value]) => [name, value.trim()] as const)
  return Object.fromEntries(entered.filter(([, value]) => value !== ''))
}

/**
 * What was chosen from a search, as the search shows it.
 *
 * @param suggest looks a field up
 */
export async function withLabels(
  form: Form,
  suggest: (field: string, typed: string) => Promise<Option[]>,
): Promise<Form> {
  const fields: Form['fields'] = []
  for (const field of form.fields) {
    const value = field.kind === 'search' ? field.value : undefined
    const found = value && value.label === value.value ? await suggest(field.name, value.value) : []
    const chosen = found.find((option) => option.value === value?.value)
    fields.push(chosen && field.kind === 'search' ? { ...field, value: chosen } : field)
  }
  return { ...form, fields }
}

/** The same form, filled in as it was handed in. A choice that a list does not hold keeps its words as they came. */
export function withEntries(form: Form, values: Values): Form {
  const fields = form.fields.map((field): Form['fields'][number] => {
    const entered = values[field.name]
    if (entered === undefined) {
      const { value: _, ...empty } = field
      return empty as typeof field
    }
    if (field.kind === 'yes/no') return { ...field, value: entered === 'yes' }
    if (field.kind === 'search')
      return field.value?.value === entered ? field : { ...field, value: { label: entered, value: entered } }
    return { ...field, value: entered }
  })
  return { ...form, fields }
}
