import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Milestone, Programme } from '../domain/facts.ts'
import type { PlanFault, When } from '../domain/planning.ts'
import { type CalendarDate, fullDate, plusMonths } from '../time.ts'
import { type Context, refuse } from './command.ts'
import { type FoundDate, leadingDate } from './dates.ts'

/** Characters of the name of whom something waits for. */
export const waitingForLimit = 100

/** Words that look like a day and are none, or could be several. */
export type Unclear = Exclude<FoundDate, { date: CalendarDate }> & { rest: string }

const toBeAgreed = /^(?:(?:date )?to be (?:agreed|decided|confirmed)|tb[adc])\b[\s:,;.-]*/i
const waitingFor = /^(?:is |be )?wait(?:s|ing) for\b\s*/i

/**
 * When something is due, as words begin with it: a day, `to be agreed`, or `waiting for` somebody.
 *
 * @param endOfName what stands between the name of whom it waits for and the words after it
 * @returns null when the words begin with nothing of the kind
 */
export function leadingWhen(
  words: string,
  today: CalendarDate,
  endOfName: RegExp,
): { when: When; rest: string } | { unclear: Unclear } | null {
  const open = toBeAgreed.exec(words)
  if (open) return { when: { kind: 'to be agreed' }, rest: words.slice(open[0].length) }
  const waits = waitingFor.exec(words)
  if (waits) {
    const said = words.slice(waits[0].length)
    const end = endOfName.exec(said)
    const whom = (end ? said.slice(0, end.index) : said).trim()
    return {
      when: { kind: 'waiting for', whom },
      rest: end ? said.slice(end.index + end[0].length).trim() : '',
    }
  }
  const found = leadingDate(words, today)
  if (!found) return null
  if (!('date' in found)) return { unclear: found }
  return { when: { kind: 'on', date: found.date }, rest: found.rest }
}

/** Characters of a reason: two or three sentences. */
export const reasonLimit = 500

const because = /\b(?:because(?: of)?|due to|since|reason:)\s*/i

/** The words before a reason, and the reason; '' for none. */
export function splitReason(words: string): { before: string; reason: string } {
  const found = because.exec(words)
  if (!found) return { before: words, reason: '' }
  const reason = words.slice(found.index + found[0].length).trim()
  const before = words
    .slice(0, found.index)
    .trimEnd()
    .replace(/[,;(]$/, '')
  return { before: before.trimEnd(), reason }
}

export const refuseReason = (reason: string): Reply =>
  refuse(`A reason has at most ${reasonLimit} characters, and this one has ${reason.length}: shorten it.`)

/** A day that could be planned for: in a month, or the last of the programme. */
export function exampleDay(today: CalendarDate, { periodTo }: Pick<Programme, 'periodTo'>): CalendarDate {
  const nextMonth = plusMonths(today, 1)
  return nextMonth < periodTo ? nextMonth : periodTo
}

/** Why a day cannot be planned for, and what to say instead; `commandWith` gives the whole command with another day in it. */
export function refuseDay(
  fault: 'past' | 'outside the period',
  on: CalendarDate,
  { programme, today }: Pick<Context, 'programme' | 'today'>,
  commandWith: (day: CalendarDate) => string,
): Reply {
  const example = code(commandWith(exampleDay(today, programme)))
  if (fault === 'past')
    return refuse(`${fullDate(on)} has passed: say a day from today on, for example `, example, '.')
  const period = `${fullDate(programme.periodFrom)} to ${fullDate(programme.periodTo)}`
  return refuse(
    `${fullDate(on)} is outside the programme's period, ${period}: say a day inside it, for example `,
    example,
    '.',
  )
}

/** Why a milestone cannot be agreed or moved, and what to say instead. `on` is the day that was said, if one was. */
export function refusePlan(
  fault: PlanFault,
  milestone: Milestone,
  on: CalendarDate | null,
  context: Pick<Context, 'programme' | 'today'>,
  commandWith: (day: CalendarDate) => string,
): Reply {
  const { code: name, dueOn, waitingFor: whom, deliveredOn, state } = milestone
  const due = dueOn ? fullDate(dueOn) : 'a day to be set'
  const example = code(commandWith(exampleDay(context.today, context.programme)))
  switch (fault) {
    case 'past':
    case 'outside the period':
      return refuseDay(fault, (on ?? dueOn)!, context, commandWith)
    case 'delivered':
      return refuse(
        `${name} was delivered${deliveredOn ? ` on ${fullDate(deliveredOn)}` : ''}: its date stays as it is.`,
      )
    case 'closed':
      return refuse(`${name} is closed (${state}): its date stays as it is.`)
    case 'agreed':
      return refuse(
        `${name} is agreed for ${due} already. The coordinator moves it: `,
        code(`move ${name.toLowerCase()} to ${on} because …`),
        '.',
      )
    case 'waiting':
      return refuse(`${name} waits for ${whom}: agree it with a day, for example `, example, '.')
    case 'no date':
      return refuse(`${name} has no date yet: say the day with it, for example `, example, '.')
    case 'passed':
      return refuse(
        `The day proposed for ${name}, ${due}, has passed: say a new one, for example `,
        example,
        '.',
      )
    case 'keeps a date':
      return refuse(
        `${name} is agreed for ${due}, so it keeps a date: say the new one, for example `,
        example,
        '.',
      )
    case 'no reason':
      return refuse(
        `${name} is agreed for ${due}: say why it moves, for example `,
        on ? code(commandWith(on)) : example,
        '.',
      )
  }
}
