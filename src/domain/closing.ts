/** What becomes of what is open when a programme is closed. */
export const outcomes = ['carried over', 'ended'] as const
export type Outcome = (typeof outcomes)[number]

export const otherOutcome = (outcome: Outcome): Outcome =>
  outcome === 'carried over' ? 'ended' : 'carried over'

/** A milestone or commitment that is open, as it can be named: a commitment by its activity and administration. */
export type OpenItem = { id: number; areaId: number; activityId: number } & (
  | { kind: 'milestone'; code: string }
  | { kind: 'commitment'; administrationId: number }
)

/** How many of each kind came to one end. */
export type ClosedCount = { outcome: Outcome; milestones: number; commitments: number }
