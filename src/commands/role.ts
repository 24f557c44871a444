import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { isMemberOf, isSecretariat } from '../domain/permission.ts'
import { isInForce, type KnownPerson } from '../domain/roles.ts'
import { knownPeople, lockRoles } from '../store/roles.ts'
import { dayIn } from '../time.ts'
import { followedBy } from '../views/next-steps.ts'
import { personView, rolesView } from '../views/role.ts'
import { type Context, defineCommand, ownAdministration, refuse } from './command.ts'
import { type Around, findPerson, wordsForPerson } from './person.ts'
import { nameAlternate } from './role-alternate.ts'
import { changeRole } from './role-change.ts'
import { refusePerson } from './role-refusals.ts'
import { readRole } from './role-words.ts'
import { findScope } from './scope.ts'
import { findSubject } from './subject.ts'
import { chosen, holdersOf } from './who.ts'

const args = z.object({ words: z.string() })

/** `role`, `role sato coordinator ipr until 2010-12-31`, `role sato alternate mori`: who may do what, changed. Always private. */
export const role = defineCommand({
  name: 'role',
  also: ['roles'],
  summary: 'who may do what: roles given and ended, and who stands in',
  usage: [
    'role',
    'role japan',
    'role sato',
    'role sato coordinator ipr',
    'role sato coordinator ipr from 2010-07-01 until 2010-12-31',
    'role sato not coordinator ipr',
    'role sato alternate mori',
  ],
  may: 'admitted',
  changes: true,
  args,
  read: (words) => ({ words }),
  run: async (said, context) => ({ ...withAll(await runRole(said, context), said.words), to: 'asker' }),
  again: async (subject, context) => {
    const around = await everyone(context)
    const person = around.people.find(
      ({ id, roles }) =>
        (subject.kind === 'person' && id === subject.id) ||
        (subject.kind === 'role' && roles.some((each) => each.id === subject.id)),
    )
    if (!person) return { ...refuse('That was recorded already.'), to: 'asker' }
    const view = personView(person, context.directory, dayIn(context.now, 'UTC'), [], 'Already recorded.')
    return { show: view, to: 'asker', outcome: 'done' }
  },
  alsoWhenClosed: () => true,
})

/** Who does what, as it is now. */
const withAll = (reply: Reply, words: string): Reply =>
  reply.outcome === 'done' && words !== ''
    ? { ...reply, show: followedBy(reply.show, { label: 'All roles', line: 'role' }) }
    : reply

const everyone = async ({ db, now, directory, speaker, request }: Context): Promise<Around> => ({
  people: await knownPeople(db, dayIn(now, 'UTC')),
  directory,
  speaker,
  request,
})

async function runRole({ words }: z.infer<typeof args>, context: Context): Promise<Reply> {
  const read = readRole(words, context.today)
  if (read.act !== 'show') await lockRoles(context.db)
  const around = await everyone(context)
  if (read.act === 'show') return show(read.of, around, context)
  if (read.act === 'alternate') return nameAlternate(read, words, around, context)
  return changeRole(read, words, around, context)
}

function show(of: string, around: Around, context: Context): Reply {
  const { directory, now } = context
  const today = dayIn(now, 'UTC')
  const holders = holdersOf(around.people)
  const done = (view: Reply['show']): Reply => ({ show: view, to: 'asker', outcome: 'done' })
  const subject = of === '' ? null : findSubject(directory, of)
  if (of === '' || subject) {
    const { shown, title } = chosen(holders, subject, context)
    const names = new Set(shown.map(({ name }) => name))
    const people = around.people.filter(({ name }) => names.has(name))
    return done(rolesView(shown, directory, title, today, examplesFor(people, around, context)))
  }
  const scope = findScope(directory, of)
  if (scope?.kind === 'region') {
    const shown = holders.filter(({ role: each }) => each.regionId === scope.region.id)
    return done(rolesView(shown, directory, `Coordinators of ${scope.region.name}`, today, []))
  }
  const found = findPerson(of, around)
  if (found.kind !== 'one') return refusePerson(found, of, `role ${of}`, around)
  return done(personView(found.person, directory, today, examplesFor([found.person], around, context)))
}

/** The words with which the speaker may change what is shown, about one of these people. */
function examplesFor(people: KnownPerson[], around: Around, context: Context): string[] {
  const { speaker, now, directory } = context
  const today = dayIn(now, 'UTC')
  const area = directory.areas[0]?.code.toLowerCase() ?? 'ipr'
  const [first] = people
  if (isSecretariat(speaker)) {
    const name = first ? wordsForPerson(first, around) : 'sato'
    return [
      `role ${name} coordinator ${area} until ${today.slice(0, 4)}-12-31`,
      `role ${name} not coordinator ${area}`,
      `role ${name} alternate mori`,
    ]
  }
  if (speaker.kind !== 'person') return []
  const own = ownAdministration(context)
  const colleague = people.find(
    ({ id, roles }) =>
      id !== speaker.id &&
      roles.some(
        (each) => each.administrationId === own?.id && each.kind !== 'coordinator' && isInForce(each, today),
      ),
  )
  const kind = colleague?.roles.find(({ administrationId }) => administrationId === own?.id)?.kind
  const ends = own && colleague && isMemberOf(speaker, own.id)
  return [
    'role me alternate mori',
    ...(ends ? [`role ${wordsForPerson(colleague, around)} not ${kind} ${own.name.toLowerCase()}`] : []),
  ]
}
