/** Days (`YYYY-MM-DD`), clocks and occasions, worked out without `src/time.ts`: what the oracle counts with. */

const dayMs = 86_400_000
export const plus = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * dayMs).toISOString().slice(0, 10)
const apart = (from: string, to: string): number => (Date.parse(to) - Date.parse(from)) / dayMs
export const isOff = (day: string): boolean => [0, 6].includes(new Date(day).getUTCDay())

const shown = new Map<string, Intl.DateTimeFormat>()
/** `2010-06-10 09:00` as clocks in a zone show an instant (milliseconds). */
export function wall(at: number, zone: string): string {
  let format = shown.get(zone)
  if (!format) {
    const fields = {
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
    } as const
    format = new Intl.DateTimeFormat('sv-SE', { timeZone: zone, hourCycle: 'h23', ...fields })
    shown.set(zone, format)
  }
  return format.format(at)
}
export const dayOf = (at: number, zone: string): string => wall(at, zone).slice(0, 10)

/** The first instant at which clocks in a zone show a wall time of a day, or a later one (quarters of an hour are enough). */
export function instantOf(day: string, time: string, zone: string): number {
  const wanted = `${day} ${time}`
  const asked = `${wanted} ${zone}`
  const known = instants.get(asked)
  if (known !== undefined) return known
  let at = Date.parse(`${day}T${time}Z`) - 15 * 3_600_000
  while (wall(at, zone) < wanted) at += quarter
  instants.set(asked, at)
  return at
}
const quarter = 900_000
const instants = new Map<string, number>()

/** The last working day on or before a day: there, what falls on it is said. */
export const saidOn = (day: string): string => (isOff(day) ? saidOn(plus(day, -1)) : day)

/** Which of a due date's occasions is said on a working day: days from the date; null for none. */
export function occasion(dueOn: string, on: string): number | null {
  for (const off of [2, 1, 0]) {
    const day = plus(on, off)
    const days = apart(dueOn, day)
    const falls = [-30, -14, -3, 0].includes(days) || (days > 0 && days % 7 === 0)
    if (falls && saidOn(day) === on) return days
  }
  return null
}
