import { code, small, strong, text, type View } from '../chat/view.ts'
import type { Programme, RoleKind } from '../domain/facts.ts'
import { roleWords } from './invite.ts'
import { programmeNotes } from './words.ts'

/** Welcome: the role one has now, and the first things to say. */
export function joinedView(programme: Programme, role: RoleKind, scope: string | null): View {
  const first =
    role === 'director general' || role === 'observer' ? 'summary' : role === 'secretariat' ? 'who' : 'mine'
  return {
    blocks: [
      text(
        strong('Welcome. '),
        `Your role: ${roleWords(role, scope)}, in the programme of the ${programme.name}.`,
      ),
      text('Start with ', code(first), ', or ', code('help'), ' for all words.'),
      small('Answers to your questions are shown to you alone wherever that is possible.'),
      ...programmeNotes(programme),
    ],
  }
}
