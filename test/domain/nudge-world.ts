import fc from 'fast-check'
import type { Channel, ChannelOwner } from '../../src/domain/channel.ts'
import type { ActivityName, Directory, MilestoneState, RoleKind } from '../../src/domain/facts.ts'
import type { NudgeFacts, NudgeMilestone } from '../../src/domain/nudge.ts'
import type { ChatAccount, NudgePerson, NudgeRole } from '../../src/domain/nudge-people.ts'
import { type CalendarDate, plusDays } from '../../src/time.ts'
import { administration, programme, today } from './facts.ts'

/** Random programmes to be nudged in, around Monday 7 June 2010. */

const orNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })
const id = (max: number) => fc.integer({ min: 1, max })
const near = (days: number): fc.Arbitrary<CalendarDate> =>
  fc.integer({ min: -days, max: days }).map((distance) => plusDays(today, distance))

/** Clocks change in some of them in these weeks, and some have a day where others have not. */
export const zones = fc.constantFrom(
  'Asia/Tokyo',
  'Europe/Athens',
  'America/New_York',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Asia/Kathmandu',
  'Africa/Cairo',
  'UTC',
)
const accounts: fc.Arbitrary<ChatAccount> = fc
  .tuple(fc.constantFrom('slack' as const, 'teams' as const), id(2), id(9))
  .map(([platform, tenant, user]) => ({ platform, tenant: `T${tenant}`, user: `U${user}` }))

const owners: fc.Arbitrary<ChannelOwner> = fc.oneof(
  {
    arbitrary: id(4).map((administrationId) => ({ kind: 'administration' as const, administrationId })),
    weight: 4,
  },
  id(2).map((regionId) => ({ kind: 'region' as const, regionId })),
  id(2).map((areaId) => ({ kind: 'area coordinators' as const, areaId })),
  id(2).map((regionId) => ({ kind: 'region coordinators' as const, regionId })),
  fc.constant({ kind: 'secretariat' as const }),
)

const channels: fc.Arbitrary<Channel> = fc.record({
  id: fc.constant(0),
  platform: fc.constantFrom('slack' as const, 'teams' as const),
  tenant: id(2).map((tenant) => `T${tenant}`),
  conversation: fc.constant('C'),
  name: fc.constant('customs'),
  owner: owners,
  timeZone: zones,
  zonesBefore: fc.constant([]),
  digest: fc.constant({ weekday: 1, at: '09:00' }),
  follows: fc
    .subarray([1, 2])
    .chain((areas) =>
      fc.tuple(
        ...areas.map((areaId) =>
          fc.boolean().map((nudges) => ({ areaId, nudges, updates: false, digest: true })),
        ),
      ),
    ),
  since: fc.constant(new Date(0)),
  retiredAt: fc.constantFrom(null, null, null, new Date(1)),
})

const scopes: fc.Arbitrary<Pick<NudgeRole, 'kind' | 'administrationId' | 'areaId' | 'regionId'>> = fc.oneof(
  {
    arbitrary: fc
      .tuple(fc.constantFrom<RoleKind[]>('member', 'member', 'observer', 'director general'), id(4))
      .map(([kind, administrationId]) => ({ kind, administrationId, areaId: null, regionId: null })),
    weight: 3,
  },
  id(2).map((areaId) => ({ kind: 'coordinator' as const, administrationId: null, areaId, regionId: null })),
  id(2).map((regionId) => ({ kind: 'coordinator' as const, administrationId: null, areaId: null, regionId })),
  fc.constant({ kind: 'secretariat' as const, administrationId: null, areaId: null, regionId: null }),
)
const roles: fc.Arbitrary<NudgeRole> = fc
  .tuple(scopes, fc.constantFrom(-400, -400, 3), orNone(near(10)), orNone(id(8)))
  .map(([scope, from, untilOn, alternateId]) => ({
    ...scope,
    fromOn: plusDays(today, from),
    untilOn,
    alternateId,
  }))

const people: fc.Arbitrary<NudgePerson> = fc.record({
  id: fc.constant(0),
  name: fc.constant('Sato'),
  home: orNone(id(4)),
  awayUntil: fc.oneof({ arbitrary: fc.constant(null), weight: 2 }, near(10)),
  accounts: fc.array(accounts, { minLength: 0, maxLength: 2, size: 'max' }),
  roles: fc.array(roles, { minLength: 1, maxLength: 3 }),
})

const activities: fc.Arbitrary<ActivityName> = fc.record({
  id: fc.constant(0),
  code: fc.constant(''),
  title: fc.constant(''),
  areaId: id(2),
  quietUntil: orNone(near(10)),
  takingPart: fc.subarray([1, 2, 3, 4]),
})

/** Days of which many lie on an occasion in the weeks looked at. */
const dueDays = fc
  .tuple(fc.constantFrom(30, 14, 3, 0, -7, -14, -42, -49), fc.integer({ min: -6, max: 12 }))
  .map(([occasion, distance]) => plusDays(today, occasion + distance))

const milestones: fc.Arbitrary<NudgeMilestone> = fc.record({
  id: fc.constant(0),
  code: fc.constant(''),
  kind: fc.constantFrom('collective' as const, 'individual' as const),
  state: fc.constantFrom<MilestoneState[]>(
    'agreed',
    'agreed',
    'agreed',
    'agreed',
    'proposed',
    'delivered',
    'ended',
  ),
  dueOn: fc.oneof({ arbitrary: dueDays, weight: 9 }, fc.constant(null)),
  waitingFor: fc.constantFrom(null, null, null, null, 'OLAF'),
  activityId: id(4),
  ownerAdministrationId: orNone(id(4)),
  extensionPending: fc.constantFrom(false, false, false, false, true),
  snoozedUntil: fc.oneof({ arbitrary: fc.constant(null), weight: 3 }, near(9)),
})

const cadences = fc.record({
  daysBefore: fc.constantFrom<number[][]>([30, 14, 3, 0], [14, 0], [0], []),
  overdueEveryDays: fc.constantFrom(7, 7, 1, 5),
  areaCoordinatorAfterDays: fc.constantFrom(14, 3),
  regionCoordinatorAfterDays: fc.constantFrom(42, 10),
})

const numbered = <T extends { id: number }>(all: T[]): T[] => all.map((each, at) => ({ ...each, id: at + 1 }))
const few = <T>(arbitrary: fc.Arbitrary<T>, most: number, least = 0) =>
  fc.array(arbitrary, { minLength: least, maxLength: most })

export const worlds: fc.Arbitrary<NudgeFacts> = fc
  .record({
    channels: few(channels, 6, 1).map(numbered),
    people: few(people, 8, 3).map(numbered),
    activities: few(activities, 4, 4).map(numbered),
    milestones: few(milestones, 8, 4).map(numbered),
    homes: fc.tuple(zones, zones, zones, zones),
    naming: fc.constantFrom('discreet' as const, 'discreet' as const, 'open' as const),
    nudges: cadences,
    holidays: few(fc.tuple(id(4), near(14)), 12),
    expected: few(
      fc.record({
        activityId: id(4),
        administrationId: id(4),
        reported: fc.boolean(),
        last: near(150).map((day) => new Date(day)),
      }),
      8,
    ),
    closed: fc.constantFrom(false, false, false, false, false, false, true),
  })
  .map(({ channels: all, people: known, activities: acts, milestones: dates, ...rest }) => {
    const administrations = rest.homes.map((timeZone, at) =>
      administration({
        id: at + 1,
        timeZone,
        region: { id: (at % 2) + 1, code: 'r', name: 'R' },
      }),
    )
    const directory = {
      activities: acts,
      administrations,
      areas: [],
      regions: [],
      prefix: '',
      programmes: [],
    }
    const policies = { ...programme().policies, naming: rest.naming, nudges: rest.nudges }
    return {
      programme: programme({ policies, closedAt: rest.closed ? new Date(0) : null }),
      directory: directory satisfies Directory,
      milestones: dates,
      channels: all,
      people: known,
      expected: rest.expected,
      holidays: new Map(
        [1, 2, 3, 4].map((each) => [
          each,
          new Set(rest.holidays.filter(([whose]) => whose === each).map(([, day]) => day)),
        ]),
      ),
    }
  })

/** Instants from a week before to a fortnight after, in order. */
export const cuts: fc.Arbitrary<Date[]> = few(fc.integer({ min: -7 * 1440, max: 14 * 1440 }), 8, 2).map(
  (minutes) =>
    [...new Set(minutes)]
      .sort((one, other) => one - other)
      .map((each) => new Date(Date.parse(`${today}T00:00:00Z`) + each * 60_000)),
)
