import { type CalendarDate, plusDays } from '../time.ts'
import type { RoleKind } from './facts.ts'
import { isMemberOf, isSecretariat, type Speaker, type Verdict } from './permission.ts'

/** Who holds which role, from when until when; who may give it, end it, or name somebody who stands in. */

/** A role as it stands in the record. From and until are calendar days (UTC), both included; without an until it goes on. */
export type HeldRole = {
  id: number
  kind: RoleKind
  administrationId: number | null
  areaId: number | null
  regionId: number | null
  /** what it is for, as it is said in its own programme: `IPR`, `Asia`, `Japan Customs` */
  scope: string | null
  /** of its area or region */
  programmeKey: string | null
  fromOn: CalendarDate
  untilOn: CalendarDate | null
  alternate: { id: number; name: string } | null
}

/** Somebody who was admitted once, with the roles that are not over. `home` is the id of the administration they joined first. */
export type KnownPerson = {
  id: number
  name: string
  home: number | null
  accounts: { platform: string; tenant: string; user: string }[]
  roles: HeldRole[]
}

type Term = Pick<HeldRole, 'fromOn' | 'untilOn'>

/** Later than every day that is written `YYYY-MM-DD`. */
const never = '9999-12-31'
const endOf = ({ untilOn }: Pick<HeldRole, 'untilOn'>): string => untilOn ?? never

export const isInForce = (role: Term, day: CalendarDate): boolean => role.fromOn <= day && day <= endOf(role)

/** Whether two roles are the same but for their days. */
export function isSameRole(
  one: Pick<HeldRole, 'kind' | 'administrationId' | 'areaId' | 'regionId'>,
  other: Pick<HeldRole, 'kind' | 'administrationId' | 'areaId' | 'regionId'>,
): boolean {
  return (
    one.kind === other.kind &&
    one.administrationId === other.administrationId &&
    one.areaId === other.areaId &&
    one.regionId === other.regionId
  )
}

/** What becomes of roles that are the same but for their days: a new one, or other days for those that there are. */
export type RoleChange =
  | { kind: 'new'; term: Term }
  | { kind: 'changed'; terms: (Term & { id: number })[] }
  | { kind: 'same'; term: Term }

/** What was said of the days: null for nothing, `open` for "until further notice". */
export type SaidTerm = { from: CalendarDate | null; until: CalendarDate | 'open' | null }

/** One that never was in force: it ends before it begins. */
const takenBack = ({ id, fromOn }: HeldRole) => ({ id, fromOn, untilOn: plusDays(fromOn, -1) })

/**
 * A role given. Where it is held already on any of these days, the days of that one change, so that nobody holds a role twice: one
 * that has begun keeps its first day, and its last one where none is said.
 *
 * @param held the same role, as far as it is not over
 */
export function given(held: HeldRole[], { from, until }: SaidTerm, today: CalendarDate): RoleChange {
  const wanted = { fromOn: from ?? today, untilOn: until === 'open' ? null : until }
  const [first, ...others] = held
    .filter((role) => role.fromOn <= endOf(wanted) && wanted.fromOn <= endOf(role))
    .sort((one, other) => (one.fromOn < other.fromOn ? -1 : 1))
  if (!first) return { kind: 'new', term: wanted }
  const fromOn = first.fromOn <= today ? first.fromOn : wanted.fromOn
  const untilOn = until === null ? first.untilOn : wanted.untilOn
  const covered = until === null ? [] : others
  const same = fromOn === first.fromOn && untilOn === first.untilOn && covered.length === 0
  if (same) return { kind: 'same', term: first }
  return { kind: 'changed', terms: [{ id: first.id, fromOn, untilOn }, ...covered.map(takenBack)] }
}

/**
 * A role ended with the day `on`, which it still holds. What has not begun by then is taken back.
 *
 * @param held the same role, as far as it is not over
 */
export function ended(held: HeldRole[], on: CalendarDate): RoleChange {
  const terms = held
    .filter((role) => endOf(role) > on)
    .map((role) => (role.fromOn > on ? takenBack(role) : { id: role.id, fromOn: role.fromOn, untilOn: on }))
  const [first] = held
  if (terms.length === 0 && first) return { kind: 'same', term: first }
  return { kind: 'changed', terms }
}

const yes: Verdict = { allowed: true }
const no = (who: string): Verdict => ({ allowed: false, who })

/** A role is given by the secretariat to somebody who is admitted; others invite, within what they may. */
export const mayGive = (speaker: Speaker): Verdict => (isSecretariat(speaker) ? yes : no('the secretariat'))

/** A role of an administration is ended by one of its members too. */
export function mayEnd(speaker: Speaker, role: Pick<HeldRole, 'kind' | 'administrationId'>): Verdict {
  if (isSecretariat(speaker)) return yes
  const ofAdministration = ['member', 'director general', 'observer'].includes(role.kind)
  if (!ofAdministration || role.administrationId === null) return no('the secretariat')
  return isMemberOf(speaker, role.administrationId)
    ? yes
    : no('the secretariat, or a member of the same administration')
}

/**
 * Who stands in is named by whoever holds the role, and by the secretariat. A holder names, for a role of an administration,
 * somebody with a role there: nobody else speaks for it.
 */
export function mayNameAlternate(
  speaker: Speaker,
  holderId: number,
  role: Pick<HeldRole, 'administrationId'>,
  alternate: { roles: Pick<HeldRole, 'administrationId'>[] } | null,
): Verdict {
  if (isSecretariat(speaker)) return yes
  if (speaker.kind !== 'person' || speaker.id !== holderId)
    return no('the secretariat, or by who holds the role')
  const { administrationId } = role
  const inside =
    administrationId === null ||
    alternate === null ||
    alternate.roles.some((each) => each.administrationId === administrationId)
  return inside ? yes : no('the secretariat, where the alternate is from another administration')
}

/** The last day from `today` on without a gap; the day before where there is none. */
function coveredUntil(terms: Term[], today: CalendarDate): string {
  const ends = terms.filter((term) => isInForce(term, today)).map(endOf)
  const last = ends.sort().at(-1)
  if (last === undefined) return plusDays(today, -1)
  return last === never ? never : coveredUntil(terms, plusDays(last as CalendarDate, 1))
}

/** Whether there is a secretariat as long after a change of its roles as before it. */
export const keepsSecretariat = (before: Term[], after: Term[], today: CalendarDate): boolean =>
  coveredUntil(after, today) >= coveredUntil(before, today)
