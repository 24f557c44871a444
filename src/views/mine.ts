import { type Block, code, heading, type Inline, list, small, strong, text, type View } from '../chat/view.ts'
import type {
  Activity,
  Administration,
  Area,
  Commitment,
  Milestone,
  Programme,
  Reporting,
} from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { commitmentDate, milestoneDate, programmeNotes } from './words.ts'

export type Owed =
  | { kind: 'milestone'; milestone: Milestone; on: CalendarDate | null }
  | { kind: 'commitment'; activity: Activity; commitment: Commitment; on: CalendarDate | null }

export type Mine = {
  owner: { kind: 'administration'; administration: Administration } | { kind: 'coordinator'; areas: Area[] }
  owed: Owed[]
  reports: { activity: Activity; clock: Reporting | null; lead: boolean }[]
}

/** What an administration, or an area's coordinator, owes: soonest first. */
export function mineView(programme: Programme, mine: Mine, today: CalendarDate): View {
  const { owner, owed, reports } = mine
  const who =
    owner.kind === 'administration'
      ? owner.administration.customsName
      : `Coordinator of ${owner.areas.map(({ code }) => code).join(', ')}`
  const first = owed.find(({ on }) => on !== null)
  return {
    title: `${who}: ${owed.length === 0 ? 'nothing owed' : `${owed.length} open`}`,
    blocks: [
      small(fullDate(today)),
      owed.length === 0
        ? text('No milestone or commitment of yours is open.')
        : list(owed.map((item) => owedLine(item, owner, today))),
      ...reportBlocks(reports),
      small(
        first ? `Next: ${fullDate(first.on!)} (${daysAway(today, first.on!)}). ` : '',
        owed.length > 0 ? 'When one is delivered, say done with its code and a link.' : '',
      ),
      ...programmeNotes(programme),
    ],
  }
}

function owedLine(item: Owed, owner: Mine['owner'], today: CalendarDate): Inline[] {
  if (item.kind === 'milestone')
    return [
      strong(item.milestone.code),
      ` ${item.milestone.title} · `,
      ...milestoneDate(item.milestone, today),
    ]
  const { activity, commitment } = item
  const suffix = owner.kind === 'administration' ? `/${owner.administration.code}` : ''
  return [strong(`${activity.code}${suffix}`), ` ${commitment.text} · ${commitmentDate(commitment, today)}`]
}

function reportBlocks(reports: Mine['reports']): Block[] {
  if (reports.length === 0) return []
  const lines = reports.map(({ activity, clock, lead }): Inline[] => [
    strong(activity.code),
    ` ${activity.title} · ${lead ? 'lead' : 'taking part'}${clock ? ` · reporting ${clock}` : ''}`,
  ])
  return [
    heading('You take part in'),
    list(lines),
    small('Report with ', code(`update ${reports[0]!.activity.code.toLowerCase()} on track …`)),
  ]
}
