import { type Inline, rows, small, strong, text, type View } from '../chat/view.ts'
import type { Dated, Overdue } from '../domain/due.ts'
import type { ActivityName, Administration, Area, Programme } from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate, shortDate } from '../time.ts'
import { openDated } from './next-steps.ts'
import { capital, counted, partOfLine, programmeNotes, quietWords } from './words.ts'

export type OverduePicture = {
  programme: Programme
  areas: Area[]
  administrations: Map<number, Administration>
  /** what was asked about, by name; null for the whole programme */
  about: string | null
  /** the only activity that was asked about, where its reader may not read it yet */
  quiet: ActivityName | null
  /** whether the question was about an administration whose dates this reader is told in some areas only */
  partly: boolean
  today: CalendarDate
}

/** What is past its date, the longest first; who owns it where this reader may be told. */
export function overdueView({ dated, others }: Overdue, picture: OverduePicture): View {
  const { programme, about, quiet, partly, today } = picture
  const of = about ? `${capital(about)}: ` : ''
  const partlyNote = partly ? [small('Shown is what is told to you: the areas that you coordinate.')] : []
  if (quiet) return { blocks: [text(`${quiet.code} is ${quietWords(quiet)}.`)] }
  if (dated.length === 0 && others === 0)
    return {
      blocks: [
        text(
          `${of}${of ? 'nothing' : 'Nothing'} that was agreed is past its date today, ${fullDate(today)}.`,
        ),
        ...partlyNote,
        ...programmeNotes(programme),
      ],
    }
  return {
    title: `${of}${of ? 'past' : 'Past'} the date`,
    blocks: [
      small(`${programme.name} · ${fullDate(today)}`),
      ...(dated.length > 0
        ? [
            rows(
              dated.map((each) => ({
                text: line(each, picture),
                action: openDated(each, picture.administrations),
              })),
            ),
          ]
        : []),
      ...(others > 0 ? [text(othersWords(others, dated))] : []),
      ...partlyNote,
      ...programmeNotes(programme),
    ],
  }
}

function othersWords(others: number, dated: Dated[]): string {
  const other = dated.some(({ kind }) => kind === 'commitment') ? 'other commitment' : 'commitment'
  return `${counted(others, `${other} is`, `${other}s are`)} past the target.`
}

function line(dated: Dated, { administrations, areas, today }: OverduePicture): Inline[] {
  const { on, activity } = dated
  const when = (first: CalendarDate | null) =>
    ` · ${shortDate(on)}, ${daysAway(today, on)}${first && first !== on ? ` (first ${shortDate(first)})` : ''}`
  if (dated.kind === 'commitment') {
    const { commitment } = dated
    const administration = administrations.get(commitment.administrationId)
    const name = `${activity.code}/${administration?.code ?? '?'}`
    return [
      strong(name),
      ` ${partOfLine(commitment.text)}${when(commitment.baselineOn)} · ${administration?.name ?? ''}`,
    ]
  }
  const { milestone } = dated
  const { ownerAdministrationId: id } = milestone
  const area = areas.find((each) => each.id === activity.areaId)
  const owner =
    id === 'withheld'
      ? '1 administration'
      : id === null
        ? `coordinator of ${area?.code ?? '?'}`
        : administrations.get(id)?.name
  return [strong(milestone.code), ` ${milestone.title}${when(milestone.baselineOn)} · ${owner ?? ''}`]
}
