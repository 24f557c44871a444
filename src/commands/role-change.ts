import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { RoleKind } from '../domain/facts.ts'
import { isSameRole, type KnownPerson } from '../domain/roles.ts'
import type { CalendarDate } from '../time.ts'
import { roleWords } from '../views/invite.ts'
import { roleSaid } from '../views/role.ts'
import { type Context, refuse } from './command.ts'
import { type FoundDate, refuseDate } from './dates.ts'
import { type Around, findPerson } from './person.ts'
import { endRole, giveRole, type RoleTarget } from './role-record.ts'
import { exampleOf, refusePerson, refuseWhich } from './role-refusals.ts'
import type { RoleWords } from './role-words.ts'
import { findScope, missing, type Scope, scopeIds, scopeName } from './scope.ts'

type Said = Extract<RoleWords, { act: 'give' | 'end' }>

/** Gives or ends a role, as it was said. */
export async function changeRole(
  read: Said,
  words: string,
  around: Around,
  context: Context,
): Promise<Reply> {
  const line = `role ${words}`
  const days = daysOf(read, context)
  if ('show' in days) return days
  const { person: name, scope: of } = splitBehind(read, context)
  const found = findPerson(name, around)
  if (found.kind !== 'one') return refusePerson(found, name, line, around)
  const { person } = found
  const role =
    read.act === 'end' && of === '' ? heldRole(read.kind, person, around) : namedRole(read.kind, of, context)
  if (role === 'several') {
    const roles = person.roles.filter(({ kind }) => read.kind === null || kind === read.kind)
    const on = days.until && days.until !== 'open' ? ` until ${days.until}` : ''
    return refuseWhich(person, roles, (typed) => `role ${name} not ${typed}${on}`, around)
  }
  if ('fault' in role) return refuse(`${role.fault}, for example: `, code(exampleOf(read.kind, name)), '.')
  const held = person.roles.filter((each) => isSameRole(each, role.target))
  const change = { person, ...role, held, ...days }
  const { until } = change
  const shortens =
    until !== null &&
    until !== 'open' &&
    change.from === null &&
    held.some(({ untilOn }) => !untilOn || untilOn > until)
  return read.act === 'end' || shortens ? endRole(change, around, context) : giveRole(change, around, context)
}

type Role = { target: RoleTarget; said: string } | { fault: string }

function namedRole(kind: RoleKind | null, of: string, { directory }: Context): Role {
  const scope = of === '' ? null : findScope(directory, of)
  if (of !== '' && !scope)
    return { fault: `I know no administration, area or region "${of}", so nothing was changed` }
  if (kind === null) return { fault: 'Say which role it is' }
  const fault = missing(kind, scope)
  if (fault) return { fault: `Say ${fault}` }
  return { target: { kind, ...scopeIds(scope) }, said: roleWords(kind, scopeName(scope, directory)) }
}

/** The only role of that kind that somebody holds. */
function heldRole(kind: RoleKind | null, person: KnownPerson, { directory }: Around): Role | 'several' {
  const [first, ...others] = person.roles.filter((role) => kind === null || role.kind === kind)
  if (!first) return { fault: `${person.name} holds no such role, so nothing was changed` }
  if (others.some((role) => !isSameRole(role, first))) return 'several'
  return { target: first, said: roleSaid(first, directory) }
}

/** `role coordinator ipr sato`: the person behind the role. */
function splitBehind({ person, scope }: Said, { directory }: Context): { person: string; scope: string } {
  if (person !== '') return { person, scope }
  const words = scope.split(' ')
  for (let count = words.length - 1; count > 0; count--) {
    const of: Scope | null = findScope(directory, words.slice(0, count).join(' '))
    if (of) return { person: words.slice(count).join(' '), scope: words.slice(0, count).join(' ') }
  }
  return { person, scope }
}

type Days = { from: CalendarDate | null; until: CalendarDate | 'open' | null }

function daysOf({ from, until, rest }: Said, { today }: Context): Days | Reply {
  const first = dayOf(
    from,
    (day) =>
      `role ${rest} from ${day}${until && until !== 'open' && 'date' in until ? ` until ${until.date}` : ''}`,
    today,
  )
  if (typeof first === 'object' && first !== null) return first
  if (until === 'open') return { from: first, until }
  const last = dayOf(until, (day) => `role ${rest}${first ? ` from ${first}` : ''} until ${day}`, today)
  return typeof last === 'object' && last !== null ? last : { from: first, until: last }
}

/** The day, where one was said; asked back with the complete line where it can be several, or is none. */
const dayOf = (
  said: FoundDate | null,
  lineWith: (day: CalendarDate) => string,
  today: CalendarDate,
): CalendarDate | null | Reply => {
  if (said === null) return null
  return 'date' in said ? said.date : refuseDate(said, lineWith, today)
}
