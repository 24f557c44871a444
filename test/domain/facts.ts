import fc from 'fast-check'
import type {
  Activity,
  Administration,
  Commitment,
  Milestone,
  MilestoneState,
  Participation,
  Programme,
  Update,
} from '../../src/domain/facts.ts'
import { outlooks } from '../../src/domain/facts.ts'
import { type CalendarDate, calendarDate, plusDays } from '../../src/time.ts'

/** Facts to start from, each overridden where a test says so, and arbitrary ones around Monday 7 June 2010. */

export const today = calendarDate('2010-06-07')
export const now = new Date('2010-06-07T07:00:00Z')

export const milestone = (own: Partial<Milestone> = {}): Milestone => ({
  id: 1,
  code: 'IPR-1.1',
  title: 'First draft circulated',
  kind: 'collective',
  state: 'agreed',
  ownerAdministrationId: null,
  baselineOn: null,
  dueOn: null,
  waitingFor: null,
  proposedAt: now,
  deliveredOn: null,
  deliveredAt: null,
  deliveredByAdministrationId: null,
  evidence: [],
  ...own,
})

export const commitment = (own: Partial<Commitment> = {}): Commitment => ({
  id: 1,
  administrationId: 1,
  text: 'Share a note.',
  baselineText: null,
  state: 'open',
  baselineOn: today,
  targetOn: today,
  madeAt: now,
  deliveredOn: null,
  evidence: [],
  confirmed: null,
  ...own,
})

export const update = (own: Partial<Update> = {}): Update => ({
  id: 1,
  activityId: 1,
  administrationId: 1,
  at: now,
  leavesAt: now,
  outlook: 'on track',
  text: 'First draft sent.',
  inTheWay: null,
  recordedFrom: null,
  recordedBy: null,
  editedAt: null,
  evidence: [],
  ...own,
})

export const participation = (own: Partial<Participation> = {}): Participation => ({
  administrationId: 1,
  takingPart: true,
  lead: false,
  since: now,
  reason: null,
  ...own,
})

export const activity = (own: Partial<Activity> = {}): Activity => ({
  id: 1,
  code: 'IPR-1',
  title: 'Joint operation',
  areaId: 1,
  quietUntil: null,
  takingPart: [],
  kind: 'joint operation',
  quiet: false,
  declaredWording: 'To hold a joint operation.',
  participations: [],
  milestones: [],
  commitments: [],
  lateCommitments: 0,
  latest: [],
  updates: [],
  reporting: [],
  confirmed: null,
  ...own,
})

export const administration = (own: Partial<Administration> = {}): Administration => ({
  id: 1,
  code: 'JP',
  name: 'Japan',
  customsName: 'Japan Customs',
  shortForms: [],
  region: { id: 1, code: 'asia', name: 'Asia' },
  timeZone: 'Asia/Tokyo',
  holdMinutes: null,
  connected: true,
  ...own,
})

export const programme = (own: Partial<Programme> = {}): Programme => ({
  id: 1,
  key: 'HER',
  closedAt: null,
  name: 'Heraklion Declaration',
  adoptedOn: calendarDate('2009-10-16'),
  periodFrom: calendarDate('2010-01-01'),
  periodTo: calendarDate('2011-12-31'),
  movedMonths: 0,
  example: false,
  workingPlanNote: '',
  policies: {
    nudges: {
      daysBefore: [30, 14, 3, 0],
      overdueEveryDays: 7,
      areaCoordinatorAfterDays: 14,
      regionCoordinatorAfterDays: 42,
    },
    naming: 'discreet',
    holdMinutes: 10,
    extension: { coordinatorMayExtendTimes: 1, longestMonths: 6, neverPastNextMeeting: true },
    reporting: { freshDays: 30, ageingDays: 90 },
  },
  meetings: [],
  ...own,
})

/** A day within two months of today, the days at the edges of two weeks more often than others. */
export const anyDay: fc.Arbitrary<CalendarDate> = fc
  .oneof(fc.integer({ min: -60, max: 60 }), fc.constantFrom(-15, -14, -1, 0, 1, 13, 14, 15, 16))
  .map((days) => plusDays(today, days))

export const anyInstant: fc.Arbitrary<Date> = fc
  .integer({ min: -20 * 24 * 60, max: 3 * 24 * 60 })
  .map((minutes) => new Date(now.getTime() + minutes * 60_000))

const orNone = <T>(arbitrary: fc.Arbitrary<T>) => fc.option(arbitrary, { nil: null })

export const anyAdministrationId = fc.integer({ min: 1, max: 4 })

export const anyMilestone: fc.Arbitrary<Milestone> = fc
  .record({
    id: fc.nat(),
    state: fc.constantFrom<MilestoneState[]>(
      'proposed',
      'agreed',
      'delivered',
      'not delivered',
      'carried over',
      'ended',
    ),
    ownerAdministrationId: orNone(anyAdministrationId),
    baselineOn: orNone(anyDay),
    dueOn: orNone(anyDay),
    waitingFor: orNone(fc.constant('the WCO')),
    deliveredOn: orNone(anyDay),
    deliveredAt: orNone(anyInstant),
    evidence: fc.subarray([{ reference: 'https://example.org/a', title: null, datedOn: today }]),
  })
  .map(milestone)
  .map((each) => (each.state === 'proposed' ? { ...each, baselineOn: null } : each))
  .map((each) => (each.state === 'delivered' ? each : { ...each, deliveredOn: null, deliveredAt: null }))

export const anyCommitment: fc.Arbitrary<Commitment> = fc
  .record({
    administrationId: anyAdministrationId,
    state: fc.constantFrom('open', 'delivered', 'not delivered', 'carried over', 'ended'),
    baselineOn: anyDay,
    targetOn: anyDay,
    deliveredOn: orNone(anyDay),
  })
  .map((own) => commitment(own as Partial<Commitment>))

export const anyUpdate: fc.Arbitrary<Update> = fc
  .record({
    administrationId: anyAdministrationId,
    at: anyInstant,
    outlook: orNone(fc.constantFrom(...outlooks)),
    inTheWay: orNone(fc.constant('comments are late')),
  })
  .map(update)

const anyParticipation: fc.Arbitrary<Participation> = fc
  .record({ administrationId: anyAdministrationId, takingPart: fc.boolean(), since: anyInstant })
  .chain((own) => fc.boolean().map((lead) => participation({ ...own, lead: lead && own.takingPart })))

const oncePerAdministration = <T extends { administrationId: number }>(each: fc.Arbitrary<T>) =>
  fc.uniqueArray(each, { maxLength: 4, selector: ({ administrationId }) => administrationId })

export const anyActivity: fc.Arbitrary<Activity> = fc
  .record({
    areaId: fc.integer({ min: 1, max: 3 }),
    milestones: fc.array(anyMilestone, { maxLength: 4 }),
    commitments: oncePerAdministration(anyCommitment),
    latest: oncePerAdministration(anyUpdate),
    participations: oncePerAdministration(anyParticipation),
  })
  .map(activity)

export const anyActivities: fc.Arbitrary<Activity[]> = fc
  .array(anyActivity, { maxLength: 8 })
  .map((all) => all.map((each, at) => ({ ...each, id: at + 1, code: `TF-${at + 1}` })))
