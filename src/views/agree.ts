import { actions, small, strong, text, type View } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import type { Owner, Planners } from '../domain/planning.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { activityIn, historyOf, openOf } from './next-steps.ts'
import { dateInFull, ownerInFull } from './plan.ts'

/** A milestone just agreed: the day that counts from now on, and the one that was proposed when it is another. */
export function agreedView(
  milestone: Milestone,
  before: Milestone,
  owner: Owner,
  planners: Planners,
  today: CalendarDate,
): View {
  const other = before.dueOn !== null && before.dueOn !== milestone.dueOn
  const proposed = other ? ` It was proposed for ${fullDate(before.dueOn!)}.` : ''
  return {
    blocks: [
      text(strong('Agreed.'), ` ${milestone.code}: ${milestone.title}.`),
      text(`${dateInFull(milestone, today)}. Owner: ${ownerInFull(owner, planners)}.${proposed}`),
      small(`This date stays on the record. The coordinator of ${planners.area.code} can move the due date.`),
      actions(openOf(activityIn(milestone.code)), historyOf(activityIn(milestone.code))),
    ],
  }
}
