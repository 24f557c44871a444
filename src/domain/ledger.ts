import { ownAdministrationIds, type Reading } from './audience.ts'
import type { ChannelPlatform } from './channel.ts'
import type { DeliveryKind, DeliveryState } from './delivery.ts'
import { coordinates, isSecretariat, type Speaker } from './permission.ts'
import { type Reach, reachOf } from './reach.ts'

/** The ledger of what the bot says by itself, as those it was said to or about may read it. */

/**
 * Where a message went. `one` is a place of the reader's own, by name; others' places are a number, so that nobody learns who else is
 * told what.
 */
export type LedgerPlace =
  | { kind: 'channel'; name: string; platform: ChannelPlatform }
  | { kind: 'person'; name: string }
  | { kind: 'channels of others' | 'people of others'; count: number }

/**
 * One line. `at` is the instant at which it was posted, or planned; `nextAt` the one at which there is something to do. `milestones`
 * are the codes that the reader may be told, `withheld` counts the others; `reports` are the activities, by their ids, on which a nudge to
 * the reader's own asks for reports. `id` is its number, by which it is sent again: of others' it is null. `reportedBy` is an update's
 * administration.
 */
export type LedgerLine = {
  id: number | null
  kind: DeliveryKind
  at: Date
  place: LedgerPlace
  activityId: number | null
  reportedBy: number | null
  milestones: string[]
  reports: number[]
  withheld: number
  /** codes of the areas of a digest (without a programme's prefix) */
  areas: string[]
  state: DeliveryState
  why: string | null
  attempts: number
  nextAt: Date | null
}

/**
 * What of the ledger concerns a reader, as ids that a statement can ask with: what was sent to the channels and people of
 * `ownAdministrations`, of the areas and regions they coordinate, and to themselves; and what was sent about the dates and updates of
 * `administrations`, or about `activities`. `everything` is the secretariat's. None of it passes the `reach` of what they may read.
 */
export type LedgerReach = {
  reach: Reach
  everything: boolean
  person: number | null
  ownAdministrations: number[]
  areas: number[]
  regions: number[]
  administrations: number[]
  activities: number[]
}

export function ledgerReach(reading: Reading, speaker: Speaker): LedgerReach {
  const { directory } = reading
  const own = ownAdministrationIds({ kind: 'speaker', speaker })
  const areas = directory.areas.map(({ id }) => id).filter((areaId) => coordinates(speaker, { areaId }))
  const regions = directory.regions
    .map(({ id }) => id)
    .filter((regionId) => coordinates(speaker, { regionId }))
  const inRegions = directory.administrations.filter(({ region }) => regions.includes(region.id))
  return {
    reach: reachOf(directory.activities, reading),
    everything: isSecretariat(speaker),
    person: speaker.kind === 'person' ? speaker.id : null,
    ownAdministrations: own,
    areas,
    regions,
    administrations: [...new Set([...own, ...inRegions.map(({ id }) => id)])],
    activities: directory.activities.filter(({ areaId }) => areas.includes(areaId)).map(({ id }) => id),
  }
}
