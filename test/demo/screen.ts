import { setTimeout as sleep } from 'node:timers/promises'
import { drawMessage } from '../../adapters/terminal/message.ts'
import type { PlacedMessage } from '../../src/chat/placed.ts'

/** Columns: what any terminal has. */
const width = 80

/** How long, in milliseconds, somebody is given to read: a heading, what a person says, and each message. None where nobody watches. */
const pauses = { scene: 600, said: 300, message: 250 }

/** No pause begins later than this, in milliseconds: the whole stays under a minute on a slow machine. */
const pausesEnd = 28_000

/** The terminal window of the demonstration: everything is printed here. */
export type Screen = {
  /** The heading of a scene, and a sentence on what happens. */
  scene(title: string, words: string): Promise<void>
  /** Who says what, where and when. */
  said(when: string, who: string, where: string, line: string): Promise<void>
  message(message: PlacedMessage): Promise<void>
  plain(words: string): void
}

export function createScreen(output: NodeJS.WriteStream): Screen {
  const watched = output.isTTY === true
  const colour = watched && !process.env.NO_COLOR
  const paint = (words: string, code: string) => (colour ? `\u001b[${code}m${words}\u001b[0m` : words)
  const print = (words: string) => void output.write(`${words}\n`)
  const pause = async (ms: number) => {
    if (watched && performance.now() - began < pausesEnd) await sleep(ms)
  }
  const began = performance.now()
  let scenes = 0
  return {
    async scene(title, words) {
      scenes += 1
      const head = `── ${scenes}. ${title} `
      print(`\n\n${paint(head.padEnd(width, '─'), '1;36')}\n${filled(words)}`)
      await pause(pauses.scene)
    },
    async said(when, who, where, line) {
      print(`\n${paint(when, '2')}\n${paint(who, '1')}, ${where}:\n${filled(line, '  > ', '    ')}`)
      await pause(pauses.said)
    },
    async message(message) {
      const drawn = drawMessage({ ...message, at: message.at && paint(message.at, '2') }, { width, colour })
      print(`\n${drawn}`)
      await pause(pauses.message)
    },
    plain: print,
  }
}

/** Words in lines of the screen's width; one that is longer stands alone. */
export function filled(words: string, first = '', others = first): string {
  const lines: string[] = []
  let line = first
  for (const word of words.split(' ')) {
    const empty = line.trim() === '' || line === first
    if (!empty && `${line} ${word}`.length > width) {
      lines.push(line)
      line = `${others}${word}`
    } else line = empty ? `${line}${word}` : `${line} ${word}`
  }
  return [...lines, line].join('\n')
}
