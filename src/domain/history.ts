import type { CalendarDate } from '../time.ts'
import type { Reading } from './audience.ts'
import type { Evidence, Level, Milestone, Outlook } from './facts.ts'
import { isLate, nameableIn } from './naming.ts'

/** What happened, newest first, as the record tells it and as a reader may know it. */

/** Who did something; `administrationId` is the person's own. */
export type Actor = { name: string; administrationId: number | null }

/** What of a milestone tells how it stands, and whose it is. */
export type MilestoneThen = Pick<
  Milestone,
  'code' | 'title' | 'state' | 'baselineOn' | 'dueOn' | 'waitingFor' | 'deliveredOn'
> & { ownerAdministrationId: number | null }

/** What a change of dates, or of a place, was about. */
export type Moved =
  | { of: 'milestone'; milestone: MilestoneThen }
  | { of: 'commitment'; administrationId: number }
  | { of: 'meeting'; name: string; fromPlace: string | null; toPlace: string | null }

export type Happened =
  | {
      kind: 'update'
      administrationId: number
      outlook: Outlook | null
      text: string
      inTheWay: string | null
      recordedFrom: string | null
      /** instant of the newest version, when it is not the first */
      editedAt: Date | null
      evidence: Evidence[]
    }
  | { kind: 'withdrawn'; administrationId: number; withdrawnAt: Date; withdrawnBy: Actor | null }
  | { kind: 'planned' | 'agreed'; milestone: MilestoneThen }
  | { kind: 'delivered'; milestone: MilestoneThen; evidence: Evidence[] }
  | ({ kind: 'moved'; fromOn: CalendarDate | null; toOn: CalendarDate | null; reason: string } & Moved)
  /** `targetOn` is null for a reader who may not be told */
  | { kind: 'pledged'; administrationId: number; text: string; targetOn: CalendarDate | null }
  | { kind: 'commitment delivered'; administrationId: number; text: string; evidence: Evidence[] }
  /** a commitment that reads otherwise since */
  | { kind: 'reworded'; administrationId: number }
  | { kind: 'answered'; administrationId: number; takingPart: boolean; lead: boolean; reason: string | null }
  | { kind: 'leads named'; administrationIds: number[] }
  | { kind: 'confirmed'; level: Level; administrationId: number | null }
  | { kind: 'programme closed' }

/**
 * One thing that happened. `at` is an instant. `activityId` is null for the programme's
 * own (a meeting, its end). `by` is null for the operator, and where it would tell who is late.
 */
export type Entry = { at: Date; activityId: number | null; by: Actor | null } & Happened

/**
 * An entry as a reader may know it. The statement has left out what they may not read at all; here the naming rule is applied to
 * milestones that are late, or were.
 *
 * @param ofAdministration whether the question was about an administration: what it owns is then not shown where it may not be named
 */
export function readableEntry(entry: Entry, reading: Reading, ofAdministration: boolean): Entry | null {
  const milestone = 'milestone' in entry ? entry.milestone : null
  const areaId = reading.directory.activities.find(({ id }) => id === entry.activityId)?.areaId
  if (!milestone || areaId === undefined || !isLate(milestone, reading)) return entry
  if (nameableIn(areaId, reading)(milestone.ownerAdministrationId)) return entry
  return ofAdministration ? null : { ...entry, by: null }
}
