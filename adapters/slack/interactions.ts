import type { Desk } from './desk.ts'
import type { Fields } from './fields.ts'
import { answerPress } from './press.ts'
import { answerShortcut } from './shortcut.ts'
import { type Ack, suggest, takeSubmission } from './submission.ts'

/**
 * What is pressed, filled in and chosen from a menu.
 *
 * @param body the whole payload, not trusted to have any field
 * @returns what follows after the acknowledgement, which is made first where nothing is waited for; null for another kind of payload
 */
export function interact(desk: Desk, body: Fields, ack: Ack): Promise<void> | null {
  switch (body.type) {
    case 'block_actions':
      return ack().then(() => answerPress(desk, body))
    case 'shortcut':
    case 'message_action':
      return ack().then(() => answerShortcut(desk, body))
    case 'view_submission':
      return takeSubmission(desk, body, ack)
    case 'block_suggestion':
      return suggest(desk, body, ack)
    default:
      return null
  }
}
