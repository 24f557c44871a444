import { type Block, heading, type Inline, list, rows, small, strong, text, type View } from '../chat/view.ts'
import type { Dated, Due, Window } from '../domain/due.ts'
import type { ActivityName, Administration, Area, Milestone, Programme } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { openDated } from './next-steps.ts'
import {
  capital,
  commitmentDate,
  milestoneDate,
  milestoneMark,
  partOfLine,
  programmeNotes,
  quietWords,
} from './words.ts'

export type DuePicture = {
  programme: Programme
  areas: Area[]
  administrations: Map<number, Administration>
  /** what was asked about, by name; null for the whole programme */
  about: string | null
  /** the only activity that was asked about, where its reader may not read it yet */
  quiet: ActivityName | null
  window: Window
  today: CalendarDate
}

/** Dates by area: what was agreed or taken on first, then what is only proposed; last, what has no day that counts. */
export function dueView(due: Due, picture: DuePicture): View {
  const { programme, areas, about, quiet, today } = picture
  const days = daysWords(picture.window)
  const some = due.binding.length + due.proposed.length > 0
  return {
    title: `${about ? `${capital(about)}: due` : 'Due'} ${days}`,
    blocks: [
      small(`${programme.name} · ${fullDate(today)}`),
      ...(quiet ? [text(`${quiet.code} is ${quietWords(quiet)}.`)] : []),
      ...(some || quiet ? [] : [text(`Nothing ${about ? 'there ' : ''}is due ${days}.`)]),
      ...areas.flatMap((area) => areaBlocks(area, due, picture)),
      ...undated(due),
      ...(due.proposed.length > 0
        ? [small('A proposed date counts once it is agreed; it is never overdue.')]
        : []),
      ...programmeNotes(programme),
    ],
  }
}

function daysWords({ from, to }: Window): string {
  if (from === null) return to ? `until ${fullDate(to)}` : 'from now on'
  if (from === to) return `on ${fullDate(from)}`
  return to ? `from ${fullDate(from)} to ${fullDate(to)}` : `from ${fullDate(from)} on`
}

function areaBlocks(area: Area, { binding, proposed }: Due, picture: DuePicture): Block[] {
  const inArea = ({ activity }: Dated) => activity.areaId === area.id
  const [counts, ideas] = [binding.filter(inArea), proposed.filter(inArea)]
  if (counts.length + ideas.length === 0) return []
  const lines = (dated: Dated[]) =>
    rows(
      dated.map((each) => ({
        text: datedLine(each, picture),
        action: openDated(each, picture.administrations),
      })),
    )
  return [
    heading(`${area.shortName} (${area.code})`),
    ...(counts.length > 0 ? [lines(counts)] : []),
    ...(ideas.length > 0 ? [text('Proposed, not agreed yet'), lines(ideas)] : []),
  ]
}

type Names = { administrations: Map<number, Administration>; today: CalendarDate }

/** `◔ IPR-1.3 Lessons learned · Mon 21 Jun 2010 · due soon, in 14 days · Japan`; an owner that may not be named is not. */
function datedLine(dated: Dated, { administrations, today }: Names): Inline[] {
  if (dated.kind === 'commitment') {
    const { activity, commitment } = dated
    const administration = administrations.get(commitment.administrationId)
    const name = `${activity.code}/${administration?.code ?? '?'}`
    return [
      '◔ ',
      strong(name),
      ` ${partOfLine(commitment.text)} · ${commitmentDate(commitment, today)} · ${administration?.name ?? ''}`,
    ]
  }
  const { milestone } = dated
  return [
    `${milestoneMark(milestone)} `,
    strong(milestone.code),
    ` ${milestone.title} · `,
    ...milestoneDate(milestone, today),
    ...ownerWords(milestone, administrations),
  ]
}

const ownerWords = (
  { ownerAdministrationId: id }: Milestone,
  administrations: Map<number, Administration>,
): Inline[] => {
  const owner = typeof id === 'number' ? administrations.get(id) : null
  return owner ? [` · ${owner.name}`] : []
}

/** Codes named of those without a day that counts. */
const namedCodes = 6

function undated({ waiting, toBeAgreed, passed }: Due): Block[] {
  const line = (words: string, milestones: Milestone[]): Inline[][] => {
    if (milestones.length === 0) return []
    const codes = milestones.slice(0, namedCodes).map(({ code: each }) => each)
    const more = milestones.length - codes.length
    return [[`${words}: ${milestones.length} (${codes.join(', ')}${more > 0 ? ` and ${more} more` : ''})`]]
  }
  const lines = [
    ...line('Waiting for somebody else', waiting),
    ...line('Date to be agreed', toBeAgreed),
    ...line('Proposed date passed without being agreed', passed),
  ]
  return lines.length === 0 ? [] : [heading('Without a date that counts'), list(lines)]
}
