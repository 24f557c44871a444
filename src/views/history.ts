import { code, type Inline, list, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Directory, Programme } from '../domain/facts.ts'
import type { Actor, Entry } from '../domain/history.ts'
import { type CalendarDate, dayIn, fullDate, shortDate, timeIn } from '../time.ts'
import { openEach } from './next-steps.ts'
import { capital, evidenceWords, listed, partOfLine, programmeNotes, quietWords, sentence } from './words.ts'

export type HistoryPicture = {
  programme: Programme
  directory: Directory
  administrations: Map<number, Administration>
  /** what was asked about, by name; null for the whole programme */
  about: string | null
  /** the only activity that was asked about, where its reader may not read it yet */
  quiet: ActivityName | null
  from: CalendarDate | null
  to: CalendarDate | null
  /** whether there is more before the last entry, and no page for it */
  cut: boolean
  /** the reader's zone: days and times are those of its wall */
  zone: string
  today: CalendarDate
}

/** What happened, newest first. */
export function historyView(entries: Entry[], picture: HistoryPicture): View {
  const { programme, directory, about, quiet, zone, cut } = picture
  const period = periodWords(picture)
  const oldest = entries.at(-1)
  return {
    title: `${about ? `${capital(about)}: what happened` : `${directory.prefix}What happened`}${period && `, ${period}`}`,
    blocks: [
      ...(quiet ? [text(`${quiet.code} is ${quietWords(quiet)}.`)] : []),
      ...(oldest || quiet ? [] : [text(`Nothing is recorded ${period || 'yet'}.`)]),
      ...(oldest ? [small(`Newest first. Times are those of ${cityOf(zone)}.`)] : []),
      ...(oldest ? [list(entries.map((entry) => line(entry, picture)))] : []),
      ...(oldest && cut ? [small('There is more: add ', code(`until ${dayIn(oldest.at, zone)}`), '.')] : []),
      ...openEach(
        entries.flatMap(
          ({ activityId }) => directory.activities.find(({ id }) => id === activityId)?.code ?? [],
        ),
      ),
      ...programmeNotes(programme),
    ],
  }
}

function periodWords({ from, to }: HistoryPicture): string {
  if (from && from === to) return `on ${fullDate(from)}`
  if (from) return to ? `from ${fullDate(from)} to ${fullDate(to)}` : `since ${fullDate(from)}`
  return to ? `until ${fullDate(to)}` : ''
}

const cityOf = (zone: string): string => (zone.split('/').at(-1) ?? zone).replaceAll('_', ' ')

/** One line: when, what it is about, what happened, who. Line breaks people typed become spaces. */
function line(entry: Entry, picture: HistoryPicture): Inline[] {
  const { zone } = picture
  const time = `${shortDate(dayIn(entry.at, zone))}, ${timeIn(entry.at, zone)} · `
  const parts: Inline[] = [
    time,
    ...(entry.activityId === null ? [] : [strong(codeOf(entry, picture)), ' ']),
    ...words(entry, picture),
  ]
  return parts.map((part) => (typeof part === 'string' ? part.replace(/\s*\n\s*/g, ' ') : part))
}

function codeOf(entry: Entry, { directory, administrations }: HistoryPicture): string {
  const activity = directory.activities.find(({ id }) => id === entry.activityId)?.code ?? '?'
  if ('milestone' in entry && entry.milestone) return entry.milestone.code
  const ofCommitment =
    entry.kind === 'pledged' ||
    entry.kind === 'commitment delivered' ||
    entry.kind === 'reworded' ||
    entry.kind === 'commitment evidence filed' ||
    entry.kind === 'confirmed' ||
    (entry.kind === 'moved' && entry.of === 'commitment')
  const administrationId = ofCommitment && 'administrationId' in entry ? entry.administrationId : null
  const administration = administrationId === null ? null : administrations.get(administrationId)
  return administration ? `${activity}/${administration.code}` : activity
}

function words(entry: Entry, picture: HistoryPicture): Inline[] {
  const { administrations } = picture
  const nameOf = (id: number) => administrations.get(id)?.customsName ?? 'An administration'
  const by = byWords(entry.by, administrations)
  switch (entry.kind) {
    case 'update':
      return update(entry, picture)
    case 'withdrawn':
      return [
        `${nameOf(entry.administrationId)}: an update, withdrawn${byWords(entry.withdrawnBy, administrations)} ${moment(entry.withdrawnAt, picture)}`,
      ]
    case 'planned':
      return [`${entry.milestone.title} · proposed${by}`]
    case 'agreed': {
      const { title, baselineOn } = entry.milestone
      return [`${title} · agreed${baselineOn ? ` for ${shortDate(baselineOn)}` : ''}${by}`]
    }
    case 'delivered': {
      const { title, deliveredOn } = entry.milestone
      return [
        `${title} · delivered${deliveredOn ? ` ${shortDate(deliveredOn)}` : ''}${by}`,
        ...evidence(entry.evidence),
      ]
    }
    case 'moved':
      return [moved(entry), by, ...(entry.reason === '' ? [] : [`: "${entry.reason}"`])]
    case 'extension asked':
    case 'extension decided':
      return [extension(entry), by, ...(entry.reason === '' ? [] : [`: "${entry.reason}"`])]
    case 'pledged':
      return [
        `${partOfLine(entry.text)} · commitment made${by}${entry.targetOn ? `, target ${shortDate(entry.targetOn)}` : ''}`,
      ]
    case 'commitment delivered':
      return [`${partOfLine(entry.text)} · delivered${by}`, ...evidence(entry.evidence)]
    case 'evidence filed':
      return [`${entry.milestone.title} · evidence filed${by}: `, ...evidenceWords(entry.evidence)]
    case 'commitment evidence filed':
      return [`${partOfLine(entry.text)} · evidence filed${by}: `, ...evidenceWords(entry.evidence)]
    case 'reworded':
      return [`commitment reads otherwise${by}`]
    case 'answered': {
      const place = entry.lead ? 'leads' : entry.takingPart ? 'takes part' : 'does not take part'
      const why = entry.reason && !entry.takingPart ? `: "${entry.reason}"` : ''
      return [`${nameOf(entry.administrationId)} ${place}${own(entry, administrations)}${why}`]
    }
    case 'leads named': {
      const names = entry.administrationIds.map(nameOf)
      return [names.length > 0 ? `${listed(names)} named as lead${by}` : `leads changed${by}`]
    }
    case 'programme closed':
      return [`programme closed${by}`]
    case 'confirmed':
      return [`implementation confirmed: ${entry.level}${by}`]
  }
}

function update(entry: Entry & { kind: 'update' }, picture: HistoryPicture): Inline[] {
  const { administrations } = picture
  const { administrationId, by, outlook, text: said, inTheWay, recordedFrom, editedAt } = entry
  const administration = administrations.get(administrationId)
  const name = administration?.customsName ?? 'An administration'
  const person = recordedFrom
    ? `, recorded${byWords(by, administrations)} from ${recordedFrom}`
    : own({ by, administrationId }, administrations)
  const behind = [
    ...evidence(entry.evidence),
    ...(editedAt ? [` · edited ${moment(editedAt, picture)}`] : []),
  ]
  const [before, last] = inTheWay ? [[sentence(said), ' In the way: '], inTheWay] : [[], said]
  return [
    `${name}${person}: `,
    ...(outlook ? [`${outlook}. `] : []),
    ...(behind.length > 0 ? [...before, partOfLine(last)] : [...before, last]),
    ...behind,
  ]
}

/** ` (Sato Yuki)`: who spoke for an administration. */
const own = (
  { by, administrationId }: { by: Actor | null; administrationId: number },
  administrations: Map<number, Administration>,
): string =>
  by ? ` (${by.administrationId === administrationId ? by.name : personName(by, administrations)})` : ''

const evidence = (filed: Parameters<typeof evidenceWords>[0]): Inline[] =>
  filed.length > 0 ? [' · evidence: ', ...evidenceWords(filed)] : []

/** In the outcome words of the WTO's database of extensions. */
function extension(entry: Entry & { kind: 'extension asked' | 'extension decided' }): string {
  const { milestone, fromOn, toOn, outcome } = entry
  const from = fromOn ? `from ${shortDate(fromOn)} ` : ''
  if (entry.kind === 'extension asked') {
    const open = outcome === 'pending' && milestone.state === 'agreed' ? ' (pending)' : ''
    return `${milestone.title} · later date requested${open}: ${from}to ${shortDate(toOn)}`
  }
  const { approvedOn } = entry
  const days = approvedOn ? `moved ${from}to ${shortDate(approvedOn)}` : `asked for was ${shortDate(toOn)}`
  return `${milestone.title} · ${outcome}: ${days}`
}

function moved(entry: Entry & { kind: 'moved' }): string {
  const on = (day: CalendarDate | null) => (day ? shortDate(day) : 'no date')
  const days = entry.fromOn === entry.toOn ? '' : `moved from ${on(entry.fromOn)} to ${on(entry.toOn)}`
  if (entry.of === 'milestone') {
    const proposed = entry.milestone.state === 'proposed' ? 'proposed date ' : ''
    return `${entry.milestone.title} · ${proposed}${days}`
  }
  if (entry.of === 'commitment') return `target ${days}`
  const { name, fromOn, toOn, fromPlace, toPlace } = entry
  if (fromOn === null && fromPlace === null)
    return `${name} · set for ${on(toOn)}, ${toPlace ?? 'no place yet'}`
  const places = fromPlace === toPlace ? '' : `${fromPlace ?? 'no place'} to ${toPlace ?? 'no place'}`
  return `${name} · ${[days, places && `place: ${places}`].filter((part) => part !== '').join(', ')}`
}

const personName = (
  { name, administrationId }: Actor,
  administrations: Map<number, Administration>,
): string => {
  const from = administrationId === null ? null : administrations.get(administrationId)
  return from ? `${name}, ${from.name}` : name
}

const byWords = (actor: Actor | null, administrations: Map<number, Administration>): string =>
  actor ? ` by ${personName(actor, administrations)}` : ''

const moment = (at: Date, { zone }: HistoryPicture): string =>
  `on ${shortDate(dayIn(at, zone))}, ${timeIn(at, zone)}`
