import { type CalendarDate, dayIn, fullDate, instantAt, plusDays, plusMinutes } from '../time.ts'

/** What is said at a wall time of a day, and what becomes of it when it cannot be said then, or clocks change. */

/** So many hours late it is still said; later than that it is skipped, and its next occasion comes. */
export const latestHours = 12

const hourMinutes = 60

/** Whether what was due at an instant is too far back to be said at `now` (an instant). */
export const isTooLate = (due: Date, now: Date): boolean => plusMinutes(due, latestHours * hourMinutes) < now

/** For so many days back the ledger says what was skipped: of a longer stop, everybody knows. */
const skippedDays = 92

/** What of a span, of instants, is looked at for what is due and what is skipped. */
export function lookedAt({ from, to }: { from: Date; to: Date }): { from: Date; to: Date } {
  const first = plusMinutes(to, -skippedDays * 24 * hourMinutes)
  return { from: from > first ? from : first, to }
}

/** Why the ledger has it as skipped: `on` and `at` are the day and wall time where it is read. */
export const skippedWhy = (on: CalendarDate, at: string): string =>
  `more than ${latestHours} hours late for ${fullDate(on)}, ${at}`

/** The zone in which somewhere's days are, and those in which they were before, the oldest first, each until an instant. */
export type Zones = { zone: string; before: { zone: string; until: Date }[] }

/**
 * The instant at which clocks somewhere first have come to a wall time (`HH:mm`) of a day, by the zone in force there then. With another zone it may be
 * the moment of the change: what would have come later by the old clocks, and earlier by the new ones, comes then. Each day has one such instant.
 */
export function momentOf(on: CalendarDate, at: string, { zone, before }: Zones): Date {
  let from: Date | null = null
  for (const each of before) {
    const moment = later(instantAt(on, at, each.zone), from)
    if (moment < each.until) return moment
    from = each.until
  }
  return later(instantAt(on, at, zone), from)
}

/** The moments of a wall time in a span (instants): that of each day once, however time is cut into spans. */
export function momentsIn(
  at: string,
  zones: Zones,
  { from, to }: { from: Date; to: Date },
): { on: CalendarDate; moment: Date }[] {
  const found: { on: CalendarDate; moment: Date }[] = []
  const last = dayIn(to, zones.zone)
  // A change of zone, at most from one side of the date line to the other, may bring a day that by the new clocks is over.
  const back = zones.before.length > 0 ? -3 : 0
  for (let on = plusDays(dayIn(from, zones.zone), back); on <= plusDays(last, -back); on = plusDays(on, 1)) {
    const moment = momentOf(on, at, zones)
    if (moment > from && moment <= to) found.push({ on, moment })
  }
  return found
}

const later = (instant: Date, from: Date | null): Date => (from && from > instant ? from : instant)
