import type { Reply } from '../chat/request.ts'
import { code, list, text } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import { type BentRule, bentRules, type Extension, mayDecide } from '../domain/extension.ts'
import type { Activity, ActivityName, Directory, Milestone } from '../domain/facts.ts'
import { nextMeeting } from '../domain/meeting.ts'
import type { Owner } from '../domain/planning.ts'
import { loadActivities } from '../store/activities.ts'
import { extensionsOf, lockMilestone, pendingExtensions } from '../store/extensions.ts'
import { activityOfMilestone } from '../store/planning.ts'
import type { RequestSubject } from '../store/requests.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { decidedView, type ExtensionPicture } from '../views/extension.ts'
import { administrationsById, answer, areaOf, type Context, privately, refuse } from './command.ts'
import { milestoneAgain, type OpenedMilestone, onMilestone, ownerOf } from './planning.ts'
import { leadingSubject, type Subject } from './subject.ts'

/** What `approve` and `decline` have in common: which request is meant, whose it is to decide, and that it is decided once. */

export type Word = 'approve' | 'decline'

/** A request that waits, with its milestone; both are locked. */
export type OpenedRequest = OpenedMilestone & { extension: Extension }

/** What words begin with, if that names something, and the words behind it. */
export function splitSubject(directory: Directory, words: string): { on: string; rest: string } {
  const found = leadingSubject(directory, words)
  if (!found) return { on: '', rest: words }
  return { on: words.slice(0, words.length - found.rest.length).trim(), rest: found.rest }
}

/**
 * Works on the request that is meant: that of the milestone that is named, or the only one that waits for the speaker. Of several it
 * is asked which.
 */
export async function onRequest(
  word: Word,
  on: string,
  context: Context,
  work: (opened: OpenedRequest) => Promise<Reply>,
): Promise<Reply> {
  const { db, directory, programme } = context
  const subject = on === '' ? null : (leadingSubject(directory, on)?.subject ?? null)
  const name = subject?.kind === 'milestone' ? subject.code : await onlyOne(word, subject, context)
  if (typeof name !== 'string') return name
  await lockMilestone(db, programme.id, name.slice(directory.prefix.length))
  return onMilestone(name, context, `${word} ipr-1.2`, async (opened) => {
    const all = await extensionsOf(db, opened.milestone.id)
    const waiting = all.find(({ outcome }) => outcome === 'pending')
    if (!waiting) return decidedBefore(word, all.at(-1), opened, context)
    const { state, code: milestone } = opened.milestone
    if (state !== 'agreed') return refuse(`${milestone} is ${state}: the request needs no decision any more.`)
    return work({ ...opened, extension: waiting })
  })
}

/** The code of the only milestone for which a later date waits for this speaker; or what to say instead. */
async function onlyOne(word: Word, subject: Subject | null, context: Context): Promise<string | Reply> {
  const { db, directory, now } = context
  const { audience } = privately(context)
  const readable = directory.activities.filter((activity) => mayReadActivity(audience, activity, now))
  const asked = await pendingExtensions(
    db,
    readable.filter((activity) => concerns(subject, activity)).map(({ id }) => id),
  )
  const activities =
    asked.length === 0
      ? []
      : await loadActivities(db, privately(context), { ids: asked.map((each) => each.activityId) })
  const open = decidable(asked, activities, context).filter(
    ({ owner }) => subject?.kind !== 'administration' || owner?.id === subject.administration.id,
  )
  const [first, ...others] = open
  if (!first) return refuse('No later date waits for your decision. ', code('digest'), ' shows what does.')
  if (others.length === 0) return first.milestone.code
  const rest = word === 'approve' ? '' : ' because …'
  return {
    show: {
      blocks: [
        text(`${open.length} requests wait. Say which:`),
        list(
          open.map(({ extension, milestone, owner }) => [
            code(`${word} ${milestone.code.toLowerCase()}${rest}`),
            ` · ${owner?.customsName ?? 'Its owner'} asks for ${fullDate(extension.toOn)}: ${milestone.title}`,
          ]),
        ),
      ],
    },
    to: 'here',
    outcome: 'refused',
  }
}

/** A request that waits, with what it is about; `owner` is null for the coordinator. */
export type WaitingRequest = { extension: Extension; milestone: Milestone; owner: Owner }

/** Those of the requests that the speaker decides, about milestones of these activities. */
export function decidable(asked: Extension[], activities: Activity[], context: Context): WaitingRequest[] {
  const { directory, speaker } = context
  const administrations = administrationsById(directory)
  return asked.flatMap((extension) => {
    const activity = activities.find(({ id }) => id === extension.activityId)
    const milestone = activity?.milestones.find(({ id }) => id === extension.milestoneId)
    if (!activity || !milestone) return []
    const owner = ownerOf(milestone, administrations)
    const area = areaOf(directory, activity.areaId)
    const mine = mayDecide(speaker, bentOf(extension, extension.toOn, context), area)
    return mine.allowed ? [{ extension, milestone, owner }] : []
  })
}

const concerns = (subject: Subject | null, activity: ActivityName): boolean => {
  if (subject?.kind === 'area') return activity.areaId === subject.area.id
  return subject && 'activity' in subject ? activity.id === subject.activity.id : true
}

/** The rules that a day in answer to a request goes beyond, as they are today. */
export function bentOf(
  { fromOn, extendedBefore }: Extension,
  toOn: CalendarDate,
  { programme, today }: Context,
): BentRule[] {
  const asked = { fromOn: fromOn ?? toOn, toOn, extendedBefore }
  return bentRules(asked, programme.policies.extension, nextMeeting(programme, today))
}

/** Nothing waits there: what was decided is said again, and counts as done when it is what was said now. */
async function decidedBefore(
  word: Word,
  last: Extension | undefined,
  opened: OpenedMilestone,
  context: Context,
): Promise<Reply> {
  const { milestone } = opened
  if (!last)
    return refuse(
      `No later date was asked for ${milestone.code}.`,
      ...(milestone.state === 'proposed'
        ? [' To agree its date: ', code(`agree ${milestone.code.toLowerCase()}`), '.']
        : []),
    )
  const so = (word === 'approve') === (last.approvedOn !== null)
  if (so) await context.changed('later date decided', { kind: 'milestone', id: milestone.id }, [])
  const reply = answer(decidedView(pictureOf(last, opened, context), true))
  return so ? reply : { ...reply, outcome: 'refused' }
}

export const pictureOf = (
  extension: Extension,
  { milestone, administrations }: Pick<OpenedMilestone, 'milestone' | 'administrations'>,
  { programme, today }: Context,
): ExtensionPicture => {
  const { ownerAdministrationId: id } = milestone
  const owner = typeof id === 'number' ? (administrations.get(id) ?? null) : null
  return { extension, milestone, owner, programme, today }
}

/** Who decides, to somebody who does not. */
export const refuseDecision = ({ milestone, area }: OpenedMilestone, who: string): Reply =>
  refuse(
    `A later date for ${milestone.code} is decided by ${who}. `,
    code(`who ${area.code.toLowerCase()}`),
    ' names them.',
  )

/** A second delivery of a request that asked, decided or moved: what stands now. */
export async function requestAgain(subject: RequestSubject, context: Context): Promise<Reply> {
  if (subject.kind !== 'milestone') return refuse('That was recorded already; it need not be sent again.')
  const last = (await extensionsOf(context.db, subject.id)).at(-1)
  if (!last || last.outcome === 'pending') return milestoneAgain(subject, context)
  const activityId = await activityOfMilestone(context.db, subject.id)
  const [activity] =
    activityId === null ? [] : await loadActivities(context.db, context, { ids: [activityId] })
  const milestone = activity?.milestones.find(({ id }) => id === subject.id)
  if (!milestone) return refuse('That was recorded already; it need not be sent again.')
  const administrations = administrationsById(context.directory)
  return answer(decidedView(pictureOf(last, { milestone, administrations }, context), true))
}
