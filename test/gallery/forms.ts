import { randomUUID } from 'node:crypto'
import type { Field, Form, Values } from '../../src/chat/form.ts'
import { commands } from '../../src/commands/index.ts'
import type { Asked } from './fixtures.ts'
import type { Player, Record } from './record.ts'

/** What most forms are about, where the words say nothing else. */
const subjects = ['ipr-1', 'ipr-1.6', 'ipr-1.7', 'ipr-1/jp', 'ipr', 'japan member']

/**
 * Every form of the table: as it is opened with nothing said, with what an example of `help` says, and with mistakes. Some are opened only
 * while there is something to be asked about: `open` is called whenever there may be.
 *
 * @throws from `all`, where one was never opened
 */
export function formsOf(record: Record) {
  const asked = new Map<string, Asked>()
  const missing = new Set(commands.filter(({ form }) => form).map(({ name }) => name))

  async function open(): Promise<void> {
    for (const { name, form, usage } of commands) {
      if (!form) continue
      const group = 'forms'
      const keep = (how: string, of: Form): void => {
        const file = `form-${name.replace(/ /g, '-')}-${how}`
        if (!asked.has(file)) asked.set(file, { group, name: file, form: of })
      }
      const about = subjects.map((subject) => `${name} ${subject}`)
      const empty = await opened(record, [name])
      if (empty) keep('empty', empty.form)
      const filled = await opened(record, [...usage, ...about])
      if (filled) keep('filled', filled.form)
      const found = filled ?? empty
      if (!found || !missing.delete(name)) continue
      for (const [how, values] of [
        ['mistakes', wrong(found.form)],
        ['left-empty', {}],
      ] as const) {
        const back = await submitted(record, found.who, found.form, values)
        if (back) keep(how, back)
      }
    }
  }

  return {
    open,
    all: (): Asked[] => {
      if (missing.size > 0) throw new Error(`nothing opens the form of ${[...missing].join(', ')}`)
      return [...asked.values()]
    },
  }
}

/** The form that the first of these lines opens, for the first who may; null when none does. */
async function opened({ bot, people }: Record, lines: string[]): Promise<{ form: Form; who: Player } | null> {
  const { sato, eleni, anna, willem } = people
  for (const text of lines)
    for (const who of [sato, eleni, willem, anna]) {
      const reply = await bot.forms.open({ ...requestOf(who), input: { text } })
      if (reply?.kind === 'form') return { form: reply.form, who }
    }
  return null
}

const requestOf = ({ who, place }: Player) => ({
  id: `gallery:${randomUUID()}`,
  from: who,
  at: { platform: who.platform, tenant: who.tenant, conversation: place ?? `direct:${who.user}` },
  seenBy: 'asker' as const,
  paged: true,
})

/** @returns the form as it comes back; null when it was taken, or answered */
async function submitted(
  { bot }: Record,
  player: Player,
  { key }: Form,
  values: Values,
): Promise<Form | null> {
  const reply = await bot.forms.submit({ ...requestOf(player), form: { key, values } })
  return reply?.kind === 'mistakes' || reply?.kind === 'form' ? reply.form : null
}

/** What cannot be right in any field. */
const wrong = ({ fields }: Form): Values =>
  Object.fromEntries(
    fields.flatMap((field) => (wrongIn(field) === null ? [] : [[field.name, wrongIn(field)!]])),
  )

function wrongIn(field: Field): string | null {
  switch (field.kind) {
    case 'date':
      return '2009-01-01'
    case 'link':
      return 'the report on my desk'
    case 'text':
    case 'long text':
      return 'as we said before. '.repeat(600)
    case 'choice':
      return field.value ?? field.options[0]?.value ?? null
    case 'search':
      return field.value?.value ?? null
    case 'yes/no':
      return 'yes'
  }
}
