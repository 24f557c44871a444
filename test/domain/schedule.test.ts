import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Milestone } from '../../src/domain/facts.ts'
import {
  activityOutlook,
  activitySchedule,
  commitmentSchedule,
  milestoneSchedule,
  nextMilestone,
} from '../../src/domain/schedule.ts'
import { plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import {
  activity,
  anyActivity,
  anyCommitment,
  anyDay,
  anyMilestone,
  commitment,
  milestone,
  participation,
  today,
  update,
} from './facts.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

/** Agreed, dated and not waiting for anybody. */
const running = (each: Milestone) =>
  each.state === 'agreed' && each.dueOn !== null && each.waitingFor === null

describe('the schedule of a milestone', () => {
  it('is overdue exactly when it was agreed, has a date, waits for nobody, and its day is over', () => {
    holds(
      fc.property(anyMilestone, anyDay, (each, day) => {
        const late = running(each) && day > each.dueOn!
        expect(milestoneSchedule(each, day) === 'overdue').toBe(late)
      }),
    )
  })

  it('is never overdue and never late when it was never agreed, however old its date', () => {
    holds(
      fc.property(anyMilestone, anyDay, (each, day) => {
        const neverAgreed: Milestone = { ...each, baselineOn: null }
        expect(milestoneSchedule({ ...neverAgreed, state: 'proposed' }, day)).toMatch(/^(proposed|waiting)$/)
        expect(milestoneSchedule({ ...neverAgreed, state: 'delivered' }, day)).toBe('delivered')
      }),
    )
  })

  it('is due soon on the day itself and the fourteen days before it, and on no other', () => {
    holds(
      fc.property(anyMilestone.filter(running), fc.integer({ min: -40, max: 40 }), (each, daysBefore) => {
        const day = plusDays(each.dueOn!, -daysBefore)
        const soon = daysBefore >= 0 && daysBefore <= 14
        expect(milestoneSchedule(each, day) === 'due soon').toBe(soon)
      }),
    )
  })

  it('further away is extended when its day was moved past the baseline, and on schedule otherwise', () => {
    holds(
      fc.property(anyMilestone.filter(running), fc.integer({ min: 15, max: 400 }), (each, daysBefore) => {
        const moved = each.baselineOn !== null && each.dueOn! > each.baselineOn
        const schedule = milestoneSchedule(each, plusDays(each.dueOn!, -daysBefore))
        expect(schedule).toBe(moved ? 'extended' : 'on schedule')
      }),
    )
  })

  it('is delivered late only when it was agreed and delivered after its day; its day itself is in time', () => {
    holds(
      fc.property(anyMilestone, anyDay, (each, day) => {
        const given: Milestone = { ...each, state: 'delivered' }
        const { baselineOn, deliveredOn, dueOn } = given
        const late = baselineOn !== null && deliveredOn !== null && dueOn !== null && deliveredOn > dueOn
        expect(milestoneSchedule(given, day)).toBe(late ? 'delivered late' : 'delivered')
      }),
    )
    const due = { state: 'delivered', baselineOn: today, dueOn: today } as const
    expect(milestoneSchedule(milestone({ ...due, deliveredOn: today }), today)).toBe('delivered')
    expect(milestoneSchedule(milestone({ ...due, deliveredOn: plusDays(today, 1) }), today)).toBe(
      'delivered late',
    )
  })

  it('waits, whatever its date, while it waits for somebody outside', () => {
    holds(
      fc.property(anyMilestone, anyDay, fc.constantFrom('proposed', 'agreed'), (each, day, state) => {
        expect(milestoneSchedule({ ...each, state, waitingFor: 'the WCO' }, day)).toBe('waiting')
      }),
    )
  })

  it.each(['carried over', 'ended', 'not delivered'] as const)('%s is closed for good', (state) => {
    holds(
      fc.property(anyMilestone, anyDay, (each, day) => {
        expect(milestoneSchedule({ ...each, state }, day)).toBe('closed')
      }),
    )
  })

  it('agreed with a day to be agreed is proposed', () => {
    expect(milestoneSchedule(milestone({ state: 'agreed', dueOn: null }), today)).toBe('proposed')
  })
})

describe('the schedule of a commitment', () => {
  it('follows its target date while it is open', () => {
    holds(
      fc.property(anyCommitment, fc.integer({ min: -40, max: 40 }), (each, daysBefore) => {
        const schedule = commitmentSchedule({ ...each, state: 'open' }, plusDays(each.targetOn!, -daysBefore))
        if (daysBefore < 0) expect(schedule).toBe('overdue')
        else if (daysBefore <= 14) expect(schedule).toBe('due soon')
        else expect(schedule).toBe(each.targetOn! > each.baselineOn! ? 'extended' : 'on schedule')
      }),
    )
  })

  it('is only open or delivered where its dates are withheld', () => {
    holds(
      fc.property(anyCommitment, anyDay, (each, day) => {
        const withheld = { ...each, baselineOn: null, targetOn: null }
        expect(['open', 'delivered', 'closed']).toContain(commitmentSchedule(withheld, day))
      }),
    )
  })

  it('is delivered late only after its target date', () => {
    holds(
      fc.property(anyCommitment, anyDay, (each, deliveredOn) => {
        const late = deliveredOn > each.targetOn!
        expect(commitmentSchedule({ ...each, state: 'delivered', deliveredOn }, today)).toBe(
          late ? 'delivered late' : 'delivered',
        )
      }),
    )
  })

  it.each(['carried over', 'ended', 'not delivered'] as const)('%s is closed', (state) => {
    expect(commitmentSchedule(commitment({ state, targetOn: plusDays(today, -100) }), today)).toBe('closed')
  })
})

describe('the schedule of an activity', () => {
  it('is that of one of its milestones, and overdue exactly when one of them is', () => {
    holds(
      fc.property(fc.array(anyMilestone, { minLength: 1, maxLength: 5 }), anyDay, (all, day) => {
        const each = all.map((one) => milestoneSchedule(one, day))
        const whole = activitySchedule(all, day)
        expect(each).toContain(whole)
        expect(whole === 'overdue').toBe(each.includes('overdue'))
      }),
    )
  })

  it('is delivered only when nothing in it can still be delivered', () => {
    holds(
      fc.property(fc.array(anyMilestone, { minLength: 1, maxLength: 5 }), anyDay, (all, day) => {
        const open = all.some(({ state }) => state === 'proposed' || state === 'agreed')
        if (open) expect(activitySchedule(all, day)).not.toMatch(/delivered|closed/)
      }),
    )
  })

  it('is due soon rather than on schedule, and does not depend on the order of milestones', () => {
    holds(
      fc.property(fc.array(anyMilestone, { maxLength: 5 }), anyDay, (all, day) => {
        expect(activitySchedule([...all].reverse(), day)).toBe(activitySchedule(all, day))
      }),
    )
    const far = milestone({ dueOn: plusDays(today, 100), baselineOn: plusDays(today, 100) })
    const near = milestone({ dueOn: plusDays(today, 5), baselineOn: plusDays(today, 5) })
    expect(activitySchedule([far, near], today)).toBe('due soon')
  })

  it('without milestones is proposed', () => {
    expect(activitySchedule([], today)).toBe('proposed')
  })
})

describe('the next milestone', () => {
  it('is the earliest that is open, dated and waits for nobody; a proposed one only while its day is to come', () => {
    holds(
      fc.property(fc.array(anyMilestone, { maxLength: 6 }), anyDay, (all, day) => {
        const eligible = all.filter(
          (each) =>
            running(each) ||
            (running({ ...each, state: 'agreed' }) && each.state === 'proposed' && each.dueOn! >= day),
        )
        const next = nextMilestone(all, day)
        if (eligible.length === 0) expect(next).toBeNull()
        else expect(eligible).toContainEqual(next)
        for (const { dueOn } of eligible) expect(next!.dueOn <= dueOn!).toBe(true)
        if (eligible.some(({ state, dueOn }) => state === 'agreed' && dueOn === next!.dueOn))
          expect(next!.state).toBe('agreed')
      }),
    )
  })

  it('leaves the list it was given as it was', () => {
    const all = [plusDays(today, 9), plusDays(today, 3)].map((dueOn) => milestone({ dueOn }))
    const before = structuredClone(all)
    nextMilestone(all, today)
    expect(all).toEqual(before)
  })
})

describe('the outlook of an activity', () => {
  const caution = ['off track', 'at risk', 'on track'] as const

  it("is the most cautious of its leads' when one of them says one, and of all others' otherwise", () => {
    holds(
      fc.property(anyActivity, (each) => {
        const leads = each.participations.filter(({ lead }) => lead).map((one) => one.administrationId)
        const said = (among: typeof each.latest) =>
          caution.find((outlook) => among.some((one) => one.outlook === outlook))
        const ofLeads = said(each.latest.filter((one) => leads.includes(one.administrationId)))
        expect(activityOutlook(each)).toBe(ofLeads ?? said(each.latest) ?? null)
      }),
    )
  })

  it('is not changed by what somebody else says once a lead has said one', () => {
    const led = activity({
      participations: [participation({ administrationId: 1, lead: true })],
      latest: [
        update({ administrationId: 1, outlook: 'on track' }),
        update({ administrationId: 2, outlook: 'off track' }),
      ],
    })
    expect(activityOutlook(led)).toBe('on track')
    expect(activityOutlook({ ...led, participations: [] })).toBe('off track')
  })

  it('is null when nobody says one', () => {
    expect(activityOutlook(activity({ latest: [update({ outlook: null })] }))).toBeNull()
  })
})
