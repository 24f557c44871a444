import {
  type Action,
  actions,
  type Block,
  divider,
  heading,
  type Inline,
  progress,
  rows,
  small,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import type { Administration, Directory, Programme } from '../domain/facts.ts'
import type { Change, Help, Standing, Summary } from '../domain/summary.ts'
import { type CalendarDate, fullDate, plusDays } from '../time.ts'
import { openOf } from './next-steps.ts'
import { capital, counted, inWords, programmeNotes, sentence, within } from './words.ts'

/** How many changes of the week stand in the summary. */
const changesShown = 3

/** What it calls this week. */
const daysOfWeek = 7

/** The Director General's brief: one screen. */
export function summaryView(
  programme: Programme,
  summary: Summary,
  directory: Directory,
  today: CalendarDate,
): View {
  return {
    title: programme.name,
    blocks: [
      small(fullDate(today), ...(programme.closedAt ? [] : [meetingWords(summary)])),
      text(...standingSentence(summary)),
      heading('Milestones delivered'),
      progress(
        summary.areas.map(({ area, delivered, total }) => ({
          label: area.shortName,
          done: delivered,
          total,
          open: { label: area.code, line: `status ${area.code.toLowerCase()}`, about: `Open ${area.name}` },
        })),
      ),
      divider,
      ...helpBlocks(summary),
      ...(programme.closedAt ? [] : weekBlocks(summary, directory)),
      ...ownBlocks(summary),
      actions(...lists(summary, directory, today)),
      small(...closingWords(summary)),
      ...programmeNotes(programme),
    ],
  }
}

/** ` · 491 days to Hua Hin (…)`: the next meeting, behind the day of an answer. */
export function meetingWords({ meeting }: Pick<Summary, 'meeting'>): string {
  if (!meeting) return ' · next meeting to be set'
  const { days } = meeting
  const distance = days === 0 ? 'the meeting has begun' : counted(days, 'day')
  const place = meeting.meeting.place.split(',')[0]
  return ` · ${distance}${days === 0 ? ': ' : ' to '}${place} (${fullDate(meeting.meeting.startsOn)})`
}

const verbs: Record<Standing, [string, string]> = {
  'on schedule': ['is on schedule', 'are on schedule'],
  delivered: ['is delivered', 'are delivered'],
  'off track': ['is off track', 'are off track'],
  'at risk': ['is at risk', 'are at risk'],
  overdue: ['has a milestone past its date', 'have a milestone past their date'],
  closed: ['was closed', 'were closed'],
  'waiting for a date': ['waits for a date', 'wait for a date'],
}

/** Where the programme stands, in one sentence. */
export function standingSentence({ standings }: Pick<Summary, 'standings'>): Inline[] {
  const total = standings.reduce((sum, { count }) => sum + count, 0)
  const [first, ...others] = standings
  if (!first) return ['No activities are loaded.']
  const verb = (standing: Standing, count: number) => verbs[standing][count === 1 ? 0 : 1]
  const subject =
    first.count === total
      ? `All ${inWords(total)} activities`
      : `${capital(inWords(first.count))} of ${inWords(total)} activities`
  const head = strong(`${subject} ${verb(first.standing, first.count)}`)
  const rest = others.map(({ standing, count }) => `, ${inWords(count)} ${verb(standing, count)}`)
  return [head, `${rest.join('')}.`]
}

function helpBlocks({ help }: Summary): Block[] {
  if (help.length === 0) return []
  return [
    heading('Where a Director General can help'),
    rows(help.map((each) => ({ text: helpWords(each), action: openOf(each.activity.code) }))),
  ]
}

function helpWords(help: Help): Inline[] {
  const name = `${help.activity.title} (${help.activity.code}): `
  switch (help.kind) {
    case 'outlook':
      return [name, sentence([help.outlook, ...(help.inTheWay ? [help.inTheWay] : [])].join(', '))]
    case 'overdue':
      return [name, `${help.milestone.title} was due on ${fullDate(help.milestone.dueOn!)}.`]
    case 'waiting':
      return [name, `${help.milestone.title} waits for ${help.milestone.waitingFor}.`]
    case 'lead':
      return [name, 'a lead is needed.']
    case 'date':
      return [name, `no date yet for ${help.milestone.title}.`]
  }
}

function weekBlocks({ changes }: Summary, { administrations }: Directory): Block[] {
  const lines = changes.slice(0, changesShown).map((change) => changeWords(change, administrations))
  const more = changes.length - lines.length
  const words =
    lines.length === 0
      ? 'nothing has been reported.'
      : `${lines.join('; ')}${more > 0 ? `; and ${more} more` : ''}.`
  return [text(strong('This week: '), words)]
}

function changeWords(change: Change, administrations: Administration[]): string {
  const { administrationId: id } = change
  const name =
    (typeof id === 'number' && administrations.find((each) => each.id === id)?.name) || 'The coordinator'
  switch (change.kind) {
    case 'delivered':
      return id === 'withheld'
        ? `${change.milestone.code} was delivered`
        : `${name} delivered ${change.milestone.code}`
    case 'reported':
      return `${name} reported on ${change.activity.code}${change.outlook ? `: ${change.outlook}` : ''}`
    case 'joined':
      return `${name} joined ${change.activity.code}`
  }
}

function ownBlocks({ own }: Summary): Block[] {
  if (!own) return []
  const late = own.late === 0 ? 'none late' : `${own.late} late`
  const name = strong(`${own.administration.name}: `)
  if (own.open === 0) return [text(name, 'nothing open.')]
  return [text(name, `${counted(own.open, 'item')} open, ${late}.`)]
}

/** Every number opens the list behind it. */
function lists({ own, changes }: Summary, directory: Directory, today: CalendarDate): Action[] {
  const of = within(directory)
  const since = plusDays(today, -daysOfWeek)
  return [
    ...(own && own.open > 0
      ? [{ label: 'Mine', line: `mine${of}`, about: `What ${own.administration.name} owes` }]
      : []),
    ...(changes.length > 0
      ? [
          {
            label: 'This week',
            line: `history since ${since}${of}`,
            about: 'All that changed this week',
          },
        ]
      : []),
    { label: 'All activities', line: `status${of}`, about: 'All activities, by area' },
    { label: 'Due dates', line: `due${of}`, about: 'What is due in the next 30 days' },
  ]
}

function closingWords({ evidence }: Summary): Inline[] {
  if (evidence.delivered === 0) return ['As reported by administrations.']
  return [
    `As reported by administrations. Evidence filed for ${evidence.filed} of ${evidence.delivered} delivered.`,
  ]
}
