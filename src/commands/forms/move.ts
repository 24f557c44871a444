import type { Reply } from '../../chat/request.ts'
import { code, wordsOf } from '../../chat/view.ts'
import { mayMove } from '../../domain/planning.ts'
import { milestoneDate } from '../../views/words.ts'
import { type CommandForm, type Context, refuse, refuseClosed } from '../command.ts'
import { dayAndReason } from '../later-date.ts'
import { splitName } from '../on-activity.ts'
import { refuseMoving } from '../plan-refusals.ts'
import { keptQuiet, type OpenedMilestone, openMilestone } from '../planning.ts'
import { findSubject } from '../subject.ts'
import { refusePlan } from '../when.ts'
import { mistakesIn } from './mistakes.ts'
import {
  type Dated,
  dayField,
  dayMistake,
  milestoneOption,
  milestonesWhere,
  ownCommitments,
  reasonField,
  reasonMistake,
  searchField,
  soonestFirst,
} from './planned-fields.ts'
import { suggested } from './suggesting.ts'
import { behindCode } from './words-alone.ts'

async function movable(context: Context): Promise<Dated[]> {
  const { speaker } = context
  const milestones = await milestonesWhere(
    context,
    ({ milestone, owner, planners }) =>
      (milestone.state === 'proposed' || milestone.state === 'agreed') &&
      mayMove(speaker, milestone, owner, planners).allowed,
  )
  return soonestFirst([...milestones, ...(await ownCommitments(context))])
}

/** Another date for a milestone, or for one's own commitment. */
export const moveForm: CommandForm<{ on: string; rest: string }> = {
  title: 'Another date',
  opens: (words) => words === '' || behindCode(words)?.rest === '',
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { today, directory } = context
    const { on, rest } = splitName(directory, words)
    const opened =
      findSubject(directory, on)?.kind === 'milestone' ? await openMilestone(on, context, '') : null
    if (opened && 'show' in opened) return opened
    const refused = opened && (await refuseAnyDay(opened, context))
    if (refused) return keptQuiet(opened, refused)
    const all = opened ? [] : await movable(context)
    if (!opened && all.length === 0)
      return refuse('No date is yours to move: ', code('mine'), ' shows what is yours.')
    const milestone = opened?.milestone
    const commitment = all.find(({ option }) => option.value === on.toLowerCase())
    const dueOn = milestone?.dueOn ?? commitment?.on ?? today
    const said = dayAndReason(rest, dueOn, today)
    const option = milestone ? milestoneOption(milestone) : (commitment?.option ?? null)
    return {
      about: option?.value ?? '',
      version: milestone
        ? `${milestone.state} ${milestone.dueOn} ${milestone.waitingFor ?? ''}`
        : `${commitment?.on ?? ''}`,
      submit: 'Move',
      notice: milestone
        ? [[`${milestone.code} ${milestone.title} · ${wordsOf(milestoneDate(milestone, today))}`]]
        : commitment
          ? [[`${commitment.option.label} · ${commitment.option.note}`]]
          : [],
      fields: [
        searchField('Milestone or commitment', option),
        dayField('Its new date', 'The one first agreed stays beside it.', 'on' in said ? said.on : null),
        reasonField(milestone?.state === 'agreed' || commitment !== undefined, said.reason),
      ],
    }
  },
  read: async ({ on = '', day = '', reason = '' }, _, context) => {
    const subject = findSubject(context.directory, on)
    const opened = subject?.kind === 'milestone' ? await openMilestone(on, context, '') : null
    const agreed = opened === null || 'show' in opened || opened.milestone.state === 'agreed'
    const mistakes = mistakesIn({
      on: on === '' ? 'Choose what moves.' : null,
      day: dayMistake(day, context),
      reason: reasonMistake(reason, agreed && on !== ''),
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on, rest: `to ${day}${reason === '' ? '' : ` because ${reason}`}` } }
  },
  suggest: async (_, typed, context) => suggested(await movable(context), typed),
}

async function refuseAnyDay(opened: OpenedMilestone, context: Context): Promise<Reply | null> {
  const { milestone } = opened
  const { state } = milestone
  const command = (day: string) => `move ${milestone.code.toLowerCase()} to ${day}`
  if (state !== 'proposed' && state !== 'agreed')
    return refusePlan(state === 'delivered' ? 'delivered' : 'closed', milestone, null, context, command)
  return refuseMoving(opened, context)
}
