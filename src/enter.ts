import type { Place } from './chat/platform.ts'
import type { Address, PlatformUser, Reply, Request } from './chat/request.ts'
import { answer, type Context, refuse, type TableCommand } from './commands/command.ts'
import { contextOf } from './commands/context.ts'
import { isAdmitted, type Speaker } from './domain/permission.ts'
import type { Store } from './store/database.ts'
import type { Asked, ClaimedQuestion, Opening } from './store/opening.ts'
import { openFound } from './store/programme.ts'
import { dayIn } from './time.ts'
import { outsiderHelpView, outsiderView } from './views/help.ts'

/** What a conversation is, and whether the bot can post there; null where nobody can tell. */
export type Look = (at: Address) => Promise<Place | null>

/** What every request is handled with. */
export type Core = { store: Store; lookUp(asked: Asked): Promise<Opening>; look: Look }

/** The account of the secretariat's operator: whoever can run this program in its own folder. */
export const operator = { platform: 'terminal', tenant: 'local', user: 'operator' } as const

export const isOperator = ({ platform, tenant, user }: PlatformUser): boolean =>
  platform === operator.platform && tenant === operator.tenant && user === operator.user

/**
 * The door: who asks, and in which programme. Somebody whom nobody has admitted learns how to be admitted, and nothing else.
 *
 * @param command what is asked for, as far as its first word tells; null where it does not
 * @param key of the programme that is named, '' for none; @param question to be claimed at once
 * @returns the context, and whether the question was claimed now; or a refusal
 */
export async function enter(
  { store, lookUp }: Core,
  request: Request,
  { command, key, question }: { command: TableCommand | null; key: string; question: ClaimedQuestion | null },
  now: Date,
): Promise<{ context: Context; claimed: boolean } | { refused: Reply }> {
  const { from, at, pressed } = request
  // Roles begin and end with the day in UTC, whatever zone their holder is in.
  const today = dayIn(now, 'UTC')
  const meant = key === '' ? (pressed?.programme ?? '') : key
  const asked = await lookUp({ from, at, key: meant, now, today, question })
  const speaker: Speaker = isOperator(from) ? { kind: 'operator' } : asked.speaker
  const asksForHelp = command?.name === 'help' || command?.name === 'home'
  if (!isAdmitted(speaker) && asksForHelp) return { refused: answer(outsiderHelpView()) }
  if (!isAdmitted(speaker) && command?.may !== 'anyone')
    return { refused: { ...answer(outsiderView()), outcome: 'refused' } }
  if (!asked.programme)
    return {
      refused: refuse(
        'No programme is loaded: the operator sets PROGRAMME to its file and starts the bot again.',
      ),
    }
  const opened = await openFound(store.db, asked.programme, today)
  // Without its programme a button would say its words about another one.
  if (pressed && key === '' && opened.programme.key !== pressed.programme)
    return { refused: refuse(`This button is of ${pressed.programme}, which is not kept here any more.`) }
  return {
    context: contextOf(store.db, request, { speaker, owner: asked.owner }, opened, now),
    claimed: asked.claimed,
  }
}
