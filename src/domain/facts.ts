import type { CalendarDate } from '../time.ts'
import type { Policies } from './programme-file.ts'

/** The fact types: what the store returns and the views take. */

export const outlooks = ['on track', 'at risk', 'off track'] as const
export type Outlook = (typeof outlooks)[number]

export const levels = ['no evidence available', 'not started', 'limited', 'substantial', 'complete'] as const
export type Level = (typeof levels)[number]

/** A level as it was confirmed; `at` is an instant, `by` the name of a person, with the id of their administration. */
export type Confirmation = { level: Level; at: Date; by: string | null; administrationId: number | null }

export const roleKinds = ['member', 'coordinator', 'director general', 'secretariat', 'observer'] as const
export type RoleKind = (typeof roleKinds)[number]

export type Meeting = {
  id: number
  kind: 'directors-general' | 'working-group'
  name: string
  place: string
  startsOn: CalendarDate
  endsOn: CalendarDate
}

export type Programme = {
  id: number
  key: string
  /** instant; null while it runs */
  closedAt: Date | null
  name: string
  adoptedOn: CalendarDate
  periodFrom: CalendarDate
  periodTo: CalendarDate
  movedMonths: number
  example: boolean
  workingPlanNote: string
  policies: Policies
  meetings: Meeting[]
}

export type Area = { id: number; code: string; name: string; shortName: string }

export type Administration = {
  id: number
  code: string
  name: string
  customsName: string
  shortForms: string[]
  region: { id: number; code: string; name: string }
  timeZone: string
  holdMinutes: number | null
  connected: boolean
}

/**
 * An activity as it can be named: enough to find it, and to know who may read it. `takingPart` holds the ids of the administrations
 * that take part in one with a quiet date; it is empty for others.
 */
export type ActivityName = {
  id: number
  code: string
  title: string
  areaId: number
  quietUntil: CalendarDate | null
  takingPart: number[]
}

/**
 * What can be named: the areas, activities and administrations of one programme, in its order. `prefix` is `HER/` for a programme
 * that is not the current one, and stands in front of all its codes; `programmes` are all that are loaded, the current one first.
 * `revisions`, by an activity's id, are those of the record when this was read: what was read of an activity with the same one
 * still holds.
 */
export type Directory = {
  revisions?: ReadonlyMap<number, number>
  prefix: string
  programmes: { key: string; name: string; closed: boolean }[]
  areas: Area[]
  activities: ActivityName[]
  administrations: Administration[]
  regions: Region[]
}

export type Region = { id: number; code: string; name: string }

/** An administration's answer about an activity; `reason` is why not, if it said so. */
export type Participation = {
  administrationId: number
  takingPart: boolean
  lead: boolean
  since: Date
  reason: string | null
}

export type MilestoneState = 'proposed' | 'agreed' | 'delivered' | 'not delivered' | 'carried over' | 'ended'

/** An administration that this audience may not be told: the one that is late. */
export type Withheld = 'withheld'

export type Milestone = {
  id: number
  code: string
  title: string
  kind: 'collective' | 'individual'
  state: MilestoneState
  /** none: the area's coordinator owns it; `deliveredByAdministrationId` likewise */
  ownerAdministrationId: number | null | Withheld
  baselineOn: CalendarDate | null
  dueOn: CalendarDate | null
  waitingFor: string | null
  proposedAt: Date
  deliveredOn: CalendarDate | null
  deliveredAt: Date | null
  deliveredByAdministrationId: number | null | Withheld
  evidence: Evidence[]
}

/** `author` is who wrote it, where that was said. */
export type Evidence = {
  reference: string
  title: string | null
  author?: string | null
  datedOn: CalendarDate
}

/**
 * What one administration takes on. `baselineText` is the sentence as it was first pledged; null while it still reads so. Its dates
 * are null for an audience that may not be told who is late: a date that has passed would tell.
 */
export type Commitment = {
  id: number
  administrationId: number
  text: string
  baselineText: string | null
  state: 'open' | 'delivered' | 'not delivered' | 'carried over' | 'ended'
  baselineOn: CalendarDate | null
  targetOn: CalendarDate | null
  madeAt: Date
  deliveredOn: CalendarDate | null
  evidence: Evidence[]
  confirmed: Confirmation | null
}

/** An update without its words: what the clocks and counts need. */
export type Report = {
  id: number
  activityId: number
  administrationId: number
  at: Date
  leavesAt: Date
  outlook: Outlook | null
  inTheWay: string | null
}

export type Update = Report & {
  text: string
  recordedFrom: string | null
  /** name of the person who recorded it for an administration that is not connected */
  recordedBy: string | null
  /** instant of its newest version; null while it has one only */
  editedAt: Date | null
  evidence: Evidence[]
}

export type Reporting = 'fresh' | 'ageing' | 'silent' | 'not connected'

/** How many of those expected to report are at one point of the reporting clock; `named` are the ids of those the audience may be told. */
export type ReportingCount = { clock: Reporting; count: number; named: number[] }

/**
 * An activity with all that an audience may read of it. `quiet` is true when that is its declared wording only; `latest` holds the
 * newest report of each administration, newest first, and `updates` the words of those that were asked for. `lateCommitments`
 * counts the commitments past their target.
 */
export type Activity = ActivityName & {
  kind: string
  quiet: boolean
  declaredWording: string
  participations: Participation[]
  milestones: Milestone[]
  commitments: Commitment[]
  lateCommitments: number
  latest: Report[]
  updates: Update[]
  reporting: ReportingCount[]
  confirmed: Confirmation | null
}
