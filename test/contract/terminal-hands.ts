import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Dialogue } from '../../adapters/terminal/dialogue.ts'
import { createSession, type Printed, type Session } from '../../adapters/terminal/session.ts'
import { connectToSocket, listenOnSocket } from '../../adapters/terminal/socket.ts'
import type { Bot } from '../../src/bot.ts'
import { wordsOf } from '../../src/chat/view.ts'
import { createLog } from '../../src/log.ts'
import type { Hands, Seen, SeenForm } from './hands.ts'

const log = createLog('silent')

/** Wide, so that no line is broken; in colour, so that what can be said in place of a button can be told from other words. */
const style = { width: 10_000, colour: true }

/** Terminals that talk to the real session over its socket; each with a user of its own. */
export async function terminalServed(
  bot: Pick<Bot, 'handle' | 'forms'>,
): Promise<{ session: Session; close(): Promise<void> }> {
  const folder = mkdtempSync(join(tmpdir(), 'asem-terminal-'))
  const path = join(folder, 'bot.sock')
  const account = (user: string) => ({ platform: 'terminal' as const, tenant: 'contract', user })
  const listening = await listenOnSocket(path, createSession(bot, account, null, log), log)
  const connected = await connectToSocket(path)
  if (!connected) throw new Error('nobody answers at the socket')
  return {
    session: connected.session,
    close: async () => {
      connected.close()
      await listening.close()
      rmSync(folder, { recursive: true, force: true })
    },
  }
}

/** Somebody at a terminal: what would be pressed is typed, and forms are answered question by question. */
export function terminalHands({ session }: { session: Session }, user: string): Hands {
  let dialogue: Dialogue | null = null
  let last: Seen = { text: '', buttons: [], form: null }
  const lines = new Map<Seen, Map<string, string>>()

  const typed = (line: string, on: Dialogue | null): Promise<Printed> =>
    session({ line, user, style, dialogue: on })

  function see({ text, dialogue: asked }: Printed): Seen {
    dialogue = asked ?? null
    const offered = offeredIn(text)
    last = { text: plain(text), buttons: [...offered.keys()], form: dialogue && formOf(dialogue) }
    lines.set(last, offered)
    return last
  }

  return {
    say: async (text) => see(await typed(text, dialogue)),
    press: async (label, seen = last) => {
      const line = lines.get(seen)?.get(label)
      if (line === undefined) throw new Error(`nothing to say for "${label}", but ${seen.buttons.join(', ')}`)
      return see(await typed(line, dialogue))
    },
    fill: async (values) => {
      if (!dialogue) throw new Error('nothing is asked')
      const { key } = dialogue.form
      const asked = new Set(dialogue.left)
      let seen = dialogue.left.length === 0 ? see(await typed('', dialogue)) : last
      while (dialogue && dialogue.form.key === key && asked.delete(dialogue.left[0] ?? ''))
        seen = see(await typed(values[dialogue.left[0]!] ?? '', dialogue))
      return seen
    },
    look: async (field, words) => {
      let on = dialogue
      for (const before of on?.left ?? []) {
        if (before === field || !on) break
        on = (await typed('', on)).dialogue ?? null
      }
      const found = on && (await typed(words, on)).dialogue
      return found?.left[0] === field ? found.found.map(({ label }) => label) : []
    },
  }
}

// biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that the terminal is sent
const painted = /\u001b\[\d+m/g
const plain = (text: string): string => text.replace(painted, '')

/** `Label: line · Label: line`: what is said in place of buttons, by their labels. */
function offeredIn(text: string): Map<string, string> {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the sequences that the terminal is sent
  const one = /([^:\n]+): \u001b\[36m([^\u001b]*)\u001b\[0m(?: · |$)/gy
  const offered = new Map<string, string>()
  for (const line of text.split('\n')) {
    const found = [...line.matchAll(one)]
    if (found.map(([whole]) => whole).join('') !== line) continue
    for (const [, label = '', said = ''] of found) offered.set(label, said)
  }
  return offered
}

const formOf = ({ form, values }: Dialogue): SeenForm => ({
  title: form.title,
  notice: form.notice.map(wordsOf).join('\n'),
  fields: form.fields.map(({ name, label }) => ({
    name,
    label,
    ...(values[name] === undefined ? {} : { value: values[name] }),
    ...(form.mistakes?.[name] === undefined ? {} : { mistake: form.mistakes[name] }),
  })),
})
