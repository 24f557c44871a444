import { randomUUID } from 'node:crypto'
import type { Form } from '../../src/chat/form.ts'
import { plainText } from '../../src/chat/plain-text.ts'
import { readPress, writePress } from '../../src/chat/press.ts'
import type { PlatformUser, Reply, Request } from '../../src/chat/request.ts'
import type { Action, View } from '../../src/chat/view.ts'
import type { TestBot } from './bot.ts'

/** What comes of a press: an answer, with its words, or the form that it opens. */
export type Pressed = { reply: Reply | null; text: string; form: Form | null }

/** The buttons of a view in the order in which they stand. */
export const buttonsOf = ({ blocks }: View): Action[] =>
  blocks.flatMap((block) => {
    if (block.kind === 'actions') return block.actions
    if (block.kind === 'rows') return block.rows.flatMap(({ action }) => action ?? [])
    return block.kind === 'progress' ? block.bars.flatMap(({ open }) => open ?? []) : []
  })

export const labelsOf = (view: View): string[] => buttonsOf(view).map(({ label }) => label)

/** The button of that label; of several, the one whose line has these words. */
export function buttonOf(view: View, label: string, words = ''): Action {
  const found = buttonsOf(view).find((each) => each.label === label && each.line.includes(words))
  if (!found) throw new Error(`no button "${label}" among ${JSON.stringify(labelsOf(view))}`)
  return found
}

/**
 * Presses a button where it stands, in a conversation that others read, as every platform hands it in.
 *
 * @param request `id` for one that is delivered again
 */
export function press(
  bot: TestBot,
  who: PlatformUser,
  { view, place }: { view: View; place: string },
  action: Action,
  request: Partial<Request> = {},
): Promise<Pressed> {
  if (!view.within) throw new Error('its buttons are not shown: it does not say where they stand')
  return pressWritten(bot, who, place, writePress(action, view.within), request)
}

/** Presses what carries this `value`, which a platform has kept. */
export async function pressWritten(
  bot: TestBot,
  who: PlatformUser,
  place: string,
  value: string,
  request: Partial<Request> = {},
): Promise<Pressed> {
  const pressed = readPress(value)
  if (!pressed) throw new Error(`${value} cannot be read`)
  const asked: Request = {
    id: `press:${randomUUID()}`,
    from: who,
    at: { platform: who.platform, tenant: who.tenant, conversation: place },
    seenBy: 'asker',
    paged: true,
    among: true,
    input: { text: pressed.line },
    pressed: pressed.within,
    ...request,
  }
  if (!pressed.form) return said(await bot.handle(asked))
  const opened = await bot.forms.open(asked)
  return opened?.kind === 'form'
    ? { reply: null, text: '', form: opened.form }
    : said(opened?.kind === 'reply' ? opened.reply : null)
}

const said = (reply: Reply | null): Pressed => ({
  reply,
  text: reply ? plainText(reply.show) : '',
  form: null,
})

/** All that a press could change, but who asked. */
export async function recordOf({ store }: TestBot): Promise<unknown> {
  const tables = [
    'Milestone',
    'Evidence',
    'Snooze',
    'Extension',
    'Update',
    'AuditEntry',
    'DateChange',
    'Follow',
  ]
  return Promise.all(tables.map((table) => store.db.query(`SELECT * FROM "${table}" ORDER BY 1, 2`, [])))
}
