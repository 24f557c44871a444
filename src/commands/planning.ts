import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Activity, ActivityName, Administration, Area, Milestone } from '../domain/facts.ts'
import type { Owner, Planners } from '../domain/planning.ts'
import { loadActivities } from '../store/activities.ts'
import { activityOfMilestone } from '../store/planning.ts'
import type { RequestSubject } from '../store/requests.ts'
import { plannedView } from '../views/plan.ts'
import {
  administrationsById,
  answer,
  areaOf,
  type Context,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { findSubject } from './subject.ts'

/** What the words of coordinators and leads have in common: plan, agree, move, lead, confirm. */

export type OpenedActivity = {
  activity: Activity
  area: Area
  planners: Planners
  administrations: Map<number, Administration>
}
export type OpenedMilestone = OpenedActivity & { milestone: Milestone; owner: Owner }

/** An activity that the speaker may read; or the refusal. */
export async function openActivity(name: ActivityName, context: Context): Promise<OpenedActivity | Reply> {
  const [activity] = await loadActivities(context.db, privately(context), { ids: [name.id] })
  return !activity || activity.quiet ? refuseQuiet(name) : openedOf(activity, context)
}

/** What is answered about an activity with a quiet date, refusals included, goes to the speaker alone. */
export const keptQuiet = ({ activity }: OpenedActivity, reply: Reply): Reply =>
  activity.quietUntil ? { ...reply, to: 'asker' } : reply

/** Works on an activity that the speaker may read. */
export async function onActivity(
  name: ActivityName,
  context: Context,
  work: (opened: OpenedActivity) => Promise<Reply>,
): Promise<Reply> {
  const opened = await openActivity(name, context)
  return 'show' in opened ? opened : keptQuiet(opened, await work(opened))
}

export function openedOf(activity: Activity, { directory }: Context): OpenedActivity {
  const area = areaOf(directory, activity.areaId)
  const administrations = administrationsById(directory)
  const leads = activity.participations
    .filter(({ lead }) => lead)
    .flatMap(({ administrationId }) => administrations.get(administrationId) ?? [])
  return { activity, area, planners: { area, leads }, administrations }
}

/** The milestone that is named by `said`, or the refusal; `example` is a complete command, shown when it names none. */
export async function openMilestone(
  said: string,
  context: Context,
  example: string,
): Promise<OpenedMilestone | Reply> {
  const subject = findSubject(context.directory, said)
  if (subject?.kind !== 'milestone')
    return refuse('Say which milestone, for example: ', code(example), '. ', code('mine'), ' lists yours.')
  const opened = await openActivity(subject.activity, context)
  if ('show' in opened) return opened
  const { activity, administrations } = opened
  const milestone = activity.milestones.find((each) => each.code === subject.code)
  if (milestone) return { ...opened, milestone, owner: ownerOf(milestone, administrations) }
  return keptQuiet(
    opened,
    refuse(
      `${activity.code} has no milestone ${subject.code}. `,
      code(`status ${activity.code.toLowerCase()}`),
      ' lists its milestones.',
    ),
  )
}

/** Works on the milestone that is named by `said`. */
export async function onMilestone(
  said: string,
  context: Context,
  example: string,
  work: (opened: OpenedMilestone) => Promise<Reply>,
): Promise<Reply> {
  const opened = await openMilestone(said, context, example)
  return 'show' in opened ? opened : keptQuiet(opened, await work(opened))
}

/** The administration that owns a milestone; null for the coordinator, and for one that may not be named. */
export function ownerOf(
  { ownerAdministrationId: id }: Milestone,
  administrations: Map<number, Administration>,
): Owner {
  return typeof id === 'number' ? (administrations.get(id) ?? null) : null
}

/** Answers a second delivery of a request that planned, agreed or moved a milestone: with the milestone as it stands now. */
export async function milestoneAgain({ id }: RequestSubject, context: Context): Promise<Reply> {
  const activityId = await activityOfMilestone(context.db, id)
  const [activity] =
    activityId === null ? [] : await loadActivities(context.db, context, { ids: [activityId] })
  const milestone = activity?.milestones.find((each) => each.id === id)
  if (!activity || !milestone) return refuse('That was recorded already.')
  const opened = openedOf(activity, context)
  const owner = ownerOf(milestone, opened.administrations)
  return answer(plannedView('Recorded already.', milestone, owner, opened.planners, context.today))
}
