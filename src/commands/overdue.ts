import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { type Concern, overdue as overdueIn } from '../domain/due.ts'
import { nameableIn } from '../domain/naming.ts'
import { loadActivities } from '../store/activities.ts'
import { overdueView } from '../views/overdue.ts'
import { type Asked, aboutWords, concernOf, readAsked } from './about.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  privately,
  refuse,
  refuseOwn,
} from './command.ts'

/** `overdue`, `overdue ipr`, `overdue ours`: what was agreed and is past its date. */
export const overdue = defineCommand({
  name: 'overdue',
  also: ['late'],
  summary: 'what was agreed and is past its date',
  usage: ['overdue', 'overdue ipr', 'overdue ipr-1', 'overdue ours'],
  may: 'admitted',
  changes: false,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/\?+$/, '') }),
  run: async ({ words }, context) => {
    const asked = readAsked('overdue', words, context, 'past')
    if ('show' in asked) return asked
    if (asked.from ?? asked.to)
      return refuse('What is overdue is overdue today. Say overdue without a date, or due and a date.')
    const reading = asked.own ? privately(context) : context
    const concern = concernOf(asked, reading)
    return concern ? show(asked, concern, reading) : refuseOwn('overdue')
  },
})

async function show(asked: Asked, concern: Concern, context: Context): Promise<Reply> {
  const { db, directory, programme, today } = context
  const told = toldOf(asked, concern, context)
  if (told === 'nothing')
    return refuse(
      'Who is late is told only to that administration, its coordinators and the secretariat. Say overdue for all dates that have passed.',
    )
  const activities = await loadActivities(db, context, concern.activities ? { ids: concern.activities } : {})
  const view = overdueView(overdueIn(activities, concern, today), {
    programme,
    administrations: administrationsById(directory),
    areas: directory.areas,
    about: aboutWords(asked, context),
    quiet: activities.length === 1 && activities[0]?.quiet ? activities[0] : null,
    partly: told === 'partly',
    today,
  })
  return asked.own ? answerPrivately(view) : answer(view)
}

/** How much of what one administration is late with this reader may be told; of a question about no administration: all. */
function toldOf(
  { subject, own }: Asked,
  { activities }: Concern,
  context: Context,
): 'all' | 'partly' | 'nothing' {
  if (own || !subject || !('administration' in subject)) return 'all'
  const concerned = context.directory.activities.filter(({ id }) => activities?.includes(id) ?? true)
  const nameable = concerned.filter(({ areaId }) => nameableIn(areaId, context)(subject.administration.id))
  if (nameable.length === 0) return 'nothing'
  return nameable.length === concerned.length ? 'all' : 'partly'
}
