import { randomUUID } from 'node:crypto'
import type { Field, Form, Values } from '../../src/chat/form.ts'
import { commands } from '../../src/commands/index.ts'
import type { Asked } from './fixtures.ts'
import type { Player, Record } from './record.ts'

/** Every form of the table: as it is opened with nothing said, with what an example of `help` says, and with mistakes. */
export async function formsOf(record: Record): Promise<Asked[]> {
  const asked: Asked[] = []
  const waiting = await laterDateAsked(record)
  const { bot, people, said } = record
  await bot.say(
    people.sato.who,
    said('update biz-2 on track List of contacts begun https://example.org/list'),
  )
  for (const { name, form, usage } of commands) {
    if (!form) continue
    const keep = (how: string, of: Form): void =>
      void asked.push({ group: 'forms', name: `form-${name.replace(/ /g, '-')}-${how}`, form: of })
    const [empty, who] = await opened(record, [name])
    keep('empty', empty)
    const [filled] = await opened(record, [...usage, name])
    keep('filled', filled)
    for (const [how, values] of [
      ['mistakes', wrong(filled)],
      ['left-empty', {}],
    ] as const) {
      const back = await submitted(record, who, filled, values)
      if (back) keep(how, back)
    }
  }
  await waiting.end()
  await bot.say(people.sato.who, 'withdraw biz-2')
  return asked
}

/** A request that waits, so that it can be decided on; `end` takes it out of the record. */
async function laterDateAsked({ bot, said }: Record): Promise<{ end(): Promise<void> }> {
  const { prisma } = bot.store.db
  const now = bot.clock.now()
  const milestone = await prisma.milestone.findFirstOrThrow({
    where: { state: 'agreed', dueOn: { gt: now } },
    orderBy: { id: 'asc' },
  })
  const { id } = await prisma.extension.create({
    data: {
      milestoneId: milestone.id,
      fromOn: milestone.dueOn,
      toOn: new Date(milestone.dueOn!.getTime() + 60 * 86_400_000),
      askedOn: now,
      reason: said('the figures of two administrations come late'),
      outcome: 'pending',
      requestedAt: now,
    },
  })
  return { end: async () => void (await prisma.extension.delete({ where: { id } })) }
}

/** The form that the first of these lines opens, for the first who may. */
async function opened({ bot, people }: Record, lines: string[]): Promise<[Form, Player]> {
  const { sato, eleni, anna, willem } = people
  for (const text of lines)
    for (const player of [sato, eleni, willem, anna]) {
      const reply = await bot.forms.open({ ...requestOf(player), input: { text } })
      if (reply?.kind === 'form') return [reply.form, player]
    }
  throw new Error(`none of these opens a form: ${lines.join('; ')}`)
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
