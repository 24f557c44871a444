import { z } from 'zod'
import {
  activityKinds,
  type MilestoneDate,
  meetingKinds,
  milestoneKinds,
  type Policies,
  type ProgrammeActivity,
  type ProgrammeAdministration,
  type ProgrammeArea,
  type ProgrammeFile,
  type ProgrammeMeeting,
  type ProgrammeMilestone,
} from '../domain/programme-file.ts'
import { isCalendarDate } from '../time.ts'
import { codeLike, count, day, group, line, list, oneOf, optionalList, yesOrNo } from './values.ts'

const aYear = 366

const policies = group({
  nudges: group({
    days_before: list(count(0, aYear), 12),
    overdue_every_days: count(1, aYear),
    area_coordinator_after_days: count(0, aYear),
    region_coordinator_after_days: count(0, aYear),
  }),
  naming: oneOf(['discreet', 'open']),
  hold_minutes: count(0, 24 * 60),
  extension: group({
    coordinator_may_extend_times: count(0, 99),
    longest_months: count(1, 60),
    never_past_next_meeting: yesOrNo(),
  }),
  reporting: group({ fresh_days: count(1, 10 * aYear), ageing_days: count(1, 10 * aYear) }),
}).transform(
  ({ nudges, naming, hold_minutes, extension, reporting }): Policies => ({
    nudges: {
      daysBefore: nudges.days_before,
      overdueEveryDays: nudges.overdue_every_days,
      areaCoordinatorAfterDays: nudges.area_coordinator_after_days,
      regionCoordinatorAfterDays: nudges.region_coordinator_after_days,
    },
    naming,
    holdMinutes: hold_minutes,
    extension: {
      coordinatorMayExtendTimes: extension.coordinator_may_extend_times,
      longestMonths: extension.longest_months,
      neverPastNextMeeting: extension.never_past_next_meeting,
    },
    reporting: { freshDays: reporting.fresh_days, ageingDays: reporting.ageing_days },
  }),
)

const region = group({ code: codeLike(/^[a-z][a-z-]{1,19}$/, 'asia'), name: line(40) })

const meeting = group({
  code: codeLike(/^[A-Z]{2,5}-[1-9]\d?$/, 'DG-9'),
  kind: oneOf(meetingKinds),
  name: line(120),
  place: line(90),
  starts_on: day(),
  ends_on: day(),
}).transform(
  ({ starts_on, ends_on, ...rest }): ProgrammeMeeting => ({ ...rest, startsOn: starts_on, endsOn: ends_on }),
)

const area = group({
  code: codeLike(/^[A-Z]{2,5}$/, 'IPR'),
  name: line(90),
  short: line(30),
}).transform(({ short, ...rest }): ProgrammeArea => ({ ...rest, shortName: short }))

const activity = group({
  code: codeLike(/^[A-Z]{2,5}-[1-9]\d?$/, 'IPR-1'),
  area: line(10),
  title: line(60),
  kind: oneOf(activityKinds),
  leads: list(line(10), 2),
  quiet_until: day().nullish(),
  declared_wording: line(1000),
}).transform(
  ({ declared_wording, quiet_until, ...rest }): ProgrammeActivity => ({
    ...rest,
    declaredWording: declared_wording,
    quietUntil: quiet_until ?? null,
  }),
)

const dueError = 'a day that exists, as YYYY-MM-DD, or: to be agreed, or: waiting for <whom>'

const milestoneDate = z.string({ error: dueError }).transform((text, context): MilestoneDate => {
  const due = text.trim()
  if (isCalendarDate(due)) return { kind: 'on', due }
  if (due === 'to be agreed') return { kind: 'to-be-agreed' }
  const whom = /^waiting for:?\s+(.+)$/.exec(due)?.[1]
  if (whom !== undefined && line(90).safeParse(whom).success) return { kind: 'waiting-for', whom }
  context.addIssue({ code: 'custom', message: dueError })
  return z.NEVER
})

const milestone = group({
  code: codeLike(/^[A-Z]{2,5}-[1-9]\d?\.[1-9]\d?$/, 'IPR-1.2'),
  activity: line(10),
  title: line(90),
  due: milestoneDate,
  kind: oneOf(milestoneKinds),
  owner: line(12),
}).transform(
  ({ due, owner, ...rest }): ProgrammeMilestone => ({
    ...rest,
    owner: owner === 'coordinator' ? { kind: 'coordinator' } : { kind: 'administration', code: owner },
    date: due,
  }),
)

const administration = group({
  code: codeLike(/^([A-Z]{2}|ASEAN)$/, 'JP (ISO 3166, two letters; or EU, ASEAN)'),
  name: line(60),
  customs: line(120),
  region: line(20),
  time_zone: line(60),
  short_forms: optionalList(line(40)),
}).transform(
  ({ customs, time_zone, short_forms, ...rest }): ProgrammeAdministration => ({
    ...rest,
    customsName: customs,
    timeZone: time_zone,
    shortForms: short_forms,
  }),
)

/**
 * The shape of a programme file, snake_case as written, to a `ProgrammeFile`. What one part says about
 * another (codes that exist, dates inside the period) is checked in `agreement.ts`.
 */
export const programmeSchema: z.ZodType<ProgrammeFile> = group({
  key: codeLike(/^[A-Z]{2,6}$/, 'HER'),
  name: line(60),
  adopted_on: day(),
  period_from: day(),
  period_to: day(),
  working_plan_note: line(300),
  policies,
  regions: list(region),
  meetings: list(meeting),
  areas: list(area),
  activities: list(activity),
  milestones: list(milestone),
  administrations: list(administration),
  holidays: optionalList(group({ administration: line(10), on: day(), name: line(90) })),
}).transform(
  ({ adopted_on, period_from, period_to, working_plan_note, ...rest }): ProgrammeFile => ({
    ...rest,
    adoptedOn: adopted_on,
    periodFrom: period_from,
    periodTo: period_to,
    movedMonths: 0,
    workingPlanNote: working_plan_note,
  }),
)
