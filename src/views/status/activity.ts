import {
  type Action,
  actions,
  type Block,
  type Fact,
  facts,
  heading,
  type Inline,
  list,
  quote,
  type Row,
  rows,
  small,
  strong,
  text,
  type View,
} from '../../chat/view.ts'
import type { Activity, Administration, Area, Milestone, Programme, Update } from '../../domain/facts.ts'
import { activityOutlook, activitySchedule, nextMilestone } from '../../domain/schedule.ts'
import { type CalendarDate, dayIn, fullDate } from '../../time.ts'
import { milestoneBlocks, milestoneLine } from '../milestone-line.ts'
import { agreeOf, openOf } from '../next-steps.ts'
import {
  capital,
  commitmentDate,
  confirmedWords,
  counted,
  evidenceWords,
  listed,
  milestoneDate,
  milestoneMark,
  nextWords,
  partOfLine,
  programmeNotes,
  quietWords,
  recordedWords,
} from '../words.ts'

export type ActivityPicture = {
  programme: Programme
  area: Area
  activity: Activity
  administrations: Map<number, Administration>
  today: CalendarDate
}

/**
 * One activity: the declared wording, the three clocks, milestones, commitments and latest updates.
 *
 * @param steps what its reader may do next
 * @param agrees the ids of the proposed milestones that its reader may agree
 */
export function activityStatusView(
  picture: ActivityPicture,
  steps: Action[] = [],
  agrees: number[] = [],
): View {
  const { activity, programme } = picture
  return {
    title: `${activity.code} ${activity.title}`,
    blocks: [
      quote(activity.declaredWording, `${programme.name}, declared wording`),
      ...(activity.quiet
        ? [
            text(
              strong(capital(quietWords(activity))),
              ': until then, those taking part and the coordinator read its progress.',
            ),
          ]
        : [facts(...clocks(picture))]),
      ...milestones(picture, agrees),
      ...commitments(picture),
      ...latest(picture),
      ...(activity.quiet ? [] : [small(taking(picture))]),
      ...(steps.length > 0 ? [actions(...steps)] : []),
      ...programmeNotes(programme),
    ],
  }
}

function clocks({ activity, administrations, programme, today }: ActivityPicture): Fact[] {
  const next = nextMilestone(activity.milestones, today)
  const schedule = capital(activitySchedule(activity.milestones, today))
  return [
    { label: 'Outlook', note: 'reported', value: [capital(activityOutlook(activity) ?? 'no report yet')] },
    { label: 'Schedule', value: [next ? `${schedule} · ${nextWords(next.dueOn, today)}` : schedule] },
    {
      label: 'Reporting',
      value: [programme.closedAt ? 'Nobody is asked any more' : reportingWords(activity, administrations)],
    },
    {
      label: 'Implementation',
      note: 'confirmed',
      value: [confirmedWords(activity, administrations)],
    },
  ]
}

function reportingWords({ reporting }: Activity, administrations: Map<number, Administration>): string {
  if (reporting.length === 0) return 'Nobody is asked yet: no lead is named'
  return reporting
    .map(({ clock, count, named }) => {
      const names = named.map((id) => administrations.get(id)?.name ?? '')
      return `${capital(clock)}: ${named.length === count ? listed(names) : count}`
    })
    .join(' · ')
}

function milestones({ activity, administrations, today }: ActivityPicture, agrees: number[]): Block[] {
  const line = (milestone: Milestone): Inline[] => {
    const { ownerAdministrationId: id } = milestone
    const owner = typeof id === 'number' ? administrations.get(id) : null
    const evidence = milestone.evidence.length > 0 ? [' · ', ...evidenceWords(milestone.evidence)] : []
    return [
      `${milestoneMark(milestone)} `,
      strong(milestone.code),
      ` ${milestone.title} · `,
      ...milestoneDate(milestone, today),
      ...(owner ? [` · ${owner.name}`] : []),
      ...evidence,
    ]
  }
  const row = (milestone: Milestone): Row => {
    const words = { text: line(milestone) }
    return agrees.includes(milestone.id) ? { ...words, action: agreeOf(milestone, today) } : words
  }
  return milestoneBlocks(
    milestoneLine(activity.milestones, today),
    (some) => (some.some(({ id }) => agrees.includes(id)) ? rows(some.map(row)) : list(some.map(line))),
    today,
  )
}

function commitments({ activity, administrations, today }: ActivityPicture): Block[] {
  if (activity.commitments.length === 0) return []
  const lines = activity.commitments.map((commitment): Row => {
    const administration = administrations.get(commitment.administrationId)
    const name = `${activity.code}/${administration?.code ?? '?'}`
    return {
      text: [strong(name), ` ${partOfLine(commitment.text)} · ${commitmentDate(commitment, today)}`],
      action: openOf(name),
    }
  })
  const { lateCommitments: late } = activity
  return [
    heading('Commitments'),
    rows(lines),
    ...(late > 0 ? [small(`${counted(late, 'commitment')} past the target.`)] : []),
  ]
}

/** How many of the latest updates an activity shows. */
export const latestShown = 3

function latest({ activity, administrations }: ActivityPicture): Block[] {
  if (activity.latest.length === 0) return []
  const shown = activity.updates
  const more = activity.latest.length - shown.length
  return [
    heading('Latest'),
    ...shown.flatMap((update) => updateBlocks(update, administrations.get(update.administrationId))),
    ...(more > 0
      ? [small(`${counted(more, 'other administration has', 'other administrations have')} reported too.`)]
      : []),
  ]
}

/** An update as it is read: the words, who, when, with which evidence. */
export function updateBlocks(update: Update, administration: Administration | undefined): Block[] {
  const zone = administration?.timeZone ?? 'UTC'
  const by = [
    administration?.customsName ?? 'An administration',
    fullDate(dayIn(update.at, zone)),
    update.outlook,
  ]
  const recorded = update.recordedFrom ? ` · ${recordedWords(update)}` : ''
  const edited = update.editedAt ? ` · edited ${fullDate(dayIn(update.editedAt, zone))}` : ''
  const evidence = update.evidence.length > 0 ? [text('Evidence: ', ...evidenceWords(update.evidence))] : []
  const obstacle = update.inTheWay ? [text(strong('In the way: '), update.inTheWay)] : []
  return [
    quote(update.text, by.filter((part) => part !== null).join(', ') + recorded + edited),
    ...obstacle,
    ...evidence,
  ]
}

function taking({ activity, administrations }: ActivityPicture): string {
  const leads = activity.participations
    .filter(({ lead }) => lead)
    .map(({ administrationId }) => administrations.get(administrationId)?.customsName ?? '')
  const part = activity.participations.filter(({ takingPart }) => takingPart).length
  const lead =
    leads.length > 0 ? `${leads.length > 1 ? 'Leads' : 'Lead'}: ${listed(leads)}` : 'Lead: to be named'
  return `${lead} · ${part === 0 ? 'no administration has answered yet' : `${counted(part, 'administration')} taking part`}`
}
