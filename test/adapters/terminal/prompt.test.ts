import { PassThrough } from 'node:stream'
import { describe, expect, it } from 'vitest'
import type { Dialogue } from '../../../adapters/terminal/dialogue.ts'
import { runPrompt } from '../../../adapters/terminal/prompt.ts'
import type { TypedLine } from '../../../adapters/terminal/session.ts'

const dialogue: Dialogue = {
  form: { key: '', title: '', submit: '', notice: [], fields: [] },
  values: {},
  left: [],
  found: [],
}

/** A prompt on a terminal; the line `form` opens a form, which stays open until it is cancelled. */
function prompted() {
  const input = new PassThrough()
  const output = Object.assign(new PassThrough(), { isTTY: true }) as unknown as NodeJS.WriteStream
  output.resume()
  const lines: [string, boolean][] = []
  const session = async ({ line, user, dialogue: asked }: TypedLine) => {
    lines.push([line, Boolean(asked)])
    const open = line === 'form' || (asked && line !== 'cancel')
    return { text: '', ok: true, user, ...(open ? { dialogue } : {}) }
  }
  const ended = runPrompt(session, { input, output })
  return {
    lines,
    ended,
    type: (keys: string) => input.write(keys),
    answered: (n: number) => expect.poll(() => lines.length).toBe(n),
  }
}

describe('Ctrl-C at a prompt', () => {
  it('cancels the form that is asked, with what is typed of an answer, and then ends the prompt', async () => {
    const { lines, ended, type, answered } = prompted()
    type('form\r')
    await answered(1)
    type('half an answ\x03')
    await answered(2)
    type('mine\r')
    await answered(3)
    expect(lines).toEqual([
      ['form', false],
      ['cancel', true],
      ['mine', false],
    ])
    type('\x03')
    await ended
    expect(lines).toHaveLength(3)
  })
})
