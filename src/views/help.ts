import { code, heading, type Inline, list, small, text, type View } from '../chat/view.ts'
import type { Administration, Programme } from '../domain/facts.ts'
import { programmeNotes } from './words.ts'

type Word = { name: string; summary: string; usage: string[] }

const firstSix = ['mine', 'update', 'done', 'status', 'summary', 'help']

/** Six words first, with examples for the asker's own administration; then the names of the others. */
export function helpView(
  programme: Programme,
  own: Administration | null,
  activity: string,
  commands: Word[],
): View {
  const examples: Record<string, string> = {
    mine: 'mine',
    update: `update ${activity} on track First draft sent https://…`,
    done: `done ${activity}.1 https://…`,
    status: own ? `status ${activity}, status ${own.name.toLowerCase()}` : `status, status ${activity}`,
    summary: 'summary',
    help: 'help update',
  }
  const lines = firstSix.flatMap((name): Inline[][] => {
    const word = commands.find((command) => command.name === name)
    return word ? [[code(examples[name] ?? name), `  ${word.summary}`]] : []
  })
  const others = commands.map(({ name }) => name).filter((name) => !firstSix.includes(name))
  return {
    title: `${programme.name}: what you can say`,
    blocks: [
      list(lines),
      small(`Also: ${others.join(', ')}. Say help and a word for examples.`),
      ...programmeNotes(programme),
    ],
  }
}

/** One word: what it does, and how it is said. */
export function commandHelpView({ name, summary, usage }: Word): View {
  return {
    title: name,
    blocks: [text(`${summary}.`), heading('For example'), list(usage.map((line) => [code(line)]))],
  }
}

/** What somebody not admitted is told: how to be admitted, and nothing else. */
export function outsiderHelpView(): View {
  return {
    blocks: [
      text(
        'I work for invited customs administrations and do not know this account yet. I can answer ',
        code('help'),
        ' and ',
        code('join'),
        '.',
      ),
      text(
        'With a code: ',
        code('join CODE'),
        ". Without one: please ask your administration's focal point.",
      ),
    ],
  }
}

/** The same, to somebody who asked for something else. */
export function outsiderView(): View {
  return { blocks: [...outsiderHelpView().blocks, small('Your message was not kept.')] }
}
