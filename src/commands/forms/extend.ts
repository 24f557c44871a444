import type { Reply } from '../../chat/request.ts'
import { code, wordsOf } from '../../chat/view.ts'
import type { ActivityName, Administration } from '../../domain/facts.ts'
import { isMemberOf } from '../../domain/permission.ts'
import { loadActivities } from '../../store/activities.ts'
import { extensionsOf } from '../../store/extensions.ts'
import type { CalendarDate } from '../../time.ts'
import { commitmentDate, milestoneDate, partOfLine } from '../../views/words.ts'
import {
  type CommandForm,
  type Context,
  type Drawn,
  ownAdministration,
  privately,
  refuse,
  refuseClosed,
  refuseQuiet,
} from '../command.ts'
import { dayAndReason } from '../later-date.ts'
import { commitmentCode, splitName } from '../on-activity.ts'
import { refuseAsking } from '../plan-refusals.ts'
import { keptQuiet, openMilestone } from '../planning.ts'
import { findSubject } from '../subject.ts'
import { splitReason } from '../when.ts'
import { optionLabel } from './activity-field.ts'
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

/** What a later date is for: as it is chosen, its date, how it stands, and what tells that it stands otherwise. */
type Asked = Pick<Dated, 'option'> & { on: CalendarDate; words: string; version: string }

const decides =
  'The coordinator decides, or the secretariat where the day goes beyond what a coordinator may give: you are told which when it is handed in.'

/** A later date for a milestone that one's administration owes, or for its own commitment. */
export const extendForm: CommandForm<{ on: string; rest: string }> = {
  title: 'Later date',
  opens: (words) => splitReason(words).reason === '',
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { on, rest } = splitName(context.directory, words)
    const asked = await askedFor(on, context)
    if (asked && 'show' in asked) return asked
    if (!asked && (await movable(context)).length === 0)
      return refuse(
        'Nothing of yours has a date that could be later: ',
        code('mine'),
        ' shows what is yours.',
      )
    const said = dayAndReason(asked ? rest : words, asked?.on ?? context.today, context.today)
    const day = asked && 'on' in said ? said.on : null
    const reason = said.reason || ('between' in said ? said.between : '')
    return drawn(asked, day, reason)
  },
  read: async ({ on = '', day = '', reason = '' }, _, context) => {
    const asked = on === '' ? null : await askedFor(on, context)
    const due = asked && 'on' in asked ? asked.on : null
    const mistakes = mistakesIn({
      on: asked === null ? 'Choose what needs a later date.' : null,
      day: dayMistake(day, context, due),
      reason: reasonMistake(reason, true),
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on, rest: `to ${day} because ${reason}` } }
  },
  suggest: async (_, typed, context) => suggested(await movable(context), typed),
}

function drawn(asked: Asked | null, day: CalendarDate | null, reason: string): Drawn {
  return {
    about: asked?.option.value ?? '',
    version: asked?.version ?? '',
    submit: 'Hand in',
    notice: [
      ...(asked ? [[asked.words]] : []),
      [asked?.option.value.includes('/') ? 'Your own commitment moves at once.' : decides],
    ],
    fields: [
      searchField('Milestone or commitment', asked?.option ?? null),
      dayField('Until when', 'Later than its date.', day),
      reasonField(true, reason),
    ],
  }
}

/** Own ones that a later date can be asked for, soonest first. */
async function movable(context: Context): Promise<Dated[]> {
  const milestones = await milestonesWhere(context, (opened) => refuseAsking(opened, context) === null)
  return soonestFirst([...milestones, ...(await ownCommitments(context))])
}

/** @returns null for words that name nothing with a date */
async function askedFor(on: string, context: Context): Promise<Asked | Reply | null> {
  const { directory, db, today } = context
  const subject = findSubject(directory, on)
  const own = ownAdministration(context)
  if (subject?.kind === 'commitment') return commitmentAsked(subject, context)
  if (subject?.kind === 'activity') {
    const found = own && (await commitmentAsked({ ...subject, administration: own }, context))
    return found && 'on' in found ? found : null
  }
  if (subject?.kind !== 'milestone') return null
  const opened = await openMilestone(on, context, 'extend ipr-1.2')
  if ('show' in opened) return opened
  const refused = refuseAsking(opened, context)
  if (refused) return keptQuiet(opened, refused)
  const { milestone } = opened
  const waiting = (await extensionsOf(db, milestone.id)).find(({ outcome }) => outcome === 'pending')
  return {
    option: milestoneOption(milestone),
    on: milestone.dueOn!,
    words: `${milestone.code} ${milestone.title} · ${wordsOf(milestoneDate(milestone, today))}`,
    version: `${milestone.dueOn} ${waiting?.toOn ?? ''}`,
  }
}

async function commitmentAsked(
  { activity, administration }: { activity: ActivityName; administration: Administration },
  context: Context,
): Promise<Asked | Reply> {
  if (!isMemberOf(context.speaker, administration.id))
    return refuse(
      `What ${administration.customsName} takes on is moved by its own members: `,
      code(`who ${administration.name.toLowerCase()}`),
      ' lists them.',
    )
  const [facts] = await loadActivities(context.db, privately(context), { ids: [activity.id] })
  if (!facts || facts.quiet) return refuseQuiet(activity)
  const commitment = facts.commitments.find((each) => each.administrationId === administration.id)
  if (!commitment?.targetOn || commitment.state !== 'open')
    return refuse(
      `${administration.customsName} has no open commitment of its own under ${activity.code}. `,
      code(`pledge ${activity.code.toLowerCase()}`),
      ' makes one.',
    )
  const { text, targetOn } = commitment
  const name = `${activity.code}/${administration.code}`
  return {
    option: { label: optionLabel(`${name} ${text}`), value: commitmentCode(activity, administration) },
    on: targetOn,
    words: `${name} ${partOfLine(text)} · ${commitmentDate(commitment, context.today)}`,
    version: `${targetOn}`,
  }
}
