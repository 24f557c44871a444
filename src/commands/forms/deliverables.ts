import { wordsOf } from '../../chat/view.ts'
import type { Activity, Commitment, Milestone } from '../../domain/facts.ts'
import { coordinates, isMemberOf, mayDeliver } from '../../domain/permission.ts'
import { isOpen } from '../../domain/schedule.ts'
import { loadActivities } from '../../store/activities.ts'
import type { CalendarDate } from '../../time.ts'
import { commitmentDate, milestoneDate, partOfLine } from '../../views/words.ts'
import { areaOf, type Context, privately } from '../command.ts'
import { optionLabel } from './activity-field.ts'
import type { Suggestion } from './suggesting.ts'

type Deliverable = Suggestion & { milestone: boolean; own: boolean; open: boolean; on: CalendarDate | null }

/** Without a date comes last. */
const never = '9999-12-31'

/**
 * The milestones and commitments that the speaker may mark delivered: their own open ones first, soonest first; then those of others;
 * then what is delivered already. What is quiet for the speaker is not among them.
 */
export async function deliverables(context: Context): Promise<Deliverable[]> {
  const activities = await loadActivities(context.db, privately(context))
  const all = activities
    .filter(({ quiet }) => !quiet)
    .flatMap((activity) => [...milestonesOf(activity, context), ...commitmentsOf(activity, context)])
  const place = ({ own, open, on }: Deliverable): string => `${open ? (own ? 0 : 1) : 2} ${on ?? never}`
  return all.sort((one, other) => (place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0))
}

function milestonesOf(activity: Activity, context: Context): Deliverable[] {
  const { directory, speaker, today } = context
  const area = areaOf(directory, activity.areaId)
  return activity.milestones
    .filter((each) => mayDeliver(speaker, each, area, null).allowed)
    .filter((each) => isOpen(each) || each.state === 'delivered')
    .map((milestone) => {
      const { ownerAdministrationId: owner, code, title, dueOn, waitingFor } = milestone
      const own =
        owner === null
          ? coordinates(speaker, { areaId: area.id })
          : owner !== 'withheld' && isMemberOf(speaker, owner)
      return {
        option: {
          label: optionLabel(`${code} ${title}`),
          value: code.toLowerCase(),
          note: optionLabel(wordsOf(milestoneDate(milestone, today))),
        },
        words: `${code} ${title} ${activity.title}`,
        milestone: true,
        own,
        open: isOpen(milestone),
        on: waitingFor === null ? dueOn : null,
      }
    })
}

function commitmentsOf(activity: Activity, { directory, speaker, today }: Context): Deliverable[] {
  return activity.commitments
    .filter(({ administrationId }) => isMemberOf(speaker, administrationId))
    .filter(({ state }) => state === 'open' || state === 'delivered')
    .flatMap((commitment) => {
      const administration = directory.administrations.find(({ id }) => id === commitment.administrationId)
      if (!administration) return []
      const code = `${activity.code}/${administration.code}`
      return [
        {
          option: {
            label: optionLabel(`${code} ${commitment.text}`),
            value: code.toLowerCase(),
            note: optionLabel(commitmentDate(commitment, today)),
          },
          words: `${code} ${commitment.text} ${activity.title} ${administration.name}`,
          milestone: false,
          own: true,
          open: commitment.state === 'open',
          on: commitment.targetOn,
        },
      ]
    })
}

/** How a milestone or a commitment stands, and what tells that it stands otherwise. */
export function standing(of: { milestone: Milestone } | { commitment: Commitment }, today: CalendarDate) {
  if ('milestone' in of) {
    const { state, dueOn, title } = of.milestone
    return {
      words: `${title} · ${wordsOf(milestoneDate(of.milestone, today))}`,
      version: `${state} ${dueOn}`,
    }
  }
  const { state, targetOn, text } = of.commitment
  return {
    words: `${partOfLine(text)} · ${commitmentDate(of.commitment, today)}`,
    version: `${state} ${targetOn}`,
  }
}
