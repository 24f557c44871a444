import type { Facts, Row } from './facts.ts'
import type { Said, SimulatedPlatform } from './platform.ts'

/** Which facts were so: their place among all that were read. What was composed with some may be said with later ones. */
export type SaidWhen = Said & { composedWith: number; saidWith: number }

/** A sweep that was written down: what became due after `from`, up to and at `to`; with which facts it may have been planned. */
export type Swept = { kind: string; from: number; to: number; facts: number; before: number }

/** All that is known of one programme when it is over. */
export type Story = {
  seed: number
  facts: Facts[]
  swept: Swept[]
  said: SaidWhen[]
  rows: Row[]
  platforms: Record<'slack' | 'teams', SimulatedPlatform>
  /** keys of messages that somebody deleted, and that somebody asked for again */
  deleted: Set<string>
  askedAgain: Set<string>
  /** which update a marker is of, and whether it stands in the newest version */
  markers: Map<string, { updateId: number; newest: boolean }>
  endedAt: number
  /** whether somebody is speaking: what they say is not among the facts yet */
  speaking: boolean
  log: string[]
  counts: Record<'lines' | 'sweeps' | 'posts' | 'crashes' | 'hours down', number>
}
