import { dayOf, instantOf, isOff, occasion, plus, saidOn } from './calendar.ts'
import type { Facts, Milestone, Person, Place, Role } from './facts.ts'

/**
 * What product.md says is due, worked out a second time, from the facts alone and in another way than the bot does: day by day, each
 * destination and each milestone asked for itself. It shares no rule with `src/domain`.
 */

export type Destination = { place: Place; person: null } | { place: null; person: Person }
export type Part = 'owes' | 'told' | 'mails'

const inForce = ({ fromOn, untilOn }: Role, day: string) =>
  fromOn <= day && (untilOn === null || untilOn >= day)
const isAway = ({ awayUntil }: Person, day: string) => awayUntil !== null && awayUntil >= day

type Who = {
  kind: string
  administrationId?: number | null
  areaId?: number | null
  regionId?: number | null
}
const has = (role: Role, { kind, administrationId = null, areaId = null, regionId = null }: Who): boolean =>
  role.kind === kind &&
  role.administrationId === administrationId &&
  role.areaId === areaId &&
  role.regionId === regionId

/** Who answers for something on a day (UTC): its holders, for those away their alternates; with nobody left, the holders. */
export function answering(facts: Facts, who: Who, day: string): Person[] {
  const holders = facts.people.flatMap((person) =>
    person.roles.filter((role) => inForce(role, day) && has(role, who)).map((role) => ({ person, role })),
  )
  const present = holders.flatMap(({ person, role }) => {
    if (!isAway(person, day)) return [person]
    const other = facts.people.find(({ id }) => id === role.alternateId && id !== person.id)
    return other?.roles.some((each) => inForce(each, day)) && !isAway(other, day) ? [other] : []
  })
  const reached = (people: Person[]) => [...new Set(people)].filter(({ accounts }) => accounts.length > 0)
  const there = reached(present)
  return there.length > 0 ? there : reached(holders.map(({ person }) => person))
}

/** The roles somebody has on a day, those of whom they stand in for among them. */
const rolesOf = (facts: Facts, person: Person, day: string): Role[] =>
  facts.people.flatMap((each) =>
    each.roles.filter(
      (role) =>
        inForce(role, day) &&
        (each.id === person.id || (isAway(each, day) && role.alternateId === person.id)),
    ),
  )

/** As what roles a channel reads; a region's own channel as none. */
function rolesIn({ owner, administrationId, areaId, regionId }: Place): Role[] {
  if (owner === 'region') return []
  const kind = owner === 'administration' ? 'observer' : owner === 'coordinators' ? 'coordinator' : owner
  return [{ kind, administrationId, areaId, regionId, fromOn: '', untilOn: null, alternateId: null }]
}

/** Whether an activity may be read with these roles, on a day in UTC. */
function mayRead(facts: Facts, activityId: number, roles: Role[], day: string): boolean {
  const { quietUntil, takingPart, areaId } = facts.activities.find(({ id }) => id === activityId)!
  if (quietUntil === null || quietUntil <= day) return true
  return roles.some(
    (role) =>
      (role.kind === 'coordinator' && role.areaId === areaId) ||
      (role.administrationId !== null && takingPart.includes(role.administrationId)),
  )
}

export const mayReadAt = (facts: Facts, activityId: number, to: Destination, at: number): boolean => {
  const day = dayOf(at, 'UTC')
  return mayRead(facts, activityId, to.place ? rolesIn(to.place) : rolesOf(facts, to.person, day), day)
}

export const zoneOf = (facts: Facts, { place, person }: Destination): string =>
  place?.zone ?? facts.administrations.find(({ id }) => id === person?.home)?.zone ?? 'UTC'

export const destinations = ({ places, people }: Facts): Destination[] => [
  ...places.filter(({ retired }) => !retired).map((place) => ({ place, person: null })),
  ...people.filter(({ accounts }) => accounts.length > 0).map((person) => ({ place: null, person })),
]

const owingWho = ({ ownerId }: Milestone, areaId: number): Who =>
  ownerId === null ? { kind: 'coordinator', areaId } : { kind: 'member', administrationId: ownerId }

const isOf = (
  place: Place,
  { kind, administrationId = null, areaId = null, regionId = null }: Who,
): boolean =>
  place.owner ===
    ({ member: 'administration', coordinator: 'coordinators', secretariat: 'secretariat' }[kind] ?? '') &&
  place.administrationId === administrationId &&
  place.areaId === areaId &&
  place.regionId === regionId

/** What a destination is to be told on its day, by milestone; `at` is the instant at which it is said. */
export function linesDue(facts: Facts, to: Destination, on: string, at: number): Map<number, Part> {
  const lines = new Map<number, Part>()
  if (isOff(on)) return lines
  const day = dayOf(at, 'UTC')
  for (const milestone of facts.milestones) {
    const { state, dueOn, waitingFor } = milestone
    if (state !== 'agreed' || dueOn === null || waitingFor !== null) continue
    const part = partOf(facts, to, milestone, dueOn, on, day)
    if (part) lines.set(milestone.id, part)
  }
  return lines
}

function partOf(
  facts: Facts,
  to: Destination,
  milestone: Milestone,
  dueOn: string,
  on: string,
  day: string,
): Part | null {
  const now = occasion(dueOn, on)
  const snoozed = milestone.snoozedUntil
  const wakes = snoozed !== null && snoozed <= on && snoozed > saidOn(plus(on, -1))
  const owesNow = (now !== null && (snoozed === null || snoozed <= on)) || wakes
  if (now === null && !owesNow) return null
  const { activityId, ownerId } = milestone
  const { areaId } = facts.activities.find(({ id }) => id === activityId)!
  const owner = facts.administrations.find(({ id }) => id === ownerId) ?? null
  const owing = owingWho(milestone, areaId)
  const placesOf = (who: Who): Place[] =>
    facts.places.filter(
      (place) =>
        !place.retired &&
        isOf(place, who) &&
        place.follows.some((follow) => follow.areaId === areaId && follow.nudges) &&
        mayRead(facts, activityId, rolesIn(place), day),
    )
  const readers = (who: Who): Person[] =>
    answering(facts, who, day).filter((person) =>
      mayRead(facts, activityId, rolesOf(facts, person, day), day),
    )
  const region: Who = { kind: 'coordinator', regionId: owner?.regionId ?? null }
  const area: Who = { kind: 'coordinator', areaId }
  const secretariat: Who = { kind: 'secretariat' }
  const unconnected = owner !== null && answering(facts, owing, day).length === 0
  const mailing = unconnected
    ? [region, secretariat, area].find((who) => placesOf(who).length + readers(who).length > 0)
    : undefined

  if (to.place) {
    const { place } = to
    if (!place.follows.some((follow) => follow.areaId === areaId && follow.nudges)) return null
    if (!mayRead(facts, activityId, rolesIn(place), day)) return null
    if (isOf(place, owing)) return owesNow ? 'owes' : null
    if (now === null) return null
    const named =
      owner === null ||
      place.owner === 'secretariat' ||
      place.administrationId === owner.id ||
      (place.owner === 'coordinators' && (place.areaId === areaId || place.regionId === owner.regionId))
    if (on > dueOn && !named) return null
    if (mailing && isOf(place, mailing)) return 'mails'
    if (milestone.kind === 'collective') return 'told'
    if (place.owner === 'secretariat') return 'told'
    if (place.owner === 'region') return owner?.regionId === place.regionId ? 'told' : null
    return place.owner === 'coordinators' && owner && named ? 'told' : null
  }

  const { person } = to
  /** Directly only where no channel of theirs tells them. */
  const directly = (who: Who): boolean => {
    if (!readers(who).some(({ id }) => id === person.id)) return false
    const channels = placesOf(who)
    if (channels.length === 0) return true
    if (who.kind !== 'member' || person.roles.some((role) => role.administrationId === who.administrationId))
      return false
    return !channels.some((place) => person.accounts.some((account) => isThere(account, place)))
  }
  if (owesNow && directly(owing)) return 'owes'
  if (now === null) return null
  if (mailing && directly(mailing)) return 'mails'
  if (owner === null)
    return answering(facts, owing, day).length === 0 && directly(secretariat) ? 'told' : null
  if (now >= 14 && directly(area)) return 'told'
  return now >= 42 && directly(region) ? 'told' : null
}

const isThere = (account: { platform: string; tenant: string }, place: Place): boolean =>
  account.platform === place.platform && account.tenant === place.tenant

/** The users whom a channel's nudge mentions, of these milestones. */
export function mentionedFor(facts: Facts, place: Place, milestoneIds: number[], at: number): Set<string> {
  const users = milestoneIds.flatMap((id) => {
    const milestone = facts.milestones.find((each) => each.id === id)!
    const { areaId } = facts.activities.find((each) => each.id === milestone.activityId)!
    return answering(facts, owingWho(milestone, areaId), dayOf(at, 'UTC')).flatMap(({ accounts }) =>
      accounts.filter((account) => isThere(account, place)).map(({ user }) => user),
    )
  })
  return new Set(users)
}

/** Whether a digest comes to a destination at `on`: its moment, or null. */
export function digestMoment(facts: Facts, to: Destination, on: string): number | null {
  if (to.place) {
    const { zone, weekday, at, follows } = to.place
    if ((new Date(on).getUTCDay() || 7) !== weekday || !follows.some(({ digest }) => digest)) return null
    return instantOf(on, at, zone)
  }
  if (new Date(on).getUTCDay() !== 1) return null
  const moment = instantOf(on, '09:00', zoneOf(facts, to))
  const untold = facts.areas.filter(
    (area) =>
      !facts.places.some(
        (place) =>
          !place.retired &&
          isOf(place, { kind: 'coordinator', areaId: area.id }) &&
          place.follows.some(({ areaId, digest }) => areaId === area.id && digest),
      ),
  )
  const theirs = untold.some(({ id }) =>
    answering(facts, { kind: 'coordinator', areaId: id }, dayOf(moment, 'UTC')).some(
      (each) => each.id === to.person.id,
    ),
  )
  return theirs ? moment : null
}
