import { type CalendarDate, plusMonths } from '../time.ts'
import type { Meeting } from './facts.ts'
import type { Actor } from './history.ts'
import { coordinates, isMemberOf, isSecretariat, type Speaker, type Verdict } from './permission.ts'
import { dateFault, type Owner, type Period, type Plan, type Planners } from './planning.ts'
import type { Policies } from './programme-file.ts'

/**
 * Later dates that are asked for. The outcomes are those of the WTO's Trade Facilitation Agreement Database for extensions of
 * implementation dates; `pending` is one that was requested and not decided on.
 */
export const extensionOutcomes = [
  'pending',
  'approved as requested',
  'approved with a new date',
  'not approved',
] as const
export type ExtensionOutcome = (typeof extensionOutcomes)[number]

/**
 * A later date asked for one milestone. `fromOn` is its due date when it was asked; instants `requestedAt` and `decidedAt`; `channelId`
 * where it was asked, and `account` of whom, on which platform. `extendedBefore` counts the approvals before it.
 */
export type Extension = {
  id: number
  milestoneId: number
  activityId: number
  /** without a programme's prefix */
  milestoneCode: string
  fromOn: CalendarDate | null
  toOn: CalendarDate
  reason: string
  outcome: ExtensionOutcome
  approvedOn: CalendarDate | null
  decisionReason: string | null
  requestedAt: Date
  requestedById: number | null
  decidedAt: Date | null
  decidedBy: Actor | null
  channelId: number | null
  platform: string | null
  tenant: string | null
  extendedBefore: number
}

/** What a coordinator may not allow alone: another time, for longer, past the next meeting. */
export type BentRule = 'times' | 'length' | 'meeting'

/** A change of one date that is asked for. */
export type Asked = { fromOn: CalendarDate; toOn: CalendarDate; extendedBefore: number }

/**
 * The rules of the programme that a later date goes beyond; none, and the area's coordinator decides.
 *
 * @param next the next Directors-General meeting; null while none is set
 */
export function bentRules(
  { fromOn, toOn, extendedBefore }: Asked,
  { coordinatorMayExtendTimes, longestMonths, neverPastNextMeeting }: Policies['extension'],
  next: Pick<Meeting, 'startsOn'> | null,
): BentRule[] {
  return [
    ...(extendedBefore >= coordinatorMayExtendTimes ? (['times'] as const) : []),
    ...(toOn > plusMonths(fromOn, longestMonths) ? (['length'] as const) : []),
    ...(neverPastNextMeeting && next && toOn > next.startsOn ? (['meeting'] as const) : []),
  ]
}

/** Why a later date cannot be asked for. `passed` is the due date's fault, `past` that of the day just said. */
export type AskFault =
  | 'delivered'
  | 'closed'
  | 'not agreed'
  | 'no date yet'
  | 'passed'
  | 'past'
  | 'outside the period'
  | 'not later'

/** What is wrong with asking for a day in place of the due date: it is asked before that has passed, and for a later one. */
export function askFault(
  { state, dueOn, waitingFor }: Plan,
  toOn: CalendarDate,
  today: CalendarDate,
  period: Period,
): AskFault | null {
  if (state === 'delivered') return 'delivered'
  if (state === 'proposed') return 'not agreed'
  if (state !== 'agreed') return 'closed'
  if (dueOn === null || waitingFor !== null) return 'no date yet'
  if (dueOn < today) return 'passed'
  if (toOn <= dueOn) return 'not later'
  return dateFault(toOn, today, period)
}

/** A later date is asked for by the milestone's owner; the coordinator moves what is the coordinator's. */
export function mayAsk(speaker: Speaker, owner: Owner): Verdict {
  if (owner && isMemberOf(speaker, owner.id)) return { allowed: true }
  return { allowed: false, who: owner ? `a member of ${owner.customsName}` : 'its owner' }
}

/** What bends no rule is the coordinator's to decide, or the secretariat's in their place; the rest the secretariat's alone. */
export function mayDecide(speaker: Speaker, bent: BentRule[], area: Planners['area']): Verdict {
  if (isSecretariat(speaker)) return { allowed: true }
  if (bent.length > 0) return { allowed: false, who: 'the secretariat' }
  return coordinates(speaker, { areaId: area.id })
    ? { allowed: true }
    : { allowed: false, who: `the coordinator of ${area.code}, or the secretariat` }
}

/** How a request ends that is approved for a day. */
export const outcomeOn = ({ toOn }: Pick<Extension, 'toOn'>, on: CalendarDate): ExtensionOutcome =>
  on === toOn ? 'approved as requested' : 'approved with a new date'
