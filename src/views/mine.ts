import { type Block, code, heading, type Row, rows, small, strong, text, type View } from '../chat/view.ts'
import type {
  Activity,
  Administration,
  Area,
  Commitment,
  Directory,
  Milestone,
  Programme,
  Reporting,
} from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { type HomeOwner, owedWords, plain, stepsFor } from './home-steps.ts'
import { openOf, updateOf } from './next-steps.ts'
import { programmeNotes } from './words.ts'

export type Owed =
  | { kind: 'milestone'; milestone: Milestone; on: CalendarDate | null }
  | { kind: 'commitment'; activity: Activity; commitment: Commitment; on: CalendarDate | null }

export type Mine = {
  owner: { kind: 'administration'; administration: Administration } | { kind: 'coordinator'; areas: Area[] }
  owed: Owed[]
  reports: { activity: Activity; clock: Reporting | null; lead: boolean }[]
  /** who reads it, for what they may do next */
  reader: HomeOwner
  directory: Directory
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
        : rows(owed.map((item) => owedRow(item, mine, today))),
      ...reportBlocks(reports, !mine.reader.reports),
      small(
        first ? `Next: ${fullDate(first.on!)} (${daysAway(today, first.on!)}). ` : '',
        owed.length > 0 ? 'When one is delivered, say done with its code and a link.' : '',
      ),
      ...programmeNotes(programme),
    ],
  }
}

/** With the next step beside it; all others are on the page that it opens. */
function owedRow(item: Owed, { reader, directory }: Mine, today: CalendarDate): Row {
  const [step] = stepsFor(item, reader, directory, today)
  return { text: owedWords(item, reader, today), ...(step ? { action: plain(step) } : {}) }
}

/** @param reads whether the reader only reads */
function reportBlocks(reports: Mine['reports'], reads: boolean): Block[] {
  if (reports.length === 0) return []
  const lines = reports.map(({ activity, clock, lead }): Row => {
    const place = `${lead ? 'lead' : 'taking part'}${clock ? ` · reporting ${clock}` : ''}`
    return {
      text: [strong(activity.code), ` ${activity.title} · ${place}`],
      action: reads ? openOf(activity.code) : updateOf(activity.code),
    }
  })
  return [
    heading('You take part in'),
    rows(lines),
    small('Report with ', code(`update ${reports[0]!.activity.code.toLowerCase()} on track …`)),
  ]
}
