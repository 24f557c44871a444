import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { roleKinds } from '../../src/domain/facts.ts'
import {
  isAdmitted,
  mayDeliver,
  mayInvite,
  mayUse,
  type Permission,
  type Speaker,
} from '../../src/domain/permission.ts'
import { times } from '../support/times.ts'
import { anyPerson, has, id, operator, outsider, person, role } from './speakers.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) =>
  fc.assert(property, { numRuns: times(1000) })

describe('may use', () => {
  const permissions: Permission[] = ['anyone', 'admitted', 'reporter', 'inviter', 'secretariat', 'operator']
  const speakers: Record<string, [Speaker, Permission[]]> = {
    'an outsider': [outsider, ['anyone']],
    'somebody whose roles have ended': [person(), ['anyone']],
    'an observer': [person(role('observer', { administrationId: 1 })), ['anyone', 'admitted']],
    'a Director General': [person(role('director general', { administrationId: 1 })), ['anyone', 'admitted']],
    'a member': [
      person(role('member', { administrationId: 1 })),
      ['anyone', 'admitted', 'reporter', 'inviter'],
    ],
    'a coordinator': [person(role('coordinator', { areaId: 1 })), ['anyone', 'admitted', 'reporter']],
    'the secretariat': [
      person(role('secretariat')),
      ['anyone', 'admitted', 'reporter', 'inviter', 'secretariat'],
    ],
    'the operator': [operator, ['anyone', 'admitted', 'reporter', 'inviter', 'secretariat', 'operator']],
  }

  it.each(Object.entries(speakers))('%s: exactly what the role is for', (_, [speaker, allowed]) => {
    expect(permissions.filter((permission) => mayUse(speaker, permission).allowed)).toEqual(allowed)
  })

  it('a refusal says who could', () => {
    for (const [speaker] of Object.values(speakers))
      for (const permission of permissions) {
        const verdict = mayUse(speaker, permission)
        if (!verdict.allowed) expect(verdict.who).toMatch(/\w/)
      }
  })

  it('nobody without a role in force is admitted', () => {
    expect([isAdmitted(outsider), isAdmitted(person()), isAdmitted(operator)]).toEqual([false, false, true])
  })
})

describe('may invite', () => {
  const anyInvitation = fc.record({
    role: fc.constantFrom(...roleKinds),
    administrationId: fc.option(id, { nil: null }),
  })

  it('outside the secretariat only members of that very administration, and never as coordinator or secretariat', () => {
    holds(
      fc.property(anyPerson, anyInvitation, (speaker, invitation) => {
        if (has(speaker, ({ kind }) => kind === 'secretariat')) return
        const own = has(
          speaker,
          ({ kind, administrationId }) =>
            kind === 'member' &&
            administrationId !== null &&
            administrationId === invitation.administrationId,
        )
        const office = invitation.role === 'coordinator' || invitation.role === 'secretariat'
        expect(mayInvite(speaker, invitation).allowed).toBe(own && !office)
      }),
    )
  })

  it('the secretariat and the operator invite anybody, an outsider nobody', () => {
    holds(
      fc.property(anyInvitation, (invitation) => {
        expect(mayInvite(operator, invitation).allowed).toBe(true)
        expect(mayInvite(person(role('secretariat')), invitation).allowed).toBe(true)
        expect(mayInvite(outsider, invitation).allowed).toBe(false)
      }),
    )
  })
})

describe('may deliver', () => {
  const area = { id: 1, code: 'IPR' }
  const japan = { customsName: 'Japan Customs' }

  it("is for a member of the owner and for that area's coordinator only", () => {
    holds(
      fc.property(anyPerson, fc.option(id, { nil: null }), (speaker, ownerAdministrationId) => {
        const coordinator = has(speaker, ({ kind, areaId }) => kind === 'coordinator' && areaId === area.id)
        const owner = has(
          speaker,
          ({ kind, administrationId }) =>
            kind === 'member' && administrationId !== null && administrationId === ownerAdministrationId,
        )
        const verdict = mayDeliver(speaker, { ownerAdministrationId }, area, null)
        expect(verdict.allowed).toBe(coordinator || owner)
      }),
    )
  })

  it('names in a refusal the owner, if it has one, and the coordinator', () => {
    expect(mayDeliver(outsider, { ownerAdministrationId: 1 }, area, japan)).toEqual({
      allowed: false,
      who: 'a member of Japan Customs, or the coordinator of IPR',
    })
    expect(mayDeliver(operator, { ownerAdministrationId: null }, area, null)).toEqual({
      allowed: false,
      who: 'the coordinator of IPR',
    })
  })
})
