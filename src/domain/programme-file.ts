import type { CalendarDate } from '../time.ts'

/** When a milestone of a programme file is due. */
export type PlannedDate =
  | { kind: 'on'; due: CalendarDate }
  | { kind: 'to-be-agreed' }
  | { kind: 'waiting-for'; whom: string }

/** A programme as its file says it, read and checked. Dates are calendar days; `movedMonths` says by how many they were moved. */
export type ProgrammeFile = {
  key: string
  name: string
  adoptedOn: CalendarDate
  periodFrom: CalendarDate
  periodTo: CalendarDate
  movedMonths: number
  workingPlanNote: string
  policies: object
  regions: { code: string; name: string }[]
  meetings: {
    code: string
    kind: string
    name: string
    place: string
    startsOn: CalendarDate
    endsOn: CalendarDate
  }[]
  areas: { code: string; name: string; shortName: string }[]
  activities: {
    code: string
    area: string
    title: string
    declaredWording: string
    kind: string
    leads: string[]
    quietUntil: CalendarDate | null
  }[]
  milestones: {
    code: string
    activity: string
    title: string
    kind: 'collective' | 'individual'
    owner: { kind: 'coordinator' } | { kind: 'administration'; code: string }
    date: PlannedDate
  }[]
  administrations: {
    code: string
    name: string
    customsName: string
    region: string
    timeZone: string
    shortForms: string[]
  }[]
  holidays: { administration: string; on: CalendarDate; name: string }[]
}
