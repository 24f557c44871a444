import { type CalendarDate, dayIn, instantAt, plusDays, plusMinutes, timeIn, weekdayOf } from '../time.ts'

/** When digests go out, and of which week they tell. */

/** A digest goes out weekly: ISO weekday (1 is Monday) and wall time (`HH:mm`) of a zone. */
export type DigestRhythm = { weekday: number; at: string; zone: string }

/** Of somebody who is told directly, without having chosen a moment (product: weekly; in practice Monday morning). */
export const directRhythm = { weekday: 1, at: '09:00' }

/** One that could not go out for longer than this is skipped: the next one tells of the week after. */
export const latestHours = 12

const hourMinutes = 60

/** Whether the moment of a digest is too far back for it to be sent at `now`. Both are instants. */
export const isTooLate = (moment: Date, now: Date): boolean =>
  plusMinutes(moment, latestHours * hourMinutes) < now

/** The instant at which the digest of the calendar day `on` goes out. */
export const digestMoment = ({ at, zone }: Pick<DigestRhythm, 'at' | 'zone'>, on: CalendarDate): Date =>
  instantAt(on, at, zone)

/**
 * The calendar days, where it is read, of the digests that became due after `from`, up to and at `to` (instants), except those that are
 * too late at `to`. However time is cut into such spans, each day is in one of them, or was too late.
 */
export function digestsDue(rhythm: DigestRhythm, { from, to }: { from: Date; to: Date }): CalendarDate[] {
  const last = dayIn(to, rhythm.zone)
  // The day before, and the one before that, which clocks that changed may have moved past it.
  return [-2, -1, 0, 1]
    .map((days) => plusDays(last, days))
    .filter((on) => weekdayOf(on) === rhythm.weekday)
    .filter((on) => {
      const moment = digestMoment(rhythm, on)
      return moment > from && moment <= to && !isTooLate(moment, to)
    })
}

/** The seven days before a moment, of which a digest tells: from `since` until right before `until` (instants); `lastOn` is the last of its days. */
export type DigestWeek = { since: Date; until: Date; lastOn: CalendarDate }

/** @param moment instant of the digest; @param zone in which its days are */
export function weekBefore(moment: Date, zone: string): DigestWeek {
  const on = dayIn(moment, zone)
  const at = timeIn(moment, zone)
  return {
    since: instantAt(plusDays(on, -7), at, zone),
    until: moment,
    // In the morning, the day has not yet been.
    lastOn: at < '12:00' ? plusDays(on, -1) : on,
  }
}
