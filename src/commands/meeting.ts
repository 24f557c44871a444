import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { type MeetingPlan, nextMeeting, planMeeting } from '../domain/meeting.ts'
import { isSecretariat } from '../domain/permission.ts'
import { addMeeting, moveMeeting } from '../store/meetings.ts'
import { type CalendarDate, fullDate, plusMonths } from '../time.ts'
import { meetingSetView, meetingView } from '../views/meeting.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { leadingDate, leadingDays, refuseDate } from './dates.ts'
import { evenLetters } from './letters.ts'
import { keyOf } from './programme-key.ts'
import { reasonLimit, refuseReason, splitReason } from './when.ts'

/** Characters of a place: a city and a country. */
const placeLimit = 100

const args = z.object({ words: z.string() })

/** `meeting`, `meeting 2011-10-11 to 2011-10-12 Hua Hin, Thailand`: the next Directors-General meeting. */
export const meeting = defineCommand({
  name: 'meeting',
  also: ['meetings'],
  summary: 'when and where the next Directors-General meeting is; the secretariat sets and moves it',
  usage: [
    'meeting',
    'meeting 2011-10-11 Hua Hin, Thailand',
    'meeting 2011-10-11 to 2011-10-12 Hua Hin, Thailand',
  ],
  may: 'admitted',
  changes: true,
  alsoWhenClosed: ({ words }) => asksOnly(words),
  args,
  read: (words, { directory }) => {
    const key = keyOf(directory).toLowerCase()
    const [first = ''] = words.split(/\s/)
    return { words: evenLetters(first) === key ? words.slice(first.length).trim() : words }
  },
  run: async ({ words }, context) => {
    const { programme, today } = context
    if (asksOnly(words)) return answer(meetingView(nextMeeting(programme, today), today))
    return setMeeting(words, context)
  },
  again: async (_, { programme, today }) => answer(meetingView(nextMeeting(programme, today), today)),
})

const asksOnly = (words: string): boolean => /^\??$/.test(words)

async function setMeeting(words: string, context: Context): Promise<Reply> {
  const { db, speaker, now, today, programme } = context
  if (!isSecretariat(speaker))
    return refuse(
      'The next meeting is set by the secretariat; ',
      code('meeting'),
      ' shows when and where it is.',
    )
  const { before, reason } = splitReason(words)
  if (reason.length > reasonLimit) return refuseReason(reason)
  const read = readMeeting(before, today)
  if ('show' in read) return read
  const plan = planMeeting(programme, read, today)
  if (plan.kind === 'refused') return refuseMeeting(plan.fault, read.startsOn, today)
  const { startsOn, endsOn, place } = plan
  const change = { by: speaker.kind === 'person' ? speaker.id : null, reason, at: now }
  const set = { startsOn, endsOn, place }
  if (plan.kind === 'new') {
    const id = await addMeeting(db, programme.id, { ...set, name: 'Directors-General meeting' }, change)
    if (id === null) return refuseChanged()
    await context.changed('meeting set', { kind: 'meeting', id }, ['startsOn', 'endsOn', 'place'])
    return answer(meetingSetView(set, null, reason, today))
  }
  const subject = { kind: 'meeting', id: plan.meeting.id } as const
  if (plan.same) {
    await context.changed('meeting moved', subject, [])
    return answer(meetingView(plan.meeting, today))
  }
  if (!(await moveMeeting(db, plan.meeting, set, change))) return refuseChanged()
  const fields = (['startsOn', 'endsOn', 'place'] as const).filter(
    (field) => set[field] !== plan.meeting[field],
  )
  await context.changed('meeting moved', subject, fields)
  return answer(meetingSetView(set, plan.meeting, reason, today))
}

const refuseChanged = (): Reply =>
  refuse(
    'The meeting was changed a moment ago: ',
    code('meeting'),
    ' shows it. Say it again if it still holds.',
  )

/** The first day, the last day where it is said, and the place. */
function readMeeting(
  words: string,
  today: CalendarDate,
): { startsOn: CalendarDate; endsOn: CalendarDate | null; place: string } | Reply {
  const said = words.replace(/^(?:is|on|to|moved to)\s+/i, '')
  const days = leadingDays(said, today)
  const open = days && /^(?:to|until|till)\b/i.test(days.rest)
  if (!days || !('date' in days) || open)
    return refuseDate(
      days && !('date' in days) ? days : null,
      (day) => `meeting ${day} ${(!open && days?.rest) || 'Hua Hin, Thailand'}`,
      today,
    )
  const place = days.rest
    .replace(/^(?:in|at)\s+/i, '')
    .replace(/\s+/g, ' ')
    .trim()
  if (place.length > placeLimit) return refuse(`A place has at most ${placeLimit} characters: shorten it.`)
  const single = leadingDate(said, today)?.rest === days.rest
  return { startsOn: days.date, endsOn: single ? null : days.to, place }
}

function refuseMeeting(
  fault: Extract<MeetingPlan, { kind: 'refused' }>['fault'],
  startsOn: CalendarDate,
  today: CalendarDate,
): Reply {
  const day = startsOn < today ? plusMonths(today, 1) : startsOn
  const example = code(`meeting ${day} Hua Hin, Thailand`)
  switch (fault) {
    case 'past':
      return refuse(`${fullDate(startsOn)} has passed: say a day from today on, for example `, example, '.')
    case 'ends before it starts':
      return refuse('The last day is before the first: say the first day first, for example ', example, '.')
    case 'too long':
      return refuse(
        'A meeting of more than two weeks is not taken: look at the last day. For example ',
        example,
        '.',
      )
    case 'no place':
      return refuse('Say where it is, too, for example ', example, '.')
  }
}
