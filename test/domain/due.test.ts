import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type Concern, type Dated, due, overdue, type Window } from '../../src/domain/due.ts'
import type { Activity } from '../../src/domain/facts.ts'
import { isOpen } from '../../src/domain/schedule.ts'
import { plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import {
  activity,
  anyActivities,
  anyAdministrationId,
  anyDay,
  commitment,
  milestone,
  today,
} from './facts.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: times(500) })

const everything: Concern = { activities: null, milestone: null, owner: null }
const ahead: Window = { from: null, to: plusDays(today, 30) }

const anyConcern: fc.Arbitrary<Concern> = fc.record({
  activities: fc.option(fc.uniqueArray(fc.integer({ min: 1, max: 8 })), { nil: null }),
  milestone: fc.constant(null),
  owner: fc.option(
    fc.record({
      administrations: fc.uniqueArray(anyAdministrationId, { maxLength: 2 }),
      coordinatorOf: fc.uniqueArray(fc.integer({ min: 1, max: 3 }), { maxLength: 2 }),
    }),
    { nil: null },
  ),
})
const anyWindow: fc.Arbitrary<Window> = fc
  .tuple(fc.option(anyDay, { nil: null }), fc.option(anyDay, { nil: null }))
  .map(([from, to]) => (from && to && from > to ? { from: to, to: from } : { from, to }))

const codes = (dated: Dated[]) =>
  dated.map((each) => (each.kind === 'milestone' ? each.milestone.code : `commitment ${each.commitment.id}`))

describe('what is due', () => {
  it('tells what was agreed from what is proposed, and calls nothing proposed overdue', () => {
    holds(
      fc.property(anyActivities, anyConcern, anyWindow, (activities, concern, window) => {
        const { binding, proposed } = due(activities, concern, window, today)
        for (const each of binding)
          expect(each.kind === 'commitment' || each.milestone.state === 'agreed').toBe(true)
        for (const each of proposed) {
          expect(each.kind === 'milestone' && each.milestone.state).toBe('proposed')
          expect(each.on >= today).toBe(true)
        }
        const late = overdue(activities, concern, today).dated
        for (const each of late)
          expect(each.kind === 'commitment' || each.milestone.state === 'agreed').toBe(true)
      }),
    )
  })

  it('lies in the days asked for, soonest first, and only what is open', () => {
    holds(
      fc.property(anyActivities, anyConcern, anyWindow, (activities, concern, window) => {
        const { binding, proposed } = due(activities, concern, window, today)
        for (const dated of [binding, proposed]) {
          expect(dated.map(({ on }) => on)).toEqual(dated.map(({ on }) => on).sort())
          for (const { on, schedule } of dated) {
            expect(window.from === null || on >= window.from).toBe(true)
            expect(window.to === null || on <= window.to).toBe(true)
            expect(on >= today || schedule === 'overdue').toBe(true)
          }
        }
        for (const each of [...binding, ...proposed])
          if (each.kind === 'milestone') expect(isOpen(each.milestone)).toBe(true)
      }),
    )
  })

  it('names every open milestone once: with a day that counts, waiting, to be agreed, or past it unagreed', () => {
    holds(
      fc.property(anyActivities, (all) => {
        const activities = numbered(all)
        const { binding, proposed, waiting, toBeAgreed, passed } = due(
          activities,
          everything,
          { from: null, to: null },
          today,
        )
        const named = [
          ...[...binding, ...proposed].flatMap((each) =>
            each.kind === 'milestone' ? [each.milestone.id] : [],
          ),
          ...[...waiting, ...toBeAgreed, ...passed].map(({ id }) => id),
        ]
        const open = activities.flatMap(({ milestones }) => milestones.filter(isOpen)).map(({ id }) => id)
        expect(named.sort()).toEqual(open.sort())
      }),
    )
  })

  it('of an administration is what it owes and nothing else', () => {
    holds(
      fc.property(anyActivities, anyAdministrationId, (activities, id) => {
        const concern: Concern = { ...everything, owner: { administrations: [id], coordinatorOf: [] } }
        const { binding, proposed } = due(activities, concern, { from: null, to: null }, today)
        for (const each of [...binding, ...proposed])
          expect(
            each.kind === 'milestone'
              ? each.milestone.ownerAdministrationId
              : each.commitment.administrationId,
          ).toBe(id)
      }),
    )
  })
})

describe('what is overdue', () => {
  const late = activity({
    milestones: [
      milestone({
        id: 1,
        code: 'IPR-1.1',
        state: 'agreed',
        dueOn: plusDays(today, -3),
        baselineOn: plusDays(today, -3),
      }),
      milestone({ id: 2, code: 'IPR-1.2', state: 'proposed', dueOn: plusDays(today, -9) }),
      milestone({
        id: 3,
        code: 'IPR-1.3',
        state: 'agreed',
        waitingFor: 'the WCO',
        dueOn: plusDays(today, -9),
      }),
      milestone({ id: 4, code: 'IPR-1.4', state: 'agreed', dueOn: today, baselineOn: today }),
    ],
    commitments: [
      commitment({ id: 7, targetOn: plusDays(today, -5) }),
      commitment({ id: 8, administrationId: 2, targetOn: null, baselineOn: null }),
      commitment({ id: 9, administrationId: 3, targetOn: null, baselineOn: null }),
    ],
    lateCommitments: 2,
  })

  it('is what was agreed and its day has passed, the longest first; others are a number', () => {
    const { dated, others } = overdue([late], everything, today)
    expect(codes(dated)).toEqual(['commitment 7', 'IPR-1.1'])
    expect(others).toBe(1)
  })

  it('is never a number about one administration', () => {
    const concern: Concern = { ...everything, owner: { administrations: [3], coordinatorOf: [] } }
    expect(overdue([late], concern, today)).toEqual({ dated: [], others: 0 })
  })

  it('counts in other activities only when they are asked about', () => {
    expect(overdue([late], { ...everything, activities: [2] }, today)).toEqual({ dated: [], others: 0 })
  })
})

it('the next thirty days include what is overdue, and leave out what comes later', () => {
  const one = activity({
    milestones: [-1, 0, 30, 31].map((days) =>
      milestone({ id: days, code: `IPR-1.${days}`, dueOn: plusDays(today, days), baselineOn: today }),
    ),
  })
  expect(codes(due([one], everything, ahead, today).binding)).toEqual(['IPR-1.-1', 'IPR-1.0', 'IPR-1.30'])
  const later = due([one], everything, { from: plusDays(today, 1), to: null }, today)
  expect(codes(later.binding)).toEqual(['IPR-1.30', 'IPR-1.31'])
})

/** Milestones with ids of their own. */
const numbered = (activities: Activity[]): Activity[] =>
  activities.map((each, at) => ({
    ...each,
    milestones: each.milestones.map((one, place) => ({ ...one, id: at * 100 + place })),
  }))
