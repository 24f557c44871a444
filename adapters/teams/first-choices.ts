import type { Field, Form } from '../../src/chat/form.ts'
import type { FormReply, Forms, Lookup } from '../../src/chat/request.ts'
import { SUGGESTIONS } from './limits.ts'

/**
 * The same forms, each search with what it finds before anything is typed: Teams looks up only what somebody types, and not every
 * client does. What need not be entered and finds nothing is left out.
 */
export const withFirstChoices = (forms: Forms): Forms => ({
  ...forms,
  open: async (request) => listed(await forms.open(request), request, forms),
  submit: async (submission) => listed(await forms.submit(submission), submission, forms),
})

type Asker = Pick<Lookup, 'from' | 'at'>

async function listed(came: FormReply | null, asker: Asker, forms: Forms): Promise<FormReply | null> {
  if (!came || came.kind === 'reply') return came
  return { ...came, form: await withFirst(came.form, asker, forms) }
}

async function withFirst(form: Form, { from, at }: Asker, { suggest }: Forms): Promise<Form> {
  const fields = form.fields.map(async (field): Promise<Field[]> => {
    if (field.kind !== 'search') return [field]
    const found = await suggest({ from, at, form: { key: form.key, field: field.name }, typed: '' })
    const idle = found.length === 0 && !field.required && !field.value
    return idle ? [] : [{ ...field, first: found.slice(0, SUGGESTIONS) }]
  })
  return { ...form, fields: (await Promise.all(fields)).flat() }
}
