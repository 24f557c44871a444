import type { Reply, Request } from './chat/request.ts'
import { type Action, actions, lastRow, type View } from './chat/view.ts'

/** Characters of a line that a button can carry; one that asks for more is typed again. */
const lineLimit = 300

/**
 * What the bot itself adds to an answer: where its buttons stand, the way back to what was shown there before, the next page, and a
 * button to show it to the others who are there.
 *
 * @param line what was asked, as it would be asked again; null for what must not be said twice (a change)
 * @param nextPage its number, counted from 1; null where there is none
 */
export function standing(
  reply: Reply,
  request: Request,
  programme: string,
  line: string | null,
  nextPage: number | null,
): Reply {
  const led = request.pressed?.trail ?? []
  const again = line !== null && line.length <= lineLimit ? line : null
  const within = { programme, trail: again === null ? led : [...led, again] }
  const show = { ...reply.show, within }
  if (reply.outcome === 'refused' && led.length === 0) return { ...reply, show }
  const own = [...next(again, nextPage), ...share(again, reply, request), ...back(led)]
  return { ...reply, show: withActions(show, own) }
}

const next = (line: string | null, page: number | null): Action[] =>
  line !== null && page !== null ? [{ label: 'More', line: `more ${page} ${line}` }] : []

/** Only a question is shown to others, and never what its asker is told alone. */
function share(line: string | null, { to, outcome }: Reply, { among, seenBy }: Request): Action[] {
  if (!among || seenBy !== 'asker' || line === null || to !== 'here' || outcome !== 'done') return []
  return [{ label: 'Share here', line: `share ${line}` }]
}

/** The place where it stands shows again what it showed before. */
function back(led: string[]): Action[] {
  const before = led.at(-1)
  return before === undefined ? [] : [{ label: 'Back', line: before, back: led.slice(0, -1) }]
}

/** They end the last row of buttons, where nothing but small print stands below it; else they are a row at the end. */
function withActions(view: View, own: Action[]): View {
  if (own.length === 0) return view
  const { blocks } = view
  const at = lastRow(blocks)
  const row = blocks[at]
  if (row?.kind !== 'actions') return { ...view, blocks: [...blocks, actions(...own)] }
  return { ...view, blocks: blocks.with(at, actions(...row.actions, ...own)) }
}
