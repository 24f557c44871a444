import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import {
  askFault,
  type BentRule,
  bentRules,
  mayAsk,
  mayDecide,
  outcomeOn,
} from '../../src/domain/extension.ts'
import { calendarDate, daysBetween, plusDays, plusMonths } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { anyPerson, has, id, operator, outsider } from './speakers.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

const period = { periodFrom: calendarDate('2010-01-01'), periodTo: calendarDate('2011-12-31') }
const firstDay = calendarDate('2010-06-07')
const anyDay = fc.integer({ min: -200, max: 800 }).map((days) => plusDays(firstDay, days))
const policy = fc.record({
  coordinatorMayExtendTimes: fc.nat({ max: 3 }),
  longestMonths: fc.integer({ min: 1, max: 12 }),
  neverPastNextMeeting: fc.boolean(),
})
const anyNext = fc.option(
  anyDay.map((startsOn) => ({ startsOn })),
  { nil: null },
)

describe('the rule of the programme', () => {
  it('is bent by another time, by too many months, and past the next meeting: each for itself', () => {
    holds(
      fc.property(
        policy,
        anyDay,
        anyDay,
        fc.nat({ max: 4 }),
        anyNext,
        (rule, fromOn, toOn, extendedBefore, next) => {
          const bent = bentRules({ fromOn, toOn, extendedBefore }, rule, next)
          expect(bent.includes('times')).toBe(extendedBefore >= rule.coordinatorMayExtendTimes)
          expect(bent.includes('length')).toBe(toOn > plusMonths(fromOn, rule.longestMonths))
          expect(bent.includes('meeting')).toBe(
            rule.neverPastNextMeeting && next !== null && toOn > next.startsOn,
          )
        },
      ),
    )
  })

  it('lets a nearer day pass wherever a later one does', () => {
    holds(
      fc.property(policy, anyDay, anyDay, fc.nat({ max: 400 }), anyNext, (rule, fromOn, toOn, less, next) => {
        const asked = { fromOn, extendedBefore: 0 }
        const later = bentRules({ ...asked, toOn }, rule, next)
        for (const each of bentRules({ ...asked, toOn: plusDays(toOn, -less) }, rule, next))
          expect(later).toContain(each)
      }),
    )
  })

  it('of Heraklion: once, six months, and the day of the meeting is still allowed', () => {
    const heraklion = { coordinatorMayExtendTimes: 1, longestMonths: 6, neverPastNextMeeting: true }
    const next = { startsOn: calendarDate('2011-10-11') }
    const bent = (fromOn: string, toOn: string, extendedBefore = 0) =>
      bentRules({ fromOn: calendarDate(fromOn), toOn: calendarDate(toOn), extendedBefore }, heraklion, next)
    expect(bent('2010-06-30', '2010-12-30')).toEqual([])
    expect(bent('2010-06-30', '2010-12-31')).toEqual(['length'])
    expect(bent('2010-06-30', '2010-07-01', 1)).toEqual(['times'])
    expect(bent('2011-08-01', '2011-10-11')).toEqual([])
    expect(bent('2011-08-01', '2011-10-12')).toEqual(['meeting'])
  })
})

describe('a later date', () => {
  it('is asked for an agreed milestone, up to and on its day, for a later day of the period', () => {
    const state = fc.constantFrom('proposed', 'agreed', 'delivered', 'not delivered', 'carried over', 'ended')
    holds(
      fc.property(state, fc.option(anyDay, { nil: null }), anyDay, anyDay, (is, dueOn, toOn, today) => {
        const plan = { state: is as 'agreed', baselineOn: dueOn, dueOn, waitingFor: null }
        const fine =
          is === 'agreed' &&
          dueOn !== null &&
          daysBetween(today, dueOn) >= 0 &&
          toOn > dueOn &&
          toOn <= period.periodTo &&
          toOn >= period.periodFrom
        expect(askFault(plan, toOn, today, period) === null).toBe(fine)
      }),
    )
  })

  it('ends in one of the outcome words, by the day that is given', () => {
    holds(
      fc.property(anyDay, anyDay, (toOn, on) => {
        expect(outcomeOn({ toOn }, on)).toBe(
          on === toOn ? 'approved as requested' : 'approved with a new date',
        )
      }),
    )
  })
})

describe('who may', () => {
  const owner = (which: number) => ({ id: which, customsName: 'Japan Customs' })
  const anyBent = fc.subarray<BentRule>(['times', 'length', 'meeting'])

  it('ask: the members of the owner, and nobody else', () => {
    holds(
      fc.property(anyPerson, id, (speaker, which) => {
        const member = has(speaker, (one) => one.kind === 'member' && one.administrationId === which)
        expect(mayAsk(speaker, owner(which)).allowed).toBe(member)
        expect(mayAsk(speaker, null).allowed).toBe(false)
      }),
    )
    for (const nobody of [outsider, operator]) expect(mayAsk(nobody, owner(1)).allowed).toBe(false)
  })

  it('decide: the secretariat, and what bends no rule the coordinator of the area too', () => {
    holds(
      fc.property(anyPerson, id, anyBent, (speaker, areaId, bent) => {
        const secretariat = has(speaker, ({ kind }) => kind === 'secretariat')
        const coordinator = has(speaker, (one) => one.kind === 'coordinator' && one.areaId === areaId)
        expect(mayDecide(speaker, bent, { id: areaId, code: 'IPR' }).allowed).toBe(
          secretariat || (coordinator && bent.length === 0),
        )
      }),
    )
    expect(mayDecide(operator, ['times'], { id: 1, code: 'IPR' }).allowed).toBe(true)
    expect(mayDecide(outsider, [], { id: 1, code: 'IPR' }).allowed).toBe(false)
  })
})
