import { dayOf, instantOf, plus } from './calendar.ts'
import type { Facts } from './facts.ts'
import { destinations, digestMoment, linesDue, zoneOf } from './oracle.ts'

/** How far ahead it is looked for what comes next, in days: then it is looked again. */
const ahead = 3

/**
 * The next instant at which something becomes due by these facts; what comes alone is not looked for, that is what the programme tries.
 *
 * @param after milliseconds; @param now milliseconds @returns null when nothing does within a few days
 */
export function interesting(facts: Facts, after: number, now: number): number | null {
  const from = Math.max(after, now - 3_600_000)
  let soonest: number | null = null
  const meet = (at: number | null) => {
    if (at !== null && at > from && (soonest === null || at < soonest)) soonest = at
  }
  for (const to of destinations(facts)) {
    const zone = zoneOf(facts, to)
    const first = dayOf(from, zone)
    for (let days = 0; days <= ahead; days += 1) {
      const on = plus(first, days)
      meet(digestMoment(facts, to, on))
      const at = instantOf(on, '09:00', zone)
      if (at > from && (soonest === null || at < soonest) && linesDue(facts, to, on, at).size > 0) meet(at)
    }
  }
  return soonest
}
