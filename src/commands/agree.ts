import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { agree as agreed } from '../domain/planning.ts'
import { changePlan } from '../store/planning.ts'
import { agreedView } from '../views/agree.ts'
import { plannedView } from '../views/plan.ts'
import { answer, type Context, defineCommand } from './command.ts'
import { leadingDate, refuseDate } from './dates.ts'
import { agreeForm } from './forms/agree.ts'
import { splitName } from './on-activity.ts'
import { refuseAgreeing } from './plan-refusals.ts'
import { milestoneAgain, type OpenedMilestone, onMilestone } from './planning.ts'
import { refusePlan } from './when.ts'

const args = z.object({ on: z.string(), rest: z.string() })

/** `agree ipr-1.2`, `agree ipr-1.2 on 2010-07-01`: a proposed milestone gets its baseline. */
export const agree = defineCommand({
  name: 'agree',
  also: ['agreed'],
  summary: 'a proposed milestone is agreed, on its date or another; from then on its date counts',
  usage: ['agree ipr-1.2', 'agree ipr-1.2 on 2010-07-01'],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: agreeMilestone,
  form: agreeForm,
  again: milestoneAgain,
})

type Said = z.infer<typeof args>

function agreeMilestone(said: Said, context: Context): Promise<Reply> {
  return onMilestone(said.on, context, 'agree ipr-1.2 on 2010-07-01', (opened) =>
    agreeOn(said, opened, context),
  )
}

/** What somebody else changed at the same moment is looked at afresh. */
async function agreeOn(said: Said, opened: OpenedMilestone, context: Context): Promise<Reply> {
  const { rest: words } = said
  const { db, speaker, now, today, programme } = context
  const { milestone, owner, planners } = opened
  const { code: name } = milestone
  const command = (day: string) => `agree ${name.toLowerCase()} on ${day}`
  const found = words === '' ? null : leadingDate(words, today)
  if (words !== '' && !(found && 'date' in found && found.rest === ''))
    return refuseDate(found && !('date' in found) ? found : null, command, today)
  const on = found && 'date' in found ? found.date : null

  const planned = agreed(milestone, on, today, programme)
  const refused = refuseAgreeing(opened, context)
  if (refused) return refused
  if (planned.kind === 'refused') return refusePlan(planned.fault, milestone, on, context, command)
  if (planned.kind === 'same') {
    await context.changed('milestone agreed', { kind: 'milestone', id: milestone.id }, [])
    return answer(plannedView('Agreed already.', milestone, owner, planners, today))
  }
  const by = speaker.kind === 'person' ? speaker.id : null
  const written = await changePlan(db, milestone.id, milestone, planned.plan, { by, reason: '', at: now })
  if (!written) return agreeMilestone(said, context)
  await context.changed('milestone agreed', { kind: 'milestone', id: milestone.id }, [
    'state',
    'baselineOn',
    ...(planned.plan.dueOn === milestone.dueOn ? [] : ['dueOn']),
    ...(planned.plan.waitingFor === milestone.waitingFor ? [] : ['waitingFor']),
  ])
  return answer(agreedView({ ...milestone, ...planned.plan }, milestone, owner, planners, today))
}
