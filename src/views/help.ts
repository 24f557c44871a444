import { actions, code, heading, type Inline, list, small, text, type View } from '../chat/view.ts'
import type { Administration, Programme } from '../domain/facts.ts'
import { programmeNotes } from './words.ts'

type Word = { name: string; summary: string; usage: string[] }

const firstSix = ['mine', 'update', 'done', 'status', 'summary', 'help']

/**
 * What words are shown with: an activity of the asker's own, what they owe soonest, and their administration. `owes`: `mine` has an answer
 * for them.
 */
export type HelpExamples = {
  activity: string
  owed: string
  administration: Administration | null
  owes: boolean
}

/** Six words first, with examples for the asker's own administration; the others are one press away. */
export function helpView(
  programme: Programme,
  { activity, owed, administration, owes }: HelpExamples,
  commands: Word[],
): View {
  const examples: Record<string, string> = {
    mine: 'mine',
    update: `update ${activity} on track First draft sent https://…`,
    done: `done ${owed} https://…`,
    status: administration
      ? `status ${activity}, status ${administration.name.toLowerCase()}`
      : `status, status ${activity}`,
    summary: 'summary',
    help: 'help update',
  }
  const lines = firstSix.flatMap((name): Inline[][] => {
    const word = commands.find((command) => command.name === name)
    return word ? [[code(examples[name] ?? name), `  ${word.summary}`]] : []
  })
  return {
    title: `${programme.name}: what you can say`,
    blocks: [
      list(lines),
      small('Say ', code('help all'), ' for every word, and help with a word for its examples.'),
      ...programmeNotes(programme),
      actions(
        ...(owes ? [{ label: 'What is mine', line: 'mine' }] : []),
        { label: 'Summary', line: 'summary' },
        { label: 'Every word', line: 'help all' },
      ),
    ],
  }
}

/** Every word, with what it does. */
export const allHelpView = (commands: Word[]): View => ({
  title: 'Every word',
  blocks: [
    list(commands.map(({ name, summary }) => [code(name), `  ${summary}`])),
    small('Say help with a word for its examples.'),
  ],
})

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
