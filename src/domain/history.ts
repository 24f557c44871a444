import type { CalendarDate } from '../time.ts'
import type { Reading } from './audience.ts'
import type { ExtensionOutcome } from './extension.ts'
import type { Evidence, Level, Milestone, Outlook } from './facts.ts'
import { isLate, nameableIn, withoutAuthors } from './naming.ts'

/** What happened, newest first, as the record tells it and as a reader may know it. */

/** Who did something; `administrationId` is the person's own. */
export type Actor = { name: string; administrationId: number | null }

/** What of a milestone tells how it stands, and whose it is. */
export type MilestoneThen = Pick<
  Milestone,
  'code' | 'title' | 'state' | 'baselineOn' | 'dueOn' | 'waitingFor' | 'deliveredOn'
> & { ownerAdministrationId: number | null }

/** A milestone in a history, with all of its activity beside it, itself among them: who is late with one may show in another. */
export type MilestoneAmong = MilestoneThen & { beside: Omit<MilestoneThen, 'code' | 'title'>[] }

/** What a change of dates, or of a place, was about. */
export type Moved =
  | { of: 'milestone'; milestone: MilestoneAmong }
  | { of: 'commitment'; administrationId: number }
  | { of: 'meeting'; name: string; fromPlace: string | null; toPlace: string | null }

/** A later date that was asked for, with what became of it. */
export type ExtensionThen = {
  milestone: MilestoneAmong
  fromOn: CalendarDate | null
  toOn: CalendarDate
  outcome: ExtensionOutcome
}

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
  | { kind: 'planned' | 'agreed'; milestone: MilestoneAmong }
  | { kind: 'delivered'; milestone: MilestoneAmong; evidence: Evidence[] }
  | ({ kind: 'moved'; fromOn: CalendarDate | null; toOn: CalendarDate | null; reason: string } & Moved)
  | ({ kind: 'extension asked'; reason: string } & ExtensionThen)
  /** `reason` is that of the decision, '' for none */
  | ({ kind: 'extension decided'; approvedOn: CalendarDate | null; reason: string } & ExtensionThen)
  /** `targetOn` is null for a reader who may not be told */
  | { kind: 'pledged'; administrationId: number; text: string; targetOn: CalendarDate | null }
  | { kind: 'commitment delivered'; administrationId: number; text: string; evidence: Evidence[] }
  | { kind: 'evidence filed'; milestone: MilestoneAmong; evidence: Evidence[] }
  | { kind: 'commitment evidence filed'; administrationId: number; text: string; evidence: Evidence[] }
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
 * milestones. As soon as one late owner of an activity may not be named, nobody is who might be that owner: the gap would tell.
 *
 * @param ofAdministration whether the question was about an administration: what it owns is then not shown where it may not be named
 */
export function readableEntry(entry: Entry, reading: Reading, ofAdministration: boolean): Entry | null {
  const milestone = 'milestone' in entry ? entry.milestone : null
  const areaId = reading.directory.activities.find(({ id }) => id === entry.activityId)?.areaId
  if (!milestone || areaId === undefined) return entry
  const nameable = nameableIn(areaId, reading)
  const unnamed = milestone.beside.some(
    (each) => isLate(each, reading) && !nameable(each.ownerAdministrationId),
  )
  if (!unnamed) return entry
  if (ofAdministration && !nameable(milestone.ownerAdministrationId)) return null
  const late = isLate(milestone, reading) && !nameable(milestone.ownerAdministrationId)
  const told = !late && nameable(entry.by?.administrationId ?? null)
  if (told) return entry
  return 'evidence' in entry
    ? { ...entry, by: null, evidence: withoutAuthors(entry.evidence) }
    : { ...entry, by: null }
}
