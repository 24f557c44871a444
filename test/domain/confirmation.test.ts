import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { mayConfirm, reportersOf } from '../../src/domain/confirmation.ts'
import { times } from '../support/times.ts'
import { milestone, participation, update } from './facts.ts'
import { anyPerson, has, id, operator, outsider, person, role } from './speakers.ts'

const area = { id: 1, code: 'IPR' }

describe('may confirm', () => {
  it('is never for somebody who reports, in whatever role, and else for the coordinator and for members', () => {
    fc.assert(
      fc.property(anyPerson, fc.uniqueArray(id), fc.boolean(), (speaker, reporters, reported) => {
        const { allowed } = mayConfirm(speaker, { area, reporters, reported })
        const reports =
          reported ||
          has(
            speaker,
            ({ administrationId }) => administrationId !== null && reporters.includes(administrationId),
          )
        const office = has(
          speaker,
          ({ kind, areaId }) => kind === 'member' || (kind === 'coordinator' && areaId === area.id),
        )
        expect(allowed).toBe(office && !reports)
      }),
      { numRuns: times(1000) },
    )
  })

  it('is not for a coordinator whose own administration reports, even without a role there today', () => {
    const speaker = { ...person(role('coordinator', { areaId: 1 })), administrationId: 2 }
    expect(mayConfirm(speaker, { area, reporters: [2], reported: false }).allowed).toBe(false)
    expect(mayConfirm(speaker, { area, reporters: [3], reported: false }).allowed).toBe(true)
  })

  it('is not for the operator or an outsider', () => {
    for (const speaker of [operator, outsider])
      expect(mayConfirm(speaker, { area, reporters: [], reported: false })).toEqual({
        allowed: false,
        who: 'the coordinator of IPR, or a member of an administration that does not report on it',
      })
  })
})

it('those report who lead, have reported, or own or have delivered what was delivered', () => {
  const activity = {
    participations: [
      participation({ administrationId: 1, lead: true }),
      participation({ administrationId: 9 }),
    ],
    latest: [update({ administrationId: 2 })],
    milestones: [
      milestone({ state: 'delivered', ownerAdministrationId: 3, deliveredByAdministrationId: 4 }),
      milestone({ state: 'delivered', ownerAdministrationId: null, deliveredByAdministrationId: 'withheld' }),
      milestone({ state: 'agreed', ownerAdministrationId: 5 }),
    ],
  }
  expect(new Set(reportersOf(activity))).toEqual(new Set([1, 2, 3, 4]))
})
