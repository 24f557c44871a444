import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { collectiveOwner, mayAgree, mayPlan, nextNumber, proposed } from '../domain/planning.ts'
import { addMilestone, lockActivity } from '../store/planning.ts'
import { plannedView } from '../views/plan.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { planForm } from './forms/plan.ts'
import { splitName } from './on-activity.ts'
import { enteredMilestone, type NewPlan, readMilestone } from './plan-words.ts'
import { milestoneAgain, type OpenedActivity, onActivity, ownerOf } from './planning.ts'
import { findSubject } from './subject.ts'
import { exampleDay } from './when.ts'

/** As it was typed, or entered field by field. */
const args = z.union([
  z.object({ on: z.string(), rest: z.string() }),
  z.object({
    on: z.string(),
    title: z.string(),
    day: z.string(),
    waitingFor: z.string(),
    owner: z.string(),
  }),
])

/** `plan ipr-1 2010-06-10 First draft circulated`: a new milestone, proposed. */
export const plan = defineCommand({
  name: 'plan',
  also: ['propose'],
  summary: 'a new milestone of an activity, proposed until it is agreed',
  usage: [
    'plan ipr-1 2010-06-10 First draft circulated',
    'plan ipr-1 2010-06-10 National results sent for japan',
    'plan ipr-1 to be agreed Report to the meeting',
    'plan ipr-1 waiting for OLAF: Plan for a follow-up operation',
  ],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: propose,
  form: planForm,
  again: milestoneAgain,
})

async function propose(said: z.infer<typeof args>, context: Context): Promise<Reply> {
  const { on } = said
  const { db, directory, today, programme } = context
  const subject = findSubject(directory, on)
  const day = exampleDay(today, programme)
  if (subject?.kind !== 'activity' && subject?.kind !== 'commitment')
    return refuse(
      on === '' || subject ? 'Say' : `I know no activity "${on}": say`,
      ' which activity, the day and a title, for example: ',
      code(`plan ipr-1 ${day} First draft circulated`),
    )
  const { activity: name } = subject
  await lockActivity(db, name.id)
  return onActivity(name, context, async (opened) => {
    const verdict = mayPlan(context.speaker, opened.planners)
    if (!verdict.allowed) return refuse(`Milestones of ${name.code} are planned by ${verdict.who}.`)
    const named = subject.kind === 'commitment' ? subject.administration : null
    const read =
      'rest' in said ? readMilestone(said.rest, named, name, context) : enteredMilestone(said, name, context)
    if ('show' in read) return read
    const { administration } = read
    const takesPart = opened.activity.participations.some(
      ({ administrationId, takingPart }) => takingPart && administrationId === administration?.id,
    )
    if (administration && !takesPart)
      return refuse(
        `${administration.customsName} does not take part in ${name.code} yet. It says `,
        code(`take part ${name.code.toLowerCase()}`),
        '; or leave it out, and the milestone is collective.',
      )
    return record(read, opened, context)
  })
}

async function record(
  { title, when, administration }: NewPlan,
  { activity, planners, administrations }: OpenedActivity,
  context: Context,
): Promise<Reply> {
  const { db, directory, speaker, now, today, programme } = context
  const { state, baselineOn, dueOn, waitingFor } = proposed(when)
  const ownerAdministrationId = administration?.id ?? collectiveOwner(speaker, planners)
  const same = activity.milestones.find(
    (each) =>
      each.state === 'proposed' &&
      each.title === title &&
      each.dueOn === dueOn &&
      each.waitingFor === waitingFor &&
      each.ownerAdministrationId === ownerAdministrationId,
  )
  const milestone: Omit<Milestone, 'id'> = same ?? {
    code: `${activity.code}.${nextNumber(activity.milestones.map(({ code: each }) => each))}`,
    title,
    kind: administration ? 'individual' : 'collective',
    state,
    ownerAdministrationId,
    baselineOn,
    dueOn,
    waitingFor,
    proposedAt: now,
    deliveredOn: null,
    deliveredAt: null,
    deliveredByAdministrationId: null,
    evidence: [],
  }
  const id =
    same?.id ??
    (await addMilestone(
      db,
      {
        ...milestone,
        code: milestone.code.slice(directory.prefix.length),
        programmeId: programme.id,
        activityId: activity.id,
        ownerAdministrationId,
        proposedById: speaker.kind === 'person' ? speaker.id : null,
      },
      now,
    ))
  await context.changed(
    'milestone planned',
    { kind: 'milestone', id },
    same
      ? []
      : ['code', 'title', 'owner', ...(dueOn ? ['dueOn'] : []), ...(waitingFor ? ['waitingFor'] : [])],
  )
  const planned = { ...milestone, id }
  const head = same ? 'Proposed already.' : 'Proposed.'
  const owner = ownerOf(planned, administrations)
  const agrees = mayAgree(speaker, owner, planners).allowed
  return answer(plannedView(head, planned, owner, planners, today, agrees))
}
