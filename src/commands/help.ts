import { z } from 'zod'
import { code } from '../chat/view.ts'
import { allHelpView, commandHelpView, helpView } from '../views/help.ts'
import { answer, defineCommand, refuse, type TableCommand } from './command.ts'
import { helpExamples } from './help-examples.ts'
import { nearest } from './subject.ts'

const everything = /^(?:all|every|everything|more)[.!?]*$/

/** `help`, `help all`, `help update`. Open to everyone; an outsider learns how to be admitted and nothing else. */
export const helpFor = (table: () => TableCommand[]): TableCommand =>
  defineCommand({
    name: 'help',
    also: ['hello', 'hi', 'start', '?'],
    summary: 'what can be asked',
    usage: ['help', 'help all', 'help update'],
    may: 'anyone',
    changes: false,
    args: z.object({ about: z.string() }),
    read: (words) => ({ about: words.toLowerCase() }),
    run: async ({ about }, context) => {
      const commands = table()
      if (about === '') return answer(helpView(context.programme, await helpExamples(context), commands))
      if (everything.test(about)) return answer(allHelpView(commands))
      const found = commands.find(({ name, also }) => name === about || also.includes(about))
      if (found) return answer(commandHelpView(found))
      const near = nearest(
        about,
        commands.map(({ name }) => name),
      )
      return near
        ? refuse('There is no word "', about, '". Did you mean ', code(`help ${near}`), '?')
        : refuse('There is no word "', about, '". Say ', code('help all'), ' for all of them.')
    },
  })
