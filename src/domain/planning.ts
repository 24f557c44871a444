import type { CalendarDate } from '../time.ts'
import type { Activity, Administration, Area, Milestone, Programme } from './facts.ts'
import { coordinates, isMemberOf, isSecretariat, type Speaker, type Verdict } from './permission.ts'

/** The dates of a milestone: how they are planned, agreed and moved, and by whom. */

/** What planning changes of a milestone. */
export type Plan = Pick<Milestone, 'state' | 'baselineOn' | 'dueOn' | 'waitingFor'>

/** When a milestone is due: a calendar day, or not known yet. */
export type When =
  | { kind: 'on'; date: CalendarDate }
  | { kind: 'to be agreed' }
  | { kind: 'waiting for'; whom: string }

/** Why a date cannot be agreed or moved. `passed` is the proposed date's fault, `past` that of the date just said. */
export type PlanFault =
  | 'delivered'
  | 'closed'
  | 'agreed'
  | 'waiting'
  | 'no date'
  | 'passed'
  | 'past'
  | 'outside the period'
  | 'keeps a date'
  | 'no reason'

export type Planned =
  | { kind: 'changed'; plan: Plan }
  | { kind: 'same' }
  | { kind: 'refused'; fault: PlanFault }

const refused = (fault: PlanFault): Planned => ({ kind: 'refused', fault })

export type Period = Pick<Programme, 'periodFrom' | 'periodTo'>

/** What is wrong with a day to be planned for: it lies before `today`, or outside the programme's period (both ends included). */
export function dateFault(
  on: CalendarDate,
  today: CalendarDate,
  { periodFrom, periodTo }: Period,
): 'past' | 'outside the period' | null {
  if (on < today) return 'past'
  return on < periodFrom || on > periodTo ? 'outside the period' : null
}

/** A milestone as it is proposed: without a baseline, so that it cannot be overdue. */
export function proposed(when: When): Plan {
  return {
    state: 'proposed',
    baselineOn: null,
    dueOn: when.kind === 'on' ? when.date : null,
    waitingFor: when.kind === 'waiting for' ? when.whom : null,
  }
}

function overFault({ state }: Pick<Plan, 'state'>): 'delivered' | 'closed' | null {
  if (state === 'delivered') return 'delivered'
  return state === 'proposed' || state === 'agreed' ? null : 'closed'
}

/**
 * Agreeing a milestone, on its proposed date or the one that is said. The day agreed is its baseline from then on. It is never a
 * day before `today`: nothing becomes overdue by being agreed.
 */
export function agree(plan: Plan, on: CalendarDate | null, today: CalendarDate, period: Period): Planned {
  const over = overFault(plan)
  if (over) return refused(over)
  if (plan.state === 'agreed') return on === null || on === plan.dueOn ? { kind: 'same' } : refused('agreed')
  if (on === null && plan.waitingFor !== null) return refused('waiting')
  const day = on ?? plan.dueOn
  if (day === null) return refused('no date')
  const fault = dateFault(day, today, period)
  if (fault) return refused(on === null && fault === 'past' ? 'passed' : fault)
  return { kind: 'changed', plan: { state: 'agreed', baselineOn: day, dueOn: day, waitingFor: null } }
}

/** Moving a milestone: a proposed one to any other date or to none, an agreed one to another day and with a reason. */
export function move(plan: Plan, when: When, reason: string, today: CalendarDate, period: Period): Planned {
  const over = overFault(plan)
  if (over) return refused(over)
  const fault = when.kind === 'on' ? dateFault(when.date, today, period) : null
  if (plan.state === 'proposed') {
    const moved = proposed(when)
    if (moved.dueOn === plan.dueOn && moved.waitingFor === plan.waitingFor) return { kind: 'same' }
    return fault ? refused(fault) : { kind: 'changed', plan: moved }
  }
  if (when.kind !== 'on') return refused('keeps a date')
  if (when.date === plan.dueOn) return { kind: 'same' }
  if (fault) return refused(fault)
  if (reason === '') return refused('no reason')
  return { kind: 'changed', plan: { ...plan, dueOn: when.date } }
}

/** The number after the highest that an activity's milestones have had: a code that was used is never given again. */
export function nextNumber(codes: string[]): number {
  return Math.max(0, ...codes.map((code) => Number(/\.(\d+)$/.exec(code)?.[1] ?? 0))) + 1
}

/** Those with a say in the plan of an activity. */
export type Planners = {
  area: Pick<Area, 'id' | 'code'>
  leads: Pick<Administration, 'id' | 'customsName'>[]
}

/** A milestone's owner; none is the coordinator of the area. */
export type Owner = Pick<Administration, 'id' | 'customsName'> | null

const leadsIt = (speaker: Speaker, { leads }: Planners): boolean =>
  leads.some(({ id }) => isMemberOf(speaker, id))

const verdict = (allowed: boolean, who: string[]): Verdict =>
  allowed ? { allowed } : { allowed, who: [...new Set(who)].join(', or ') }

const coordinatorOf = (area: Planners['area']): string => `the coordinator of ${area.code}`
const ownerWords = (owner: Owner, area: Planners['area']): string =>
  owner ? `a member of ${owner.customsName}` : coordinatorOf(area)
const leadWords = ({ area, leads }: Planners): string[] => leads.map((lead) => ownerWords(lead, area))

/** A milestone is planned by the coordinator of the area and by those who lead the activity. */
export function mayPlan(speaker: Speaker, planners: Planners): Verdict {
  const { area } = planners
  return verdict(coordinates(speaker, { areaId: area.id }) || leadsIt(speaker, planners), [
    coordinatorOf(area),
    ...leadWords(planners),
  ])
}

/** `a member of Japan Customs, or the coordinator of IPR`: who agrees a milestone. */
export const whoAgrees = (owner: Owner, planners: Planners): string =>
  [...new Set([ownerWords(owner, planners.area), ...leadWords(planners)])].join(', or ')

/** It is agreed by its owner and by those who lead the activity. */
export function mayAgree(speaker: Speaker, owner: Owner, planners: Planners): Verdict {
  const own = owner ? isMemberOf(speaker, owner.id) : coordinates(speaker, { areaId: planners.area.id })
  return own || leadsIt(speaker, planners)
    ? { allowed: true }
    : { allowed: false, who: whoAgrees(owner, planners) }
}

/** Proposed, it is moved by its owner, those who lead the activity and the coordinator; agreed, by the coordinator alone. */
export function mayMove(
  speaker: Speaker,
  { state }: Pick<Plan, 'state'>,
  owner: Owner,
  planners: Planners,
): Verdict {
  const { area } = planners
  const coordinator = coordinates(speaker, { areaId: area.id })
  if (state !== 'proposed') return verdict(coordinator, [coordinatorOf(area)])
  const own = owner !== null && isMemberOf(speaker, owner.id)
  return verdict(coordinator || own || leadsIt(speaker, planners), [
    ownerWords(owner, area),
    ...leadWords(planners),
    coordinatorOf(area),
  ])
}

/** Who leads an activity is said by the coordinator of its area, or by the secretariat. */
export function mayNameLeads(speaker: Speaker, area: Planners['area']): Verdict {
  return verdict(coordinates(speaker, { areaId: area.id }) || isSecretariat(speaker), [
    coordinatorOf(area),
    'the secretariat',
  ])
}

/** The owner of a new collective milestone: the lead that plans it, else the first lead; none, the coordinator. */
export function collectiveOwner(speaker: Speaker, { leads }: Planners): number | null {
  const [first] = leads
  return (leads.find(({ id }) => isMemberOf(speaker, id)) ?? first)?.id ?? null
}

/**
 * The milestones that change hands when an activity gets other leads: collective ones, still proposed, that belong to the
 * coordinator or to somebody who leads no longer. What was agreed stays with those who agreed it.
 *
 * @param leads ids of the new leads, the first of whom becomes the owner; none, the coordinator
 */
export function handedOver(
  { milestones, participations }: Pick<Activity, 'milestones' | 'participations'>,
  leads: number[],
): Milestone[] {
  const former = participations
    .filter(({ lead, administrationId }) => lead && !leads.includes(administrationId))
    .map(({ administrationId }) => administrationId)
  return milestones.filter(({ kind, state, ownerAdministrationId: owner }) => {
    if (kind !== 'collective' || state !== 'proposed' || owner === (leads[0] ?? null)) return false
    return owner === null || (owner !== 'withheld' && former.includes(owner))
  })
}
