import { code, wordsOf } from '../../chat/view.ts'
import { agree } from '../../domain/planning.ts'
import { milestoneDate } from '../../views/words.ts'
import { type CommandForm, type Context, refuse, refuseClosed } from '../command.ts'
import { leadingDate } from '../dates.ts'
import { splitName } from '../on-activity.ts'
import { refuseAgreeing } from '../plan-refusals.ts'
import { keptQuiet, openMilestone } from '../planning.ts'
import { exampleDay, refusePlan } from '../when.ts'
import { mistakesIn } from './mistakes.ts'
import {
  dayField,
  dayMistake,
  milestoneOption,
  milestonesWhere,
  searchField,
  soonestFirst,
} from './planned-fields.ts'
import { suggested } from './suggesting.ts'

const proposed = async (context: Context) =>
  soonestFirst(
    await milestonesWhere(
      context,
      (opened) => opened.milestone.state === 'proposed' && refuseAgreeing(opened, context) === null,
    ),
  )

/** A proposed milestone is agreed, on the day that was proposed or another. */
export const agreeForm: CommandForm<{ on: string; rest: string }> = {
  title: 'Agree a date',
  opens: (words) => words === '' || /\bon\s*[.…]*$/i.test(words),
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { today, programme, directory } = context
    const { on, rest } = splitName(directory, words)
    if (on === '' && (await proposed(context)).length === 0)
      return refuse('No proposed date waits for you to agree it: ', code('mine'), ' shows what is yours.')
    const opened = on === '' ? null : await openMilestone(on, context, 'agree ipr-1.2 on 2010-07-01')
    if (opened && 'show' in opened) return opened
    const milestone = opened?.milestone
    if (opened && milestone) {
      const day = exampleDay(today, programme)
      const planned = agree(milestone, day, today, programme)
      const refused =
        refuseAgreeing(opened, context) ??
        (planned.kind === 'refused'
          ? refusePlan(planned.fault, milestone, day, context, (each) => `agree ${on} on ${each}`)
          : null)
      if (refused) return keptQuiet(opened, refused)
    }
    const said = leadingDate(rest, today)
    const dueOn = milestone?.dueOn && milestone.dueOn >= today ? milestone.dueOn : null
    return {
      about: milestone ? milestone.code.toLowerCase() : '',
      version: milestone ? `${milestone.dueOn} ${milestone.waitingFor ?? ''}` : '',
      submit: 'Agree',
      notice: [
        ...(milestone
          ? [[`${milestone.code} ${milestone.title} · ${wordsOf(milestoneDate(milestone, today))}`]]
          : []),
        ['From then on its date counts, and its first date stays beside it whenever it moves.'],
      ],
      fields: [
        searchField('Milestone', milestone ? milestoneOption(milestone) : null),
        dayField(
          'Agreed for',
          dueOn ? 'The day proposed, or another.' : 'It has no day yet that is still to come.',
          said && 'date' in said ? said.date : dueOn,
        ),
      ],
    }
  },
  read: async ({ on = '', day = '' }, _, context) => {
    const mistakes = mistakesIn({
      on: on === '' ? 'Choose a milestone.' : null,
      day: dayMistake(day, context),
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on, rest: `on ${day}` } }
  },
  suggest: async (_, typed, context) => suggested(await proposed(context), typed),
}
