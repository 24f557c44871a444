import type { Channel, ChannelOwner, ChannelPlatform } from '../../src/domain/channel.ts'
import type { NudgeFacts } from '../../src/domain/nudge.ts'
import type { NudgePerson } from '../../src/domain/nudge-people.ts'
import type { CalendarDate } from '../../src/time.ts'
import { administration, programme } from '../domain/facts.ts'
import type { Random } from '../hostile/random.ts'
import { plus } from './calendar.ts'
import type { Facts, Milestone, Person, Place, Role } from './facts.ts'

/** A programme that exists in memory only: how it begins, what changes in it by chance, and as the rules take it. */

const zones = [
  'Asia/Tokyo',
  'Europe/Athens',
  'America/New_York',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'UTC',
]
const numbers = (count: number) => Array.from({ length: count }, (_, at) => at + 1)
const today = ({ at }: Pick<Facts, 'at'>) => new Date(at).toISOString().slice(0, 10)
const begins = Date.parse('2010-01-04T06:00:00Z')
const soon = (random: Random, day: string, most: number) => plus(day, random.int(most))

export function begun(random: Random, days: number): Facts {
  const day = today({ at: begins })
  return {
    at: begins,
    areas: [1, 2].map((id) => ({ id, code: `A${id}` })),
    administrations: numbers(4).map((id) => ({
      id,
      code: `N${id}`,
      zone: random.pick(zones),
      regionId: 1 + (id % 2),
    })),
    activities: numbers(4).map((id) => ({
      id,
      code: `A${1 + (id % 2)}-${id}`,
      areaId: 1 + (id % 2),
      quietUntil: random.chance(0.3) ? soon(random, day, days) : null,
      takingPart: numbers(4).filter(() => random.chance(0.4)),
    })),
    milestones: numbers(10).map(
      (id): Milestone => ({
        id,
        code: `M-${id}.1`,
        activityId: 1 + random.int(4),
        kind: random.pick(['collective', 'individual'] as const),
        state: random.chance(0.8) ? 'agreed' : 'proposed',
        ownerId: random.chance(0.8) ? 1 + random.int(4) : null,
        dueOn: soon(random, day, days),
        waitingFor: null,
        snoozedUntil: null,
      }),
    ),
    places: numbers(5).map((id) => place(random, id)),
    people: numbers(8).map((id) => person(random, id, day, days)),
    updates: [],
  }
}

function place(random: Random, id: number): Place {
  const owner = random.pick([
    'administration',
    'administration',
    'region',
    'coordinators',
    'secretariat',
  ] as const)
  const ofArea = owner === 'coordinators' && random.chance(0.5)
  return {
    id,
    platform: random.pick(['slack', 'teams']),
    tenant: random.pick(['T1', 'T2']),
    conversation: `C${id}`,
    owner,
    administrationId: owner === 'administration' ? 1 + random.int(4) : null,
    regionId: owner === 'region' || (owner === 'coordinators' && !ofArea) ? 1 + random.int(2) : null,
    areaId: ofArea ? 1 + random.int(2) : null,
    zone: random.pick(zones),
    weekday: 1 + random.int(7),
    at: random.pick(['09:00', '00:00', '02:30', '17:45']),
    since: begins,
    retired: false,
    follows: [1, 2]
      .filter(() => random.chance(0.7))
      .map((areaId) => ({ areaId, updates: false, nudges: random.chance(0.8), digest: random.chance(0.7) })),
  }
}

function person(random: Random, id: number, day: string, days: number): Person {
  const scope = { administrationId: null, areaId: null, regionId: null }
  const role = random.pick<Pick<Role, 'kind' | 'administrationId' | 'areaId' | 'regionId'>>([
    { ...scope, kind: 'member', administrationId: 1 + random.int(3) },
    { ...scope, kind: 'member', administrationId: 1 + random.int(3) },
    { ...scope, kind: 'observer', administrationId: 1 + random.int(3) },
    { ...scope, kind: 'coordinator', areaId: 1 + random.int(2) },
    { ...scope, kind: 'coordinator', regionId: 1 + random.int(2) },
    { ...scope, kind: 'secretariat' },
  ])
  const untilOn = random.chance(0.3) ? soon(random, day, days) : null
  return {
    id,
    name: `Person ${id}`,
    home: role.administrationId,
    awayUntil: null,
    accounts: random.chance(0.9)
      ? [{ platform: random.pick(['slack', 'teams']), tenant: random.pick(['T1', 'T2']), user: `U${id}` }]
      : [],
    roles: [{ ...role, fromOn: day, untilOn, alternateId: random.chance(0.4) ? 1 + random.int(8) : null }],
  }
}

/** Something changes, now and then. */
export function changed(random: Random, facts: Facts): Facts {
  if (!random.chance(0.25)) return facts
  const day = today(facts)
  const milestone = random.pick(facts.milestones)
  const other = (changes: Partial<Milestone>): Facts => ({
    ...facts,
    milestones: facts.milestones.map((each) => (each === milestone ? { ...each, ...changes } : each)),
  })
  const whom = random.pick(facts.people)
  const where = random.pick(facts.places)
  switch (random.int(8)) {
    case 0:
      return other({ dueOn: plus(day, random.int(60)), waitingFor: null })
    case 1:
      return other({ state: random.pick(['agreed', 'agreed', 'delivered', 'proposed']) })
    case 2:
      return other({ snoozedUntil: plus(day, random.int(25)) })
    case 3:
      return other({ waitingFor: random.pick([null, 'OLAF']) })
    case 4:
      return {
        ...facts,
        people: facts.people.map((each) =>
          each === whom
            ? { ...each, awayUntil: random.chance(0.7) ? plus(day, random.int(40)) : null }
            : each,
        ),
      }
    case 5:
      return {
        ...facts,
        places: facts.places.map((each) => (each === where ? place(random, each.id) : each)),
      }
    case 6:
      return {
        ...facts,
        places: facts.places.map((each) =>
          each === where ? { ...each, retired: random.chance(0.5) } : each,
        ),
      }
    default:
      return {
        ...facts,
        places: facts.places.map((each) => (each === where ? { ...each, zone: random.pick(zones) } : each)),
      }
  }
}

const day = (text: string | null) => text as CalendarDate | null

export function asNudgeFacts(facts: Facts): NudgeFacts {
  const regions = [1, 2].map((id) => ({ id, code: `r${id}`, name: `Region ${id}` }))
  return {
    programme: programme({ policies: { ...programme().policies, naming: 'discreet' } }),
    directory: {
      activities: facts.activities.map((each) => ({ ...each, title: '', quietUntil: day(each.quietUntil) })),
      administrations: facts.administrations.map(({ id, zone, regionId }) =>
        administration({ id, timeZone: zone, region: regions[regionId - 1]! }),
      ),
      areas: [],
      regions: [],
      prefix: '',
      programmes: [],
    },
    milestones: facts.milestones.map(({ ownerId, ...each }) => ({
      ...each,
      state: each.state as NudgeFacts['milestones'][number]['state'],
      dueOn: day(each.dueOn),
      snoozedUntil: day(each.snoozedUntil),
      ownerAdministrationId: ownerId,
      extensionPending: false,
    })),
    channels: facts.places.map(asChannel),
    people: facts.people as NudgePerson[],
    holidays: new Map(),
    expected: [],
  }
}

function asChannel(each: Place): Channel {
  const { id, platform, tenant, conversation, zone, weekday, at, follows, retired } = each
  return {
    id,
    platform: platform as ChannelPlatform,
    tenant,
    conversation,
    name: conversation,
    owner: ownerOf(each),
    timeZone: zone,
    zonesBefore: [],
    digest: { weekday, at },
    follows,
    since: new Date(begins),
    retiredAt: retired ? new Date(begins) : null,
  }
}

function ownerOf({ owner, administrationId, regionId, areaId }: Place): ChannelOwner {
  if (owner === 'administration') return { kind: owner, administrationId: administrationId! }
  if (owner === 'region') return { kind: owner, regionId: regionId! }
  if (owner === 'secretariat') return { kind: owner }
  return areaId === null
    ? { kind: 'region coordinators', regionId: regionId! }
    : { kind: 'area coordinators', areaId }
}
