import fc from 'fast-check'
import type { Audience } from '../../src/domain/audience.ts'
import type { RoleKind } from '../../src/domain/facts.ts'
import type { ActiveRole, Speaker } from '../../src/domain/permission.ts'

/** People who speak, and for whom something is read. */

export const role = (kind: RoleKind, scope: Partial<ActiveRole> = {}): ActiveRole => ({
  kind,
  administrationId: null,
  areaId: null,
  regionId: null,
  ...scope,
})
export const person = (...roles: ActiveRole[]): Speaker => ({
  kind: 'person',
  id: 1,
  name: 'Sato Yuki',
  administrationId: null,
  roles,
})
export const to = (speaker: Speaker): Audience => ({ kind: 'speaker', speaker })
export const everyone: Audience = { kind: 'everyone' }
export const operator: Speaker = { kind: 'operator' }
export const outsider: Speaker = { kind: 'outsider' }

export const id = fc.integer({ min: 1, max: 3 })
/** A role with the scope that its kind has. */
const anyRole: fc.Arbitrary<ActiveRole> = fc.oneof(
  fc
    .tuple(fc.constantFrom<RoleKind[]>('member', 'director general', 'observer'), id)
    .map(([kind, administrationId]) => role(kind, { administrationId })),
  id.map((areaId) => role('coordinator', { areaId })),
  id.map((regionId) => role('coordinator', { regionId })),
  fc.constant(role('secretariat')),
)
export const anyPerson = fc.array(anyRole, { maxLength: 4 }).map((roles) => person(...roles))
const rolesOf = (speaker: Speaker) => (speaker.kind === 'person' ? speaker.roles : [])
export const has = (speaker: Speaker, matches: (one: ActiveRole) => boolean) => rolesOf(speaker).some(matches)
