import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { mayDeliver } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { deliverMilestone, fileEvidence, type NewEvidence } from '../store/milestones.ts'
import { deliveredView } from '../views/done.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  areaOf,
  type Context,
  defineCommand,
  ownAdministration,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { linksIn, withoutLinks } from './links.ts'
import { leadingSubject } from './subject.ts'

/** Characters of a document reference: a title and a number. */
const referenceLimit = 300

const args = z.object({ milestone: z.string(), links: z.array(z.string()), text: z.string() })

/** `done ipr-1.2 https://…`: a milestone delivered, with its evidence. */
export const done = defineCommand({
  name: 'done',
  also: ['delivered', 'deliver'],
  summary: 'a milestone is delivered, with a link as evidence',
  usage: [
    'done ipr-1.2 https://example.org/note Lessons-learned note',
    'done ipr-1.2 Document 2010/14, circulated by e-mail',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => {
    const found = leadingSubject(directory, words)
    const milestone = found
      ? words.slice(0, words.length - found.rest.length).trim()
      : (words.split(/\s+/)[0] ?? '')
    const rest = found ? found.rest : words.slice(milestone.length).trim()
    return { milestone, links: linksIn(rest), text: withoutLinks(rest) }
  },
  run: deliver,
  again: async (_, { request }) =>
    refuse(
      'That was recorded already; ',
      code(request.input.text.trim() || 'mine'),
      ' need not be sent again.',
    ),
})

async function deliver(
  { milestone: said, links, text }: z.infer<typeof args>,
  context: Context,
): Promise<Reply> {
  const { db, directory, speaker, now, today } = context
  const subject = leadingSubject(directory, said)?.subject
  if (subject?.kind !== 'milestone') {
    return refuse(
      'Say which milestone, and its evidence, for example: ',
      code('done ipr-1.2 https://example.org/note'),
      '. ',
      code('mine'),
      ' lists yours.',
    )
  }
  const reading = privately(context)
  const [activity] = await loadActivities(db, reading, { ids: [subject.activity.id] })
  if (activity?.quiet) return refuseQuiet(activity)
  const milestone = activity?.milestones.find(({ code: each }) => each === subject.code)
  if (!activity || !milestone) {
    return refuse(
      `${subject.activity.code} has no milestone ${subject.code}. `,
      code(`status ${subject.activity.code.toLowerCase()}`),
      ' lists its milestones.',
    )
  }
  const owner =
    typeof milestone.ownerAdministrationId === 'number'
      ? (administrationsById(directory).get(milestone.ownerAdministrationId) ?? null)
      : null
  const verdict = mayDeliver(speaker, milestone, areaOf(directory, activity.areaId), owner)
  if (!verdict.allowed) return refuse(`${milestone.code} is marked delivered by ${verdict.who}.`)
  if (text.length > referenceLimit)
    return refuse(
      `A document reference has at most ${referenceLimit} characters: shorten it, or give a link.`,
    )
  if (!isOpen(milestone) && milestone.state !== 'delivered')
    return refuse(`${milestone.code} is closed (${milestone.state}).`)

  const personId = speaker.kind === 'person' ? speaker.id : null
  const administrationId = ownAdministration(context)?.id ?? null
  const opened = await deliverMilestone(db, milestone.id, personId, today, now)
  const filed = await fileEvidence(
    db,
    milestone.id,
    evidenceOf(links, text),
    { personId, administrationId },
    today,
    now,
  )
  await context.changed('milestone delivered', { kind: 'milestone', id: milestone.id }, [
    ...(opened ? ['state'] : []),
    ...(filed > 0 ? ['evidence'] : []),
  ])
  const [after] = await loadActivities(db, reading, { ids: [activity.id] })
  const delivered = after?.milestones.find(({ id }) => id === milestone.id) as Milestone
  const reply = activity.quietUntil ? answerPrivately : answer
  return reply(deliveredView(delivered, { before: !opened, filed }, today))
}

/** Links are the references, and words beside a single link its title; words without a link are a reference themselves. */
function evidenceOf(links: string[], text: string): NewEvidence[] {
  if (links.length === 0) return text === '' ? [] : [{ reference: text, title: null }]
  return links.map((reference) => ({ reference, title: links.length === 1 && text !== '' ? text : null }))
}
