import type { CalendarDate } from '../time.ts'

/** How the bot behaves in one programme. Days are calendar days. */
export type Policies = {
  nudges: {
    /** Days before the due date on which a nudge goes out; 0 is the day itself. */
    daysBefore: number[]
    overdueEveryDays: number
    areaCoordinatorAfterDays: number
    regionCoordinatorAfterDays: number
  }
  /** Who reads the name of an administration that is late or silent: those concerned, or everyone admitted. */
  naming: 'discreet' | 'open'
  holdMinutes: number
  /** What an area's coordinator may allow alone, for one milestone. */
  extension: { coordinatorMayExtendTimes: number; longestMonths: number; neverPastNextMeeting: boolean }
  /** Fresh up to `freshDays` after the last report, ageing up to `ageingDays`, then silent. */
  reporting: { freshDays: number; ageingDays: number }
}

export const meetingKinds = ['directors-general', 'working-group'] as const
export const activityKinds = ['paper', 'joint operation', 'event', 'review', 'study'] as const
export const milestoneKinds = ['collective', 'individual'] as const

export type ProgrammeRegion = { code: string; name: string }

export type ProgrammeMeeting = {
  code: string
  kind: (typeof meetingKinds)[number]
  name: string
  place: string
  startsOn: CalendarDate
  endsOn: CalendarDate
}

export type ProgrammeArea = { code: string; name: string; shortName: string }

export type ProgrammeActivity = {
  code: string
  area: string
  title: string
  declaredWording: string
  kind: (typeof activityKinds)[number]
  /** Codes of administrations, at most two. */
  leads: string[]
  quietUntil: CalendarDate | null
}

export type MilestoneOwner = { kind: 'coordinator' } | { kind: 'administration'; code: string }

export type MilestoneDate =
  | { kind: 'on'; due: CalendarDate }
  | { kind: 'to-be-agreed' }
  | { kind: 'waiting-for'; whom: string }

export type ProgrammeMilestone = {
  code: string
  activity: string
  title: string
  kind: (typeof milestoneKinds)[number]
  owner: MilestoneOwner
  date: MilestoneDate
}

export type ProgrammeAdministration = {
  code: string
  name: string
  customsName: string
  region: string
  /** IANA name. */
  timeZone: string
  shortForms: string[]
}

export type ProgrammeHoliday = { administration: string; on: CalendarDate; name: string }

/** One programme as its file says it; every milestone in it is a proposal. */
export type ProgrammeFile = {
  key: string
  name: string
  adoptedOn: CalendarDate
  periodFrom: CalendarDate
  periodTo: CalendarDate
  /** Calendar months by which every date here lies after the one in the file. */
  movedMonths: number
  workingPlanNote: string
  policies: Policies
  regions: ProgrammeRegion[]
  meetings: ProgrammeMeeting[]
  areas: ProgrammeArea[]
  activities: ProgrammeActivity[]
  milestones: ProgrammeMilestone[]
  administrations: ProgrammeAdministration[]
  holidays: ProgrammeHoliday[]
}
