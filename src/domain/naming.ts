import { dayIn } from '../time.ts'
import type { Audience, Reading } from './audience.ts'
import type { Administration, Directory, Evidence } from './facts.ts'
import { coordinates, holds, isAdmitted, isSecretariat } from './permission.ts'
import type { Policies } from './programme-file.ts'
import { milestoneSchedule } from './schedule.ts'

/** Who is told who is late or silent: one of the three rules of `audience.ts`. */

/**
 * The naming rule: with the policy *discreet*, who is late or silent is named to that administration, to its coordinators and
 * to the secretariat; with *open*, to all admitted.
 */
export function mayName(
  audience: Audience,
  administration: Pick<Administration, 'id'> & { region: { id: number } },
  areaIds: number[],
  naming: Policies['naming'],
): boolean {
  if (audience.kind === 'speaker' && !isAdmitted(audience.speaker)) return false
  if (naming === 'open') return true
  if (audience.kind === 'everyone') return false
  const { speaker } = audience
  if (isSecretariat(speaker)) return true
  if (holds(speaker, ({ administrationId }) => administrationId === administration.id)) return true
  if (coordinates(speaker, { regionId: administration.region.id })) return true
  return areaIds.some((areaId) => coordinates(speaker, { areaId }))
}

/** Evidence without who wrote it, who may be of an administration that may not be named. */
export const withoutAuthors = (evidence: Evidence[]): Evidence[] =>
  evidence.map((each) => ({ ...each, author: null }))

export const administrationsOf = ({ administrations }: Directory): Map<number, Administration> => {
  let byId = namedAdministrations.get(administrations)
  if (!byId) {
    byId = new Map(administrations.map((each) => [each.id, each]))
    namedAdministrations.set(administrations, byId)
  }
  return byId
}

/** One for all activities of an answer, and for all answers as long as the list is the same. */
const namedAdministrations = new WeakMap<Administration[], Map<number, Administration>>()

/** Whether an administration may be named to a reader as late or silent in an area; nobody (a coordinator's) always may. */
export function nameableIn(
  areaId: number,
  { audience, programme, directory }: Reading,
): (administrationId: number | null) => boolean {
  const administrations = administrationsOf(directory)
  const { naming } = programme.policies
  const told = new Map<number, boolean>()
  return (administrationId) => {
    if (administrationId === null) return true
    const before = told.get(administrationId)
    if (before !== undefined) return before
    const administration = administrations.get(administrationId)
    const may = !administration || mayName(audience, administration, [areaId], naming)
    told.set(administrationId, may)
    return may
  }
}

/**
 * Whether to name a milestone's owner is to name who is late, or was. One that was past its date when the programme was closed had
 * an owner who was late, whatever became of it then.
 */
export function isLate(
  milestone: Parameters<typeof milestoneSchedule>[0],
  { today, programme: { closedAt } }: Reading,
): boolean {
  const schedule = milestoneSchedule(milestone, today)
  const { baselineOn, dueOn } = milestone
  const until = closedAt ? dayIn(closedAt, 'UTC') : today
  const lateAtLast = schedule === 'closed' && baselineOn !== null && dueOn !== null && dueOn < until
  return schedule === 'overdue' || schedule === 'delivered late' || lateAtLast
}
