import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayInvite } from '../domain/permission.ts'
import {
  ended,
  given,
  type HeldRole,
  isInForce,
  isSameRole,
  type KnownPerson,
  keepsSecretariat,
  mayEnd,
  mayGive,
  type RoleChange,
} from '../domain/roles.ts'
import { addRole, setTerm } from '../store/roles.ts'
import { type CalendarDate, dayIn, fullDate, plusDays } from '../time.ts'
import { roleEndedView, roleSetView } from '../views/role.ts'
import { answerPrivately, type Context, refuse } from './command.ts'
import type { Around } from './person.ts'

export type RoleTarget = Pick<HeldRole, 'kind' | 'administrationId' | 'areaId' | 'regionId'>
/** What is to be changed: whose role, and the days that were said. `said` are its words. */
export type RoleWish = {
  person: KnownPerson
  target: RoleTarget
  said: string
  held: HeldRole[]
  from: CalendarDate | null
  until: CalendarDate | 'open' | null
}

/** Gives a role, or other days to one that is held. */
export async function giveRole(change: RoleWish, around: Around, context: Context): Promise<Reply> {
  const { person, target, said, held, from, until } = change
  const { now, speaker } = context
  const today = dayIn(now, 'UTC')
  const verdict = mayGive(speaker)
  if (!verdict.allowed) {
    const invites =
      target.administrationId !== null && mayInvite(speaker, { ...target, role: target.kind }).allowed
    return refuse(
      `A role is given by ${verdict.who}. `,
      ...(invites ? ['You can make an invitation for it: ', code('invite'), '.'] : []),
    )
  }
  const wanted = given(held, { from, until }, today)
  const first = wanted.kind === 'changed' ? wanted.terms[0]! : wanted.term
  if (first.untilOn && first.untilOn < today)
    return refuse(
      `${fullDate(first.untilOn)} has passed: say a later day, or none for a role without an end date.`,
    )
  if (first.untilOn && first.untilOn < first.fromOn)
    return refuse(
      `That role would end on ${fullDate(first.untilOn)}, before it begins on ${fullDate(first.fromOn)}: look at the days.`,
    )
  const refused = refuseWithoutSecretariat(wanted, change, around, context)
  if (refused) return refused
  const id = await carryOut(wanted, change, context)
  const fields = wanted.kind === 'same' ? [] : ['fromOn', 'untilOn']
  await context.changed(wanted.kind === 'new' ? 'role given' : 'role changed', { kind: 'role', id }, fields)
  const done = ({ new: 'Given', changed: 'Changed', same: 'Already so' } as const)[wanted.kind]
  return answerPrivately(roleSetView(done, person.name, said, first, today))
}

/** Ends a role with the day that was said, or with today. */
export async function endRole(change: RoleWish, around: Around, context: Context): Promise<Reply> {
  const { person, target, said, held, from, until } = change
  const today = dayIn(context.now, 'UTC')
  const verdict = mayEnd(context.speaker, target)
  if (!verdict.allowed) return refuse(`This role is ended by ${verdict.who}.`)
  if (until === 'open') return refuse('Say the day with which the role ends, or none for today.')
  const [first] = held
  if (!first)
    return refuse(
      `${person.name} is not ${said}, so nothing was changed. `,
      code(`role ${person.name.toLowerCase()}`),
      ' shows the roles.',
    )
  const on = until ?? (from ? plusDays(from, -1) : today)
  const wanted = ended(held, on)
  const refused = refuseWithoutSecretariat(wanted, change, around, context)
  if (refused) return refused
  const id = await carryOut(wanted, change, context)
  const before = wanted.kind === 'same'
  await context.changed('role ended', { kind: 'role', id }, before ? [] : ['untilOn'])
  const last = before ? (first.untilOn ?? on) : on
  return answerPrivately(
    roleEndedView(person.name, said, last, today, {
      before,
      takenBack: held.every(({ fromOn }) => fromOn > on && fromOn > today),
      without: withoutMember(change, on, around),
    }),
  )
}

/** @returns the id of the role that was made, or of the first one changed */
async function carryOut(
  wanted: RoleChange,
  { person, target, held }: RoleWish,
  { db }: Context,
): Promise<number> {
  if (wanted.kind === 'new') return addRole(db, person.id, target, wanted.term)
  if (wanted.kind === 'same') return held[0]!.id
  for (const term of wanted.terms) await setTerm(db, term)
  return wanted.terms[0]!.id
}

/** The secretariat is never left without anybody from chat; the operator is still there at the terminal. */
function refuseWithoutSecretariat(
  wanted: RoleChange,
  { person, target }: RoleWish,
  { people }: Around,
  { now, speaker }: Context,
): Reply | null {
  if (target.kind !== 'secretariat' || wanted.kind !== 'changed' || speaker.kind === 'operator') return null
  const before = people.flatMap(({ roles }) => roles.filter(({ kind }) => kind === 'secretariat'))
  const after = before.map((role) => wanted.terms.find(({ id }) => id === role.id) ?? role)
  if (keepsSecretariat(before, after, dayIn(now, 'UTC'))) return null
  return refuse(
    `${person.name} is the last of the secretariat. First give the role to somebody else (`,
    code('role sato secretariat'),
    '), or ask the operator, who can end it at the terminal.',
  )
}

/** The administration that has no member any more after that day, by name; null when it has, or is no matter. */
function withoutMember(
  { person, target }: RoleWish,
  on: CalendarDate,
  { people, directory }: Around,
): string | null {
  if (target.kind !== 'member') return null
  const others = people.some(({ id, roles }) =>
    roles.some((role) => id !== person.id && isSameRole(role, target) && isInForce(role, plusDays(on, 1))),
  )
  return others
    ? null
    : (directory.administrations.find(({ id }) => id === target.administrationId)?.name ?? null)
}
