import type { Form } from '../../src/chat/form.ts'
import type { View } from '../../src/chat/view.ts'
import { answers } from './answers.ts'
import { formsOf } from './forms.ts'
import { homes } from './homes.ts'
import { type Message, openRecord } from './record.ts'
import { unasked } from './unasked.ts'

/** One thing that the bot says: `posted` for all who read a channel, else an answer. `name` is a file's name, too. */
export type Shown = { group: string; name: string; view: View; posted: boolean }

/** One form, as it is opened or comes back. */
export type Asked = { group: string; name: string; form: Form }

/** `codes`: of all administrations. */
export type Fixtures = { shown: Shown[]; asked: Asked[]; codes: string[] }

/**
 * Everything the bot shows, made by the real core over one record: each question, each confirmation, each kind of refusal, each message
 * that it sends by itself, and each form.
 *
 * @param tail stands at the end of everything that people have written
 */
export async function fixtures(tail = ''): Promise<Fixtures> {
  const record = await openRecord(tail)
  try {
    const forms = formsOf(record)
    const shown = await homes(record)
    await forms.open()
    shown.push(...(await answers(record)))
    await forms.open()
    shown.push(...(await unasked(record, forms.open)))
    const codes = await record.bot.store.db.prisma.administration.findMany({ select: { code: true } })
    return { shown: named(shown), asked: forms.all(), codes: codes.map(({ code }) => code) }
  } finally {
    await record.bot.close()
  }
}

/** The last message of a kind in a place. */
export function lastOf(messages: Message[], kind: string, place: string): View {
  const found = messages.findLast((each) => each.key.startsWith(`${kind}:`) && each.place === place)
  if (!found) throw new Error(`no ${kind} in ${place}: ${messages.map(({ key }) => key).join(', ')}`)
  return found.view
}

/** Two of one name are told apart. */
function named(shown: Shown[]): Shown[] {
  const counts = new Map<string, number>()
  return shown.map((each) => {
    const count = (counts.get(each.name) ?? 0) + 1
    counts.set(each.name, count)
    return count > 1 ? { ...each, name: `${each.name}-${count}` } : each
  })
}
