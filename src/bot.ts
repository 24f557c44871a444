import { pageOf } from './chat/pages.ts'
import type { Place } from './chat/platform.ts'
import type { Address, Handle, Notify, PlatformUser, Reply, Request } from './chat/request.ts'
import { code } from './chat/view.ts'
import { answer, type Context, refuse, refuseClosed, type TableCommand } from './commands/command.ts'
import { contextIn, contextOf } from './commands/context.ts'
import { commands } from './commands/index.ts'
import { findCommand, spokenLine } from './commands/parse.ts'
import { programmeNamed } from './commands/programme-key.ts'
import { understand } from './commands/understand.ts'
import { isAdmitted, mayUse, type Speaker } from './domain/permission.ts'
import { describeFault } from './fault.ts'
import { createReference, type Log } from './log.ts'
import { takeNote } from './notices.ts'
import { inPrivate, keepQuestion, turnPage } from './store/continuations.ts'
import type { Db, Store } from './store/database.ts'
import { type Asked, type ClaimedQuestion, type Opening, openings } from './store/opening.ts'
import { openFound } from './store/programme.ts'
import { claimChange, claimRequest, recordChange, requestSubject } from './store/requests.ts'
import { type Clock, dayIn } from './time.ts'
import { courtesyView } from './views/courtesy.ts'
import { outsiderHelpView, outsiderView } from './views/help.ts'

export type Bot = { handle: Handle; notify: Notify }

/** What a conversation is, and whether the bot can post there; null where nobody can tell. */
export type Look = (at: Address) => Promise<Place | null>

/** Characters of one line that are read: far more than the longest update, and little enough to be read at once. */
const inputLimit = 8000

/** The account of the secretariat's operator: whoever can run this program in its own folder. */
export const operator = { platform: 'terminal', tenant: 'local', user: 'operator' } as const

/** `changed` is called after each request: what it changed may have made messages that are due. */
export type BotOptions = { store: Store; clock: Clock; log: Log; look?: Look; changed?(): void }

/**
 * The one boundary: what is said comes in, an answer goes out, and nothing is thrown. What fails is logged once under a
 * reference that the asker is shown.
 */
export function createBot({ store, clock, log, look = async () => null, changed }: BotOptions): Bot {
  const lookUp = openings(store.db)
  const guarded = async (id: string, work: () => Promise<Reply | null>): Promise<Reply | null> => {
    try {
      return await work()
    } catch (error) {
      const reference = createReference()
      log.error({ reference, request: id, fault: describeFault(error) }, 'a request failed')
      return refuse(
        `Something failed on my side (reference ${reference}). Please try again: nothing is recorded twice.`,
      )
    }
  }
  return {
    handle: async (request) => {
      const reply = await guarded(request.id, () => handle(store, lookUp, clock.now(), request, look))
      changed?.()
      return reply
    },
    notify: (notice) => guarded(notice.id, () => takeNote(store, clock.now(), notice)),
  }
}

async function handle(
  store: Store,
  lookUp: (asked: Asked) => Promise<Opening>,
  now: Date,
  request: Request,
  look: Look,
): Promise<Reply | null> {
  const line = spokenLine(request.input.text.slice(0, inputLimit))
  const found = findCommand(commands, line)
  const named = programmeNamed(found?.words ?? line, found?.command ?? null)
  // Roles begin and end with the day in UTC, whatever zone their holder is in.
  const day = dayIn(now, 'UTC')
  const question = found && !found.command.changes ? claimFor(request, found.command) : null
  const asked = await lookUp({
    from: request.from,
    at: request.at,
    key: named.key,
    now,
    today: day,
    question,
  })
  const speaker: Speaker = isOperator(request.from) ? { kind: 'operator' } : asked.speaker
  if (!isAdmitted(speaker) && found?.command.may !== 'anyone')
    return { ...answer(outsiderView()), outcome: 'refused' }
  if (!isAdmitted(speaker) && found?.command.name === 'help') return answer(outsiderHelpView())

  if (!asked.programme)
    return refuse('No programme is loaded: the operator sets PROGRAMME to its file and starts the bot again.')
  const opened = await openFound(store.db, asked.programme, day)
  const context = contextOf(store.db, request, { speaker, owner: asked.owner }, opened, now)
  const within = found !== null && opened.programme.key === named.key
  const said = within ? line.slice(0, line.length - found.words.length) + named.wordsWithin : line
  const understood = understand(commands, context.directory, said.trimEnd())
  if (understood.kind === 'unknown') return refuseUnknown(understood.near)
  if (understood.kind === 'courtesy') return answer(courtesyView(understood.courtesy))
  const { command, words } = understood
  const verdict = mayUse(speaker, command.may)
  if (!verdict.allowed) return refuse(`"${command.name}" is for ${verdict.who}.`)
  const args = command.read(words, context)
  if (command.looks) context.place = await look(request.at)
  if (command.changes) return change(store, command, args, context)
  const first = question ? asked.claimed : await claimQuestion(store, command, context)
  return first ? askPage(store.db, command, args, 0, context) : null
}

function refuseUnknown(near: string | null): Reply {
  if (near) return refuse('I did not understand that. Did you mean ', code(near), '?')
  return refuse('I did not understand that, and changed nothing. Say ', code('help'), ' for what I know.')
}

const isOperator = ({ platform, tenant, user }: PlatformUser): boolean =>
  platform === operator.platform && tenant === operator.tenant && user === operator.user

const personIdOf = (speaker: Speaker): number | null => (speaker.kind === 'person' ? speaker.id : null)

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

/** @returns null when the answer has no such page (any more) */
async function askPage(
  db: Db,
  command: TableCommand,
  args: unknown,
  page: number,
  context: Context,
): Promise<Reply | null> {
  const { request, now } = context
  const here = { ...request.from, conversation: request.at.conversation }
  const resume = async (): Promise<Reply | null> => {
    const turned = await turnPage(db, here, now)
    const question = turned && commands.find(({ name }) => name === turned.command)
    if (!turned || !question) return null
    return askPage(db, question, turned.args, turned.page, await contextIn(turned.programmeKey, context))
  }
  const reply = await command.run(args, { ...context, page, resume })
  if (!request.paged || command.name === 'more') return reply
  const shown = pageOf(reply.show, page, reply.goesOn)
  if (shown && !shown.last && page === 0) {
    const { key: programmeKey } = context.programme
    const alone = reply.to === 'asker' && request.seenBy === 'everyone'
    await keepQuestion(
      db,
      alone ? { ...here, conversation: inPrivate } : here,
      { programmeKey, command: command.name, args },
      now,
    )
  }
  return shown && { ...reply, show: shown.view }
}

/** A change: the claim, the change, its audit entry and what it causes commit together, at one instant. */
async function change(
  store: Store,
  command: TableCommand,
  args: unknown,
  context: Context,
): Promise<Reply | null> {
  const { request, now, speaker, programme } = context
  const personId = personIdOf(speaker)
  const claim = { key: request.id, command: command.name, personId }
  return store.transaction(async (db) => {
    if (command.alsoWhenClosed(args)) {
      if (!(await claimRequest(db, claim, now))) return repeat(db, command, args, context)
    } else {
      const claimed = await claimChange(db, { ...claim, programmeId: programme.id }, now)
      if (!claimed) return repeat(db, command, args, context)
      if (claimed.closedAt) return refuseClosed({ ...programme, ...claimed })
    }
    const changed: Context['changed'] = async (action, subject, fields, by = personId ?? undefined) => {
      await recordChange(db, request.id, { by: by ?? null, action, subject, fields }, now)
    }
    return command.run(args, { ...context, db, changed })
  })
}

async function repeat(db: Db, command: TableCommand, args: unknown, context: Context): Promise<Reply | null> {
  const subject = await requestSubject(db, context.request.id, personIdOf(context.speaker))
  return subject && command.again(subject, { ...context, db }, args)
}
