import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Activity, Administration } from '../domain/facts.ts'
import { isMemberOf, mayDeliver, mayReportFor } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { deliverCommitment } from '../store/commitments.ts'
import { type EvidenceOf, fileEvidence, type NewEvidence } from '../store/evidence.ts'
import { deliverMilestone } from '../store/milestones.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { type Delivered, deliveredCommitment, deliveredMilestone, deliveredView } from '../views/done.ts'
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
import { commitmentCode, splitName } from './on-activity.ts'
import { leadingSubject } from './subject.ts'

/** Characters of a document reference: a title and a number. */
const referenceLimit = 300

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
    const subject = leadingSubject(context.directory, on)?.subject ?? null
    if (!subject || !('activity' in subject)) return refuseName()
    const [activity] = await loadActivities(context.db, privately(context), { ids: [subject.activity.id] })
    if (!activity || activity.quiet) return refuseQuiet(subject.activity)
    if (text.length > referenceLimit)
      return refuse(
        `A document reference has at most ${referenceLimit} characters: shorten it, or give a link.`,
      )
    const evidence = evidenceOf(links, text, context.today)
    if (subject.kind === 'milestone') return deliver(subject.code, activity, evidence, context)
    if (subject.kind === 'commitment') return keep(subject.administration, activity, evidence, context)
    return refuseActivity(activity, context)
  },
  again: async ({ kind, id }, context) => {
    const activities = await loadActivities(context.db, privately(context))
    const activity = activities.find((each) =>
      (kind === 'milestone' ? each.milestones : each.commitments).some((one) => one.id === id),
    )
    return activity
      ? shown(kind === 'milestone' ? { milestoneId: id } : { commitmentId: id }, activity, null, context)
      : refuse('That was recorded already; it need not be sent again.')
  },
})

async function deliver(
  said: string,
  activity: Activity,
  evidence: DoneEvidence,
  context: Context,
): Promise<Reply> {
  const { db, directory, speaker, now, today } = context
  const milestone = activity.milestones.find((each) => each.code === said)
  if (!milestone) {
    return refuse(
      `${activity.code} has no milestone ${said}. `,
      code(`status ${activity.code.toLowerCase()}`),
      ' lists its milestones.',
    )
  }
  const { ownerAdministrationId: ownerId } = milestone
  const owner = typeof ownerId === 'number' ? (administrationsById(directory).get(ownerId) ?? null) : null
  const verdict = mayDeliver(speaker, milestone, areaOf(directory, activity.areaId), owner)
  if (!verdict.allowed) return refuse(`${milestone.code} is marked delivered by ${verdict.who}.`)
  if (!isOpen(milestone) && milestone.state !== 'delivered')
    return refuse(`${milestone.code} is closed (${milestone.state}).`)
  const by = {
    personId: speaker.kind === 'person' ? speaker.id : null,
    administrationId: owner && isMemberOf(speaker, owner.id) ? owner.id : null,
  }
  const opened = await deliverMilestone(db, milestone.id, by, today, now)
  return file({ milestoneId: milestone.id }, activity, { opened, evidence, by }, context)
}

async function keep(
  administration: Administration,
  activity: Activity,
  evidence: DoneEvidence,
  context: Context,
): Promise<Reply> {
  const { db, speaker, today } = context
  const name = commitmentCode(activity, administration)
  const verdict = mayReportFor(speaker, administration)
  if (!verdict.allowed) return refuse(`${name.toUpperCase()} is marked delivered by ${verdict.who}.`)
  const commitment = activity.commitments.find((each) => each.administrationId === administration.id)
  if (!commitment)
    return refuse(
      `${administration.customsName} has no commitment of its own under ${activity.code}. `,
      code(`pledge ${activity.code.toLowerCase()} by …`),
      ' makes one.',
    )
  if (commitment.state !== 'open' && commitment.state !== 'delivered')
    return refuse(`${name.toUpperCase()} is closed (${commitment.state}).`)
  const by = { personId: speaker.kind === 'person' ? speaker.id : null, administrationId: administration.id }
  const opened = await deliverCommitment(db, commitment.id, today)
  return file({ commitmentId: commitment.id }, activity, { opened, evidence, by }, context)
}

type DoneEvidence = NewEvidence & { sent: boolean }

type Delivery = {
  opened: boolean
  evidence: DoneEvidence
  by: { personId: number | null; administrationId: number | null }
}

/** Files the evidence, notes what changed, and shows what stands then. */
async function file(
  of: EvidenceOf,
  activity: Activity,
  { opened, evidence, by }: Delivery,
  context: Context,
): Promise<Reply> {
  const { db, now, today } = context
  // That it was sent, said once more of what is delivered already, tells nothing new.
  const filed = evidence.sent && !opened ? 0 : await fileEvidence(db, of, evidence, by, today, now)
  const subject =
    'milestoneId' in of
      ? ({ kind: 'milestone', id: of.milestoneId } as const)
      : ({ kind: 'commitment', id: of.commitmentId } as const)
  const fields = [...(opened ? ['state'] : []), ...(filed > 0 ? ['evidence'] : [])]
  await context.changed(`${subject.kind} delivered`, subject, fields)
  const [after] = await loadActivities(db, privately(context), { ids: [activity.id] })
  return shown(of, after ?? activity, { before: !opened, filed }, context)
}

/** @param what what this request changed; null for a second delivery of it, which changed nothing */
function shown(
  of: EvidenceOf,
  activity: Activity,
  what: { before: boolean; filed: number } | null,
  { directory, today }: Context,
): Reply {
  const reply = activity.quietUntil ? answerPrivately : answer
  return reply(deliveredView(deliveredIn(of, activity, administrationsById(directory)), what, today))
}

function deliveredIn(
  of: EvidenceOf,
  activity: Activity,
  administrations: Map<number, Administration>,
): Delivered {
  if ('milestoneId' in of)
    return deliveredMilestone(activity.milestones.find(({ id }) => id === of.milestoneId)!)
  const commitment = activity.commitments.find(({ id }) => id === of.commitmentId)!
  return deliveredCommitment(commitment, activity, administrations.get(commitment.administrationId)!)
}

function refuseName(): Reply {
  return refuse(
    'Say which milestone or commitment is delivered, and its evidence, for example: ',
    code('done ipr-1.2 https://example.org/note'),
    '. ',
    code('mine'),
    ' lists yours.',
  )
}

function refuseActivity(activity: Activity, context: Context): Reply {
  const own = ownAdministration(context)
  const pledged = own && activity.commitments.some(({ administrationId }) => administrationId === own.id)
  return refuse(
    `Say which milestone of ${activity.code}, for example: `,
    code(`done ${activity.code.toLowerCase()}.1 https://example.org/note`),
    ...(pledged
      ? [', or for your commitment: ', code(`done ${commitmentCode(activity, own)} https://…`)]
      : []),
    '.',
  )
}

/** `already sent`: by e-mail, or in a way that nobody need name. */
const alreadySent = /^(?:already )?sent[.!]?$/i

/** Links are the references, and words beside a single link its title; words without a link are a reference themselves. */
function evidenceOf(links: string[], text: string, today: CalendarDate): DoneEvidence {
  if (links.length > 0)
    return { references: links, title: links.length === 1 && text !== '' ? text : null, sent: false }
  if (alreadySent.test(text))
    return { references: [`Sent, as reported on ${fullDate(today)}`], title: null, sent: true }
  return { references: text === '' ? [] : [text], title: null, sent: false }
}
