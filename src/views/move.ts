import { actions, code, quote, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Commitment, Milestone } from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { activityIn, historyOf, openOf } from './next-steps.ts'

/** A milestone's date before and after, in full, with the reason and the day first agreed. Nobody is named: it may have been late. */
export function movedView(
  milestone: Milestone,
  before: Milestone,
  reason: string,
  today: CalendarDate,
): View {
  const { code: name, title, dueOn } = milestone
  const from = before.waitingFor !== null ? `waiting for ${before.waitingFor}` : dayOr(before.dueOn)
  const to = milestone.waitingFor !== null ? `waiting for ${milestone.waitingFor}` : dayOr(dueOn)
  const distance = dueOn ? ` (${daysAway(today, dueOn)})` : ''
  return {
    blocks: [
      text(strong('Moved.'), ` ${name}: ${title}.`),
      text(`From ${from} to ${to}${distance}.`),
      ...(reason === '' ? [] : [quote(reason)]),
      small(...standing(milestone)),
      actions(openOf(activityIn(name)), historyOf(activityIn(name))),
    ],
  }
}

const dayOr = (day: CalendarDate | null): string => (day ? fullDate(day) : 'a date to be agreed')

function standing({ code: name, state, baselineOn, dueOn }: Milestone) {
  if (state === 'proposed' || !baselineOn)
    return [
      'It is still proposed. It counts once it is agreed: ',
      code(`agree ${name.toLowerCase()}${dueOn === null ? ' on …' : ''}`),
      '.',
    ]
  return [`Agreed first for ${fullDate(baselineOn)}; that stays on the record.`]
}

export type TargetMoved = {
  activity: ActivityName
  administration: Administration
  commitment: Commitment
  on: CalendarDate
  reason: string
  today: CalendarDate
}

/** A commitment's date before and after, with the reason and the day first pledged. */
export function targetMovedView({
  activity,
  administration,
  commitment,
  on,
  reason,
  today,
}: TargetMoved): View {
  const name = `${activity.code}/${administration.code}`
  return {
    blocks: [
      text(strong('Moved.'), ` ${administration.customsName}, ${name}.`),
      quote(commitment.text),
      text(`From ${dayOr(commitment.targetOn)} to ${fullDate(on)} (${daysAway(today, on)}).`),
      quote(reason),
      ...(commitment.baselineOn
        ? [small(`Pledged first for ${fullDate(commitment.baselineOn)}; that stays on the record.`)]
        : []),
      actions(openOf(name), historyOf(name)),
    ],
  }
}
