import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { type RoleKind, roleKinds } from '../../src/domain/facts.ts'
import {
  type ActiveRole,
  type Audience,
  isAdmitted,
  mayDeliver,
  mayInvite,
  mayName,
  mayReadActivity,
  mayReadUpdate,
  mayUse,
  type Permission,
  type Speaker,
} from '../../src/domain/permission.ts'
import { plusDays, plusMinutes } from '../../src/time.ts'
import { anyDay, now, today } from './facts.ts'

const holds = <T extends unknown[]>(property: fc.IProperty<T>) => fc.assert(property, { numRuns: 1000 })

const role = (kind: RoleKind, scope: Partial<ActiveRole> = {}): ActiveRole => ({
  kind,
  administrationId: null,
  areaId: null,
  regionId: null,
  ...scope,
})
const person = (...roles: ActiveRole[]): Speaker => ({
  kind: 'person',
  id: 1,
  name: 'Sato Yuki',
  administrationId: null,
  roles,
})
const to = (speaker: Speaker): Audience => ({ kind: 'speaker', speaker })
const everyone: Audience = { kind: 'everyone' }
const operator: Speaker = { kind: 'operator' }
const outsider: Speaker = { kind: 'outsider' }

const id = fc.integer({ min: 1, max: 3 })
/** A role with the scope that its kind has. */
const anyRole: fc.Arbitrary<ActiveRole> = fc.oneof(
  fc
    .tuple(fc.constantFrom<RoleKind[]>('member', 'director general', 'observer'), id)
    .map(([kind, administrationId]) => role(kind, { administrationId })),
  id.map((areaId) => role('coordinator', { areaId })),
  id.map((regionId) => role('coordinator', { regionId })),
  fc.constant(role('secretariat')),
)
const anyPerson = fc.array(anyRole, { maxLength: 4 }).map((roles) => person(...roles))
const rolesOf = (speaker: Speaker) => (speaker.kind === 'person' ? speaker.roles : [])
const has = (speaker: Speaker, matches: (one: ActiveRole) => boolean) => rolesOf(speaker).some(matches)

describe('may use', () => {
  const permissions: Permission[] = ['anyone', 'admitted', 'reporter', 'inviter', 'operator']
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
    'the secretariat': [person(role('secretariat')), ['anyone', 'admitted', 'inviter']],
    'the operator': [operator, ['anyone', 'admitted', 'inviter', 'operator']],
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

describe('naming who is late or silent', () => {
  const japan = { id: 1, region: { id: 1 } }
  const areas = [1, 2]

  it.each<[string, Audience, boolean]>([
    ['its member', to(person(role('member', { administrationId: 1 }))), true],
    ['its Director General', to(person(role('director general', { administrationId: 1 }))), true],
    ['the coordinator of its region', to(person(role('coordinator', { regionId: 1 }))), true],
    ['the coordinator of an area it is in', to(person(role('coordinator', { areaId: 2 }))), true],
    ['the secretariat', to(person(role('secretariat'))), true],
    ['the operator', to(operator), true],
    ["another administration's member", to(person(role('member', { administrationId: 2 }))), false],
    ['the Director General of another', to(person(role('director general', { administrationId: 2 }))), false],
    ['the coordinator of another region', to(person(role('coordinator', { regionId: 2 }))), false],
    ['the coordinator of another area', to(person(role('coordinator', { areaId: 3 }))), false],
    ['an outsider', to(outsider), false],
    ['everybody in a shared place', everyone, false],
  ])('with discreet, to %s: %4$s', (_, audience, named) => {
    expect(mayName(audience, japan, areas, 'discreet')).toBe(named)
  })

  it('with discreet is for that administration, its coordinators and the secretariat, and for nobody else', () => {
    holds(
      fc.property(anyPerson, id, id, fc.uniqueArray(id), (speaker, own, region, areaIds) => {
        const named = has(
          speaker,
          ({ kind, administrationId, areaId, regionId }) =>
            kind === 'secretariat' ||
            administrationId === own ||
            (kind === 'coordinator' &&
              (regionId === region || (areaId !== null && areaIds.includes(areaId)))),
        )
        expect(mayName(to(speaker), { id: own, region: { id: region } }, areaIds, 'discreet')).toBe(named)
      }),
    )
  })

  it('with open is for everyone admitted, also in a shared place', () => {
    holds(
      fc.property(
        anyPerson.filter((speaker) => isAdmitted(speaker)),
        fc.uniqueArray(id),
        (speaker, areaIds) => {
          expect(mayName(to(speaker), japan, areaIds, 'open')).toBe(true)
          expect(mayName(everyone, japan, areaIds, 'open')).toBe(true)
        },
      ),
    )
  })
})

describe('a quiet activity', () => {
  const until = plusDays(today, 1)
  const quiet = { areaId: 1, quietUntil: until }

  it.each<[string, Audience, boolean]>([
    ['a member taking part', to(person(role('member', { administrationId: 1 }))), true],
    ['a Director General taking part', to(person(role('director general', { administrationId: 2 }))), true],
    ["that area's coordinator", to(person(role('coordinator', { areaId: 1 }))), true],
    ['a member not taking part', to(person(role('member', { administrationId: 3 }))), false],
    ["another area's coordinator", to(person(role('coordinator', { areaId: 2 }))), false],
    ["a region's coordinator of the same number", to(person(role('coordinator', { regionId: 1 }))), false],
    ['the secretariat', to(person(role('secretariat'))), false],
    ['the operator', to(operator), false],
    ['everybody in a shared place', everyone, false],
  ])('is before its date read by %s: %4$s; from its date on by all of them', (_, audience, reads) => {
    expect(mayReadActivity(audience, quiet, [1, 2], today)).toBe(reads)
    expect(mayReadActivity(audience, quiet, [1, 2], until)).toBe(true)
    expect(mayReadActivity(audience, quiet, [1, 2], plusDays(until, 1))).toBe(true)
  })

  it('opens to everyone on its date, and before only to those taking part and its coordinator', () => {
    holds(
      fc.property(anyPerson, id, fc.uniqueArray(id), anyDay, anyDay, (speaker, areaId, part, date, day) => {
        const inside = has(
          speaker,
          (one) =>
            (one.administrationId !== null && part.includes(one.administrationId)) ||
            (one.kind === 'coordinator' && one.areaId === areaId),
        )
        const reads = mayReadActivity(to(speaker), { areaId, quietUntil: date }, part, day)
        expect(reads).toBe(day >= date || inside)
        expect(mayReadActivity(everyone, { areaId, quietUntil: date }, part, day)).toBe(day >= date)
      }),
    )
  })

  it('that never was quiet is open', () => {
    expect(mayReadActivity(everyone, { areaId: 1, quietUntil: null }, [], today)).toBe(true)
  })
})

describe('an update on hold', () => {
  it('is read in its administration only, and by everyone from the instant it leaves', () => {
    holds(
      fc.property(anyPerson, id, fc.integer({ min: -30, max: 30 }), (speaker, own, minutes) => {
        const update = { administrationId: own, leavesAt: plusMinutes(now, minutes) }
        const inside = has(speaker, ({ administrationId }) => administrationId === own)
        expect(mayReadUpdate(to(speaker), update, now)).toBe(minutes <= 0 || inside)
        expect(mayReadUpdate(everyone, update, now)).toBe(minutes <= 0)
      }),
    )
  })

  it('is read neither by the secretariat nor by a coordinator nor by the operator', () => {
    const held = { administrationId: 1, leavesAt: plusMinutes(now, 1) }
    for (const speaker of [person(role('secretariat')), person(role('coordinator', { areaId: 1 })), operator])
      expect(mayReadUpdate(to(speaker), held, now)).toBe(false)
  })
})
