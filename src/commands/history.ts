import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { mayReadActivity } from '../domain/audience.ts'
import type { Concern } from '../domain/due.ts'
import { type HistoryOf, loadHistory } from '../store/history.ts'
import { plusDays, startOfDay } from '../time.ts'
import { historyView } from '../views/history.ts'
import { type Asked, aboutWords, concernOf, readAsked } from './about.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  privately,
  refuseOwn,
} from './command.ts'

/** Entries that are read for each page: as many as a page has lines. One that does not scroll past them has no other. */
const entriesAPage = 40
const entriesWhole = 200

const args = z.object({
  words: z.string(),
  /** milliseconds: what happened after the question does not move its pages */
  askedAt: z.number(),
})

/** `history ipr-1`, `history japan since 1 May`: what was reported, agreed, moved and delivered, newest first. */
export const history = defineCommand({
  name: 'history',
  also: ['log', 'timeline'],
  summary: 'what was reported, agreed, moved and delivered, newest first, with who and when',
  usage: [
    'history ipr-1',
    'history ipr-1.2',
    'history ipr-1/jp',
    'history japan last week',
    'history ipr since 1 May',
  ],
  may: 'admitted',
  changes: false,
  args,
  read: (words, { now }) => ({ words: words.replace(/\?+$/, ''), askedAt: now.getTime() }),
  run: async (said, context) => {
    const asked = readAsked('history', said.words, context, 'past')
    if ('show' in asked) return asked
    const reading = asked.own ? privately(context) : context
    const concern = concernOf(asked, reading)
    return concern ? show(said, asked, concern, reading) : refuseOwn('history')
  },
})

async function show(
  said: z.infer<typeof args>,
  asked: Asked,
  concern: Concern,
  context: Context,
): Promise<Reply> {
  const { db, directory, programme, audience, request, page, now, today, zone } = context
  const { from, to, own, subject } = asked
  const days = daysOf(asked, zone)
  const end = new Date(said.askedAt + 1)
  const until = days.until && days.until < end ? days.until : end
  const most = request.paged ? entriesAPage * (page + 1) : entriesWhole
  const of = { ...historyOf(concern, context), since: days.since, until }
  const { entries, goesOn } = await loadHistory(db, context, of, most)
  const only = subject && 'activity' in subject && subject.activity
  const view = historyView(entries, {
    programme,
    directory,
    administrations: administrationsById(directory),
    about: aboutWords(asked, context),
    quiet: only && !mayReadActivity(audience, only, now) ? only : null,
    from,
    to,
    cut: goesOn && !request.paged,
    zone,
    today,
  })
  return { ...(own ? answerPrivately(view) : answer(view)), goesOn: goesOn && request.paged }
}

/** What a coordinator owes is the area; what an administration owes, all it did. */
function historyOf(
  { activities, milestone, owner }: Concern,
  { directory }: Context,
): Pick<HistoryOf, 'activities' | 'milestone' | 'administrations'> {
  const code = milestone?.slice(directory.prefix.length) ?? null
  if (!owner || owner.administrations.length > 0)
    return { activities, milestone: code, administrations: owner?.administrations ?? null }
  const inAreas = directory.activities
    .filter(({ id, areaId }) => owner.coordinatorOf.includes(areaId) && (activities?.includes(id) ?? true))
    .map(({ id }) => id)
  return { activities: inAreas, milestone: code, administrations: null }
}

/** Days of the reader's own zone, as instants; the last day is included. */
const daysOf = ({ from, to }: Asked, zone: string): Pick<HistoryOf, 'since' | 'until'> => ({
  since: from && startOfDay(from, zone),
  until: to && startOfDay(plusDays(to, 1), zone),
})
