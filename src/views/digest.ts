import {
  type Action,
  actions,
  type Block,
  heading,
  list,
  type Row,
  rows,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import { type AreaDigest, digestDaysAhead, isEmpty } from '../domain/digest.ts'
import type { DigestWeek } from '../domain/digest-times.ts'
import type { Administration, Directory, Outlook, Programme } from '../domain/facts.ts'
import { type CalendarDate, fullDate, plusDays } from '../time.ts'
import { digestButtons } from './digest-buttons.ts'
import { type DigestNames, datedLine, decisionParts, eventLine, unheardLine } from './digest-lines.ts'
import { openOf } from './next-steps.ts'
import { counted, listed, programmeNotes } from './words.ts'

export type DigestPicture = {
  programme: Programme
  directory: Pick<Directory, 'prefix'>
  administrations: Map<number, Administration>
  week: DigestWeek
  zone: string
  today: CalendarDate
}

/** Areas that are told in full in one message; of more, each is a line. */
const areasInFull = 4

/** Lines in each part of an area, when it is the only one and when there are others: one message, far under what Slack takes. */
const linesAlone = 6
const linesBeside = 3

/** The weekly digest: one message, a part for each area. */
export function digestView(areas: AreaDigest[], picture: DigestPicture): View {
  const { week, programme } = picture
  const toDay = `week to ${fullDate(week.lastOn)}`
  const [only, ...others] = areas
  const full = areas.filter((each) => !isEmpty(each)).slice(0, areasInFull)
  const most = full.length > 1 ? linesBeside : linesAlone
  const title = only && others.length === 0 ? `${only.area.code}, ${toDay}` : `Weekly digest, ${toDay}`
  if (full.length === 0)
    return {
      blocks: [
        text(strong(`${title}: `), emptyWords(picture)),
        actions(only && others.length === 0 ? openOf(only.area.code) : { label: 'Open', line: 'status' }),
        ...programmeNotes(programme),
      ],
    }
  const brief = areas.filter((each) => !full.includes(each) && !isEmpty(each))
  const empty = areas.filter(isEmpty)
  return {
    title,
    blocks: [
      ...full.flatMap((each) => areaBlocks(each, areas.length > 1, most, picture)),
      ...(brief.length > 0 ? [rows(brief.map(briefRow))] : []),
      ...(empty.length > 0
        ? [text(strong(`${listed(empty.map(({ area }) => area.code))}: `), emptyWords(picture))]
        : []),
      ...programmeNotes(programme),
    ],
  }
}

const untilDay = ({ today }: DigestPicture): CalendarDate => plusDays(today, digestDaysAhead)

/** Nothing to tell, in one line. */
const emptyWords = (picture: DigestPicture): string =>
  `nothing moved, nothing is due by ${fullDate(untilDay(picture))}, and nothing is past its date.`

/** An area for which there is no more room. */
function briefRow({ area, decisions, events, due, overdue, silent }: AreaDigest): Row {
  const parts: [number, string][] = [
    [decisions.length, 'for your decision'],
    [events.length, 'moved'],
    [due.length, 'due soon'],
    [overdue.dated.length + overdue.others, 'past the date'],
    [silent.length, silent.length === 1 ? 'activity without reports' : 'activities without reports'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return {
    text: [strong(`${area.code}: `), `${words.join(', ')}.`],
    action: { label: 'Open', line: `digest ${area.code.toLowerCase()}`, about: `Digest of ${area.code}` },
  }
}

function areaBlocks(digest: AreaDigest, headed: boolean, most: number, picture: DigestPicture): Block[] {
  const { area, decisions } = digest
  const { administrations, programme, today } = picture
  const names: DigestNames = { administrations, area, today }
  return [
    ...(headed ? [heading(`${area.shortName} (${area.code})`)] : []),
    ...outlookBlocks(digest),
    ...decisionBlocks(
      decisions.map((each) => decisionParts(each, names)),
      most,
      { label: 'All dates', line: `due ${area.code.toLowerCase()} until ${programme.periodTo}` },
    ),
    ...(headed ? shortly : atLength)(partsOf(digest, names, picture), most),
    ...digestButtons(digest, picture, untilDay(picture)),
  ]
}

function partsOf(
  { events, due, overdue, silent, notConnected }: AreaDigest,
  names: DigestNames,
  picture: DigestPicture,
): Part[] {
  const late = overdue.dated.map((each) => datedLine(each, names))
  const { others } = overdue
  const unnamed = others > 0 ? [counted(others, late.length > 0 ? 'other commitment' : 'commitment')] : []
  const silence = `No report for ${picture.programme.policies.reporting.ageingDays} days`
  const parts: Part[] = [
    [`Moved (${events.length})`, events.map((each) => eventLine(each, names))],
    [`Due by ${fullDate(untilDay(picture))} (${due.length})`, due.map((each) => datedLine(each, names))],
    late.length + others === 0
      ? ['Past their date', ['none']]
      : [`Past their date (${late.length + others})`, [...late, ...unnamed]],
    [silence, silent.map((each) => unheardLine(each, names))],
    ['Not connected', notConnected.map((each) => unheardLine(each, names))],
  ]
  return parts.filter(([, lines]) => lines.length > 0)
}

type Part = [label: string, lines: string[]]

/** A line for each part: four areas in one message are within what Slack takes. */
function shortly(parts: Part[], most: number): Block[] {
  const joined = (lines: string[]) => `${upTo(lines, most).join('; ')}.`
  return [list(parts.map(([label, lines]) => [strong(`${label}: `), joined(lines)]))]
}

/** Several lines are a list under their label; one stands beside it. */
const atLength = (parts: Part[], most: number): Block[] =>
  parts.flatMap(([label, lines]) =>
    lines.length > 1
      ? [heading(label), list(upTo(lines, most).map((line) => [line]))]
      : [text(strong(`${label}: `), `${lines[0]}.`)],
  )

/** The first few, then how many more there are. */
function upTo(lines: string[], most: number): string[] {
  const more = lines.length - most
  return more > 0 ? [...lines.slice(0, most), `and ${more} more`] : lines
}

/** Each with its buttons: one beside it, several under it. */
function decisionBlocks(decisions: ReturnType<typeof decisionParts>[], most: number, all: Action): Block[] {
  if (decisions.length === 0) return []
  const blocks = decisions.slice(0, most).map(({ text: parts, actions: buttons }): Block[] => {
    if (buttons.length > 1) return [text(...parts), actions(...buttons)]
    return [rows([{ text: parts, ...(buttons[0] ? { action: buttons[0] } : {}) }])]
  })
  const more = decisions.length - most
  return [
    text(strong(`For your decision (${decisions.length})`)),
    ...blocks.flat(),
    ...(more > 0 ? [rows([{ text: [`And ${more} more.`], action: all }])] : []),
  ]
}

/** How each activity stands, as was last reported: `IPR-1 is on track. IPR-2 is at risk.` */
function outlookBlocks({ outlooks }: AreaDigest): Block[] {
  const codesOf = (asked: Outlook | null) =>
    outlooks.filter(({ outlook }) => outlook === asked).map(({ activity }) => activity.code)
  const sentences = (['on track', 'at risk', 'off track'] as const).flatMap((outlook) => {
    const codes = codesOf(outlook)
    return codes.length === 0 ? [] : [`${listed(codes)} ${codes.length === 1 ? 'is' : 'are'} ${outlook}.`]
  })
  const unreported = codesOf(null)
  const words = [...sentences, ...(unreported.length > 0 ? [`${listed(unreported)}: no report yet.`] : [])]
  return words.length === 0 ? [] : [text(words.join(' '))]
}
