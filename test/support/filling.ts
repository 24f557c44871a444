import { randomUUID } from 'node:crypto'
import type { Form, Mistakes, Values } from '../../src/chat/form.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import type { FormReply, PlatformUser, Request } from '../../src/chat/request.ts'
import type { TestBot } from './bot.ts'

/** Forms as one person fills them in, over the core alone. */
export type Filling = {
  opened(line: string): Promise<FormReply | null>
  open(line: string): Promise<Form>
  submit(form: Form, values: Values): Promise<FormReply | null>
  /** Handed in with what it holds and these values besides; what comes back in words. */
  fill(form: Form, values: Values): Promise<string>
  mistakes(form: Form, values: Values): Promise<Mistakes>
  look(form: Form, field: string, typed?: string): Promise<string[]>
}

export function filling(bot: TestBot, from: PlatformUser): Filling {
  const at = { platform: from.platform, tenant: from.tenant, conversation: `direct:${from.user}` }
  const asked = (text: string): Request => ({
    id: `test:${randomUUID()}`,
    from,
    at,
    seenBy: 'asker',
    paged: true,
    input: { text },
  })
  const opened: Filling['opened'] = (line) => bot.forms.open(asked(line))
  const submit: Filling['submit'] = ({ key }, values) =>
    bot.forms.submit({ ...asked(''), form: { key, values } })
  return {
    opened,
    open: async (line) => {
      const reply = await opened(line)
      if (reply?.kind !== 'form') throw new Error(`"${line}" opened no form: ${said(reply)}`)
      return reply.form
    },
    submit,
    fill: async (form, values) => said(await submit(form, { ...held(form), ...values })),
    mistakes: async (form, values) => {
      const reply = await submit(form, { ...held(form), ...values })
      if (reply?.kind !== 'mistakes') throw new Error(`no mistakes: ${said(reply)}`)
      return reply.mistakes
    },
    look: async ({ key }, field, typed = '') =>
      (await bot.forms.suggest({ from, at, form: { key, field }, typed })).map(({ value }) => value),
  }
}

/** What a form holds, as it would be handed in. */
export const held = ({ fields }: Form): Values =>
  Object.fromEntries(
    fields.flatMap((field) => {
      if (field.value === undefined) return []
      if (field.kind === 'search') return [[field.name, field.value.value]]
      if (field.kind === 'yes/no') return [[field.name, field.value ? 'yes' : 'no']]
      return [[field.name, field.value]]
    }),
  )

/** An answer in words; a form by its notice. */
export function said(reply: FormReply | null): string {
  if (reply === null) return ''
  if (reply.kind === 'reply') return plainText(reply.reply.show)
  const notice = reply.form.notice.map((line) => line.join('')).join(' ')
  return `form: ${notice}${reply.kind === 'mistakes' ? ` ${JSON.stringify(reply.mistakes)}` : ''}`
}
