import {
  actions,
  type Block,
  code,
  type Inline,
  quote,
  small,
  strong,
  text,
  type View,
} from '../chat/view.ts'
import type { ActivityName, Administration, Outlook } from '../domain/facts.ts'
import { type CalendarDate, dayIn, fullDate } from '../time.ts'
import { openOf, reportedSteps } from './next-steps.ts'
import { evidenceWords, wallTime } from './words.ts'

type Words = {
  outlook: Outlook | null
  text: string
  inTheWay: string | null
  references: string[]
  recordedFrom: string | null
}

/** An update before it is edited. */
type Update = Words & { at: Date; leavesAt: Date; reportedBy: string | null }

export type EditedUpdate = {
  administration: Administration
  activity: ActivityName
  /** instant */
  now: Date
  today: CalendarDate
  /** counted from the first of its administration there; null where that is not known */
  number: number | null
  /** whether the reader reported it */
  own: boolean
}

/** Characters of the words before that are shown beside the new ones. */
const shownBefore = 200

/** What an update said before and says now, who reported it, and when others see it. */
export function editedView(before: Update, after: Words, about: EditedUpdate): View {
  const { administration, activity } = about
  const outlook = before.outlook !== after.outlook && before.outlook ? ` (it was ${before.outlook})` : ''
  return {
    blocks: [
      text(
        strong('Edited.'),
        ` ${administration.customsName}, ${activity.code}: ${after.outlook ?? 'no outlook'}${outlook}.`,
      ),
      ...(after.text === '' ? [] : [quote(after.text)]),
      ...(before.text === after.text || before.text === ''
        ? []
        : [small('Before: '), quote(shortened(before.text))]),
      ...obstacleBlocks(before, after),
      ...evidenceBlocks(before.references, after.references),
      ...(before.recordedFrom !== null && after.recordedFrom === null
        ? [text(`It counts as reported by ${administration.customsName} itself now.`)]
        : []),
      small(`${reported(before, about)} ${seen(before, about)}`),
      steps(before, about),
    ],
  }
}

/** An update that reads already as it was asked to. */
export function unchangedView(update: Update, about: EditedUpdate): View {
  const { administration, activity } = about
  return {
    blocks: [
      text(
        strong('Nothing changed.'),
        ` ${administration.customsName}, ${activity.code} reads so already: ${update.outlook ?? 'no outlook'}.`,
      ),
      ...(update.text === '' ? [] : [quote(update.text)]),
      ...evidenceBlocks(update.references, update.references),
      small(reported(update, about), ' ', code(`status ${activity.code.toLowerCase()}`), ' shows it.'),
      steps(update, about),
    ],
  }
}

const steps = ({ leavesAt }: Update, { activity, administration, number, own, now }: EditedUpdate): Block =>
  actions(
    ...reportedSteps(activity.code, administration.code, number, own && leavesAt > now),
    openOf(activity.code),
  )

function obstacleBlocks(before: Words, after: Words): Block[] {
  if (after.inTheWay !== null) return [text(strong('In the way: '), after.inTheWay)]
  return before.inTheWay === null ? [] : [text('Nothing is in the way any more.')]
}

const shortened = (words: string): string =>
  words.length <= shownBefore ? words : `${words.slice(0, shownBefore).trimEnd()}…`

function evidenceBlocks(before: string[], after: string[]): Block[] {
  const words = (references: string[]): Inline[] =>
    evidenceWords(references.map((reference) => ({ reference, title: null })))
  if (after.length === 0) return []
  const gone = before.filter((each) => !after.includes(each))
  const kept = gone.length === 0 && before.length === after.length
  return [
    text(
      kept ? 'Evidence kept: ' : 'Evidence now: ',
      ...words(after),
      ...(gone.length > 0 ? [', in place of ', ...words(gone)] : []),
    ),
  ]
}

const reported = ({ at, reportedBy }: Update, { administration }: EditedUpdate): string =>
  `Reported${reportedBy ? ` by ${reportedBy}` : ''} on ${fullDate(dayIn(at, administration.timeZone))}.`

const seen = ({ leavesAt }: Update, { administration, now, today }: EditedUpdate): string =>
  leavesAt > now
    ? `Others see it from ${wallTime(leavesAt, administration.timeZone, today)}, marked as edited.`
    : 'Others see the new words now, marked as edited.'
