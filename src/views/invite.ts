import { actions, code, small, strong, text, type View } from '../chat/view.ts'
import type { RoleKind } from '../domain/facts.ts'
import { type CalendarDate, fullDate } from '../time.ts'

/** `member for Japan Customs`, `coordinator for IPR`, `secretariat`: a role as it is said. */
export function roleWords(role: RoleKind, scope: string | null): string {
  const words = role === 'director general' ? 'Director General' : role
  return scope ? `${words} for ${scope}` : words
}

/** A new code, shown once. */
export function invitationView(
  role: RoleKind,
  scope: string | null,
  invitationCode: string,
  until: CalendarDate,
): View {
  return {
    blocks: [
      text(strong('Invitation: '), roleWords(role, scope), '.'),
      text('Give this to the person, privately: ', code(`join ${invitationCode}`)),
      small(`Works once, until ${fullDate(until)}. I keep no copy of the code.`),
      actions({ label: 'Invite another', line: 'invite', form: true }, { label: 'Who is who', line: 'who' }),
    ],
  }
}
