import type { Reply } from '../chat/request.ts'
import { code, list } from '../chat/view.ts'
import type { RoleKind } from '../domain/facts.ts'
import type { KnownPerson } from '../domain/roles.ts'
import { roleSaid } from '../views/role.ts'
import { scopeWords } from '../views/who.ts'
import { listed } from '../views/words.ts'
import { refuse } from './command.ts'
import { type Around, type FoundPerson, findPerson, wordsForPerson } from './person.ts'
import { nearest } from './subject.ts'

/** The same line with other words for one of the people in it. */
function lineWith(line: string, before: string, after: string): string {
  const at = line.lastIndexOf(before)
  return at < 0 ? `role ${after}` : line.slice(0, at) + after + line.slice(at + before.length)
}

/**
 * Asks back whom words mean, with the complete line for each of them; or says that they mean nobody.
 *
 * @param line the whole command as it was typed, with `words` in it
 */
export function refusePerson(
  found: Exclude<FoundPerson, { kind: 'one' }>,
  words: string,
  line: string,
  around: Around,
): Reply {
  if (found.kind === 'several') {
    const { show, ...reply } = refuse(`"${words}" can mean ${found.people.length} people. Say which one:`)
    const choices = found.people.map((person) => [
      `${described(person, around)}: `,
      code(lineWith(line, words, wordsForPerson(person, around))),
    ])
    return { ...reply, show: { blocks: [...show.blocks, list(choices)] } }
  }
  if (words === '') return refuse('Say whose role it is, for example: ', code('role sato coordinator ipr'))
  if (found.why === 'speaker')
    return refuse(
      'You speak as the operator, who holds no role: name the person, for example: ',
      code('role sato'),
    )
  const invited = ['Somebody new is admitted by ', code('invite'), '.'] as const
  if (found.why === 'account')
    return refuse(`The account ${words} is not admitted, so nothing was changed. `, ...invited)
  const near = nearestName(words, around)
  if (near)
    return refuse(`I know nobody called "${words}". Did you mean `, code(lineWith(line, words, near)), '?')
  return refuse(`I know nobody called "${words}", so nothing was changed. `, ...invited)
}

/** The nearest name, or the nearest part of one that means one person; null when none is near. */
function nearestName(words: string, around: Around): string | null {
  const names = around.people.flatMap(({ name }) => [name, ...name.split(/[\s-]+/)])
  const near = nearest(
    words.replace(/^@/, ''),
    names.filter((name) => name.length > 2),
  )
  const found = near === null ? null : findPerson(near, around)
  return found?.kind === 'one' ? wordsForPerson(found.person, around) : null
}

/** `Sato Yuki, member for Japan Customs`. */
function described({ name, roles }: KnownPerson, { directory }: Around): string {
  const said = roles.map((role) => roleSaid(role, directory))
  return `${name}, ${said.length > 0 ? listed(said) : 'no role now'}`
}

/** A complete example of a role of this kind. */
export function exampleOf(kind: RoleKind | null, person: string): string {
  const name = person === '' ? 'sato' : person
  if (kind === 'coordinator') return `role ${name} coordinator ipr`
  if (kind === 'secretariat') return `role ${name} secretariat`
  return `role ${name} ${kind === 'director general' ? 'dg' : (kind ?? 'member')} japan`
}

/** Asks back which role is meant, with the complete line for each. */
export function refuseWhich(
  person: KnownPerson,
  roles: KnownPerson['roles'],
  lineFor: (said: string) => string,
  around: Around,
): Reply {
  const { show, ...reply } = refuse(`${person.name} holds more than one such role. Say which one:`)
  const choices = roles.map((role) => [code(lineFor(roleTyped(role, around)))])
  return { ...reply, show: { blocks: [...show.blocks, list(choices)] } }
}

/** `coordinator ipr`, `member japan`: a role as it would be typed. */
export function roleTyped(role: KnownPerson['roles'][number], { directory }: Around): string {
  const administration = directory.administrations.find(({ id }) => id === role.administrationId)
  const scope = administration?.name ?? scopeWords(role, directory) ?? ''
  const kind = role.kind === 'director general' ? 'dg' : role.kind
  return `${kind} ${scope}`.trim().toLowerCase()
}
