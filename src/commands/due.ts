import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { type Concern, daysAhead, due as dueIn, type Window } from '../domain/due.ts'
import { loadActivities } from '../store/activities.ts'
import { type CalendarDate, plusDays } from '../time.ts'
import { dueView } from '../views/due.ts'
import { type Asked, aboutWords, concernOf, readAsked } from './about.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  privately,
  refuseOwn,
} from './command.ts'

/** `due`, `due ipr this month`: milestones and commitments by date. */
export const due = defineCommand({
  name: 'due',
  also: ['deadlines'],
  summary: 'milestones by date: the next 30 days, or the days you say',
  usage: ['due', 'due 60d', 'due this month', 'due ipr', 'due japan until 31 March', 'due ours'],
  may: 'admitted',
  changes: false,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/\?+$/, '') }),
  run: async ({ words }, context) => {
    const asked = readAsked('due', words, context, 'future')
    if ('show' in asked) return asked
    const reading = asked.own ? privately(context) : context
    const concern = concernOf(asked, reading)
    return concern ? show(asked, concern, reading) : refuseOwn('due')
  },
})

async function show(asked: Asked, concern: Concern, context: Context): Promise<Reply> {
  const { db, directory, programme, today } = context
  const window = windowOf(asked, today)
  const activities = await loadActivities(db, context, concern.activities ? { ids: concern.activities } : {})
  const view = dueView(dueIn(activities, concern, window, today), {
    programme,
    areas: directory.areas,
    administrations: administrationsById(directory),
    about: aboutWords(asked, context),
    quiet: activities.length === 1 && activities[0]?.quiet ? activities[0] : null,
    window,
    today,
  })
  return asked.own ? answerPrivately(view) : answer(view)
}

/** A single day is the last of the days from today on; days that have begun, or begin nowhere, include what is overdue. */
function windowOf({ from, to }: Asked, today: CalendarDate): Window {
  if (from === null) return { from, to: to ?? plusDays(today, daysAhead) }
  const over = to !== null && to < today
  return { from: !over && (from <= today || from === to) ? null : from, to }
}
