import { actions, code, heading, type Inline, list, small, text, type View } from '../chat/view.ts'
import type { Administration, Programme } from '../domain/facts.ts'
import { programmeNotes } from './words.ts'

type Word = { name: string; summary: string; usage: string[] }

/** Beside `help`. */
const wordsFirst = 5

/**
 * What words are shown with: an activity of the asker's own, and their administration. `reports`: they report for it; `on` is the activity
 * that it takes part in, null where there is none yet. `owed`: what they may deliver, soonest. `coordinates`: an area.
 */
export type HelpExamples = {
  activity: string
  reports: false | { on: string | null }
  owed: string | null
  administration: Administration | null
  coordinates: string | null
}

/** By their words, the likeliest first; none for what whoever asks may not say, or has no use for. */
const examplesOf = (asker: HelpExamples): [name: string, example: string | null | false][] => {
  const { activity, reports, owed, administration, coordinates: area } = asker
  return [
    ['mine', owesOf(asker) ? 'mine' : null],
    ['digest', area && !reports ? `digest ${area}` : null],
    ['update', reports && (reports.on ? `update ${reports.on} on track First draft sent` : 'update')],
    ['done', owed ? `done ${owed} https://…` : reports && 'done'],
    [
      'status',
      administration
        ? `status ${activity}, status ${administration.name.toLowerCase()}`
        : `status, status ${activity}`,
    ],
    ['summary', 'summary'],
    ['due', 'due'],
    ['overdue', 'overdue'],
    ['who', 'who'],
  ]
}

/** Whether `mine` has an answer. */
const owesOf = ({ administration, coordinates }: HelpExamples): boolean =>
  administration !== null || coordinates !== null

/** Six words first, which the asker may say, with examples for their own administration; the others are one press away. */
export function helpView(programme: Programme, asker: HelpExamples, commands: Word[]): View {
  const { reports, coordinates: area } = asker
  const first = examplesOf(asker).flatMap(([name, example]) => (example ? [{ name, example }] : []))
  const last = { name: 'help', example: reports ? 'help update' : area ? 'help plan' : 'help status' }
  const lines = [...first.slice(0, wordsFirst), last].flatMap(({ name, example }): Inline[][] => {
    const word = commands.find((command) => command.name === name)
    return word ? [[code(example), `  ${word.summary}`]] : []
  })
  return {
    title: `${programme.name}: what you can say`,
    blocks: [
      list(lines),
      small('Say ', code('help all'), ' for every word, and help with a word for its examples.'),
      ...programmeNotes(programme),
      actions(
        ...(owesOf(asker) ? [{ label: 'What is mine', line: 'mine' }] : []),
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
