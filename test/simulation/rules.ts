import { digestsIn } from '../../src/domain/digest-times.ts'
import { type Nudge, type NudgeFacts, nudges } from '../../src/domain/nudge.ts'
import { randomFrom } from '../hostile/random.ts'
import { dayOf, instantOf, plus } from './calendar.ts'
import type { Facts, Place } from './facts.ts'
import { type Destination, destinations, digestMoment, linesDue, zoneOf } from './oracle.ts'
import { asNudgeFacts, begun, changed } from './rules-facts.ts'

/** The rules alone, without a store: whole programmes in which what becomes due is compared, morning by morning, with the oracle. */

const hour = 3_600_000
const lateHours = 12

/** How long until it is looked again, in hours: mostly often, sometimes after too long. */
const gaps = [1, 3, 7, 11, 12, 13, 24, 24, 24, 60]

/** @returns what is wrong, and how many messages became due */
export function rulesRun(seed: number, days: number): { faults: string[]; due: number } {
  const random = randomFrom(seed)
  let facts = begun(random, days)
  let from = facts.at
  const end = from + days * 24 * hour
  const faults: string[] = []
  let count = 0
  while (from < end && faults.length === 0) {
    const to = from + random.pick(gaps) * hour + random.int(hour)
    const told = nudgesBetween(asNudgeFacts(facts), from, to)
    const wanted = wantedBetween(facts, from, to)
    count += told.length
    const at = `between ${new Date(from).toISOString()} and ${new Date(to).toISOString()}`
    for (const each of told.filter((one) => !wanted.includes(one))) faults.push(`too much ${at}: ${each}`)
    for (const each of wanted.filter((one) => !told.includes(one))) faults.push(`missed ${at}: ${each}`)
    faults.push(...digestFaults(facts, from, to).map((each) => `${each} ${at}`))
    facts = changed(random, { ...facts, at: to })
    from = to
  }
  return { faults, due: count }
}

const line = (to: string, on: string, at: number, what: string, parts: string[]) =>
  `${what}: ${to} on ${on} at ${new Date(at).toISOString()}: ${parts.sort().join(', ')}`

const named = ({ place, person }: Destination) => (place ? `channel ${place.id}` : `person ${person.id}`)

function nudgesBetween(facts: NudgeFacts, from: number, to: number): string[] {
  const { due, skipped } = nudges(facts, { from: new Date(from), to: new Date(to) })
  const said = (what: string) => (nudge: Nudge) => {
    const { destination, on, at, items } = nudge
    const where =
      destination.kind === 'channel' ? `channel ${destination.channel.id}` : `person ${destination.person.id}`
    const parts = items.map(({ milestone, part }) => `${milestone.code} ${part}`)
    return line(where, on, at.getTime(), what, parts)
  }
  return [...due.map(said('due')), ...skipped.map(said('skipped'))]
}

function wantedBetween(facts: Facts, from: number, to: number): string[] {
  return destinations(facts).flatMap((destination) => {
    const zone = zoneOf(facts, destination)
    const found: string[] = []
    for (let on = dayOf(from, zone); on <= dayOf(to, zone); on = plus(on, 1)) {
      const at = instantOf(on, '09:00', zone)
      if (at <= from || at > to) continue
      const codeOf = (id: number) => facts.milestones.find((each) => each.id === id)!.code
      const parts = [...linesDue(facts, destination, on, at)].map(([id, part]) => `${codeOf(id)} ${part}`)
      const what = to - at > lateHours * hour ? 'skipped' : 'due'
      if (parts.length > 0) found.push(line(named(destination), on, at, what, parts))
    }
    return found
  })
}

function digestFaults(facts: Facts, from: number, to: number): string[] {
  return facts.places.flatMap((place) => {
    if (place.retired || !place.follows.some(({ digest }) => digest)) return []
    const { weekday, at, zone } = place
    const told = digestsIn({ weekday, at, zone, before: [] }, { from: new Date(from), to: new Date(to) }).map(
      ({ on }) => on,
    )
    const wanted = digestDays(facts, place, from, to)
    return told.join() === wanted.join() ? [] : [`digest of channel ${place.id}: ${told} and not ${wanted}`]
  })
}

function digestDays(facts: Facts, place: Place, from: number, to: number): string[] {
  const days: string[] = []
  for (let on = dayOf(from, place.zone); on <= dayOf(to, place.zone); on = plus(on, 1)) {
    const moment = digestMoment(facts, { place, person: null }, on)
    if (moment !== null && moment > from && moment <= to) days.push(on)
  }
  return days
}
