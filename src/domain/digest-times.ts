import { type CalendarDate, dayIn, instantAt, plusDays, timeIn, weekdayOf } from '../time.ts'
import { momentOf, momentsIn, type Zones } from './lateness.ts'

/** When digests go out, and of which week they tell. */

/** A digest goes out weekly: ISO weekday (1 is Monday) and wall time (`HH:mm`) of a zone. */
export type DigestRhythm = { weekday: number; at: string } & Zones

/** Of somebody who is told directly, without having chosen a moment (product: weekly; in practice Monday morning). */
export const directRhythm = { weekday: 1, at: '09:00' }

/** The instant at which the digest of the calendar day `on` goes out. */
export const digestMoment = ({ at, ...zones }: { at: string } & Zones, on: CalendarDate): Date =>
  momentOf(on, at, zones)

/**
 * The digests that became due after `from`, up to and at `to` (instants): the calendar day of each, where it is read, and its instant.
 * However time is cut into such spans, each day is in one of them.
 */
export function digestsIn(
  rhythm: DigestRhythm,
  span: { from: Date; to: Date },
): { on: CalendarDate; moment: Date }[] {
  return momentsIn(rhythm.at, rhythm, span).filter(({ on }) => weekdayOf(on) === rhythm.weekday)
}

/** The days before a moment, of which a digest tells: from `since` until right before `until` (instants); `lastOn` is the last of its days. */
export type DigestWeek = { since: Date; until: Date; lastOn: CalendarDate }

/** In the morning, the day has not yet been. */
const lastDay = (on: CalendarDate, at: string): CalendarDate => (at < '12:00' ? plusDays(on, -1) : on)

/** The seven days before a moment. @param moment instant of the digest; @param zone in which its days are */
export function weekBefore(moment: Date, zone: string): DigestWeek {
  const on = dayIn(moment, zone)
  const at = timeIn(moment, zone)
  return { since: instantAt(plusDays(on, -7), at, zone), until: moment, lastOn: lastDay(on, at) }
}

/** The week of the digest of a day: it begins where that of the week before ended, whatever clocks and zones did meanwhile. */
export function weekOf(rhythm: { at: string } & Zones, on: CalendarDate): DigestWeek {
  return {
    since: digestMoment(rhythm, plusDays(on, -7)),
    until: digestMoment(rhythm, on),
    lastOn: lastDay(on, rhythm.at),
  }
}
