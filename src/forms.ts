import { carryOut, repeat } from './carry-out.ts'
import type { Form } from './chat/form.ts'
import type { FormReply, Forms, Lookup, Reply, Request, Submission } from './chat/request.ts'
import { type Block, wordsOf } from './chat/view.ts'
import { type Context, type Drawn, refuse, type TableCommand, type TableForm } from './commands/command.ts'
import { findCommand, spokenLine } from './commands/parse.ts'
import { programmeNamed } from './commands/programme-key.ts'
import { mayUse } from './domain/permission.ts'
import { type Core, enter } from './enter.ts'
import { describeFault } from './fault.ts'
import { enteredIn, withEntries, withLabels } from './form-entries.ts'
import { type FormKey, readKey, writeKey } from './form-key.ts'
import type { Log } from './log.ts'
import { standing } from './standing.ts'
import type { Clock } from './time.ts'

type Around = {
  clock: Clock
  log: Log
  failed(error: unknown, id: string): Reply
  changed(): void
  /** for a line without a form: it is said */
  say(request: Request): Promise<Reply | null>
}

type FormCommand = TableCommand & { form: TableForm }

/** How many suggestions are shown. */
const mostSuggestions = 20

/** The forms of the commands that have one. None of what is returned rejects. */
export function createForms(
  core: Core,
  commands: TableCommand[],
  { clock, log, failed, changed, say }: Around,
): Forms {
  const guarded = (id: string, work: () => Promise<FormReply | null>): Promise<FormReply | null> =>
    work().catch((error: unknown) => ({ kind: 'reply', reply: failed(error, id) }))
  return {
    opens: (line) => {
      const found = findCommand(commands, spokenLine(line))
      const form = found?.command.form
      return form?.opens(found!.words) ? { title: form.title } : null
    },
    open: (request) => guarded(request.id, () => open(core, commands, request, clock.now(), say)),
    submit: async (submission) => {
      const reply = await guarded(submission.id, () => submit(core, commands, submission, clock.now()))
      changed()
      return reply
    },
    suggest: async (lookup) => {
      try {
        return await suggest(core, commands, lookup, clock.now())
      } catch (error) {
        // Nothing is shown beside a list of suggestions: an empty one is all that can be said.
        log.error({ fault: describeFault(error) }, 'suggestions failed')
        return []
      }
    },
  }
}

const shown = (reply: Reply): FormReply => ({ kind: 'reply', reply })

async function open(
  core: Core,
  commands: TableCommand[],
  request: Request,
  now: Date,
  say: Around['say'],
): Promise<FormReply | null> {
  const found = findCommand(commands, spokenLine(request.input.text))
  const command = found?.command
  if (!found || !command?.form) {
    const reply = await say(request)
    return reply && shown(reply)
  }
  const { key, wordsWithin } = programmeNamed(found.words, command)
  const entered = await enter(core, request, { command, key, question: null }, now)
  if ('refused' in entered) return shown(entered.refused)
  const { context } = entered
  const verdict = mayUse(context.speaker, command.may)
  if (!verdict.allowed) return shown(refuse(`"${command.name}" is for ${verdict.who}.`))
  if (command.looks) context.place = await core.look(request.at)
  const words = key === context.programme.key ? wordsWithin : found.words
  const drawn = await command.form.draw(words, context)
  if ('show' in drawn) return shown(standing(drawn, request, context.programme.key, null, null))
  return { kind: 'form', form: formOf(command as FormCommand, drawn, context, request.id) }
}

function formOf(
  { name, form }: FormCommand,
  { about, version, stands: _, ...asked }: Drawn,
  { programme }: Context,
  opened: string,
): Form {
  const key = writeKey({ command: name, programme: programme.key, about, version, opened })
  return { key, title: form.title, ...asked }
}

/** The command of a form that comes back, for whoever hands it in; or why it is not taken. */
async function reopen(
  core: Core,
  commands: TableCommand[],
  submission: Omit<Submission, 'form'>,
  written: string,
  now: Date,
): Promise<{ key: FormKey; command: FormCommand; context: Context } | { refused: Reply }> {
  const key = readKey(written)
  const command = commands.find(({ name, form }) => name === key?.command && form) as FormCommand | undefined
  if (!key || !command) return { refused: refuse('This form is not in use any more. Open it again.') }
  const pressed = { programme: key.programme, trail: submission.pressed?.trail ?? null }
  // Whoever hands in the same form again does so under the same id: it counts once.
  const id = `form:${key.opened}`
  const request: Request = { ...submission, id, pressed, input: { text: command.name } }
  const entered = await enter(core, request, { command, key: '', question: null }, now)
  if ('refused' in entered) return entered
  const { context } = entered
  const verdict = mayUse(context.speaker, command.may)
  return verdict.allowed
    ? { key, command, context }
    : { refused: refuse(`"${command.name}" is for ${verdict.who}.`) }
}

/** Undoes a claim: the form is shown again instead, with what was entered. */
class ShownAgain extends Error {
  readonly form: Form
  constructor(form: Form) {
    super('the form is shown again')
    this.form = form
  }
}

async function submit(
  core: Core,
  commands: TableCommand[],
  { form: handedIn, ...submission }: Submission,
  now: Date,
): Promise<FormReply | null> {
  const reopened = await reopen(core, commands, submission, handedIn.key, now)
  if ('refused' in reopened) return shown(reopened.refused)
  const { key, command, context } = reopened
  if (command.looks) context.place = await core.look(submission.at)
  const values = enteredIn(handedIn.values)
  const read = await command.form.read(values, key.about, context)
  const again = async (notice: Form['notice'], within: Context): Promise<Form | Reply> => {
    const drawn = await command.form.draw(key.about, within)
    if ('show' in drawn) return drawn
    const above = [...notice, ...changedSince(key, drawn), ...drawn.notice]
    const entered = withEntries(formOf(command, { ...drawn, notice: above }, within, key.opened), values)
    return withLabels(entered, async (field, typed) => command.form.suggest?.(field, typed, within) ?? [])
  }
  if ('mistakes' in read) {
    // What was recorded may be a mistake now: the day that it moved to is not a later one.
    const before = await repeat(core.store.db, command, null, context)
    if (before) return shown(standing(before, context.request, context.programme.key, null, null))
    const { mistakes } = read
    const form = await again([], context)
    return 'show' in form ? shown(form) : { kind: 'mistakes', form: { ...form, mistakes }, mistakes }
  }
  try {
    const reply = await carryOut(core.store, command, read.args, context, {
      before: async (within) => {
        const drawn = await command.form.draw(key.about, within)
        if ('show' in drawn || drawn.version === key.version) return
        const form = await again([], within)
        if (!('show' in form)) throw new ShownAgain(form)
      },
      after: (refused) => {
        if (refused.outcome === 'refused') throw new Refused(refused)
      },
    })
    return reply && shown(standing(reply, context.request, context.programme.key, null, null))
  } catch (error) {
    if (error instanceof ShownAgain) return { kind: 'form', form: error.form }
    if (!(error instanceof Refused)) throw error
    const form = await again(noticeOf(error.reply.show.blocks), context)
    return 'show' in form ? shown(error.reply) : { kind: 'form', form }
  }
}

/** What whoever had opened the form should know; nothing where it stands as it did then. */
const changedSince = ({ version }: FormKey, drawn: Drawn): Form['notice'] =>
  drawn.version === version
    ? []
    : [['It has changed since the form was opened; this is how it stands now.'], ...(drawn.stands ?? [])]

/** Undoes a claim: what was refused may be handed in again, mended. */
class Refused extends Error {
  readonly reply: Reply
  constructor(reply: Reply) {
    super('a form was refused')
    this.reply = reply
  }
}

const noticeOf = (blocks: Block[]): Form['notice'] =>
  blocks.flatMap((block) => (block.kind === 'text' || block.kind === 'small' ? [[wordsOf(block.text)]] : []))

async function suggest(core: Core, commands: TableCommand[], { form, typed, ...asked }: Lookup, now: Date) {
  const request = { ...asked, id: 'suggest', seenBy: 'asker' as const, paged: false }
  const reopened = await reopen(core, commands, request, form.key, now)
  if ('refused' in reopened) return []
  const { command, context } = reopened
  const options = await command.form.suggest?.(form.field, typed.trim().slice(0, 100), context)
  return (options ?? []).slice(0, mostSuggestions)
}
