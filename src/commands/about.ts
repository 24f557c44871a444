import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Concern } from '../domain/due.ts'
import { coordinates } from '../domain/permission.ts'
import type { CalendarDate } from '../time.ts'
import { plusDays } from '../time.ts'
import { type Context, ownAdministration, refuse } from './command.ts'
import type { Towards } from './date-rules.ts'
import { leadingDate, leadingPeriod, refuseDate } from './dates.ts'
import { leadingSubject, nearestSubject, type Subject, subjectName } from './subject.ts'

/** What a question about a stretch of time says: of what, whether of what is the speaker's own, and which days. */
export type Asked = {
  subject: Subject | null
  own: boolean
  /** Both days included; null where that end was not said. */
  from: CalendarDate | null
  to: CalendarDate | null
}

const opening = /^(?:since|from|after|starting|between)\s+/i
const closing = /^(?:until|till|up to|to|before|by|and|-)\s+/i
const mine = /^(?:ours?|mine|us|we)(?![\w'-])[\s,]*/i
const filler = /^(?:for|of|on|in|about|the|within|over|during)\s+/i
/** "next 30 days", "last two weeks": as many from today, or until today. */
const stretch =
  /^(?:(?:in|within|for|over|during)\s+)?(?:the\s+)?(?:next|coming|following|past|last)\s+(?=\d|(?:a|one|two|three|four|five|six|seven|eight|nine|ten|twelve)\s)/i
const length = /^\d+\s?(?:d|w|days?|weeks?|months?)(?![\w'-])(?!\s+ago)/i

/**
 * Reads what comes after a word such as `due` or `history`: the name of something and a period, in any order.
 *
 * @param word the command, for what is said instead
 * @returns a refusal when a part of the words is neither
 */
export function readAsked(
  word: string,
  words: string,
  { directory, today }: Context,
  towards: Towards,
): Asked | Reply {
  const asked: Asked = { subject: null, own: false, from: null, to: null }
  let rest = words.trim()
  while (rest !== '') {
    const dated = readDays(rest, today, towards, asked)
    if (dated !== null) {
      rest = dated
      continue
    }
    if (mine.test(rest) && !asked.own) {
      asked.own = true
      rest = rest.replace(mine, '')
      continue
    }
    const found = asked.subject ? null : leadingSubject(directory, rest)
    if (found) {
      asked.subject = found.subject
      rest = found.rest
      continue
    }
    const bare = rest.replace(filler, '')
    if (bare === rest) return refuseRest(word, words, rest, towards, directory, today)
    rest = bare
  }
  return asked
}

/** Takes the days that words begin with into `asked`. @returns the words after them; null when they begin with none */
function readDays(words: string, today: CalendarDate, towards: Towards, asked: Asked): string | null {
  const bare = words.replace(stretch, '').replace(opening, 'from ').replace(closing, 'until ')
  // "June" before something else is a month only behind a word such as "in".
  const found = leadingPeriod(bare, today, towards) ?? leadingPeriod(`in ${bare}`, today, towards)
  if (!found) return null
  if (opening.test(words)) asked.from = found.from
  else if (closing.test(words)) asked.to = /^before/i.test(words) ? plusDays(found.from, -1) : found.to
  else {
    asked.from = found.from
    asked.to = towards === 'past' && length.test(words.replace(stretch, '')) ? today : found.to
  }
  return found.rest
}

function refuseRest(
  word: string,
  words: string,
  rest: string,
  towards: Towards,
  directory: Context['directory'],
  today: CalendarDate,
): Reply {
  const found = leadingDate(rest, today, towards)
  const before = words.slice(0, words.length - rest.length)
  if (found && !('date' in found)) return refuseDate(found, (day) => `${word} ${before}${day}`.trim(), today)
  const near = nearestSubject(directory, rest)
  if (near)
    return refuse(
      'I know nothing called "',
      rest,
      '". Did you mean ',
      code(`${word} ${near.toLowerCase()}`),
      '?',
    )
  return refuse(
    'I did not understand "',
    rest,
    '". For example: ',
    code(`${word} ipr`),
    ', ',
    code(`${word} japan`),
    '.',
  )
}

/** What a subject is about, as a rule asks for it; null where it is one of the whole programme. */
export function concernOf(asked: Pick<Asked, 'subject' | 'own'>, context: Context): Concern | null {
  const { directory, speaker } = context
  const { subject } = asked
  const idsOf = (areaId: number) =>
    directory.activities.filter((each) => each.areaId === areaId).map(({ id }) => id)
  const everything: Concern = { activities: null, milestone: null, owner: null }
  const named = ((): Concern => {
    switch (subject?.kind) {
      case 'area':
        return { ...everything, activities: idsOf(subject.area.id) }
      case 'activity':
        return { ...everything, activities: [subject.activity.id] }
      case 'milestone':
        return { ...everything, activities: [subject.activity.id], milestone: subject.code }
      case 'commitment':
        return {
          ...everything,
          activities: [subject.activity.id],
          owner: { administrations: [subject.administration.id], coordinatorOf: [] },
        }
      case 'administration':
        return { ...everything, owner: { administrations: [subject.administration.id], coordinatorOf: [] } }
      default:
        return everything
    }
  })()
  if (!asked.own) return named
  const administration = ownAdministration(context)
  const areas = directory.areas.filter(({ id }) => coordinates(speaker, { areaId: id })).map(({ id }) => id)
  if (!administration && areas.length === 0) return null
  return {
    ...named,
    owner: { administrations: administration ? [administration.id] : [], coordinatorOf: areas },
  }
}

/** What was asked about, by name; null for the whole programme. */
export function aboutWords({ subject, own }: Asked, context: Context): string | null {
  if (own) return ownAdministration(context)?.customsName ?? 'your areas'
  return subject && subject.kind !== 'programme' ? subjectName(subject) : null
}
