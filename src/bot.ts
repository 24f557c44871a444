import { carryOut, personIdOf } from './carry-out.ts'
import type { Homes } from './chat/home.ts'
import { pageOf } from './chat/pages.ts'
import type { Forms, Handle, Notify, Reply, Request } from './chat/request.ts'
import { code, small } from './chat/view.ts'
import { answer, type Context, refuse, type TableCommand } from './commands/command.ts'
import { contextIn, sharedContext } from './commands/context.ts'
import { commands } from './commands/index.ts'
import { hasPlaceholder } from './commands/links.ts'
import { findCommand, spokenLine } from './commands/parse.ts'
import { programmeNamed } from './commands/programme-key.ts'
import { understand } from './commands/understand.ts'
import { mayUse } from './domain/permission.ts'
import { type Core, enter, isOperator, type Look } from './enter.ts'
import { describeFault } from './fault.ts'
import { createForms } from './forms.ts'
import { createHomes } from './home.ts'
import { createReference, type Log } from './log.ts'
import { takeNote } from './notices.ts'
import { standing } from './standing.ts'
import { inPrivate, keepQuestion, turnPage } from './store/continuations.ts'
import type { Db, Store } from './store/database.ts'
import { type ClaimedQuestion, openings } from './store/opening.ts'
import { claimRequest } from './store/requests.ts'
import type { Clock } from './time.ts'
import { courtesyView } from './views/courtesy.ts'

export { type Look, operator } from './enter.ts'

export type Bot = { handle: Handle; notify: Notify; forms: Forms; homes: Homes }

/** Characters of one line that are read: far more than the longest update, and little enough to be read at once. */
const inputLimit = 8000

/** `changed` is called after each request: what it changed may have made messages that are due. */
export type BotOptions = { store: Store; clock: Clock; log: Log; look?: Look; changed?(): void }

/**
 * The one boundary: what is said comes in, an answer goes out, and nothing is thrown. What fails is logged once under a
 * reference that the asker is shown.
 */
export function createBot({ store, clock, log, look = async () => null, changed }: BotOptions): Bot {
  const core: Core = { store, lookUp: openings(store.db), look }
  const failed = (error: unknown, id: string): Reply => {
    const reference = createReference()
    log.error({ reference, request: id, fault: describeFault(error) }, 'a request failed')
    return refuse(
      `Something failed on my side (reference ${reference}). Please try again: nothing is recorded twice.`,
    )
  }
  const guarded = (id: string, work: () => Promise<Reply | null>): Promise<Reply | null> =>
    work().catch((error: unknown) => failed(error, id))
  const handled: Handle = async (request) => {
    const reply = await guarded(request.id, () => handle(core, clock.now(), request))
    changed?.()
    return reply
  }
  return {
    handle: handled,
    notify: (notice) => guarded(notice.id, () => takeNote(store, clock.now(), notice)),
    forms: createForms(core, commands, {
      clock,
      log,
      failed,
      changed: () => changed?.(),
      say: (request) => handle(core, clock.now(), request),
    }),
    homes: createHomes(core, handled, { clock, log, failed }),
  }
}

/** What stands in front of a question that a button asks: `share`, or `more` and the number of a page. */
const prefix = /^(?:(share)|more (\d{1,3}))\s+(?=\S)/i

async function handle(core: Core, now: Date, request: Request): Promise<Reply | null> {
  const whole = spokenLine(request.input.text.slice(0, inputLimit))
  const [before = '', share, number] = prefix.exec(whole) ?? []
  const line = whole.slice(before.length)
  const found = findCommand(commands, line)
  const named = programmeNamed(found?.words ?? line, found?.command ?? null)
  const question = found && !found.command.changes ? claimFor(request, found.command) : null
  const entered = await enter(
    core,
    request,
    { command: found?.command ?? null, key: named.key, question },
    now,
  )
  if ('refused' in entered) return entered.refused
  const context = share ? sharedContext(entered.context) : entered.context
  const { programme, directory, speaker } = context
  const within = found !== null && programme.key === named.key
  const said = within ? line.slice(0, line.length - found.words.length) + named.wordsWithin : line
  const understood = understand(commands, directory, said.trimEnd())
  const stands = (reply: Reply, again: string | null, next: number | null = null): Reply =>
    standing(reply, request, programme.key, again, next)
  if (understood.kind === 'unknown') return stands(refuseUnknown(understood.near), null)
  if (understood.kind === 'courtesy') return answer(courtesyView(understood.courtesy))
  const { command, words } = understood
  const verdict = mayUse(speaker, command.may)
  if (!verdict.allowed) return stands(refuse(`"${command.name}" is for ${verdict.who}.`), null)
  const args = command.read(words, context)
  if (command.looks) context.place = await core.look(request.at)
  if (command.changes) {
    if (before !== '')
      return stands(
        refuse(
          'Only the answer to a question is shown to others, for example: ',
          code('share status ipr-1'),
          '.',
        ),
        null,
      )
    if (hasPlaceholder(words) && !programme.closedAt)
      return stands(
        refuse(
          'Nothing is recorded: put your own link in place of ',
          code('https://…'),
          ', or leave it out.',
        ),
        null,
      )
    const reply = await carryOut(core.store, command, args, context)
    return reply && stands(reply, null)
  }
  const first = question ? entered.claimed : await claimQuestion(core.store, command, context)
  if (!first) return null
  const page = number ? Math.max(0, Number(number) - 1) : 0
  const asked = await askPage(core.store.db, command, args, page, context)
  if (!asked) return number ? stands(refuse('There is nothing more to show here.'), null) : null
  if (share) return shared(asked.reply, context)
  return stands(asked.reply, command.name === 'more' ? null : whole, asked.next)
}

/** Shown to all who are there, as they may read it, and by whom. What is for its asker alone is not. */
function shared(reply: Reply, { speaker, request, programme }: Context): Reply {
  if (reply.outcome === 'refused') return reply
  if (!request.among) return refuse('Nobody else is here: ask in a channel, and share the answer there.')
  if (reply.to === 'asker') return refuse('That answer is for you alone, and is not shown here.')
  const by = speaker.kind === 'person' ? speaker.name : 'the secretariat'
  const blocks = [...reply.show.blocks, small(`Shown here by ${by}.`)]
  return {
    ...reply,
    to: 'everyone',
    show: { ...reply.show, blocks, within: { programme: programme.key, trail: null } },
  }
}

function refuseUnknown(near: string | null): Reply {
  if (near) return refuse('I did not understand that. Did you mean ', code(near), '?')
  return refuse('I did not understand that, and changed nothing. Say ', code('help'), ' for what I know.')
}

/** How a question is claimed, which may be delivered again; not the operator's, by a terminal. Its key is never that of a change. */
function claimFor(request: Request, { name }: TableCommand): ClaimedQuestion | null {
  return isOperator(request.from) ? null : { key: `asked:${request.id}`, command: name }
}

/** Of a question whose first word did not tell that it is one. @returns false when it was claimed before */
async function claimQuestion(
  store: Store,
  command: TableCommand,
  { request, speaker, now }: Context,
): Promise<boolean> {
  const question = claimFor(request, command)
  return !question || claimRequest(store.db, { ...question, personId: personIdOf(speaker) }, now)
}

/** @returns null when the answer has no such page (any more); `next` is the number of the next one, counted from 1 */
async function askPage(
  db: Db,
  command: TableCommand,
  args: unknown,
  page: number,
  context: Context,
): Promise<{ reply: Reply; next: number | null } | null> {
  const { request, now } = context
  const here = { ...request.from, conversation: request.at.conversation }
  const resume = async (): Promise<Reply | null> => {
    const turned = await turnPage(db, here, now)
    const question = turned && commands.find(({ name }) => name === turned.command)
    if (!turned || !question) return null
    const within = await contextIn(turned.programmeKey, context)
    const asked = await askPage(db, question, turned.args, turned.page, within)
    return asked?.reply ?? null
  }
  const reply = await command.run(args, { ...context, page, resume })
  if (!request.paged || command.name === 'more') return { reply, next: null }
  const shown = pageOf(reply.show, page, reply.goesOn)
  if (!shown) return null
  if (!shown.last && page === 0) {
    const { key: programmeKey } = context.programme
    const alone = reply.to === 'asker' && request.seenBy === 'everyone'
    await keepQuestion(
      db,
      alone ? { ...here, conversation: inPrivate } : here,
      { programmeKey, command: command.name, args },
      now,
    )
  }
  return { reply: { ...reply, show: shown.view }, next: shown.last ? null : page + 2 }
}
