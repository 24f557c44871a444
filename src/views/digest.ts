import { type Block, code, heading, type Inline, list, strong, text, type View } from '../chat/view.ts'
import { type AreaDigest, digestDaysAhead, isEmpty } from '../domain/digest.ts'
import type { DigestWeek } from '../domain/digest-times.ts'
import type { Administration, Directory, Outlook, Programme } from '../domain/facts.ts'
import { type CalendarDate, dayIn, fullDate, plusDays } from '../time.ts'
import { type DigestNames, datedLine, decisionLine, eventLine, unheardLine } from './digest-lines.ts'
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
      blocks: [text(strong(`${title}: `), ...emptyWords(areas, picture)), ...programmeNotes(programme)],
    }
  const brief = areas.filter((each) => !full.includes(each) && !isEmpty(each))
  const empty = areas.filter(isEmpty)
  return {
    title,
    blocks: [
      ...full.flatMap((each) => areaBlocks(each, areas.length > 1, most, picture)),
      ...(brief.length > 0 ? [list(brief.map(briefLine))] : []),
      ...(empty.length > 0
        ? [text(strong(`${listed(empty.map(({ area }) => area.code))}: `), ...emptyWords(empty, picture))]
        : []),
      ...programmeNotes(programme),
    ],
  }
}

const untilDay = ({ today }: DigestPicture): CalendarDate => plusDays(today, digestDaysAhead)

/** Nothing to tell, in one line. */
function emptyWords(areas: AreaDigest[], picture: DigestPicture): Inline[] {
  const status =
    areas.length === 1 ? `status ${areas[0]!.area.code.toLowerCase()}` : `status${keyWords(picture)}`
  return [
    `nothing moved, nothing is due by ${fullDate(untilDay(picture))}, and nothing is past its date. `,
    code(status),
    ' shows how it stands.',
  ]
}

const keyWords = ({ directory: { prefix } }: DigestPicture): string =>
  prefix === '' ? '' : ` ${prefix.slice(0, -1).toLowerCase()}`

/** An area for which there is no more room. */
function briefLine({ area, decisions, events, due, overdue, silent }: AreaDigest): Inline[] {
  const parts: [number, string][] = [
    [decisions.length, 'for your decision'],
    [events.length, 'moved'],
    [due.length, 'due soon'],
    [overdue.dated.length + overdue.others, 'past the date'],
    [silent.length, silent.length === 1 ? 'activity without reports' : 'activities without reports'],
  ]
  const words = parts.filter(([count]) => count > 0).map(([count, what]) => `${count} ${what}`)
  return [strong(`${area.code}: `), `${words.join(', ')}. `, code(`digest ${area.code.toLowerCase()}`)]
}

function areaBlocks(digest: AreaDigest, headed: boolean, most: number, picture: DigestPicture): Block[] {
  const { area, decisions, events, due, overdue, silent, notConnected } = digest
  const { administrations, programme, week, zone } = picture
  const names: DigestNames = { administrations, area, today: picture.today }
  const word = area.code.toLowerCase()
  const until = untilDay(picture)
  const part = (label: string, lines: Inline[][], words: string | null): Block[] =>
    lines.length === 0 ? [] : [text(strong(`${label}: `), ...joined(lines, most, words))]
  return [
    ...(headed ? [heading(`${area.shortName} (${area.code})`)] : []),
    ...outlookBlocks(digest),
    ...decisionBlocks(
      decisions.map((each) => decisionLine(each, names)),
      most,
      `due ${word} until ${programme.periodTo}`,
    ),
    ...part(
      `Moved (${events.length})`,
      events.map((each) => [eventLine(each, names)]),
      `history ${word} since ${dayIn(week.since, zone)}`,
    ),
    ...part(
      `Due by ${fullDate(until)} (${due.length})`,
      due.map((each) => [datedLine(each, names)]),
      `due ${word} until ${until}`,
    ),
    ...pastBlocks(
      overdue.dated.map((each) => [datedLine(each, names)]),
      overdue.others,
      most,
      word,
    ),
    ...part(
      `No report for ${programme.policies.reporting.ageingDays} days`,
      silent.map((each) => unheardLine(each, names)),
      `status ${word}`,
    ),
    ...part(
      'Not connected',
      notConnected.map((each) => unheardLine(each, names)),
      `status ${word}`,
    ),
  ]
}

/** The first few, then how many more there are; and the words that open the whole list. */
function joined(lines: Inline[][], most: number, words: string | null): Inline[] {
  const shown = lines.slice(0, most).flatMap((line, at): Inline[] => (at === 0 ? line : ['; ', ...line]))
  const more = lines.length - most
  const rest = more > 0 ? `; and ${more} more` : ''
  return words === null ? [...shown, `${rest}.`] : [...shown, `${rest}. `, code(words)]
}

function decisionBlocks(lines: Inline[][], most: number, words: string): Block[] {
  if (lines.length === 0) return []
  const more = lines.length - most
  const rest: Inline[][] = more > 0 ? [[`And ${more} more: `, code(words)]] : []
  return [text(strong(`For your decision (${lines.length})`)), list([...lines.slice(0, most), ...rest])]
}

function pastBlocks(lines: Inline[][], others: number, most: number, word: string): Block[] {
  const label = 'Past their date'
  if (lines.length + others === 0) return [text(strong(`${label}: `), 'none.')]
  const unnamed: Inline[][] =
    others > 0 ? [[counted(others, lines.length > 0 ? 'other commitment' : 'commitment')]] : []
  return [
    text(
      strong(`${label} (${lines.length + others}): `),
      ...joined([...lines, ...unnamed], most, `overdue ${word}`),
    ),
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
