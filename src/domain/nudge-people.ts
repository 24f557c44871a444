import type { CalendarDate } from '../time.ts'
import type { ChannelOwner, ChannelPlatform } from './channel.ts'
import type { ActiveRole, AdmittedPerson } from './permission.ts'
import { isInForce } from './roles.ts'

/** Who answers for whom on a day: those who hold the part, and for one who is away the alternate. */

export type ChatAccount = { platform: ChannelPlatform; tenant: string; user: string }

/** From and until are calendar days (UTC), both included. */
export type NudgeRole = ActiveRole & {
  fromOn: CalendarDate
  untilOn: CalendarDate | null
  alternateId: number | null
}

/** `accounts` are those on chat platforms, the one that was linked last first; `home` is the administration they joined first. */
export type NudgePerson = {
  id: number
  name: string
  home: number | null
  awayUntil: CalendarDate | null
  accounts: ChatAccount[]
  roles: NudgeRole[]
}

/** Those who answer for something: the members of an administration, coordinators, or the secretariat. */
export type Party = Exclude<ChannelOwner, { kind: 'region' }>

/** `of` are those of a party who can be written to; by a person's id, `people` is everyone and `speakers` as who they read. */
export type Roster = {
  of(party: Party): NudgePerson[]
  people: ReadonlyMap<number, NudgePerson>
  speakers: Map<number, AdmittedPerson>
}

const keyOf = ({ kind, administrationId, areaId, regionId }: ActiveRole): string => {
  if (kind === 'member') return `member ${administrationId}`
  if (kind === 'coordinator') return areaId === null ? `region ${regionId}` : `area ${areaId}`
  return kind
}

function keyOfParty(party: Party): string {
  switch (party.kind) {
    case 'administration':
      return `member ${party.administrationId}`
    case 'area coordinators':
      return `area ${party.areaId}`
    case 'region coordinators':
      return `region ${party.regionId}`
    case 'secretariat':
      return 'secretariat'
  }
}

/**
 * Who answers for whom on the calendar day `day` (UTC). Whoever is away is stood in for by the alternate; where all of a party are
 * away and nobody stands in, they are asked all the same.
 */
export function rosterOn(people: NudgePerson[], day: CalendarDate): Roster {
  const byId = new Map(people.map((person) => [person.id, person]))
  const inForce = people.flatMap((person) =>
    person.roles.filter((role) => isInForce(role, day)).map((role) => ({ person, role })),
  )
  const isAway = ({ awayUntil }: NudgePerson) => awayUntil !== null && awayUntil >= day
  const speakers = new Map<number, AdmittedPerson>()
  const give = ({ id, name, home }: NudgePerson, role: ActiveRole) => {
    const speaker = speakers.get(id) ?? { kind: 'person', id, name, administrationId: home, roles: [] }
    speakers.set(id, { ...speaker, roles: [...speaker.roles, role] })
  }
  for (const { person, role } of inForce) give(person, role)
  const admitted = new Set(speakers.keys())

  const standingIn = ({ person, role }: (typeof inForce)[number]): NudgePerson | null => {
    const alternate = isAway(person) && role.alternateId !== null ? byId.get(role.alternateId) : undefined
    return alternate && alternate.id !== person.id && admitted.has(alternate.id) ? alternate : null
  }
  const held = new Map<string, { holders: NudgePerson[]; present: NudgePerson[] }>()
  for (const each of inForce) {
    const alternate = standingIn(each)
    if (alternate) give(alternate, each.role)
    const { holders, present } = held.get(keyOf(each.role)) ?? { holders: [], present: [] }
    const there = isAway(each.person) ? (alternate && !isAway(alternate) ? [alternate] : []) : [each.person]
    held.set(keyOf(each.role), { holders: [...holders, each.person], present: [...present, ...there] })
  }
  return {
    people: byId,
    speakers,
    of: (party) => {
      const { holders, present } = held.get(keyOfParty(party)) ?? { holders: [], present: [] }
      const there = reachable(present)
      return there.length > 0 ? there : reachable(holders)
    },
  }
}

const reachable = (people: NudgePerson[]): NudgePerson[] =>
  [...new Set(people)].filter(({ accounts }) => accounts.length > 0)
