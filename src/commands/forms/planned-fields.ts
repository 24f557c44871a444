import type { Field, Option } from '../../chat/form.ts'
import { wordsOf } from '../../chat/view.ts'
import type { Milestone } from '../../domain/facts.ts'
import { dateFault } from '../../domain/planning.ts'
import { loadActivities } from '../../store/activities.ts'
import { type CalendarDate, calendarDate, fullDate, isCalendarDate } from '../../time.ts'
import { commitmentDate, milestoneDate } from '../../views/words.ts'
import { type Context, ownAdministration, privately } from '../command.ts'
import { commitmentCode } from '../on-activity.ts'
import { type OpenedMilestone, openedOf, ownerOf } from '../planning.ts'
import { reasonLimit } from '../when.ts'
import { optionLabel } from './activity-field.ts'
import { tooLong } from './mistakes.ts'
import type { Suggestion } from './suggesting.ts'

/** What has a date: a milestone, or a commitment of the speaker's own; `on` is its date. */
export type Dated = Suggestion & { on: CalendarDate | null }

const never = '9999-12-31'

export const soonestFirst = (all: Dated[]): Dated[] =>
  all.sort((one, other) => ((one.on ?? never) < (other.on ?? never) ? -1 : 1))

export const milestoneOption = ({ code, title }: Pick<Milestone, 'code' | 'title'>): Option => ({
  label: optionLabel(`${code} ${title}`),
  value: code.toLowerCase(),
})

/** The milestones of which that holds, with what is open of those that the speaker may read. */
export async function milestonesWhere(
  context: Context,
  holds: (opened: OpenedMilestone) => boolean,
): Promise<Dated[]> {
  const activities = await loadActivities(context.db, privately(context))
  return activities
    .filter(({ quiet }) => !quiet)
    .flatMap((activity) => {
      const opened = openedOf(activity, context)
      return activity.milestones
        .filter((milestone) =>
          holds({ ...opened, milestone, owner: ownerOf(milestone, opened.administrations) }),
        )
        .map((milestone) => ({
          option: {
            ...milestoneOption(milestone),
            note: optionLabel(wordsOf(milestoneDate(milestone, context.today))),
          },
          words: `${milestone.code} ${milestone.title} ${activity.title}`,
          on: milestone.dueOn,
        }))
    })
}

/** The open commitments of the speaker's own administration. */
export async function ownCommitments(context: Context): Promise<Dated[]> {
  const own = ownAdministration(context)
  const activities = own ? await loadActivities(context.db, privately(context)) : []
  return activities.flatMap((activity) =>
    activity.commitments
      .filter(({ administrationId, state }) => administrationId === own?.id && state === 'open')
      .map((commitment) => ({
        option: {
          label: optionLabel(`${activity.code}/${own!.code} ${commitment.text}`),
          value: commitmentCode(activity, own!),
          note: optionLabel(commitmentDate(commitment, context.today)),
        },
        words: `${activity.code}/${own!.code} ${commitment.text} ${activity.title}`,
        on: commitment.targetOn,
      })),
  )
}

export const searchField = (label: string, chosen: Option | null, hint?: string): Field => ({
  kind: 'search',
  name: 'on',
  label,
  required: true,
  ...(hint ? { hint } : {}),
  ...(chosen ? { value: chosen } : {}),
})

export const dayField = (label: string, hint: string, value: CalendarDate | null): Field => ({
  kind: 'date',
  name: 'day',
  label,
  hint,
  required: true,
  ...(value ? { value } : {}),
})

/** What is wrong with a day that is entered; `after` is the one that it has to be later than. */
export function dayMistake(
  day: string,
  { today, programme }: Context,
  after: CalendarDate | null = null,
): string | null {
  if (!isCalendarDate(day)) return 'Choose a day.'
  const on = calendarDate(day)
  if (after !== null && on <= after)
    return `It is due on ${fullDate(after)}, and ${fullDate(on)} is not later. Choose a later day.`
  const fault = dateFault(on, today, programme)
  if (fault === 'past') return `${fullDate(on)} has passed. Choose a later day.`
  const { periodFrom, periodTo } = programme
  const first = today > periodFrom ? today : periodFrom
  return fault && `Choose a day from ${fullDate(first)} to ${fullDate(periodTo)}, the end of the programme.`
}

export const reasonField = (required: boolean, value: string): Field => ({
  kind: 'long text',
  name: 'reason',
  label: 'Because',
  hint: required ? 'One sentence. It stays on the record.' : 'One sentence, where its date was agreed.',
  required,
  most: reasonLimit,
  ...(value === '' ? {} : { value: value.slice(0, reasonLimit) }),
})

export function reasonMistake(reason: string, required: boolean): string | null {
  if (required && reason === '') return 'Say why in one sentence.'
  return reason.length > reasonLimit ? tooLong(reason, reasonLimit) : null
}
