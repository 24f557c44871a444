import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { Milestone } from '../domain/facts.ts'
import { nextOwedOccasion, noHolidays } from '../domain/nudge-cadence.ts'
import { coordinates, isMemberOf } from '../domain/permission.ts'
import { holidaysFrom } from '../store/nudge-facts.ts'
import { addSnooze, snoozedUntil } from '../store/snoozes.ts'
import { type CalendarDate, daysBetween, fullDate, plusDays } from '../time.ts'
import { snoozedView } from '../views/snooze.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { leadingDate, refuseDate } from './dates.ts'
import { splitName } from './on-activity.ts'
import { milestoneAgain, type OpenedMilestone, onMilestone } from './planning.ts'

/**
 * Days for which a reminder can be put off: as many as the first one comes before the date. Whoever needs longer needs another date.
 * [ours]
 */
const longestDays = 30

const args = z.object({ on: z.string(), rest: z.string() })
type Said = z.infer<typeof args>

/** `snooze ipr-1.2 5d`, `snooze ipr-1.2 until 10 June`, `snooze ipr-1.2 off`: no reminder until then, for those who owe it. */
export const snooze = defineCommand({
  name: 'snooze',
  also: [],
  summary: 'no reminder of a milestone of ours until a day; at most 30 days ahead',
  usage: ['snooze ipr-1.2 5d', 'snooze ipr-1.2 until 10 June', 'snooze ipr-1.2 off'],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: (said, context) =>
    onMilestone(said.on, context, 'snooze ipr-1.2 5d', (opened) => snoozeOn(said, opened, context)),
  again: milestoneAgain,
})

async function snoozeOn({ rest }: Said, opened: OpenedMilestone, context: Context): Promise<Reply> {
  const { db, speaker, now, today, programme } = context
  const { milestone, area, owner } = opened
  const name = milestone.code.toLowerCase()
  const { ownerAdministrationId: ownerId } = milestone
  const owes = owner
    ? isMemberOf(speaker, owner.id)
    : ownerId === null && coordinates(speaker, { areaId: area.id })
  if (!owes || speaker.kind !== 'person')
    return refuse(
      `Reminders of ${milestone.code} go to ${owner ? `members of ${owner.customsName}` : `the coordinator of ${area.code}`}: they can put them off.`,
    )
  const { dueOn } = milestone
  if (milestone.state !== 'agreed' || dueOn === null || milestone.waitingFor !== null)
    return refuse(`There are no reminders of ${milestone.code}: ${whyNone(milestone)}.`)
  const until = untilIn(rest, name, dueOn, today)
  if (typeof until === 'object') return until
  const begins = plusDays(dueOn, -Math.max(0, ...programme.policies.nudges.daysBefore))
  if (until > today && until < begins)
    return refuse(
      `Nothing to put off: ${milestone.code} is due on ${fullDate(dueOn)}, and its reminders begin on ${fullDate(begins)}.`,
    )

  const before = await snoozedUntil(db, milestone.id)
  const same = before === until || (until === today && (before === null || before <= today))
  if (!same) await addSnooze(db, { milestoneId: milestone.id, personId: speaker.id, untilOn: until }, now)
  await context.changed('milestone snoozed', { kind: 'milestone', id: milestone.id }, same ? [] : ['snooze'])
  const holidays = await holidaysFrom(db, programme.id, plusDays(today, -longestDays))
  const next = nextOwedOccasion(
    { dueOn, snoozedUntil: until > today ? until : null },
    today,
    holidays.get(owner?.id ?? 0) ?? noHolidays,
    programme.policies.nudges,
  )
  return answer(snoozedView(milestone, until > today ? until : null, next, area, same))
}

const whyNone = ({ state, waitingFor }: Milestone): string => {
  if (state === 'proposed') return 'it is not agreed yet'
  if (state !== 'agreed') return `it is ${state}`
  return waitingFor === null ? 'it has no date' : `it waits for ${waitingFor}`
}

/** The day from which reminders come again, which is `today` for "off"; or what to say instead. */
function untilIn(
  words: string,
  name: string,
  dueOn: CalendarDate,
  today: CalendarDate,
): CalendarDate | Reply {
  if (/^(?:off|no|none|end|stop|back|over|cancel)[.!]?$/i.test(words)) return today
  const latest = plusDays(today, longestDays)
  const command = (day: CalendarDate) =>
    `snooze ${name} until ${day > latest || day <= today ? plusDays(today, 5) : day}`
  if (words === '')
    return refuse('Say for how long, at most 30 days, for example: ', code(`snooze ${name} 5d`), '.')
  const found = leadingDate(words, today)
  if (!found || !('date' in found) || !/^[.!]?$/.test(found.rest))
    return refuseDate(found && !('date' in found) ? found : null, command, today)
  if (found.date <= today)
    return refuse(`${fullDate(found.date)} is not ahead. Say for example: `, code(`snooze ${name} 5d`), '.')
  if (daysBetween(today, found.date) <= longestDays) return found.date
  return refuse(
    `A reminder can be put off for 30 days at most, until ${fullDate(latest)}. If ${fullDate(dueOn)} no longer fits, ask for another date.`,
  )
}
