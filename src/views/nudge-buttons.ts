import {
  type Action,
  actions,
  type Block,
  code,
  type Inline,
  numbered,
  rows,
  small,
  strong,
  text,
} from '../chat/view.ts'
import type { NudgeLine } from '../domain/nudge-said.ts'
import type { CalendarDate } from '../time.ts'
import { updateOf } from './next-steps.ts'

/** A message of at most so many dates has all their answers under each; a longer one has the first of them beside each. */
const datesInFull = 3

/** Buttons in one row. */
const mostInRow = 4

/** Days for which a reminder is put off by its button. */
const snoozeDays = 5

const isOwed = ({ part, answer }: NudgeLine): boolean => part === 'owes' && answer === null

/** Whether the dates have numbers: not where each has a button beside it. */
export const isNumbered = (shown: NudgeLine[]): boolean => shown.length <= datesInFull || !shown.some(isOwed)

/** The dates in order, those that are owed here with the buttons that answer them. */
export function datesWithAnswers(shown: NudgeLine[], items: Inline[][], today: CalendarDate): Block[] {
  if (!shown.some(isOwed)) return shown.length === 0 ? [] : [numbered(items)]
  if (!isNumbered(shown))
    return [
      rows(
        shown.map((line, at) => ({
          text: items[at]!,
          ...(isOwed(line) ? { action: delivered(line) } : {}),
        })),
      ),
    ]
  const first = shown.find(isOwed)
  return shown.flatMap((line, at) => [
    text(`${at + 1}. `, ...items[at]!),
    ...(isOwed(line) ? [actions(...answersOf(line, line === first, today))] : []),
  ])
}

const delivered = ({ milestone }: NudgeLine): Action => ({
  label: 'Delivered',
  line: `done ${milestone.code.toLowerCase()}`,
  form: true,
  about: `Delivered, with a link or a document: ${milestone.code}`,
})

/** What can be said of one date; the first stands out, and one alone does so. A later one is asked for by an administration, and before its day. */
function answersOf(line: NudgeLine, isFirst: boolean, today: CalendarDate): Action[] {
  const { milestone, owner } = line
  const name = milestone.code.toLowerCase()
  const asks = owner !== null && milestone.dueOn >= today
  return [
    { ...delivered(line), ...(isFirst ? { look: 'primary' } : {}) },
    { label: 'Already sent', line: `done ${name} already sent`, about: `Already sent: ${milestone.code}` },
    ...(asks
      ? [
          {
            label: 'Later date',
            line: `extend ${name}`,
            form: true,
            about: `A later date: ${milestone.code}`,
          },
        ]
      : []),
    {
      label: 'Snooze',
      line: `snooze ${name} ${snoozeDays}d`,
      about: `No reminder for ${snoozeDays} days: ${milestone.code}`,
    },
  ]
}

/** What the buttons are for; the words instead, where there is no room for them. */
export function howToAnswer(shown: NudgeLine[]): Block[] {
  const [first] = shown.filter(isOwed)
  if (!first) return []
  if (isNumbered(shown)) return [small('Sent by e-mail or otherwise? Press ', strong('Already sent'), '.')]
  const name = first.milestone.code.toLowerCase()
  return [
    small(
      'Sent by e-mail or otherwise: ',
      code(`done ${name} already sent`),
      '. Not now: ',
      code(`snooze ${name} ${snoozeDays}d`),
      '.',
    ),
  ]
}

/**
 * What stands at the end: a report on what is under way, which is of an activity and not of a date; and the lists behind the numbers.
 *
 * @param reported activities of which a report is asked for elsewhere in the message
 * @param others how many dates of others have passed
 */
export function lastButtons(shown: NudgeLine[], reported: string[], others: number): Block[] {
  const owed = shown.filter(isOwed)
  const codes = [...new Set(owed.map(({ activity }) => activity.code))].filter(
    (each) => !reported.includes(each),
  )
  const lists: Action[] = [
    ...(owed.length > 0 && !isNumbered(shown) ? [{ label: 'All our dates', line: 'mine' }] : []),
    ...(others > 0 ? [{ label: 'Past their date', line: 'overdue' }] : []),
  ]
  const updates = codes
    .slice(0, mostInRow - lists.length)
    .map((each) => updateOf(each, codes.length === 1 ? 'Update' : `Update ${each}`))
  const all = [...updates, ...lists]
  return all.length === 0 ? [] : [actions(...all)]
}
