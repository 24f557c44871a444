import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { move as moved } from '../domain/planning.ts'
import { changePlan } from '../store/planning.ts'
import { movedView } from '../views/move.ts'
import { plannedView } from '../views/plan.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { commitmentAgain, moveCommitment } from './commitment-date.ts'
import { refuseDate } from './dates.ts'
import { moveForm } from './forms/move.ts'
import { splitName } from './on-activity.ts'
import { refuseMoving } from './plan-refusals.ts'
import { milestoneAgain, type OpenedMilestone, onMilestone } from './planning.ts'
import { findSubject } from './subject.ts'
import {
  exampleDay,
  leadingWhen,
  reasonLimit,
  refusePlan,
  refuseReason,
  splitReason,
  waitingForLimit,
} from './when.ts'

const args = z.object({ on: z.string(), rest: z.string() })

/** `move ipr-1.2 to 2010-07-01 because …`: another due date; the baseline stays. */
export const move = defineCommand({
  name: 'move',
  also: [],
  summary: 'another date for a milestone, or for our own commitment; the one first agreed stays beside it',
  usage: [
    'move ipr-1.2 to 2010-07-01 because comments are still arriving',
    'move ipr-1.2 to waiting for OLAF',
    'move ipr-1.2 to be agreed',
    'move ipr-1/jp to 30 June because of the translation',
  ],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: moveMilestone,
  form: moveForm,
  again: async (subject, context) =>
    subject.kind === 'milestone' ? milestoneAgain(subject, context) : commitmentAgain(subject, context),
})

type Said = z.infer<typeof args>

async function moveMilestone(said: Said, context: Context): Promise<Reply> {
  const day = exampleDay(context.today, context.programme)
  if (/^(?:the )?(?:next )?meeting\b/i.test(`${said.on} ${said.rest}`))
    return refuse('The next meeting is moved with ', code(`meeting ${day} Hua Hin`), '.')
  const subject = findSubject(context.directory, said.on)
  if (subject?.kind === 'commitment') return moveCommitment('move', { ...subject, rest: said.rest }, context)
  const example = `move ipr-1.2 to ${day} because comments are still arriving`
  return onMilestone(said.on, context, example, (opened) => moveTo(said, opened, context))
}

/** What somebody else changed at the same moment is looked at afresh. */
async function moveTo(said: Said, opened: OpenedMilestone, context: Context): Promise<Reply> {
  const { db, speaker, now, today, programme } = context
  const { milestone, owner, planners } = opened
  const { code: name, state, dueOn } = milestone
  const { before, reason } = splitReason(said.rest)
  const command = (day: string) =>
    `move ${name.toLowerCase()} to ${day}${state === 'proposed' ? '' : ` because ${reason || 'comments are still arriving'}`}`
  const found = leadingWhen(before.replace(/^to\s+(?!be\b)/i, ''), today, /$/)
  if (!found || 'unclear' in found) return refuseDate(found?.unclear ?? null, command, today)
  const { when, rest } = found
  if (rest !== '')
    return refuse(
      'Say "because" before the reason, for example: ',
      code(command(exampleDay(today, programme))),
    )
  if (when.kind === 'waiting for' && (when.whom === '' || when.whom.length > waitingForLimit))
    return refuse(`Say whom it waits for, in at most ${waitingForLimit} characters.`)
  if (reason.length > reasonLimit) return refuseReason(reason)

  const refused = await refuseMoving(opened, context, reason)
  if (refused) return refused
  const planned = moved(milestone, when, reason, today, programme)
  if (planned.kind === 'refused')
    return refusePlan(planned.fault, milestone, when.kind === 'on' ? when.date : null, context, command)
  if (planned.kind === 'same') {
    await context.changed('milestone moved', { kind: 'milestone', id: milestone.id }, [])
    return answer(plannedView('That is its date already.', milestone, owner, planners, today))
  }
  const by = speaker.kind === 'person' ? speaker.id : null
  const written = await changePlan(db, milestone.id, milestone, planned.plan, { by, reason, at: now })
  if (!written) return moveMilestone(said, context)
  await context.changed('milestone moved', { kind: 'milestone', id: milestone.id }, [
    ...(planned.plan.dueOn === dueOn ? [] : ['dueOn']),
    ...(planned.plan.waitingFor === milestone.waitingFor ? [] : ['waitingFor']),
    ...(reason === '' ? [] : ['reason']),
  ])
  return answer(movedView({ ...milestone, ...planned.plan }, milestone, reason, today))
}
