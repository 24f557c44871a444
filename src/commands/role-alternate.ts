import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { isInForce, mayNameAlternate } from '../domain/roles.ts'
import { setAlternate } from '../store/roles.ts'
import { dayIn } from '../time.ts'
import { alternateView, roleSaid } from '../views/role.ts'
import { answerPrivately, type Context, refuse } from './command.ts'
import { type Around, findPerson } from './person.ts'
import { refusePerson, roleTyped } from './role-refusals.ts'
import type { RoleWords } from './role-words.ts'
import { findScope, scopeIds } from './scope.ts'

type Said = Extract<RoleWords, { act: 'alternate' }>

/** Names who stands in while somebody is away: for all of their roles, or for the one that is said. */
export async function nameAlternate(
  read: Said,
  words: string,
  around: Around,
  context: Context,
): Promise<Reply> {
  const { db, directory, now, speaker } = context
  const line = `role ${words}`
  const holding = findPerson(read.person, around)
  if (holding.kind !== 'one') return refusePerson(holding, read.person, line, around)
  const standing = read.alternate === '' ? null : findPerson(read.alternate, around)
  if (standing && standing.kind !== 'one') return refusePerson(standing, read.alternate, line, around)
  const holder = holding.person
  const alternate = standing?.person ?? null

  const scope = read.scope === '' ? null : findScope(directory, read.scope)
  if (read.scope !== '' && !scope)
    return refuse(`I know no administration, area or region "${read.scope}", so nothing was changed.`)
  const { administrationId, areaId, regionId } = scopeIds(scope)
  const roles = holder.roles.filter(
    (role) =>
      (read.kind === null || role.kind === read.kind) &&
      (scope === null ||
        (role.administrationId === administrationId && role.areaId === areaId && role.regionId === regionId)),
  )
  if (roles.length === 0)
    return refuse(
      `${holder.name} holds no such role, so there is nothing to stand in for. `,
      code('role'),
      ' lists the roles.',
    )
  if (alternate?.id === holder.id)
    return refuse(`${holder.name} cannot stand in for themselves: name somebody else.`)
  const today = dayIn(now, 'UTC')
  if (alternate && !alternate.roles.some((role) => isInForce(role, today)))
    return refuse(
      `${alternate.name} holds no role today, and cannot stand in. `,
      code('invite'),
      ' admits them again.',
    )

  for (const role of roles) {
    const verdict = mayNameAlternate(speaker, holder.id, role, alternate)
    if (verdict.allowed) continue
    const others = roles.filter((each) => mayNameAlternate(speaker, holder.id, each, alternate).allowed)
    const hint =
      others[0] && alternate ? `role me ${roleTyped(others[0], around)} alternate ${read.alternate}` : null
    return refuse(
      `Who stands in for ${holder.name} as ${roleSaid(role, directory)} is named by ${verdict.who}.`,
      ...(hint ? [' You can say ', code(hint), '.'] : []),
    )
  }
  const changing = roles.filter((role) => (role.alternate?.id ?? null) !== (alternate?.id ?? null))
  await setAlternate(
    db,
    changing.map(({ id }) => id),
    alternate?.id ?? null,
  )
  const fields = changing.length > 0 ? ['alternate'] : []
  await context.changed('alternate named', { kind: 'person', id: holder.id }, fields)
  const said = [...new Set(roles.map((role) => roleSaid(role, directory)))]
  return answerPrivately(alternateView(holder.name, alternate?.name ?? null, said, changing.length === 0))
}
