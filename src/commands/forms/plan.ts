import { mayPlan } from '../../domain/planning.ts'
import { loadActivities } from '../../store/activities.ts'
import { type CommandForm, type Context, privately, refuse, refuseClosed } from '../command.ts'
import { leadingDate } from '../dates.ts'
import { findAdministration } from '../names.ts'
import { activityNamed, splitName } from '../on-activity.ts'
import { type EnteredPlan, titleLimit } from '../plan-words.ts'
import { keptQuiet, openActivity, openedOf } from '../planning.ts'
import { waitingForLimit } from '../when.ts'
import { activityField } from './activity-field.ts'
import { administrationOption, administrationsFor } from './administrations.ts'
import { mistakesIn, tooLong } from './mistakes.ts'
import { dayMistake } from './planned-fields.ts'
import { behindCode } from './words-alone.ts'

/** A new milestone: of which activity, what it is, when it is due and whose it is. */
export const planForm: CommandForm<EnteredPlan & { on: string }> = {
  title: 'Plan a milestone',
  opens: (words) => words === '' || /^(?:\d{4}-\d{2}-\d{2})?$/.test(behindCode(words)?.rest.trim() ?? words),
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { directory, speaker, today } = context
    const { on, rest } = splitName(directory, words)
    const found = activityNamed(directory, on)
    const opened = found && (await openActivity(found.activity, context))
    if (opened && 'show' in opened) return opened
    const verdict = opened && mayPlan(speaker, opened.planners)
    if (opened && verdict && !verdict.allowed)
      return keptQuiet(opened, refuse(`Milestones of ${opened.activity.code} are planned by ${verdict.who}.`))
    const planned = await plannedBySpeaker(context)
    if (planned.length === 0)
      return refuse('Milestones are planned by the coordinator of the area, or by a lead of the activity.')
    const given = found ? rest : words
    const said = leadingDate(given, today)
    const title = said && 'date' in said ? said.rest : given
    return {
      about: found ? found.activity.code.toLowerCase() : '',
      version: '',
      submit: 'Propose',
      notice: [['It is proposed: nothing is owed until it is agreed.']],
      fields: [
        activityField({ ...directory, activities: planned }, found?.activity ?? null),
        {
          kind: 'text',
          name: 'title',
          label: 'Title',
          hint: 'What there is when it is delivered: First draft circulated.',
          required: true,
          most: titleLimit,
          ...(title === '' ? {} : { value: title.slice(0, titleLimit) }),
        },
        {
          kind: 'date',
          name: 'day',
          label: 'Date',
          hint: 'Left empty, it is to be agreed.',
          required: false,
          ...(said && 'date' in said ? { value: said.date } : {}),
        },
        {
          kind: 'text',
          name: 'waitingFor',
          label: 'Or: waiting for',
          hint: 'Somebody outside on whom its date depends, in place of a date.',
          required: false,
          most: waitingForLimit,
        },
        {
          kind: 'search',
          name: 'owner',
          label: 'Owner',
          hint: 'An administration that takes part. Left empty, it is collective.',
          required: false,
          ...(found?.named ? { value: administrationOption(found.named) } : {}),
        },
      ],
    }
  },
  read: async ({ activity = '', title = '', day = '', waitingFor = '', owner = '' }, _, context) => {
    const mistakes = mistakesIn({
      activity: activity === '' ? 'Choose an activity.' : null,
      title: title === '' ? 'Add a title.' : title.length > titleLimit ? tooLong(title, titleLimit) : null,
      day: day === '' ? null : dayMistake(day, context),
      waitingFor:
        day !== '' && waitingFor !== ''
          ? 'Give a date, or whom it waits for, and leave the other empty.'
          : waitingFor.length > waitingForLimit
            ? tooLong(waitingFor, waitingForLimit)
            : null,
      owner:
        owner === '' || findAdministration(context.directory, owner)
          ? null
          : 'Choose an administration of the programme, or leave it empty.',
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on: activity, title, day, waitingFor, owner } }
  },
  suggest: async (_, typed, context) => administrationsFor(typed, context.directory.administrations),
}

async function plannedBySpeaker(context: Context) {
  const activities = await loadActivities(context.db, privately(context))
  return activities.filter(
    (activity) => !activity.quiet && mayPlan(context.speaker, openedOf(activity, context).planners).allowed,
  )
}
