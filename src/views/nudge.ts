import { type Block, code, type Inline, mention, rows, small, strong, text, type View } from '../chat/view.ts'
import type { Activity, Administration, Area, Directory, Programme } from '../domain/facts.ts'
import type { Mentioned } from '../domain/nudge-round.ts'
import type { NudgeAnswer, NudgeLine } from '../domain/nudge-said.ts'
import { type CalendarDate, dayIn, daysAway, fullDate } from '../time.ts'
import { updateOf } from './next-steps.ts'
import { datesWithAnswers, howToAnswer, isNumbered, lastButtons } from './nudge-buttons.ts'
import { textsToMail } from './nudge-mail.ts'
import { capital, inWords, programmeNotes } from './words.ts'

/** A report that is asked for; `last` is the instant of the one before, null for none. `came` when it has come meanwhile. */
export type NudgeReport = {
  activity: Activity
  administration: Administration
  last: Date | null
  came: boolean
}

/** `whose` dates they are; null in a direct message about several. `others` counts the late ones of those not named here. */
export type NudgeToSay = {
  whose: string | null
  lines: NudgeLine[]
  reports: NudgeReport[]
  mentioned: Mentioned[]
  others: number
  /** the day of the message, where it is read */
  on: CalendarDate
}

type Around = { directory: Directory; programme: Programme; today: CalendarDate }

/** How many dates one message lists. */
const mostLines = 15

/** A nudge: the dates that are near or past, who owes an answer, how to give it, and when it comes next. */
export function nudgeView(nudge: NudgeToSay, around: Around): View {
  const { lines, mentioned, others, whose } = nudge
  const shown = lines.slice(0, mostLines)
  const open = shown.filter(({ answer }) => answer === null)
  const title = lines.length > 0 ? datesInWords(lines, whose) : 'a report, once a quarter'
  return {
    title: whose === null ? capital(title) : `${whose}: ${title}`,
    blocks: [
      ...datesWithAnswers(
        shown,
        shown.map((line) => lineParts(line, nudge, around)),
        around.today,
      ),
      ...(lines.length > shown.length
        ? [
            text(
              `And ${inWords(lines.length - shown.length)} more: `,
              code('due 30d'),
              ' and ',
              code('overdue'),
              '.',
            ),
          ]
        : []),
      ...(mentioned.length > 0 ? [text(...mentions(mentioned), ': one answer is enough.')] : []),
      ...howToAnswer(shown),
      ...textsToMail(open, around),
      ...(others > 0 ? [text(othersWords(others))] : []),
      ...nextWords(shown),
      ...reportBlocks(nudge.reports),
      ...lastButtons(
        shown,
        nudge.reports.map(({ activity }) => activity.code),
        others,
      ),
      ...programmeNotes(around.programme),
    ],
  }
}

/** `two dates`, `two dates of others`, `one date still open`, `answered`. */
function datesInWords(lines: NudgeLine[], whose: string | null): string {
  const open = lines.filter(({ answer }) => answer === null)
  if (open.length === 0) return 'answered'
  const answered = open.length < lines.length ? ' still open' : ''
  const isTheirs = ({ part, owner }: NudgeLine) =>
    part === 'told' && owner && whose !== owner.customsName && whose !== owner.region.name
  const theirs = whose !== null && open.every(isTheirs)
  return `${inWords(open.length)} ${open.length === 1 ? 'date' : 'dates'}${theirs ? ' of others' : ''}${answered}`
}

function lineParts(line: NudgeLine, { on }: NudgeToSay, { today, directory }: Around): Inline[] {
  const { milestone, activity, answer } = line
  const named: Inline[] = [`${milestone.title} (`, strong(milestone.code), ')']
  if (answer)
    return [
      strong(`${milestone.code}: ${answerWords(answer, areaOf(directory, activity.areaId))}`),
      ` (${milestone.title})`,
    ]
  // Changed on a later day, it says no distance: beside the day on which it was posted that would be wrong.
  const distance = today === on ? ` (${daysAway(today, milestone.dueOn)})` : ''
  return [strong(fullDate(milestone.dueOn)), `${distance}: `, ...named, ownerWords(line, directory)]
}

/** Whose it is, where that is not who reads it. */
function ownerWords(
  { milestone, activity, part, owner, connected }: NudgeLine,
  directory: Directory,
): string {
  if (part === 'owes' || milestone.ownerAdministrationId === 'withheld') return '.'
  const who = owner ? owner.customsName : `the coordinator of ${areaOf(directory, activity.areaId)?.code}`
  return `. Owner: ${who}${connected ? '' : ', not connected'}.`
}

function answerWords(answer: NudgeAnswer, area: Area | undefined): string {
  switch (answer.kind) {
    case 'delivered': {
      const by = answer.by === 'coordinator' ? `the coordinator of ${area?.code}` : answer.by?.customsName
      return `delivered on ${fullDate(answer.on)}${by ? ` by ${by}` : ''}`
    }
    case 'moved':
      return `moved to ${fullDate(answer.to)}`
    case 'snoozed':
      return `no reminder until ${fullDate(answer.until)}`
    case 'asked':
      return 'a later date was asked for'
    case 'waiting':
      return `waits for ${answer.whom}`
    case 'closed':
      return answer.state
  }
}

const mentions = (mentioned: Mentioned[]): Inline[] =>
  mentioned.flatMap(({ name, account }, at) => [...(at === 0 ? [] : [', ']), mention(name, account)])

/** What it is, so that nobody takes it for a date that was missed. */
function reportBlocks(reports: NudgeReport[]): Block[] {
  if (reports.length === 0) return []
  const last = ({ last: at, came, administration }: NudgeReport): string => {
    const on = at && fullDate(dayIn(at, administration.timeZone))
    if (came) return `reported on ${on}`
    return on ? `last report on ${on}` : 'no report yet'
  }
  return [
    text(
      strong('A report is asked for once a quarter.'),
      ' No date hangs on it, and "no change" is a full answer.',
    ),
    rows(
      reports.map((each) => ({
        text: [strong(each.activity.code), ` ${each.activity.title} · ${last(each)}`],
        ...(each.came ? {} : { action: updateOf(each.activity.code) }),
      })),
    ),
  ]
}

const othersWords = (count: number): string =>
  `In the areas followed here, ${inWords(count)} ${count === 1 ? 'date' : 'dates'} of others ${count === 1 ? 'has' : 'have'} passed.`

/** `Next reminder: Thursday 10 June 2010, only if item 1 is still open.` Dates without numbers are named by their codes. */
function nextWords(shown: NudgeLine[]): Block[] {
  const days = shown.flatMap(({ next }) => next ?? []).sort()
  const [first] = days
  if (!first) return []
  const named = (at: number): string => (isNumbered(shown) ? `item ${at + 1}` : shown[at]!.milestone.code)
  const items = shown.flatMap(({ next }, at) => (next === first ? [named(at)] : []))
  const which =
    items.length === 1 ? `${items[0]} is` : `${items.slice(0, -1).join(', ')} or ${items.at(-1)} is`
  const condition = shown.length === 1 ? 'it is' : which
  return [small(`Next reminder: ${fullDate(first)}, only if ${condition} still open.`)]
}

const areaOf = ({ areas }: Directory, areaId: number): Area | undefined =>
  areas.find(({ id }) => id === areaId)
