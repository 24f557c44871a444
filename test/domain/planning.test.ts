import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Milestone } from '../../src/domain/facts.ts'
import {
  agree,
  collectiveOwner,
  handedOver,
  mayAgree,
  mayMove,
  mayNameLeads,
  mayPlan,
  move,
  nextNumber,
  type Plan,
  type Planned,
  proposed,
  type When,
} from '../../src/domain/planning.ts'
import { milestoneSchedule } from '../../src/domain/schedule.ts'
import { calendarDate, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { milestone, participation } from './facts.ts'
import { anyPerson, has, id, operator, outsider, person, role } from './speakers.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

const period = { periodFrom: calendarDate('2010-01-01'), periodTo: calendarDate('2011-12-31') }
const firstDay = calendarDate('2010-06-07')
const anyDay = fc
  .oneof(fc.integer({ min: -200, max: 800 }), fc.integer({ min: -3, max: 30 }))
  .map((days) => plusDays(firstDay, days))
const anyWhen: fc.Arbitrary<When> = fc.oneof(
  { weight: 3, arbitrary: anyDay.map((date) => ({ kind: 'on' as const, date })) },
  fc.constant({ kind: 'to be agreed' as const }),
  fc.constant({ kind: 'waiting for' as const, whom: 'OLAF' }),
)
const anyReason = fc.constantFrom('', 'comments are late')

type Step =
  | { kind: 'agree'; on: ReturnType<typeof calendarDate> | null }
  | { kind: 'move'; when: When; reason: string }
  | { kind: 'done' }
  | { kind: 'wait'; days: number }
const anyStep: fc.Arbitrary<Step> = fc.oneof(
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('agree' as const), on: fc.option(anyDay, { nil: null }) }),
  },
  {
    weight: 4,
    arbitrary: fc.record({ kind: fc.constant('move' as const), when: anyWhen, reason: anyReason }),
  },
  { weight: 1, arbitrary: fc.constant({ kind: 'done' as const }) },
  {
    weight: 3,
    arbitrary: fc.record({ kind: fc.constant('wait' as const), days: fc.integer({ min: 1, max: 60 }) }),
  },
)

type Life = Plan & { deliveredOn: Milestone['deliveredOn'] }

describe('a milestone, whatever is said of it and in whatever order', () => {
  it('has its baseline set once and never changed, and is never overdue unless it was agreed', () => {
    let agreements = 0
    holds(
      fc.property(anyWhen, fc.array(anyStep, { maxLength: 15 }), (when, steps) => {
        let today = firstDay
        let life: Life = { ...proposed(when), deliveredOn: null }
        let baseline: Life['baselineOn'] = null
        for (const step of steps) {
          const before = life
          if (step.kind === 'wait') today = plusDays(today, step.days)
          else if (step.kind === 'done') {
            if (life.state === 'proposed' || life.state === 'agreed')
              life = { ...life, state: 'delivered', deliveredOn: today, waitingFor: null }
          } else {
            const planned: Planned =
              step.kind === 'agree'
                ? agree(life, step.on, today, period)
                : move(life, step.when, step.reason, today, period)
            if (planned.kind === 'changed') life = { ...life, ...planned.plan }
            if (planned.kind === 'changed') expect(milestoneSchedule(life, today)).not.toBe('overdue')
            if (planned.kind === 'changed' && step.kind === 'agree') {
              expect(baseline).toBeNull()
              baseline = life.dueOn
              agreements++
              expect(life).toMatchObject({ state: 'agreed', waitingFor: null })
              if (step.on) expect(life.dueOn).toBe(step.on)
            }
            if (planned.kind === 'changed' && step.kind === 'move' && before.state === 'agreed')
              expect(step.reason).not.toBe('')
            if (before.state === 'delivered') expect(planned.kind).toBe('refused')
          }
          expect(life.baselineOn).toBe(baseline)
          if (baseline === null) expect(milestoneSchedule(life, today)).not.toMatch(/overdue|late|extended/)
          if (life.state === 'agreed') expect(life.dueOn).not.toBeNull()
        }
      }),
    )
    expect(agreements).toBeGreaterThan(100)
  })

  it('said twice on the same day, changes once', () => {
    holds(
      fc.property(anyWhen, anyWhen, anyDay, (from, to, on) => {
        const moved = move(proposed(from), to, '', firstDay, period)
        if (moved.kind === 'changed') expect(move(moved.plan, to, '', firstDay, period).kind).toBe('same')
        const agreed = agree(proposed(from), on, firstDay, period)
        if (agreed.kind !== 'changed') return
        expect(agree(agreed.plan, on, firstDay, period).kind).toBe('same')
        expect(agree(agreed.plan, null, firstDay, period).kind).toBe('same')
      }),
    )
  })

  it('never gets a day before today or outside the period', () => {
    holds(
      fc.property(anyWhen, anyDay, anyDay, (from, day, today) => {
        const out = day < today || day < period.periodFrom || day > period.periodTo
        const agreed = agree(proposed(from), day, today, period)
        expect(agreed.kind).toBe(out ? 'refused' : 'changed')
        const moved = move(proposed({ kind: 'to be agreed' }), { kind: 'on', date: day }, '', today, period)
        expect(moved.kind).toBe(out ? 'refused' : 'changed')
      }),
    )
  })
})

describe('why a date is refused', () => {
  const agreed: Plan = { state: 'agreed', baselineOn: firstDay, dueOn: firstDay, waitingFor: null }
  const later = plusDays(firstDay, 10)
  it.each<[string, Planned, string]>([
    ['no date', agree(proposed({ kind: 'to be agreed' }), null, firstDay, period), 'no date'],
    ['waiting', agree(proposed({ kind: 'waiting for', whom: 'OLAF' }), null, firstDay, period), 'waiting'],
    ['its day has passed', agree(proposed({ kind: 'on', date: firstDay }), null, later, period), 'passed'],
    ['agreed on another day', agree(agreed, later, firstDay, period), 'agreed'],
    [
      'agreed, without a reason',
      move(agreed, { kind: 'on', date: later }, '', firstDay, period),
      'no reason',
    ],
    ['agreed, to no date', move(agreed, { kind: 'to be agreed' }, 'x', firstDay, period), 'keeps a date'],
    ['ended', agree({ ...agreed, state: 'ended' }, null, firstDay, period), 'closed'],
    [
      'delivered',
      move({ ...agreed, state: 'delivered' }, { kind: 'on', date: later }, 'x', firstDay, period),
      'delivered',
    ],
  ])('%s', (_, planned, fault) => expect(planned).toEqual({ kind: 'refused', fault }))
})

describe('who may', () => {
  const area = { id: 1, code: 'IPR' }
  const names = ['Japan Customs', 'Korea Customs Service', 'Hellenic Customs']
  const administration = (each: number) => ({ id: each, customsName: names[each - 1]! })
  const anyPlanners = fc
    .uniqueArray(id, { maxLength: 2 })
    .map((leads) => ({ area, leads: leads.map(administration) }))
  const anyOwner = fc.option(id.map(administration), { nil: null })

  it('plan, agree and move: coordinator, leads and owner, each what is theirs', () => {
    holds(
      fc.property(anyPerson, anyPlanners, anyOwner, (speaker, planners, owner) => {
        const coordinator = has(speaker, ({ kind, areaId }) => kind === 'coordinator' && areaId === 1)
        const memberOf = (each: number) =>
          has(speaker, ({ kind, administrationId }) => kind === 'member' && administrationId === each)
        const leads = planners.leads.some((each) => memberOf(each.id))
        const owns = owner ? memberOf(owner.id) : coordinator
        expect(mayPlan(speaker, planners).allowed).toBe(coordinator || leads)
        expect(mayAgree(speaker, owner, planners).allowed).toBe(owns || leads)
        expect(mayMove(speaker, { state: 'proposed' }, owner, planners).allowed).toBe(
          coordinator || owns || leads,
        )
        expect(mayMove(speaker, { state: 'agreed' }, owner, planners).allowed).toBe(coordinator)
      }),
    )
  })

  it('say who leads: the coordinator and the secretariat', () => {
    holds(
      fc.property(anyPerson, (speaker) => {
        const may = has(
          speaker,
          ({ kind, areaId }) => kind === 'secretariat' || (kind === 'coordinator' && areaId === 1),
        )
        expect(mayNameLeads(speaker, area).allowed).toBe(may)
      }),
    )
    expect(mayNameLeads(operator, area).allowed).toBe(true)
    expect(mayNameLeads(outsider, area)).toEqual({
      allowed: false,
      who: 'the coordinator of IPR, or the secretariat',
    })
  })

  it('a refusal names them, each once', () => {
    const planners = { area, leads: [administration(1), administration(3)] }
    expect(mayAgree(outsider, administration(1), planners)).toEqual({
      allowed: false,
      who: 'a member of Japan Customs, or a member of Hellenic Customs',
    })
    expect(mayMove(outsider, { state: 'agreed' }, null, planners)).toEqual({
      allowed: false,
      who: 'the coordinator of IPR',
    })
  })

  it('a new collective milestone belongs to the lead that plans it, else to the first lead, else to the coordinator', () => {
    const planners = { area, leads: [administration(1), administration(3)] }
    const member = (each: number) => person(role('member', { administrationId: each }))
    expect(collectiveOwner(member(3), planners)).toBe(3)
    expect(collectiveOwner(person(role('coordinator', { areaId: 1 })), planners)).toBe(1)
    expect(collectiveOwner(person(role('coordinator', { areaId: 1 })), { area, leads: [] })).toBeNull()
  })
})

describe('other leads', () => {
  it('get the proposed collective milestones of the coordinator and of former leads, and nothing else', () => {
    const anyMilestones = fc.array(
      fc.record({
        id: fc.nat(),
        kind: fc.constantFrom('collective' as const, 'individual' as const),
        state: fc.constantFrom('proposed' as const, 'agreed' as const, 'delivered' as const),
        ownerAdministrationId: fc.option(id, { nil: null }),
      }),
      { maxLength: 6 },
    )
    holds(
      fc.property(
        anyMilestones,
        fc.uniqueArray(id, { maxLength: 2 }),
        fc.uniqueArray(id, { maxLength: 2 }),
        (all, before, after) => {
          const milestones = all.map((own) => milestone(own))
          const participations = before.map((administrationId) =>
            participation({ administrationId, lead: true }),
          )
          const handed = handedOver({ milestones, participations }, after)
          for (const each of milestones) {
            const owner = each.ownerAdministrationId as number | null
            const free = owner === null || (before.includes(owner) && !after.includes(owner))
            const goes =
              each.kind === 'collective' && each.state === 'proposed' && free && owner !== (after[0] ?? null)
            expect(handed.includes(each)).toBe(goes)
          }
        },
      ),
    )
  })
})

it('a number that was given is never given again', () => {
  expect(nextNumber([])).toBe(1)
  expect(nextNumber(['IPR-1.1', 'IPR-1.2', 'IPR-1.9'])).toBe(10)
  expect(nextNumber(['HER/IPR-1.10', 'HER/IPR-1.9'])).toBe(11)
})
