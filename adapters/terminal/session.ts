import { randomUUID } from 'node:crypto'
import type { PlacedMessage } from '../../src/chat/placed.ts'
import type { Forms, Handle, PlatformUser, Request } from '../../src/chat/request.ts'
import { createReference, type Log } from '../../src/log.ts'
import { type Asking, answered, type Dialogue, type Turn, turnOf } from './dialogue.ts'
import { drawMessage } from './message.ts'
import { renderTerminal, type TerminalStyle } from './render.ts'

/**
 * One line typed at a terminal, and who types it: `operator`, or the example person a first look speaks as. `dialogue` is what it answers,
 * null when nothing is being asked; without it nobody is there to be asked, and a form is not opened.
 */
export type TypedLine = { line: string; user: string; style: TerminalStyle; dialogue?: Dialogue | null }

/** What is printed, whether it was carried out, who speaks from now on, and what is being asked. */
export type Printed = { text: string; ok: boolean; user: string; dialogue?: Dialogue }

/** Answers lines. Rejects never: what fails inside is logged, and answered with its reference. */
export type Session = (typed: TypedLine) => Promise<Printed>

/**
 * What only a first look understands. `as japan`: speak as somebody else. `tick 7d`: time passes, and `show` is called with each message
 * that is said meanwhile. Both resolve to what is said, or to a sentence that says what to do.
 */
export type OnlyInFirstLook = {
  speakAs(words: string): Promise<{ user: string; said: string } | { refused: string }>
  tick(words: string, show: (message: PlacedMessage) => void): Promise<{ said: string } | { refused: string }>
}

const firstLookHelp =
  'In this first look also: as japan, to speak as somebody else; tick 7d, to let time pass and see what is said meanwhile.'

/** Behind a line, with a space before it: opens the form of the line, filled in with what it says. */
const opensForm = /\s(?:…|\.{3})\s*$/

/**
 * The grammar at a terminal. Forms are asked as questions.
 *
 * @param account the account behind a user name of this terminal; null for a name that may not speak here
 */
export function createSession(
  { handle, forms }: { handle: Handle; forms: Forms },
  account: (user: string) => PlatformUser | null,
  firstLook: OnlyInFirstLook | null,
  log: Log,
): Session {
  const printed = ({ show, ok, dialogue }: Turn, { user, style }: TypedLine): Printed => ({
    text: renderTerminal(show, style),
    ok,
    user,
    ...(dialogue ? { dialogue } : {}),
  })
  const answer = async (typed: TypedLine): Promise<Printed> => {
    const { line, user, style, dialogue } = typed
    if (dialogue) {
      const from = account(user)
      if (!from) return refusedUser
      return printed(await answered(dialogue, line, askingOf(requestOf(from, line), forms)), typed)
    }
    const [, word, words = ''] = /^\s*(as|tick)(?:\s+(.*))?$/i.exec(line.trimEnd()) ?? []
    const only = word?.toLowerCase()
    if (only === 'as' && words !== '') {
      if (!firstLook) return { text: 'Only a first look speaks as somebody else.', ok: false, user }
      const spoken = await firstLook.speakAs(words)
      return 'refused' in spoken
        ? { text: spoken.refused, ok: false, user }
        : { text: spoken.said, ok: true, user: spoken.user }
    }
    if (only === 'tick') {
      if (!firstLook) return { text: 'Only the clock of a first look can be moved.', ok: false, user }
      const drawn: string[] = []
      const passed = await firstLook.tick(words, (message) => drawn.push(drawMessage(message, style)))
      const ok = 'said' in passed
      return { text: [...drawn, ok ? passed.said : passed.refused].join('\n\n'), ok, user }
    }
    if (firstLook && /^\s*help\s+(?:as|tick)\s*$/i.test(line)) return { text: firstLookHelp, ok: true, user }
    const from = account(user)
    if (!from) return refusedUser
    if (dialogue !== undefined && (opensForm.test(line) || forms.opens(line))) {
      const request = requestOf(from, line.replace(opensForm, ''))
      return printed(await turnOf(await forms.open(request), askingOf(request, forms)), typed)
    }
    const reply = await handle(requestOf(from, line))
    if (!reply) return { text: '', ok: true, user }
    const text = renderTerminal(reply.show, style)
    const also = firstLook && /^\s*(?:help|\?)\s*$/i.test(line) ? `\n${firstLookHelp}` : ''
    return { text: `${text}${also}`, ok: reply.outcome === 'done', user }
  }
  return async (typed) => {
    try {
      return await answer(typed)
    } catch (error) {
      const reference = createReference()
      log.error({ reference, fault: error instanceof Error ? error.stack : String(error) }, 'a line failed')
      const text = `Something failed on my side (reference ${reference}). Please try again.`
      return { text, ok: false, user: typed.user }
    }
  }
}

const refusedUser: Printed = {
  text: 'This terminal speaks as the operator only.',
  ok: false,
  user: 'operator',
}

const requestOf = (from: PlatformUser, line: string): Request => ({
  id: `terminal:${randomUUID()}`,
  from,
  at: { platform: 'terminal', tenant: from.tenant, conversation: from.user },
  seenBy: 'asker',
  paged: false,
  input: { text: line },
})

function askingOf({ input: _, ...request }: Request, forms: Forms): Asking {
  const { from, at } = request
  return {
    submit: (key, values) => forms.submit({ ...request, form: { key, values } }),
    suggest: (key, field, words) => forms.suggest({ from, at, form: { key, field }, typed: words }),
  }
}
