import { z } from 'zod'
import { loadActivities } from '../store/activities.ts'
import { answer, answerPrivately, defineCommand, privately, refuse } from './command.ts'
import {
  deliver,
  evidenceOf,
  findDeliverable,
  referenceLimit,
  refuseReference,
  standingView,
} from './delivering.ts'
import { doneForm } from './forms/done.ts'
import { linksIn, withoutLinks } from './links.ts'
import { splitName } from './on-activity.ts'

const args = z.object({ on: z.string(), links: z.array(z.string()), text: z.string() })

/** `done ipr-1.2 https://…`, `done ipr-1/jp https://…`: a milestone or a commitment delivered, with its evidence. */
export const done = defineCommand({
  name: 'done',
  also: ['delivered', 'deliver'],
  summary: 'a milestone, or what we pledged, is delivered, with a link as evidence',
  usage: [
    'done ipr-1.2 https://example.org/note Lessons-learned note',
    'done ipr-1.2 Document 2010/14, circulated by e-mail',
    'done ipr-1.2 already sent',
    'done ipr-1/jp https://example.org/report',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => {
    const { on, rest } = splitName(directory, words)
    return { on, links: linksIn(rest), text: withoutLinks(rest) }
  },
  run: async ({ on, links, text }, context) => {
    const looked = await findDeliverable(on, context)
    if ('refusal' in looked) return looked.refusal
    if (text.length > referenceLimit) return refuseReference()
    const { found } = looked
    const reply = found.activity.quietUntil ? answerPrivately : answer
    return reply(await deliver(found, evidenceOf(links, text, context.today), context))
  },
  form: doneForm,
  again: async ({ kind, id }, context) => {
    const activities = await loadActivities(context.db, privately(context))
    const activity = activities.find((each) =>
      (kind === 'milestone' ? each.milestones : each.commitments).some((one) => one.id === id),
    )
    if (!activity) return refuse('That was recorded already; it need not be sent again.')
    const of = kind === 'milestone' ? { milestoneId: id } : { commitmentId: id }
    const reply = activity.quietUntil ? answerPrivately : answer
    return reply(standingView(of, activity, null, context))
  },
})
