import { z } from 'zod'
import { summarise } from '../domain/summary.ts'
import { loadActivities } from '../store/activities.ts'
import { summaryView } from '../views/summary.ts'
import { answerPrivately, defineCommand, ownAdministration, privately } from './command.ts'

/** `summary`, the Director General's brief. Private, because it has a line on the asker's own administration. */
export const summary = defineCommand({
  name: 'summary',
  also: ['brief', 'overview'],
  summary: 'the whole programme on one screen',
  usage: ['summary'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async (_, context) => {
    const { db, programme, directory, now, today } = context
    const activities = await loadActivities(db, privately(context))
    const facts = summarise(programme, directory.areas, activities, ownAdministration(context), now, today)
    return answerPrivately(summaryView(programme, facts, directory, today))
  },
})
