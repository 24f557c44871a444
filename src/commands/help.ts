import { z } from 'zod'
import { code } from '../chat/view.ts'
import { commandHelpView, helpView } from '../views/help.ts'
import { answer, defineCommand, ownAdministration, refuse, type TableCommand } from './command.ts'
import { nearest } from './subject.ts'

/** `help`, `help update`. Open to everyone; an outsider learns how to be admitted and nothing else. */
export const helpFor = (table: () => TableCommand[]): TableCommand =>
  defineCommand({
    name: 'help',
    also: ['hello', 'hi', 'start', '?'],
    summary: 'what can be asked',
    usage: ['help', 'help update'],
    may: 'anyone',
    changes: false,
    args: z.object({ about: z.string() }),
    read: (words) => ({ about: words.toLowerCase() }),
    run: async ({ about }, context) => {
      const commands = table()
      if (about === '') {
        const activity = context.directory.activities[0]?.code.toLowerCase() ?? 'ipr-1'
        return answer(helpView(context.programme, ownAdministration(context), activity, commands))
      }
      const found = commands.find(({ name, also }) => name === about || also.includes(about))
      if (found) return answer(commandHelpView(found))
      const near = nearest(
        about,
        commands.map(({ name }) => name),
      )
      return near
        ? refuse('There is no word "', about, '". Did you mean ', code(`help ${near}`), '?')
        : refuse('There is no word "', about, '". Say ', code('help'), ' for all of them.')
    },
  })
