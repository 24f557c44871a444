import type { View } from './view.ts'

/** What became of a message where it stands. */
export type PlacedChange = 'posted' | 'changed' | 'removed'

/**
 * A message as those read it where it is posted: `place` is the name of the channel, `at` when that was, by its clocks. `under` is
 * true for one that stands under another. `before` is what it said until now, where that is known.
 */
export type PlacedMessage = {
  change: PlacedChange
  place: string
  at: string
  under: boolean
  show: View | null
  before: View | null
}
