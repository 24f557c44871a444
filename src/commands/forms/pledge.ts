import type { Mistakes } from '../../chat/form.ts'
import type { ActivityName, Administration, Commitment } from '../../domain/facts.ts'
import { loadActivities } from '../../store/activities.ts'
import { fullDate } from '../../time.ts'
import { commitmentDate, partOfLine } from '../../views/words.ts'
import type { CommandForm, Context } from '../command.ts'
import { privately, refuse, refuseClosed } from '../command.ts'
import { leadingDate } from '../dates.ts'
import { activityNamed, reportsFor, splitName } from '../on-activity.ts'
import { activityField } from './activity-field.ts'
import { tooLong } from './mistakes.ts'
import { dayMistake } from './planned-fields.ts'

/** Characters of a commitment: a sentence or two. */
export const pledgeLimit = 500

/** What the speaker's administration takes on, under which activity, and until when. */
export const pledgeForm: CommandForm<{ on: string; words: string }> = {
  title: 'Pledge',
  opens: (words) => !/\sby\s/i.test(words),
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { on, rest } = splitName(context.directory, words)
    const found = activityNamed(context.directory, on)
    const administration = reportsFor(context, found?.named ?? null)
    if (!administration)
      return refuse(
        `What ${found?.named?.customsName ?? 'an administration'} takes on is pledged by its own members.`,
      )
    const before = found && (await openCommitment(found.activity, administration, context))
    const { periodTo } = context.programme
    const given = found ? rest : words
    const said = leadingDate(given, context.today)
    const day = said && 'date' in said ? said.date : null
    const text = said && 'date' in said ? said.rest : given
    return {
      about: found ? on : '',
      version: [administration.code, before?.targetOn, before?.text.slice(0, 200)].join(' ').trim(),
      submit: 'Pledge',
      notice: [
        [`${administration.customsName} takes on:`],
        ...(before
          ? [[`It takes the place of: ${partOfLine(before.text)} · ${commitmentDate(before, context.today)}`]]
          : []),
      ],
      fields: [
        activityField(context.directory, found?.activity ?? null),
        {
          kind: 'long text',
          name: 'text',
          label: 'What',
          hint: 'One sentence that others can read.',
          required: true,
          most: pledgeLimit,
          ...(text === '' ? {} : { value: text.slice(0, pledgeLimit) }),
        },
        {
          kind: 'date',
          name: 'by',
          label: 'By when',
          hint: `Until ${fullDate(periodTo)}, the end of the programme.`,
          required: true,
          ...(day ? { value: day } : {}),
        },
      ],
    }
  },
  read: async ({ activity = '', text = '', by = '' }, about, context) => {
    const day = dayMistake(by, context)
    const mistakes: Mistakes = {
      ...(activity === '' ? { activity: 'Choose an activity.' } : {}),
      ...(text === '' ? { text: 'Say in one sentence what is to be done.' } : {}),
      ...(text.length > pledgeLimit ? { text: tooLong(text, pledgeLimit) } : {}),
      ...(day ? { by: day } : {}),
    }
    if (Object.keys(mistakes).length > 0) return { mistakes }
    const named = activityNamed(context.directory, about)?.named
    const on = named ? `${activity}/${named.code.toLowerCase()}` : activity
    return { args: { on, words: `by ${by} ${text}` } }
  },
}

/** What is pledged there already, and would be changed. */
async function openCommitment(
  { id }: ActivityName,
  administration: Administration,
  context: Context,
): Promise<Commitment | null> {
  const [activity] = await loadActivities(context.db, privately(context), { ids: [id] })
  if (!activity || activity.quiet) return null
  const own = activity.commitments.filter((each) => each.administrationId === administration.id)
  return own.find(({ state }) => state === 'open') ?? null
}
