import type { Request } from '../chat/request.ts'
import type { Directory } from '../domain/facts.ts'
import type { Speaker } from '../domain/permission.ts'
import type { KnownPerson } from '../domain/roles.ts'
import { plainLetters } from './letters.ts'
import { findAdministration } from './names.ts'

/** Whom words mean: one person; several, to be asked back; or nobody, and why. */
export type FoundPerson =
  | { kind: 'one'; person: KnownPerson }
  | { kind: 'several'; people: KnownPerson[] }
  | { kind: 'none'; why: 'name' | 'account' | 'speaker' }

/** Among whom, and by whom, somebody is named. */
export type Around = { people: KnownPerson[]; directory: Directory; speaker: Speaker; request: Request }

const nobody = (why: 'name' | 'account' | 'speaker'): FoundPerson => ({ kind: 'none', why })

function among(people: KnownPerson[]): FoundPerson {
  const [person, ...others] = people
  if (!person) return nobody('name')
  return others.length === 0 ? { kind: 'one', person } : { kind: 'several', people }
}

/**
 * Whom words name: `me`; a mention; a name, whole or in part, in any order; `sato of japan`; an administration, for those who have a
 * role there; `#12` by number. A part of a word is no name, and nobody is guessed.
 */
export function findPerson(words: string, around: Around): FoundPerson {
  const { people, directory, speaker } = around
  const said = words.trim().replace(/^["'“‘(]+|["'”’),.:;]+$/g, '')
  if (/^(?:me|my|mine|myself|my own|i)$/i.test(said)) {
    const own = people.find(({ id }) => speaker.kind === 'person' && id === speaker.id)
    return own ? { kind: 'one', person: own } : nobody('speaker')
  }
  const number = /^#(\d{1,9})$/.exec(said)?.[1]
  if (number) return among(people.filter(({ id }) => id === Number(number)))
  const mentioned = said.startsWith('@') ? accountNamed(said, around) : null
  if (mentioned) return mentioned
  const named = peopleNamed(said.replace(/^@/, ''), people)
  if (named.length > 0) return among(named)
  const [, name = '', of = ''] =
    /^(.+?)(?:\s+(?:of|from|at|in)\s+|\s*[(,]\s*)(.+?)\)?$/i.exec(said.replace(/^@/, '')) ?? []
  const home = of === '' ? null : findAdministration(directory, of)
  if (home) return among(peopleNamed(name, people).filter((person) => isOf(person, home.id)))
  const administration = findAdministration(directory, said)
  return among(administration ? people.filter((person) => hasRoleIn(person, administration.id)) : [])
}

/** The person behind a mention. One whose account is not known is nobody, whatever the mention's words look like. */
function accountNamed(said: string, { people, request }: Around): FoundPerson | null {
  const { platform, tenant } = request.from
  const mention = request.mentions?.find((each) => each.said === said)
  const user = (mention?.user ?? said.slice(1)).toLowerCase()
  const person = people.find(({ accounts }) =>
    accounts.some(
      (each) => each.platform === platform && each.tenant === tenant && each.user.toLowerCase() === user,
    ),
  )
  if (person) return { kind: 'one', person }
  return mention ? nobody('account') : null
}

const partsOf = (name: string): string[] => plainLetters(name).split(/[ ./-]+/)

function peopleNamed(words: string, people: KnownPerson[]): KnownPerson[] {
  const said = partsOf(words).filter((part) => part !== '')
  if (said.length === 0) return []
  return people.filter(({ name }) => {
    const parts = partsOf(name)
    return said.every((part) => parts.includes(part))
  })
}

const hasRoleIn = ({ roles }: KnownPerson, administrationId: number): boolean =>
  roles.some((role) => role.administrationId === administrationId)
const isOf = (person: KnownPerson, administrationId: number): boolean =>
  person.home === administrationId || hasRoleIn(person, administrationId)

/** The shortest words that mean this person and nobody else, as they would be typed. */
export function wordsForPerson(person: KnownPerson, around: Around): string {
  const home = around.directory.administrations.find(({ id }) => isOf(person, id))
  const name = person.name.toLowerCase()
  const candidates = [name, ...(home ? [`${name} of ${home.name.toLowerCase()}`] : [])]
  const means = (words: string): boolean => {
    const found = findPerson(words, around)
    return found.kind === 'one' && found.person.id === person.id
  }
  return candidates.find(means) ?? `#${person.id}`
}
