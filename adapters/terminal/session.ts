import { randomUUID } from 'node:crypto'
import type { PlacedMessage } from '../../src/chat/placed.ts'
import type { Handle, PlatformUser } from '../../src/chat/request.ts'
import { createReference, type Log } from '../../src/log.ts'
import { drawMessage } from './message.ts'
import { renderTerminal, type TerminalStyle } from './render.ts'

/** One line typed at a terminal, and who types it: `operator`, or the example person a first look speaks as. */
export type TypedLine = { line: string; user: string; style: TerminalStyle }

/** What is printed, whether it was carried out, and who speaks from now on. */
export type Printed = { text: string; ok: boolean; user: string }

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

/**
 * The grammar at a terminal.
 *
 * @param account the account behind a user name of this terminal; null for a name that may not speak here
 */
export function createSession(
  handle: Handle,
  account: (user: string) => PlatformUser | null,
  firstLook: OnlyInFirstLook | null,
  log: Log,
): Session {
  const answer = async ({ line, user, style }: TypedLine): Promise<Printed> => {
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
    if (!from) return { text: 'This terminal speaks as the operator only.', ok: false, user: 'operator' }
    const reply = await handle({
      id: `terminal:${randomUUID()}`,
      from,
      at: { platform: 'terminal', tenant: from.tenant, conversation: from.user },
      seenBy: 'asker',
      paged: false,
      input: { text: line },
    })
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
