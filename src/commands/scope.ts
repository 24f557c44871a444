import type { Administration, Area, Directory, Region, RoleKind } from '../domain/facts.ts'
import { plainLetters } from './letters.ts'
import { findAdministration, findArea } from './names.ts'
import { withoutKey } from './programme-key.ts'

/** What a role is for. */
export type Scope =
  | { kind: 'administration'; administration: Administration }
  | { kind: 'area'; area: Area }
  | { kind: 'region'; region: Region }

/** @returns the area, region or administration of that code or name; null when there is none. */
export function findScope(directory: Directory, words: string): Scope | null {
  const said = withoutKey(directory, plainLetters(words))
  const area = findArea(directory, said)
  if (area) return { kind: 'area', area }
  const region = directory.regions.find(({ code: each, name }) =>
    [each, name].some((form) => plainLetters(form) === said),
  )
  if (region) return { kind: 'region', region }
  const administration = findAdministration(directory, said)
  return administration && { kind: 'administration', administration }
}

/** The ids by which a role keeps what it is for. */
export const scopeIds = (scope: Scope | null) => ({
  administrationId: scope?.kind === 'administration' ? scope.administration.id : null,
  areaId: scope?.kind === 'area' ? scope.area.id : null,
  regionId: scope?.kind === 'region' ? scope.region.id : null,
})

/** What a role is for, as it is said. */
export function scopeName(scope: Scope | null, { prefix }: Directory): string | null {
  if (!scope) return null
  if (scope.kind === 'administration') return scope.administration.customsName
  return scope.kind === 'area' ? scope.area.code : prefix + scope.region.name
}

/** What a role lacks, or has too much of, in its scope; null when it is whole. */
export function missing(role: RoleKind, scope: Scope | null): string | null {
  const ofAdministration = role === 'member' || role === 'director general'
  if (ofAdministration && scope?.kind !== 'administration') return 'which administration it is for'
  if (role === 'coordinator' && scope?.kind !== 'area' && scope?.kind !== 'region')
    return 'which area or region it is for'
  if (role === 'secretariat' && scope) return 'the secretariat alone, without an administration'
  if (role === 'observer' && scope && scope.kind !== 'administration')
    return 'which administration the observer is from, or none'
  return null
}

/** How each kind of role is typed, in `plainLetters`. */
export const kindWords: [RegExp, RoleKind][] = [
  [/\b(dg|director general|directors? general|head)\b/, 'director general'],
  [/\b(secretariat|chair)\b/, 'secretariat'],
  [/\b(coordinators?|co-ordinators?)\b/, 'coordinator'],
  [/\b(observers?)\b/, 'observer'],
  [/\b(members?|focal points?)\b/, 'member'],
]

/** The role that words name, null for none, and what it is for: `greece dg`, `coordinator of ipr`. */
export function readInvitation(words: string): { role: RoleKind | null; of: string } {
  const said = plainLetters(words)
  const [pattern, role] = kindWords.find(([each]) => each.test(said)) ?? []
  if (!pattern || !role) return { role: null, of: said }
  const of = said
    .replace(pattern, ' ')
    .replace(/\s+/g, ' ')
    .replace(/\b(for|of)\b/g, '')
    .trim()
  return { role, of }
}
