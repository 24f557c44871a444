import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Audience, mayReadActivity } from '../../src/domain/audience.ts'
import { readersOf } from '../../src/domain/channel.ts'
import { isTooLate } from '../../src/domain/lateness.ts'
import { mayName } from '../../src/domain/naming.ts'
import {
  holidaysOf,
  type Nudge,
  type NudgeDestination,
  type NudgeFacts,
  type NudgeMilestone,
  nudges,
  zoneOf,
} from '../../src/domain/nudge.ts'
import type { NudgePerson, NudgeRole } from '../../src/domain/nudge-people.ts'
import { roundOn } from '../../src/domain/nudge-round.ts'
import { isInForce } from '../../src/domain/roles.ts'
import {
  type CalendarDate,
  dayIn,
  instantAt,
  plusDays,
  timeIn,
  weekdayOf,
  workingDayOnOrBefore,
} from '../../src/time.ts'
import { times } from '../support/times.ts'
import { cuts, worlds } from './nudge-world.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>, runs = 60) =>
  fc.assert(property, { numRuns: times(runs) })

const during = (facts: NudgeFacts, instants: Date[]): Nudge[] => {
  const { due, skipped } = nudges(facts, { from: instants[0]!, to: instants.at(-1)! })
  return [...skipped, ...due]
}
const said = (all: Nudge[]): string[] =>
  all
    .map(({ key, at, items, reports }) =>
      [
        key,
        at.toISOString(),
        ...items.map(({ milestone, part }) => `${milestone.id} ${part}`),
        ...reports.map(({ activityId }) => activityId),
      ].join(' '),
    )
    .sort()

const everySaid = (check: (nudge: Nudge, facts: NudgeFacts) => void) =>
  holds(
    fc.property(worlds, cuts, (facts, instants) => {
      fc.pre(instants.length > 1)
      for (const nudge of during(facts, instants)) check(nudge, facts)
    }),
  )

const utc = (at: Date): CalendarDate => dayIn(at, 'UTC')
const activityOf = (facts: NudgeFacts, { activityId }: NudgeMilestone) =>
  facts.directory.activities.find(({ id }) => id === activityId)!
const ownerOf = (facts: NudgeFacts, milestone: NudgeMilestone) =>
  facts.directory.administrations.find(({ id }) => id === milestone.ownerAdministrationId)

/** As whom a destination reads, by the audience's own rules: for a person, with the roles of those they stand in for. */
function audienceOf(destination: NudgeDestination, facts: NudgeFacts, at: Date): Audience {
  if (destination.kind === 'channel') return readersOf(destination.channel.owner)
  const { person } = destination
  const roles = facts.people.flatMap((each) =>
    each.roles.filter(
      (role) => isInForce(role, utc(at)) && (each === person || standsInFor(person, each, role, at)),
    ),
  )
  const speaker = { kind: 'person' as const, id: person.id, name: '', administrationId: person.home, roles }
  return { kind: 'speaker', speaker }
}
const isAway = ({ awayUntil }: NudgePerson, at: Date) => awayUntil !== null && awayUntil >= utc(at)
const standsInFor = (person: NudgePerson, holder: NudgePerson, role: NudgeRole, at: Date) =>
  isAway(holder, at) && role.alternateId === person.id

/** Whether somebody owes the answer: a member of the owner, or where there is none a coordinator of the area, or who stands in. */
const owes = (person: NudgePerson, milestone: NudgeMilestone, facts: NudgeFacts, at: Date): boolean =>
  facts.people.some((holder) =>
    holder.roles.some((role) => {
      if (!isInForce(role, utc(at))) return false
      if (holder !== person && !standsInFor(person, holder, role, at)) return false
      return milestone.ownerAdministrationId === null
        ? role.kind === 'coordinator' && role.areaId === activityOf(facts, milestone).areaId
        : role.kind === 'member' && role.administrationId === milestone.ownerAdministrationId
    }),
  )

describe('however time is cut into spans', () => {
  it('the same is planned, and nothing twice', () => {
    holds(
      fc.property(worlds, cuts, (facts, instants) => {
        fc.pre(instants.length > 1)
        const whole = during(facts, instants)
        const parts = instants.slice(1).flatMap((to, at) => during(facts, [instants[at]!, to]))
        expect(said(parts)).toEqual(said(whole))
        expect(new Set(whole.map(({ key }) => key)).size).toBe(whole.length)
      }),
    )
  })

  it('what is too late to be said is skipped, and nothing else', () => {
    holds(
      fc.property(worlds, cuts, (facts, instants) => {
        fc.pre(instants.length > 1)
        const to = instants.at(-1)!
        const { due, skipped } = nudges(facts, { from: instants[0]!, to })
        const late = ({ at }: Nudge) => isTooLate(at, to)
        expect(due.filter(late)).toEqual([])
        expect(skipped.every(late)).toBe(true)
      }),
    )
  })
})

describe('each nudge', () => {
  it('comes at 09:00 where it is read, never on a day off', () =>
    everySaid(({ destination, at, on }, facts) => {
      const zone = zoneOf(destination, facts)
      expect(`${dayIn(at, zone)} ${timeIn(at, zone)}`).toBe(`${on} 09:00`)
      expect(weekdayOf(on)).toBeLessThanOrEqual(5)
      const whose =
        destination.kind === 'person'
          ? destination.person.home
          : destination.channel.owner.kind === 'administration'
            ? destination.channel.owner.administrationId
            : null
      expect(facts.holidays.get(whose ?? 0)?.has(on) ?? false).toBe(false)
    }))

  it('is about agreed, open, dated milestones of a programme that runs', () =>
    everySaid(({ items, reports }, { programme }) => {
      expect(programme.closedAt).toBeNull()
      expect(items.length + reports.length).toBeGreaterThan(0)
      for (const { milestone } of items)
        expect(milestone).toMatchObject({ state: 'agreed', waitingFor: null, extensionPending: false })
    }))

  it('tells nobody of what is quiet for them', () =>
    everySaid(({ destination, items, at }, facts) => {
      for (const { milestone } of items)
        expect(mayReadActivity(audienceOf(destination, facts, at), activityOf(facts, milestone), at)).toBe(
          true,
        )
    }))

  it('tells of a late milestone only where its owner may be named', () =>
    everySaid(({ destination, items, at, on }, facts) => {
      for (const { milestone } of items) {
        const owner = ownerOf(facts, milestone)
        if (!owner || on <= milestone.dueOn) continue
        const areaIds = [activityOf(facts, milestone).areaId]
        const audience = audienceOf(destination, facts, at)
        expect(mayName(audience, owner, areaIds, facts.programme.policies.naming)).toBe(true)
      }
    }))

  it('mentions only those who owe the answer, in a channel of their own', () =>
    everySaid(({ destination, items, at }, facts) => {
      if (destination.kind !== 'channel') return
      const { channel } = destination
      for (const item of items)
        for (const { account } of roundOn(facts, utc(at)).mentioned(channel, item)) {
          const named = facts.people.filter(({ accounts }) => accounts.includes(account))
          expect(named.some((person) => owes(person, item.milestone, facts, at))).toBe(true)
          expect([account.platform, account.tenant]).toEqual([channel.platform, channel.tenant])
          expect(['administration', 'area coordinators']).toContain(channel.owner.kind)
        }
    }))

  it('to a person comes to who owes the answer, or coordinates, or is of the secretariat', () =>
    everySaid(({ destination, items, at }, facts) => {
      if (destination.kind !== 'person') return
      const { person } = destination
      expect(person.accounts).not.toEqual([])
      const audience = audienceOf(destination, facts, at)
      const kinds =
        audience.kind === 'speaker' && audience.speaker.kind === 'person'
          ? audience.speaker.roles.map(({ kind }) => kind)
          : []
      for (const { milestone, part } of items) {
        if (part === 'owes') expect(owes(person, milestone, facts, at)).toBe(true)
        else expect(kinds.some((kind) => kind === 'coordinator' || kind === 'secretariat')).toBe(true)
      }
    }))

  it('is silent for those who owe it while it is snoozed', () =>
    everySaid(({ items, on }) => {
      for (const { milestone, part } of items)
        if (part === 'owes' && milestone.snoozedUntil) expect(on >= milestone.snoozedUntil).toBe(true)
    }))
})

describe('nothing due is missed', () => {
  /** The days of every occasion, as the policy says them. */
  const occasionsOf = ({ dueOn }: NudgeMilestone, { programme }: NudgeFacts): CalendarDate[] => {
    const { daysBefore, overdueEveryDays } = programme.policies.nudges
    const overdue = [1, 2, 3, 4, 5, 6, 7, 8, 9, 10].map((times) => times * overdueEveryDays)
    return [...daysBefore.map((days) => -days), ...overdue].map((days) => plusDays(dueOn!, days))
  }
  const isRecalled = ({ state, dueOn, waitingFor, extensionPending }: NudgeMilestone) =>
    state === 'agreed' && dueOn !== null && waitingFor === null && !extensionPending

  /** Where those who owe it must be told on the working day of an occasion: their channels, or else each of those who are there. */
  function required(milestone: NudgeMilestone, facts: NudgeFacts, at: Date): NudgeDestination[] {
    const activity = activityOf(facts, milestone)
    const { ownerAdministrationId: id } = milestone
    const channels = facts.channels.filter(({ owner, follows, retiredAt }) => {
      const own =
        id === null
          ? owner.kind === 'area coordinators' && owner.areaId === activity.areaId
          : owner.kind === 'administration' && owner.administrationId === id
      const told = follows.some(({ areaId, nudges: asked }) => asked && areaId === activity.areaId)
      return own && told && !retiredAt && mayReadActivity(readersOf(owner), activity, at)
    })
    if (channels.length > 0) return channels.map((channel) => ({ kind: 'channel', channel }))
    return facts.people
      .filter((person) => person.accounts.length > 0 && !isAway(person, at))
      .filter((person) => owes(person, milestone, facts, at))
      .map((person) => ({ kind: 'person' as const, person }))
      .filter((each) => each.person.roles.some((role) => isInForce(role, utc(at))))
      .filter((each) => mayReadActivity(audienceOf(each, facts, at), activity, at))
  }

  it('those who owe it are told on the working day of every occasion', () => {
    let checked = 0
    holds(
      fc.property(worlds, cuts, (facts, instants) => {
        fc.pre(instants.length > 1 && !facts.programme.closedAt)
        const all = during(facts, instants)
        for (const milestone of facts.milestones.filter(isRecalled))
          for (const occasion of occasionsOf(milestone, facts))
            for (const each of [
              ...facts.channels.map((channel) => ({ kind: 'channel' as const, channel })),
              ...facts.people.map((person) => ({ kind: 'person' as const, person })),
            ]) {
              const on = workingDayOnOrBefore(occasion, holidaysOf(each, facts))
              const zone = zoneOf(each, facts)
              const at = instantAt(on, '09:00', zone)
              if (at <= instants[0]! || at > instants.at(-1)! || dayIn(at, zone) !== on) continue
              if (milestone.snoozedUntil && on < milestone.snoozedUntil) continue
              const must = required(milestone, facts, at)
              if (!must.some((one) => sameDestination(one, each))) continue
              checked += 1
              const nudge = all.find((one) => one.on === on && sameDestination(one.destination, each))
              expect(nudge?.items.map((item) => item.milestone.id)).toContain(milestone.id)
            }
      }),
      // Few worlds have such an occasion in their weeks.
      250,
    )
    expect(checked).toBeGreaterThan(40)
  })
})

const sameDestination = (one: NudgeDestination, other: NudgeDestination): boolean =>
  one.kind === 'channel'
    ? other.kind === 'channel' && one.channel === other.channel
    : other.kind === 'person' && one.person === other.person
