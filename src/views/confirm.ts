import { actions, small, strong, text, type View } from '../chat/view.ts'
import type { Administration, Confirmation, Level } from '../domain/facts.ts'
import { historyOf, openOf } from './next-steps.ts'
import { confirmedWords } from './words.ts'

/** A level of implementation as it stands now, and the one before it. */
export function confirmedView(
  head: string,
  name: string,
  level: Level,
  earlier: Confirmation | null = null,
  administrations: Map<number, Administration> = new Map(),
): View {
  const before = earlier ? [small(`Before: ${confirmedWords({ confirmed: earlier }, administrations)}.`)] : []
  return {
    blocks: [
      text(strong(head), ` ${name}, implementation: ${level}. Your name stands beside it.`),
      ...before,
      actions(openOf(name), historyOf(name)),
    ],
  }
}
