import type { CalendarDate } from '../time.ts'
import type { Policies } from './programme-file.ts'

/** The fact types: what the store returns and the views take. */

export const outlooks = ['on track', 'at risk', 'off track'] as const
export type Outlook = (typeof outlooks)[number]

export const levels = ['no evidence available', 'not started', 'limited', 'substantial', 'complete'] as const
export type Level = (typeof levels)[number]

export const roleKinds = ['member', 'coordinator', 'director general', 'secretariat', 'observer'] as const
export type RoleKind = (typeof roleKinds)[number]

export type Meeting = { name: string; place: string; startsOn: CalendarDate; endsOn: CalendarDate }

export type Programme = {
  id: number
  key: string
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

/** An activity as it can be named: enough to find it. */
export type ActivityName = {
  id: number
  code: string
  title: string
  areaId: number
  quietUntil: CalendarDate | null
}

/** What can be named: the areas, activities and administrations of the current programme, in its order. */
export type Directory = {
  areas: Area[]
  activities: ActivityName[]
  administrations: Administration[]
  regions: Region[]
}

export type Region = { id: number; code: string; name: string }

export type Participation = { administrationId: number; takingPart: boolean; lead: boolean; since: Date }

export type MilestoneState = 'proposed' | 'agreed' | 'delivered' | 'not delivered' | 'carried over' | 'ended'

export type Milestone = {
  id: number
  code: string
  title: string
  kind: 'collective' | 'individual'
  state: MilestoneState
  /** none: the area's coordinator owns it */
  ownerAdministrationId: number | null
  baselineOn: CalendarDate | null
  dueOn: CalendarDate | null
  waitingFor: string | null
  proposedAt: Date
  deliveredOn: CalendarDate | null
  deliveredAt: Date | null
  deliveredByAdministrationId: number | null
  evidence: Evidence[]
}

export type Evidence = { reference: string; title: string | null; datedOn: CalendarDate }

export type Commitment = {
  id: number
  administrationId: number
  text: string
  state: 'open' | 'delivered' | 'not delivered' | 'carried over' | 'ended'
  baselineOn: CalendarDate
  targetOn: CalendarDate
  madeAt: Date
  deliveredOn: CalendarDate | null
}

export type Update = {
  id: number
  activityId: number
  administrationId: number
  at: Date
  leavesAt: Date
  outlook: Outlook | null
  text: string
  inTheWay: string | null
  recordedFrom: string | null
  evidence: Evidence[]
}

/**
 * An activity with all that an audience may read of it. `quiet` is true when that is its declared wording only; `latest` holds the
 * newest update of each administration.
 */
export type Activity = ActivityName & {
  kind: string
  quiet: boolean
  declaredWording: string
  participations: Participation[]
  milestones: Milestone[]
  commitments: Commitment[]
  latest: Update[]
  confirmed: Level | null
}
