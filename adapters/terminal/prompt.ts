import { createInterface } from 'node:readline'
import type { Dialogue } from './dialogue.ts'
import type { Printed, Session } from './session.ts'

export type Terminal = { input: NodeJS.ReadableStream; output: NodeJS.WriteStream }

/** Columns when the terminal does not tell. */
const usualWidth = 100

export function styleOf(output: NodeJS.WriteStream): { width: number; colour: boolean } {
  return { width: Math.min(output.columns ?? usualWidth, 120), colour: output.isTTY === true }
}

/**
 * A prompt that answers line by line, in order, until `exit`, end of input, Ctrl-C or `signal`. Resolves then. What is asked back is
 * answered by the next line; Ctrl-C then cancels what is asked, and no more.
 */
export function runPrompt(
  session: Session,
  { input, output }: Terminal,
  signal?: AbortSignal,
): Promise<void> {
  const prompt = createInterface({
    input,
    output,
    terminal: output.isTTY === true,
    ...(signal ? { signal } : {}),
  })
  let user = 'operator'
  let dialogue: Dialogue | null = null
  let work: Promise<void> = Promise.resolve()
  let closed = false
  const show = () => {
    // Lines that came before the end of input are still answered; a closed prompt must not be shown again.
    if (closed) return
    prompt.setPrompt(dialogue ? '> ' : user === 'operator' ? 'asem> ' : `asem (${user})> `)
    prompt.prompt()
  }
  const answer = async (line: string): Promise<void> => {
    if (line.trim() !== '' || dialogue) {
      const printed: Printed = await session({ line, user, style: styleOf(output), dialogue })
      user = printed.user
      dialogue = printed.dialogue ?? null
      output.write(`${printed.text}\n\n`)
    }
    show()
  }
  show()
  prompt.on('line', (line) => {
    if (/^\s*(exit|quit)\s*$/i.test(line)) return prompt.close()
    work = work.then(() => answer(line))
  })
  prompt.on('SIGINT', () => {
    if (!dialogue) return prompt.close()
    // What was typed of an answer goes with it.
    prompt.write(null, { ctrl: true, name: 'e' })
    prompt.write(null, { ctrl: true, name: 'u' })
    output.write('\n')
    work = work.then(() => answer('cancel'))
  })
  return new Promise((resolve, reject) => {
    prompt.on('close', () => {
      closed = true
      work.then(resolve, reject)
    })
  })
}
