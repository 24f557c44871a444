import { actions, code, type Inline, small, strong, text, type View } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { type Owner, type Planners, whoAgrees } from '../domain/planning.ts'
import { isOpen, milestoneSchedule } from '../domain/schedule.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { activityIn, agreeOf, openOf } from './next-steps.ts'

/** `Proposed for Thursday 10 June 2010 (in 3 days)`: when a milestone is due, in full. */
export function dateInFull({ state, dueOn, waitingFor }: Milestone, today: CalendarDate): string {
  if (waitingFor !== null) return `Waiting for ${waitingFor}`
  if (dueOn === null) return 'Date to be agreed'
  return `${state === 'proposed' ? 'Proposed for' : 'Due'} ${fullDate(dueOn)} (${daysAway(today, dueOn)})`
}

export const ownerInFull = (owner: Owner, { area }: Planners): string =>
  owner?.customsName ?? `the coordinator of ${area.code}`

/**
 * A milestone with its date and its owner, and who agrees it while it is proposed. `head` says what was done. Others may read it:
 * who is late is not named.
 *
 * @param agrees whether the reader may agree it
 */
export function plannedView(
  head: string,
  milestone: Milestone,
  owner: Owner,
  planners: Planners,
  today: CalendarDate,
  agrees = false,
): View {
  const { code: name, title, state, dueOn, deliveredOn } = milestone
  const when = isOpen(milestone)
    ? dateInFull(milestone, today)
    : `Delivered${deliveredOn ? ` ${fullDate(deliveredOn)}` : ''}`
  const schedule = milestoneSchedule(milestone, today)
  const late = schedule === 'overdue' || schedule === 'delivered late'
  const whose = late ? '' : `. Owner: ${ownerInFull(owner, planners)}`
  const next: Inline[] = [
    'Nothing is owed until it is agreed: ',
    code(`agree ${name.toLowerCase()}${dueOn === null ? ' on …' : ''}`),
    `, by ${whoAgrees(owner, planners)}.`,
  ]
  return {
    blocks: [
      text(strong(head), ` ${name}: ${title}.`),
      text(`${when}${whose}.`),
      ...(state === 'proposed' ? [small(...next)] : []),
      actions(
        ...(agrees && state === 'proposed'
          ? [{ ...agreeOf(milestone, today), look: 'primary' as const }]
          : []),
        openOf(activityIn(name)),
      ),
    ],
  }
}
