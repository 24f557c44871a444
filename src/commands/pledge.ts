import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Activity, ActivityName, Administration, Commitment } from '../domain/facts.ts'
import { dateFault } from '../domain/planning.ts'
import { loadActivities } from '../store/activities.ts'
import { changeCommitment, makeCommitment } from '../store/commitments.ts'
import { lockPart, takePart } from '../store/participations.ts'
import { type CalendarDate, fullDate, lastOfMonth, plusMinutes, plusMonths } from '../time.ts'
import { type PledgedView, pledgedView } from '../views/pledge.ts'
import {
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { commitmentAgain } from './commitment-date.ts'
import { leadingDate, refuseDate } from './dates.ts'
import { pledgeForm, pledgeLimit } from './forms/pledge.ts'
import { activityNamed, commitmentCode, refuseActivity, reportsFor, splitName } from './on-activity.ts'

const args = z.object({ on: z.string(), words: z.string() })

/** `pledge ipr-1 by 31 March 2011 …`: what the speaker's administration takes on, and until when. */
export const pledge = defineCommand({
  name: 'pledge',
  also: [],
  summary: 'what my administration takes on under an activity, and until when',
  usage: [
    'pledge ipr-1 by 2011-03-31 Share a note on seizures with all members',
    'pledge ipr-1 by end of June Share a note on seizures with all members',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => {
    const { on, rest } = splitName(directory, words)
    return { on, words: rest }
  },
  run: takeOn,
  form: pledgeForm,
  again: commitmentAgain,
})

async function takeOn({ on, words }: z.infer<typeof args>, context: Context): Promise<Reply> {
  const { db, directory } = context
  const found = activityNamed(directory, on)
  if (!found) return refuseActivity(on, (subject) => lineFor(subject, context), context)
  const { activity, named } = found
  const administration = reportsFor(context, named)
  if (!administration)
    return refuse(
      `What ${named?.customsName ?? 'an administration'} takes on is pledged by its own members; `,
      code(named ? `who ${named.name.toLowerCase()}` : 'who'),
      ' lists them.',
    )
  const subject = named ? commitmentCode(activity, administration) : activity.code.toLowerCase()
  const said = sentenceIn(words, subject, context)
  if ('refusal' in said) return said.refusal
  await lockPart(db, activity.id, administration.id)
  const [facts] = await loadActivities(db, privately(context), { ids: [activity.id] })
  if (!facts || facts.quiet) return refuseQuiet(activity)
  return record(said.sentence, facts, administration, context)
}

type Sentence = { text: string; targetOn: CalendarDate }

/** A whole line, as it would be typed. */
function lineFor(
  subject: string,
  { today, programme }: Context,
  { day, text }: { day?: CalendarDate; text?: string } = {},
): string {
  const nextMonth = lastOfMonth(plusMonths(today, 1))
  const until = day ?? (nextMonth < programme.periodTo ? nextMonth : programme.periodTo)
  return `pledge ${subject} by ${until} ${text || 'Share a note with all members'}`
}

/** What is pledged, and until when: a day from today until the end of the programme's period. */
function sentenceIn(
  words: string,
  subject: string,
  context: Context,
): { sentence: Sentence } | { refusal: Reply } {
  const { programme, today } = context
  const dated = dateIn(words, today)
  // What was meant as a day is none of the sentence.
  const text = dated?.rest ?? words.replace(/^by\s+\S+\s*/i, '')
  if (!dated || !('date' in dated))
    return { refusal: refuseDate(dated, (day) => lineFor(subject, context, { day, text }), today) }
  const { date } = dated
  const fault = dateFault(date, today, programme)
  if (fault) {
    const period = `${fullDate(programme.periodFrom)} to ${fullDate(programme.periodTo)}`
    const why =
      fault === 'past'
        ? `${fullDate(date)} has passed. Name a later day`
        : `${fullDate(date)} is outside the programme, which runs from ${period}. Name a day within it`
    return { refusal: refuse(`${why}, for example: `, code(lineFor(subject, context, { text }))) }
  }
  if (text === '')
    return {
      refusal: refuse(
        `Say what is to be done by ${fullDate(date)}, for example: `,
        code(lineFor(subject, context, { day: date })),
      ),
    }
  if (text.length <= pledgeLimit) return { sentence: { text, targetOn: date } }
  return {
    refusal: refuse(
      `A commitment has at most ${pledgeLimit} characters, and this one has ${text.length}: shorten it.`,
    ),
  }
}

/** Makes the commitment, or changes the one that is open; its administration takes part by it. */
async function record(
  sentence: Sentence,
  facts: Activity,
  administration: Administration,
  context: Context,
): Promise<Reply> {
  const { db, speaker, programme, now } = context
  const isOwn = (each: { administrationId: number }) => each.administrationId === administration.id
  const before = facts.commitments.find(isOwn) ?? null
  const joined = !facts.participations.some((each) => isOwn(each) && each.takingPart)
  const part = { activityId: facts.id, administrationId: administration.id }
  const written = { ...sentence, personId: speaker.kind === 'person' ? speaker.id : null }
  const fields = before ? changedFields(before, sentence) : ['text', 'targetOn']
  const id = before?.id ?? (await makeCommitment(db, { ...part, ...written }, now))
  const first = {
    baselineOn: before?.baselineOn ?? sentence.targetOn,
    baselineText: before?.baselineText ?? null,
  }
  if (before && before.state !== 'open') return refuseClosed(before, facts, administration)
  if (before && fields.length > 0) {
    const hold = administration.holdMinutes ?? programme.policies.holdMinutes
    const how = { keepsFirst: now > plusMinutes(before.madeAt, hold), reason: 'pledged again' }
    const changed = await changeCommitment(db, before.id, written, how, now)
    if (!changed) return refuseClosed(before, facts, administration)
    first.baselineText = changed.baselineText
  }
  await takePart(db, part.activityId, part.administrationId, now)
  await context.changed(before ? 'commitment changed' : 'commitment made', { kind: 'commitment', id }, [
    ...fields,
    ...(joined ? ['takingPart'] : []),
  ])
  return shown({ activity: facts, administration, before, after: { ...sentence, ...first }, joined }, context)
}

/** The day behind the name ("by 31 March …"), or after the sentence ("… by 31 March"). */
function dateIn(words: string, today: CalendarDate): ReturnType<typeof leadingDate> {
  const leading = leadingDate(words, today)
  if (leading) return leading
  const starts = [...words.matchAll(/(?<=\s)by\s/gi)].map(({ index }) => index)
  for (const start of starts.slice(-3).reverse()) {
    const trailing = leadingDate(words.slice(start), today)
    if (trailing && trailing.rest === '')
      return { ...trailing, rest: words.slice(0, start).replace(/[\s,;:-]+$/, '') }
  }
  return null
}

const changedFields = (before: Commitment, after: { text: string; targetOn: CalendarDate }): string[] => [
  ...(before.text === after.text ? [] : ['text']),
  ...(before.targetOn === after.targetOn ? [] : ['targetOn']),
]

function refuseClosed(
  { state, deliveredOn }: Commitment,
  activity: ActivityName,
  administration: Administration,
): Reply {
  const name = `${activity.code}/${administration.code}`
  const when = state === 'delivered' && deliveredOn ? ` on ${fullDate(deliveredOn)}` : ''
  return refuse(
    `${name} was ${state === 'open' ? 'closed just now' : state}${when} and stays as it is. What comes after is reported with `,
    code(`update ${activity.code.toLowerCase()} on track …`),
    '.',
  )
}

function shown(about: Omit<PledgedView, 'today'>, { today }: Context): Reply {
  const show = pledgedView({ ...about, today })
  return about.activity.quietUntil ? answerPrivately(show) : answer(show)
}
