import { randomUUID } from 'node:crypto'
import type { Handle, PlatformUser } from '../../src/chat/request.ts'
import { createReference, type Log } from '../../src/log.ts'
import { renderTerminal, type TerminalStyle } from './render.ts'

/** One line typed at a terminal, and who types it: `operator`, or the example person a first look speaks as. */
export type TypedLine = { line: string; user: string; style: TerminalStyle }

/** What is printed, whether it was carried out, and who speaks from now on. */
export type Printed = { text: string; ok: boolean; user: string }

/** Answers lines. Rejects never: what fails inside is logged, and answered with its reference. */
export type Session = (typed: TypedLine) => Promise<Printed>

/** `as japan`: speak as somebody else, in a first look only. Resolves to the user, or to a sentence that says what to do. */
export type SpeakAs = (words: string) => Promise<{ user: string; said: string } | { refused: string }>

/**
 * The grammar at a terminal.
 *
 * @param account the account behind a user name of this terminal; null for a name that may not speak here
 */
export function createSession(
  handle: Handle,
  account: (user: string) => PlatformUser | null,
  speakAs: SpeakAs | null,
  log: Log,
): Session {
  const answer = async ({ line, user, style }: TypedLine): Promise<Printed> => {
    const as = /^\s*as\s+(.+)$/i.exec(line)
    if (as && !speakAs) return { text: 'Only a first look speaks as somebody else.', ok: false, user }
    if (as && speakAs) {
      const spoken = await speakAs(as[1]!.trim())
      return 'refused' in spoken
        ? { text: spoken.refused, ok: false, user }
        : { text: spoken.said, ok: true, user: spoken.user }
    }
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
    return { text: renderTerminal(reply.show, style), ok: reply.outcome === 'done', user }
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
