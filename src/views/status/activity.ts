import {
  type Block,
  type Fact,
  facts,
  heading,
  type Inline,
  list,
  quote,
  small,
  strong,
  text,
  type View,
} from '../../chat/view.ts'
import type { Activity, Administration, Area, Milestone, Programme, Update } from '../../domain/facts.ts'
import { type Audience, mayName } from '../../domain/permission.ts'
import {
  activityOutlook,
  activitySchedule,
  milestoneSchedule,
  nextMilestone,
  reportingOf,
} from '../../domain/schedule.ts'
import { type CalendarDate, dayIn, fullDate, shortDate } from '../../time.ts'
import {
  capital,
  counted,
  evidenceWords,
  listed,
  milestoneDate,
  milestoneMark,
  programmeNotes,
  quietWords,
} from '../words.ts'

export type ActivityPicture = {
  programme: Programme
  area: Area
  activity: Activity
  administrations: Map<number, Administration>
  audience: Audience
  today: CalendarDate
}

/** One activity: the declared wording, the three clocks, milestones, commitments and latest updates. */
export function activityStatusView(picture: ActivityPicture): View {
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
      ...milestones(picture),
      ...commitments(picture),
      ...latest(picture),
      ...(activity.quiet ? [] : [small(taking(picture))]),
      ...programmeNotes(programme),
    ],
  }
}

function clocks({ activity, administrations, programme, today, audience, area }: ActivityPicture): Fact[] {
  const next = nextMilestone(activity.milestones, today)
  const schedule = capital(activitySchedule(activity.milestones, today))
  const expected = reportingOf(activity, administrations, today, programme.policies.reporting)
  return [
    { label: 'Outlook', note: 'reported', value: [capital(activityOutlook(activity) ?? 'no report yet')] },
    { label: 'Schedule', value: [next ? `${schedule} · next ${shortDate(next.dueOn)}` : schedule] },
    { label: 'Reporting', value: [reportingWords(expected, audience, area, programme)] },
    {
      label: 'Implementation',
      note: 'confirmed',
      value: [capital(activity.confirmed ?? 'not yet confirmed')],
    },
  ]
}

function reportingWords(
  expected: ReturnType<typeof reportingOf>,
  audience: Audience,
  area: Area,
  programme: Programme,
): string {
  if (expected.length === 0) return 'Nobody is asked yet: no lead is named'
  const groups = (['fresh', 'ageing', 'silent', 'not connected'] as const).flatMap((clock) => {
    const those = expected.filter((each) => each.clock === clock).map(({ administration }) => administration)
    if (those.length === 0) return []
    const nameable =
      clock === 'fresh' ||
      those.every((each) => mayName(audience, each, [area.id], programme.policies.naming))
    return [`${capital(clock)}: ${nameable ? listed(those.map(({ name }) => name)) : those.length}`]
  })
  return groups.join(' · ')
}

function milestones({
  activity,
  administrations,
  audience,
  area,
  programme,
  today,
}: ActivityPicture): Block[] {
  if (activity.milestones.length === 0) return []
  const line = (milestone: Milestone): Inline[] => {
    const owner =
      milestone.ownerAdministrationId === null ? null : administrations.get(milestone.ownerAdministrationId)
    const late =
      milestoneSchedule(milestone, today) === 'overdue' ||
      milestoneSchedule(milestone, today) === 'delivered late'
    const named = owner && (!late || mayName(audience, owner, [area.id], programme.policies.naming))
    const evidence = milestone.evidence.length > 0 ? [' · ', ...evidenceWords(milestone.evidence)] : []
    return [
      `${milestoneMark(milestone)} `,
      strong(milestone.code),
      ` ${milestone.title} · `,
      ...milestoneDate(milestone, today),
      ...(named ? [` · ${owner.name}`] : []),
      ...evidence,
    ]
  }
  return [heading('Milestones'), list(activity.milestones.map(line))]
}

function commitments({ activity, administrations }: ActivityPicture): Block[] {
  if (activity.commitments.length === 0) return []
  const lines = activity.commitments.map(({ administrationId, text: words, targetOn }): Inline[] => {
    const administration = administrations.get(administrationId)
    return [
      strong(`${activity.code}/${administration?.code ?? '?'}`),
      ` ${words} · by ${shortDate(targetOn)}`,
    ]
  })
  return [heading('Commitments'), list(lines)]
}

/** How many of the latest updates an activity shows. */
const latestShown = 3

function latest({ activity, administrations }: ActivityPicture): Block[] {
  if (activity.latest.length === 0) return []
  const shown = activity.latest.slice(0, latestShown)
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
  const recorded = update.recordedFrom ? [` · recorded from ${update.recordedFrom}`] : []
  const evidence = update.evidence.length > 0 ? [text('Evidence: ', ...evidenceWords(update.evidence))] : []
  const obstacle = update.inTheWay ? [text(strong('In the way: '), update.inTheWay)] : []
  return [
    quote(update.text, by.filter((part) => part !== null).join(', ') + recorded.join('')),
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
