import type { Reply } from '../chat/request.ts'
import { code, type View } from '../chat/view.ts'
import type { Activity, Administration } from '../domain/facts.ts'
import { isMemberOf, mayDeliver, mayReportFor } from '../domain/permission.ts'
import { isOpen } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { deliverCommitment } from '../store/commitments.ts'
import { type EvidenceOf, fileEvidence, type NewEvidence } from '../store/evidence.ts'
import { deliverMilestone } from '../store/milestones.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { deliveredCommitment, deliveredMilestone, deliveredView } from '../views/done.ts'
import {
  administrationsById,
  areaOf,
  type Context,
  ownAdministration,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { commitmentCode } from './on-activity.ts'
import { leadingSubject } from './subject.ts'

/** Characters of a document reference: a title and a number. */
export const referenceLimit = 300

export const refuseReference = (): Reply =>
  refuse(`A document reference has at most ${referenceLimit} characters: shorten it, or give a link.`)

export type DeliveredOf = Exclude<EvidenceOf, { updateId: number }>

/** What can be marked delivered and given evidence, and for whom the speaker does so; `by` is filed with it. */
export type Deliverable = {
  of: DeliveredOf
  /** `IPR-1.2`, or `IPR-1/JP` */
  code: string
  title: string
  activity: Activity
  by: { personId: number | null; administrationId: number | null }
}

/**
 * The milestone or the commitment that `on` names, if the speaker may mark it delivered and it is not closed.
 *
 * @param refused says by whom it is done, to somebody who may not
 */
export async function findDeliverable(
  on: string,
  context: Context,
  refused = (name: string, who: string): string => `${name} is marked delivered by ${who}.`,
): Promise<{ found: Deliverable } | { refusal: Reply }> {
  const subject = leadingSubject(context.directory, on)?.subject ?? null
  if (!subject || !('activity' in subject)) return { refusal: refuseName() }
  const [activity] = await loadActivities(context.db, privately(context), { ids: [subject.activity.id] })
  if (!activity || activity.quiet) return { refusal: refuseQuiet(subject.activity) }
  if (subject.kind === 'milestone') return milestoneOf(subject.code, activity, context, refused)
  if (subject.kind === 'commitment') return commitmentOf(subject.administration, activity, context, refused)
  return { refusal: refuseActivity(activity, context) }
}

type Refused = (name: string, who: string) => string
type Found = { found: Deliverable } | { refusal: Reply }

function milestoneOf(said: string, activity: Activity, context: Context, refused: Refused): Found {
  const { directory, speaker } = context
  const milestone = activity.milestones.find((each) => each.code === said)
  if (!milestone)
    return {
      refusal: refuse(
        `${activity.code} has no milestone ${said}. `,
        code(`status ${activity.code.toLowerCase()}`),
        ' lists its milestones.',
      ),
    }
  const { ownerAdministrationId: ownerId } = milestone
  const owner = typeof ownerId === 'number' ? (administrationsById(directory).get(ownerId) ?? null) : null
  const verdict = mayDeliver(speaker, milestone, areaOf(directory, activity.areaId), owner)
  if (!verdict.allowed) return { refusal: refuse(refused(milestone.code, verdict.who)) }
  if (!isOpen(milestone) && milestone.state !== 'delivered')
    return { refusal: refuse(`${milestone.code} is closed (${milestone.state}).`) }
  const administrationId = owner && isMemberOf(speaker, owner.id) ? owner.id : null
  const by = { personId: personOf(context), administrationId }
  return {
    found: {
      of: { milestoneId: milestone.id },
      code: milestone.code,
      title: milestone.title,
      activity,
      by,
    },
  }
}

function commitmentOf(
  administration: Administration,
  activity: Activity,
  context: Context,
  refused: Refused,
): Found {
  const name = commitmentCode(activity, administration).toUpperCase()
  const verdict = mayReportFor(context.speaker, administration)
  if (!verdict.allowed) return { refusal: refuse(refused(name, verdict.who)) }
  const commitment = activity.commitments.find((each) => each.administrationId === administration.id)
  if (!commitment)
    return {
      refusal: refuse(
        `${administration.customsName} has no commitment of its own under ${activity.code}. `,
        code(`pledge ${activity.code.toLowerCase()} by …`),
        ' makes one.',
      ),
    }
  if (commitment.state !== 'open' && commitment.state !== 'delivered')
    return { refusal: refuse(`${name} is closed (${commitment.state}).`) }
  const by = { personId: personOf(context), administrationId: administration.id }
  return { found: { of: { commitmentId: commitment.id }, code: name, title: commitment.text, activity, by } }
}

const personOf = ({ speaker }: Context): number | null => (speaker.kind === 'person' ? speaker.id : null)

/** What is filed with it; `sent`: only that it was sent is said. */
export type DoneEvidence = NewEvidence & { sent: boolean }

/** Marks it delivered, files the evidence, notes what changed, and shows what stands then. */
export async function deliver(
  { of, by, activity }: Deliverable,
  evidence: DoneEvidence,
  context: Context,
): Promise<View> {
  const { db, now, today } = context
  const opened =
    'milestoneId' in of
      ? await deliverMilestone(db, of.milestoneId, by, today, now)
      : await deliverCommitment(db, of.commitmentId, today)
  // That it was sent, said once more of what is delivered already, tells nothing new.
  const filed = evidence.sent && !opened ? 0 : await fileEvidence(db, of, evidence, by, today, now)
  const subject = subjectOf(of)
  const fields = [...(opened ? ['state'] : []), ...(filed > 0 ? ['evidence'] : [])]
  await context.changed(`${subject.kind} delivered`, subject, fields)
  const [after] = await loadActivities(db, privately(context), { ids: [activity.id] })
  return standingView(of, after ?? activity, { before: !opened, filed }, context)
}

/** @param what what this request changed; null for a second delivery of it, which changed nothing */
export function standingView(
  of: DeliveredOf,
  activity: Activity,
  what: { before: boolean; filed: number } | null,
  { directory, today }: Context,
): View {
  if ('milestoneId' in of) {
    const milestone = activity.milestones.find(({ id }) => id === of.milestoneId)!
    return deliveredView(deliveredMilestone(milestone), what, today)
  }
  const commitment = activity.commitments.find(({ id }) => id === of.commitmentId)!
  const administration = administrationsById(directory).get(commitment.administrationId)!
  return deliveredView(deliveredCommitment(commitment, activity, administration), what, today)
}

/** As the audit knows it. */
export const subjectOf = (of: DeliveredOf) =>
  'milestoneId' in of
    ? ({ kind: 'milestone', id: of.milestoneId } as const)
    : ({ kind: 'commitment', id: of.commitmentId } as const)

/** `already sent`: by e-mail, or in a way that nobody need name. */
const alreadySent = /^(?:already )?sent[.!]?$/i

/** Links are the references, and words beside a single link its title; words without a link are a reference themselves. */
export function evidenceOf(links: string[], text: string, today: CalendarDate): DoneEvidence {
  if (links.length > 0)
    return { references: links, title: links.length === 1 && text !== '' ? text : null, sent: false }
  if (alreadySent.test(text))
    return { references: [`Sent, as reported on ${fullDate(today)}`], title: null, sent: true }
  return { references: text === '' ? [] : [text], title: null, sent: false }
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
