import { actions, type Block, code, quote, small, strong, text, type View } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { type CalendarDate, daysAway, fullDate } from '../time.ts'
import { openOf, updateOf } from './next-steps.ts'

type Sentence = { text: string; targetOn: CalendarDate | null }

export type PledgedView = {
  activity: ActivityName
  administration: Administration
  before: Sentence | null
  /** as it stands now, with the day and the sentence that were pledged first */
  after: {
    text: string
    targetOn: CalendarDate
    baselineOn: CalendarDate | null
    baselineText: string | null
  }
  joined: boolean
  today: CalendarDate
}

/** What an administration takes on: newly, or in place of what it had pledged before. */
export function pledgedView({ activity, administration, before, after, joined, today }: PledgedView): View {
  const name = `${activity.code}/${administration.code}`
  const same = before?.text === after.text && before.targetOn === after.targetOn
  const head = !before ? 'Pledged.' : same ? 'Already pledged.' : 'Changed.'
  return {
    blocks: [
      text(
        strong(head),
        ` ${administration.customsName}, ${name}: by ${fullDate(after.targetOn)} (${daysAway(today, after.targetOn)}).`,
      ),
      quote(after.text),
      ...(before ? changes(before, after) : []),
      ...(joined
        ? [text(`${administration.customsName} now counts as taking part in ${activity.code}.`)]
        : []),
      small('When it is kept: ', code(`done ${name.toLowerCase()} https://…`), '.'),
      actions(updateOf(name), openOf(name)),
    ],
  }
}

/** From what to what; and what was pledged first, which stays beside it. */
function changes(before: Sentence, after: PledgedView['after']): Block[] {
  const moved = before.targetOn !== null && before.targetOn !== after.targetOn
  const first =
    after.baselineOn && after.baselineOn !== after.targetOn
      ? ` The day first pledged, ${fullDate(after.baselineOn)}, stays beside it.`
      : ''
  return [
    ...(moved
      ? [text(`Moved from ${fullDate(before.targetOn!)} to ${fullDate(after.targetOn)}.${first}`)]
      : []),
    ...(before.text === after.text ? [] : [small('Before: '), quote(before.text)]),
    ...(after.baselineText && after.baselineText !== before.text
      ? [small('First pledged as: '), quote(after.baselineText)]
      : []),
    ...(after.baselineText && after.baselineText === before.text
      ? [small('The sentence first pledged stays beside the new one.')]
      : []),
  ]
}
