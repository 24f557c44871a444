import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { isInForce } from '../domain/roles.ts'
import { awayUntil, setAway } from '../store/away.ts'
import { knownPeople } from '../store/roles.ts'
import { type CalendarDate, dayIn, daysBetween, fullDate, plusDays } from '../time.ts'
import { awayView } from '../views/away.ts'
import { roleSaid } from '../views/role.ts'
import { answerPrivately, type Context, defineCommand, refuse } from './command.ts'
import { leadingDate, refuseDate } from './dates.ts'

/** Days for which somebody can be away: half a year. For longer, somebody else has the role. [ours] */
const longestDays = 183

const args = z.object({ words: z.string() })

/** `away until 6 May`, `away 2 weeks`, `away`: what is theirs goes to their alternate until then, that day included. */
export const away = defineCommand({
  name: 'away',
  also: [],
  summary: 'what is mine goes to my alternate until a day, that day included',
  usage: ['away until 6 May', 'away 2 weeks', 'away off', 'away'],
  may: 'admitted',
  changes: true,
  args,
  read: (words) => ({ words: words.trim() }),
  run: ({ words }, context) => {
    if (words === '') return shown(context, true)
    if (/^(?:off|no|none|end|over|back|cancel)[.!]?$/i.test(words)) return setUntil(null, context)
    return goAway(words, context)
  },
  again: (_, context) => shown(context, false),
  alsoWhenClosed: () => true,
})

/** `back`: the same as `away off`. */
export const back = defineCommand({
  name: 'back',
  also: [],
  summary: 'away no more',
  usage: ['back'],
  may: 'admitted',
  changes: true,
  args,
  read: (words) => ({ words: words.trim() }),
  run: async ({ words }, context) =>
    /^[.!]?$/.test(words)
      ? setUntil(null, context)
      : refuse('Say ', code('back'), ' alone, or ', code('away until …'), ' with a day.'),
  again: (_, context) => shown(context, false),
  alsoWhenClosed: () => true,
})

async function goAway(words: string, context: Context): Promise<Reply> {
  const { today } = context
  const latest = plusDays(today, longestDays)
  const command = (day: CalendarDate) =>
    `away until ${day > latest || day < today ? plusDays(today, 14) : day}`
  const found = leadingDate(words, today)
  if (!found || !('date' in found) || !/^[.!]?$/.test(found.rest))
    return refuseDate(found && !('date' in found) ? found : null, command, today)
  if (found.date < today)
    return refuse(
      `${fullDate(found.date)} has passed. Say for example: `,
      code(command(plusDays(today, 14))),
      '.',
    )
  if (daysBetween(today, found.date) > longestDays)
    return refuse(
      `That is ${fullDate(found.date)}, more than half a year ahead: for so long, the secretariat gives the role to somebody else. A shorter time reads: `,
      code(command(found.date)),
      '.',
    )
  return setUntil(found.date, context)
}

async function setUntil(until: CalendarDate | null, context: Context): Promise<Reply> {
  const { db, speaker } = context
  if (speaker.kind !== 'person') return refuse('Only a person can be away; you speak as the operator.')
  const before = await current(context, speaker.id)
  if (before !== until) await setAway(db, speaker.id, until)
  const subject = { kind: 'person' as const, id: speaker.id }
  await context.changed('person away', subject, before === until ? [] : ['awayUntil'])
  return told(until, before === until, context)
}

async function shown(context: Context, already: boolean): Promise<Reply> {
  const { speaker } = context
  if (speaker.kind !== 'person') return refuse('Only a person can be away; you speak as the operator.')
  const until = await current(context, speaker.id)
  if (already && until === null)
    return refuse('Say until when, for example: ', code(`away until ${plusDays(context.today, 14)}`), '.')
  return told(until, false, context)
}

/** Null once the day is over. */
async function current({ db, now }: Context, personId: number): Promise<CalendarDate | null> {
  const until = await awayUntil(db, personId)
  return until !== null && until >= dayIn(now, 'UTC') ? until : null
}

async function told(until: CalendarDate | null, before: boolean, context: Context): Promise<Reply> {
  const { db, now, speaker, directory } = context
  const today = dayIn(now, 'UTC')
  const people = await knownPeople(db, today)
  const own = people.find(({ id }) => speaker.kind === 'person' && id === speaker.id)
  const roles = (own?.roles ?? []).filter((role) => isInForce(role, today))
  const standIns = roles.map((role) => ({
    said: roleSaid(role, directory),
    alternate: role.alternate?.name ?? null,
  }))
  return answerPrivately(awayView(until, standIns, before))
}
