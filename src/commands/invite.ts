import { z } from 'zod'
import { code } from '../chat/view.ts'
import type { RoleKind } from '../domain/facts.ts'
import { roleKinds } from '../domain/facts.ts'
import { createInvitationCode, hashInvitationCode, invitationDays } from '../domain/invitation.ts'
import { mayInvite } from '../domain/permission.ts'
import { createInvitation } from '../store/people.ts'
import { dayIn, plusMinutes } from '../time.ts'
import { invitationView } from '../views/invite.ts'
import { answerPrivately, defineCommand, refuse } from './command.ts'
import { inviteForm } from './forms/invite.ts'
import { findScope, missing, readInvitation, scopeIds, scopeName } from './scope.ts'

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
  alsoWhenClosed: () => true,
  args,
  read: readInvitation,
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
    const target = scopeIds(scope)
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
    return answerPrivately(
      invitationView(role, scopeName(scope, directory), invitationCode, dayIn(expiresAt, zone)),
    )
  },
  form: inviteForm,
  again: async () =>
    refuse('That invitation was made already and its code shown once; say invite again for a new code.'),
})

function exampleOf(role: RoleKind | null): string {
  if (role === 'coordinator') return 'invite coordinator ipr'
  if (role === 'director general') return 'invite greece dg'
  return role === 'secretariat' ? 'invite secretariat' : 'invite japan member'
}
