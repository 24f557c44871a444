import { code, type Inline, type Row, rows, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration, Directory } from '../domain/facts.ts'
import type { LedgerLine, LedgerPlace } from '../domain/ledger.ts'
import { dayIn, shortDate, timeIn } from '../time.ts'
import { capital, cityOf, counted, listed, platformNames, quietWords } from './words.ts'

export type LedgerPicture = {
  directory: Directory
  administrations: Map<number, Administration>
  /** what was asked about, by its code; null for everything */
  about: string | null
  /** the only activity that was asked about, where its reader may not read it yet */
  quiet: ActivityName | null
  failed: boolean
  /** whether there is more before the last line, and no page for it */
  cut: boolean
  zone: string
  now: Date
}

/** What was sent unasked, newest first: when, what, where, and what became of it. */
export function deliveriesView(lines: LedgerLine[], picture: LedgerPicture): View {
  const { about, failed, quiet, zone, directory, cut } = picture
  const what = failed ? 'messages that did not go out' : 'messages sent'
  return {
    title: about ? `${about}: ${what}` : `${directory.prefix}${capital(what)}`,
    blocks: [
      ...(quiet ? [text(`${quiet.code} is ${quietWords(quiet)}.`)] : []),
      ...(lines.length > 0 || quiet ? [] : nothing(picture)),
      ...(lines.length > 0
        ? [
            small(`Newest first. Times are those of ${cityOf(zone)}.`),
            rows(lines.map((line) => row(line, picture))),
          ]
        : []),
      ...againHint(lines),
      ...(lines.some(({ state }) => state === 'unconfirmed')
        ? [
            small(
              'Unconfirmed: the platform did not say whether it was posted. It is not sent again by itself.',
            ),
          ]
        : []),
      ...(cut ? [small('There is more: add an activity, such as ', code('deliveries ipr-1'), '.')] : []),
    ],
  }
}

/** How what did not go out is sent again. */
function againHint(lines: LedgerLine[]) {
  const first = lines.find(canGoAgain)
  return first ? [small('To post one again: ', code(`send again ${first.id}`), '.')] : []
}

const canGoAgain = (line: LedgerLine): boolean =>
  isTrouble(line) && line.id !== null && line.place.kind === 'channel'

/** What did not go out has its button beside it. */
const row = (line: LedgerLine, picture: LedgerPicture): Row => ({
  text: words(line, picture),
  ...(canGoAgain(line)
    ? {
        action: { label: 'Send again', line: `send again ${line.id}`, about: `Post number ${line.id} again` },
      }
    : {}),
})

const isTrouble = ({ state }: LedgerLine): boolean =>
  state === 'failed' || state === 'unconfirmed' || state === 'given up' || state === 'skipped'

function nothing({ failed, about }: LedgerPicture) {
  if (failed) return [text('Everything that concerns you went out.')]
  const hint = about
    ? ['For all that concerns you: ', code('deliveries'), '.']
    : ['What a channel follows: ', code('following'), '.']
  return [text('Nothing that concerns you was sent yet.'), small(...hint)]
}

function words(line: LedgerLine, picture: LedgerPicture): Inline[] {
  const { at, place, state } = line
  const trouble = isTrouble(line)
  const number = trouble && line.id !== null ? `#${line.id} · ` : ''
  return [
    `${number}${momentOf(at, picture)} · ${whatWords(line, picture)} · ${placeWords(place)} · `,
    trouble ? strong(state) : state,
    stateWords(line, picture),
  ]
}

const momentOf = (at: Date, { zone }: LedgerPicture): string =>
  `${shortDate(dayIn(at, zone))}, ${timeIn(at, zone)}`

function whatWords(line: LedgerLine, { directory, administrations }: LedgerPicture): string {
  const activity = directory.activities.find(({ id }) => id === line.activityId)?.code ?? 'an activity'
  switch (line.kind) {
    case 'card':
      return `card of ${activity}`
    case 'update': {
      const reporter = line.reportedBy === null ? undefined : administrations.get(line.reportedBy)
      return `update of ${reporter?.customsName ?? 'an administration'} on ${activity}`
    }
    case 'nudge': {
      const codes = line.milestones.map((each) => directory.prefix + each)
      const others = line.withheld === 0 ? [] : [counted(line.withheld, 'other date')]
      const dates = codes.length + others.length === 0 ? '' : ` about ${listed([...codes, ...others])}`
      const asked = line.reports.flatMap(
        (id) => directory.activities.find((each) => each.id === id)?.code ?? [],
      )
      const report =
        asked.length > 0 ? ` for a report on ${listed(asked)}` : dates === '' ? ' for a report' : ''
      return `nudge${[dates, report].filter((each) => each !== '').join(' and')}`
    }
    case 'digest':
      return line.areas.length === 0
        ? 'weekly digest'
        : `weekly digest of ${listed(line.areas.map((each) => directory.prefix + each))}`
    case 'move':
      return line.milestones.length === 0
        ? 'notice of the next meeting'
        : `notice that ${listed(line.milestones.map((each) => directory.prefix + each))} moved`
    case 'extension':
      return `later date for ${listed(line.milestones.map((each) => directory.prefix + each)) || activity}`
    case 'notice':
      return 'notice that a channel cannot be reached'
  }
}

function placeWords(place: LedgerPlace): string {
  switch (place.kind) {
    case 'channel':
      return `${place.name === '' ? 'a channel' : place.name} on ${platformNames[place.platform]}`
    case 'person':
      return `direct message to ${place.name === '' ? 'a person' : place.name}`
    case 'channels of others':
      return `${counted(place.count, 'channel')} of others`
    case 'people of others':
      return `direct messages to ${counted(place.count, 'other person', 'other people')}`
  }
}

/** Why, how often it was tried, and when it comes. */
function stateWords(line: LedgerLine, picture: LedgerPicture): string {
  const { state, why, attempts, nextAt } = line
  const reason = why === null ? '' : state === 'sent' ? ` (a change of it waits: ${why})` : `: ${why}`
  if (state !== 'waiting') return reason
  const tried = attempts > 0 ? `, tried ${attempts === 1 ? 'once' : `${attempts} times`}` : ''
  const next =
    nextAt && nextAt > picture.now ? `, ${attempts > 0 ? 'again' : 'goes'} ${momentOf(nextAt, picture)}` : ''
  return reason + tried + next
}
