import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RoleKind, roleKinds } from '../../src/domain/facts.ts'
import {
  ended,
  given,
  type HeldRole,
  isInForce,
  keepsSecretariat,
  mayEnd,
  mayGive,
  mayNameAlternate,
  type RoleChange,
} from '../../src/domain/roles.ts'
import { type CalendarDate, calendarDate, plusDays } from '../../src/time.ts'
import { times } from '../support/times.ts'
import { anyPerson, has, id, operator, outsider, person, role } from './speakers.ts'

const today = calendarDate('2010-06-07')
const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })
const day = (days: number): CalendarDate => plusDays(today, days)

const anyDays = fc.integer({ min: -30, max: 30 })
const held = (at: number, fromOn: CalendarDate, untilOn: CalendarDate | null): HeldRole => ({
  id: at,
  kind: 'coordinator',
  administrationId: null,
  areaId: 1,
  regionId: null,
  scope: 'IPR',
  programmeKey: 'HER',
  fromOn,
  untilOn,
  alternate: null,
})

/** Terms one after the other, none over on `today`, the last one perhaps without an end. */
const anyHeld = fc
  .tuple(
    fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 6 }),
    fc.integer({ min: -20, max: 5 }),
    fc.boolean(),
  )
  .map(([gaps, start, open]) => {
    let at = start
    const roles: HeldRole[] = []
    for (let index = 0; index + 1 < gaps.length; index += 2) {
      const from = at + gaps[index]!
      at = from + gaps[index + 1]!
      const last = open && index + 3 >= gaps.length
      roles.push(held(index + 1, day(from), last ? null : day(at)))
    }
    return roles.filter(({ untilOn }) => untilOn === null || untilOn >= today)
  })

type Term = { fromOn: CalendarDate; untilOn: CalendarDate | null }
function termsAfter(before: HeldRole[], change: RoleChange): Term[] {
  if (change.kind === 'new') return [...before, change.term]
  if (change.kind === 'same') return before
  return before.map((each) => change.terms.find((term) => term.id === each.id) ?? each)
}
const days = Array.from({ length: 140 }, (_, at) => at - 50)
const heldOn = (terms: Term[], at: number) => terms.filter((term) => isInForce(term, day(at))).length

describe('a role given', () => {
  const anyTerm = fc.record({
    from: fc.option(anyDays, { nil: null }),
    until: fc.oneof(fc.constant(null), fc.constant('open' as const), anyDays),
  })
  const wanted = ({ from, until }: { from: number | null; until: number | 'open' | null }) => ({
    from: from === null ? null : day(from),
    until: typeof until === 'number' ? day(until) : until,
  })
  const inOrder = ({ from, until }: { from: number | null; until: number | 'open' | null }) =>
    typeof until !== 'number' || (from ?? 0) <= until

  it('is never held twice on a day, and every change says its days', () => {
    holds(
      fc.property(anyHeld, anyTerm.filter(inOrder), (before, said) => {
        const terms = termsAfter(before, given(before, wanted(said), today))
        for (const at of days) expect(heldOn(terms, at)).toBeLessThanOrEqual(1)
      }),
    )
  })

  it('is held on every day that was said, and no longer than was said', () => {
    holds(
      fc.property(anyHeld, anyTerm.filter(inOrder), (before, said) => {
        const terms = termsAfter(before, given(before, wanted(said), today))
        // A day that has passed is not held afterwards.
        const from = Math.max(said.from ?? 0, 0)
        if (typeof said.until === 'number' && said.until < from) return
        expect(heldOn(terms, from)).toBe(1)
        if (said.until === null) return
        const last = typeof said.until === 'number' ? said.until : 60
        for (let at = from; at <= last; at++) expect(heldOn(terms, at), `day ${at}`).toBe(1)
        const own = terms.find((term) => isInForce(term, day(from)))
        expect(own?.untilOn ?? null).toBe(said.until === 'open' ? null : day(last))
      }),
    )
  })

  it('that has begun keeps its first day, and the same words again change nothing', () => {
    holds(
      fc.property(anyHeld, anyTerm.filter(inOrder), (before, said) => {
        const change = given(before, wanted(said), today)
        if (change.kind === 'changed')
          for (const { id: at, fromOn } of change.terms) {
            const was = before.find((each) => each.id === at)!
            if (was.fromOn <= today) expect(fromOn).toBe(was.fromOn)
          }
        const now = termsAfter(before, change).map((term, at) => held(at + 1, term.fromOn, term.untilOn))
        const standing = now.filter(
          ({ fromOn, untilOn }) => untilOn === null || (untilOn >= today && untilOn >= fromOn),
        )
        if (said.until === null || (typeof said.until === 'number' && said.until < 0)) return
        expect(given(standing, wanted(said), today).kind).toBe('same')
      }),
    )
  })
})

describe('a role ended', () => {
  it('is held up to that day as before, and on no day after it', () => {
    holds(
      fc.property(anyHeld, anyDays, (before, on) => {
        if (before.length === 0) return
        const terms = termsAfter(before, ended(before, day(on)))
        for (const at of days) expect(heldOn(terms, at), `day ${at}`).toBe(at > on ? 0 : heldOn(before, at))
      }),
    )
  })
})

describe('the secretariat', () => {
  it('is there as long after a change as before it: compared day by day', () => {
    const anyTerms = fc.array(
      fc.tuple(anyDays, fc.option(anyDays, { nil: null })).map(([from, until]) => ({
        fromOn: day(from),
        untilOn: until === null ? null : day(until),
      })),
      { maxLength: 4 },
    )
    const gap = (terms: Term[]) => [...Array(90).keys()].find((at) => heldOn(terms, at) === 0) ?? 90
    holds(
      fc.property(anyTerms, anyTerms, (before, changed) => {
        expect(keepsSecretariat(before, changed, today)).toBe(gap(changed) >= gap(before))
      }),
    )
  })
})

const anyRoleOf = fc.record({
  kind: fc.constantFrom<RoleKind>(...roleKinds),
  administrationId: fc.option(id, { nil: null }),
})

describe('may give and end', () => {
  it('giving is for the secretariat and the operator', () => {
    holds(
      fc.property(anyPerson, (speaker) => {
        expect(mayGive(speaker).allowed).toBe(has(speaker, ({ kind }) => kind === 'secretariat'))
      }),
    )
    expect([mayGive(operator).allowed, mayGive(outsider).allowed]).toEqual([true, false])
  })

  it('outside the secretariat a role is ended by a member of its administration only, never an office', () => {
    holds(
      fc.property(anyPerson, anyRoleOf, (speaker, ending) => {
        const office = ending.kind === 'coordinator' || ending.kind === 'secretariat'
        const member = has(
          speaker,
          ({ kind, administrationId }) =>
            kind === 'member' && administrationId !== null && administrationId === ending.administrationId,
        )
        const secretariat = has(speaker, ({ kind }) => kind === 'secretariat')
        expect(mayEnd(speaker, ending).allowed).toBe(secretariat || (member && !office))
      }),
    )
    expect(mayEnd(operator, { kind: 'secretariat', administrationId: null }).allowed).toBe(true)
    expect(mayEnd(outsider, { kind: 'member', administrationId: 1 }).allowed).toBe(false)
  })
})

describe('may name an alternate', () => {
  it('for others only the secretariat; for oneself, in an administration, somebody with a role there', () => {
    holds(
      fc.property(
        anyPerson,
        id,
        fc.option(id, { nil: null }),
        fc.option(anyPerson, { nil: null }),
        (speaker, holderId, administrationId, other) => {
          const alternate = other?.kind === 'person' ? { roles: other.roles } : null
          const { allowed } = mayNameAlternate(speaker, holderId, { administrationId }, alternate)
          const secretariat = has(speaker, ({ kind }) => kind === 'secretariat')
          const inside =
            administrationId === null ||
            alternate === null ||
            alternate.roles.some((each) => each.administrationId === administrationId)
          // Speakers of these tests are the person with id 1.
          expect(allowed).toBe(secretariat || (holderId === 1 && inside))
        },
      ),
    )
    expect(mayNameAlternate(operator, 7, { administrationId: 1 }, null).allowed).toBe(true)
    expect(mayNameAlternate(outsider, 1, { administrationId: null }, null).allowed).toBe(false)
    expect(mayNameAlternate(person(role('observer')), 2, { administrationId: null }, null).allowed).toBe(
      false,
    )
  })
})
