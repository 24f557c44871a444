import { z } from 'zod'
import { code } from '../chat/view.ts'
import type { Administration, Area, Directory, Region, RoleKind } from '../domain/facts.ts'
import { roleKinds } from '../domain/facts.ts'
import { createInvitationCode, hashInvitationCode, invitationDays } from '../domain/invitation.ts'
import { mayInvite } from '../domain/permission.ts'
import { createInvitation } from '../store/people.ts'
import { dayIn, plusMinutes } from '../time.ts'
import { invitationView } from '../views/invite.ts'
import { answerPrivately, defineCommand, refuse } from './command.ts'
import { plainLetters } from './letters.ts'
import { findAdministration } from './subject.ts'

const roleWords: [RegExp, RoleKind][] = [
  [/\b(dg|director general|directors? general|head)\b/, 'director general'],
  [/\b(secretariat|chair)\b/, 'secretariat'],
  [/\b(coordinators?|co-ordinators?)\b/, 'coordinator'],
  [/\b(observers?)\b/, 'observer'],
  [/\b(members?|focal points?)\b/, 'member'],
]

const args = z.object({ role: z.enum(roleKinds).nullable(), of: z.string() })

/** `invite japan member`, `invite coordinator ipr`, `invite secretariat`: a code that admits one person, once. */
export const invite = defineCommand({
  name: 'invite',
  also: ['admit'],
  summary: 'a code that admits one person',
  usage: [
    'invite japan member',
    'invite greece dg',
    'invite coordinator ipr',
    'invite coordinator asia',
    'invite secretariat',
  ],
  may: 'inviter',
  changes: true,
  args,
  read: (words) => {
    const said = plainLetters(words)
    const [pattern, role] = roleWords.find(([each]) => each.test(said)) ?? []
    return {
      role: role ?? null,
      of: pattern
        ? said
            .replace(pattern, ' ')
            .replace(/\s+/g, ' ')
            .replace(/\b(for|of)\b/g, '')
            .trim()
        : said,
    }
  },
  run: async ({ role: said, of }, context) => {
    const { db, directory, speaker, now, zone } = context
    const scope = findScope(directory, of)
    if (of !== '' && !scope)
      return refuse(
        'I know no administration, area or region "',
        of,
        '", so nobody was invited. For example: ',
        code('invite japan member'),
      )
    const role = said ?? (scope?.kind === 'administration' ? 'member' : null)
    const fault = role === null ? 'which role it is for' : missing(role, scope)
    if (role === null || fault) return refuse(`Say ${fault}, for example: `, code(exampleOf(role)))
    const target = {
      administrationId: scope?.kind === 'administration' ? scope.administration.id : null,
      areaId: scope?.kind === 'area' ? scope.area.id : null,
      regionId: scope?.kind === 'region' ? scope.region.id : null,
    }
    const verdict = mayInvite(speaker, { role, administrationId: target.administrationId })
    if (!verdict.allowed) return refuse(`This invitation can be made by ${verdict.who}.`)
    const invitationCode = createInvitationCode()
    const expiresAt = plusMinutes(now, invitationDays * 24 * 60)
    const id = await createInvitation(db, {
      ...target,
      role,
      codeHash: hashInvitationCode(invitationCode),
      invitedById: speaker.kind === 'person' ? speaker.id : null,
      invitedAt: now,
      expiresAt,
    })
    await context.changed('invitation made', { kind: 'invitation', id }, ['role'])
    return answerPrivately(invitationView(role, scopeName(scope), invitationCode, dayIn(expiresAt, zone)))
  },
  again: async () =>
    refuse('That invitation was made already and its code shown once; say invite again for a new code.'),
})

type Scope =
  | { kind: 'administration'; administration: Administration }
  | { kind: 'area'; area: Area }
  | { kind: 'region'; region: Region }

function findScope(directory: Directory, words: string): Scope | null {
  const said = plainLetters(words)
  const area = directory.areas.find(({ code: each, name, shortName }) =>
    [each, name, shortName].some((form) => plainLetters(form) === said),
  )
  if (area) return { kind: 'area', area }
  const region = directory.regions.find(({ code: each, name }) =>
    [each, name].some((form) => plainLetters(form) === said),
  )
  if (region) return { kind: 'region', region }
  const administration = findAdministration(directory, said)
  return administration && { kind: 'administration', administration }
}

function missing(role: RoleKind, scope: Scope | null): string | null {
  const ofAdministration = role === 'member' || role === 'director general'
  if (ofAdministration && scope?.kind !== 'administration') return 'which administration it is for'
  if (role === 'coordinator' && scope?.kind !== 'area' && scope?.kind !== 'region')
    return 'which area or region it is for'
  if (role === 'secretariat' && scope) return 'the secretariat alone, without an administration'
  if (role === 'observer' && scope && scope.kind !== 'administration')
    return 'which administration the observer is from, or none'
  return null
}

function exampleOf(role: RoleKind | null): string {
  if (role === 'coordinator') return 'invite coordinator ipr'
  if (role === 'director general') return 'invite greece dg'
  return role === 'secretariat' ? 'invite secretariat' : 'invite japan member'
}

function scopeName(scope: Scope | null): string | null {
  if (!scope) return null
  if (scope.kind === 'administration') return scope.administration.customsName
  return scope.kind === 'area' ? scope.area.code : scope.region.name
}
