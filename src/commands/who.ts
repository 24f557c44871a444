import { z } from 'zod'
import { type Action, code } from '../chat/view.ts'
import type { Directory } from '../domain/facts.ts'
import { mayUse } from '../domain/permission.ts'
import { type HeldRole, isInForce, type KnownPerson } from '../domain/roles.ts'
import { knownPeople } from '../store/roles.ts'
import { dayIn } from '../time.ts'
import { followedBy } from '../views/next-steps.ts'
import { type Holder, whoView } from '../views/who.ts'
import { answerPrivately, type Context, defineCommand, ownAdministration, refuse } from './command.ts'
import { findSubject, type Subject } from './subject.ts'

/** `who`, `who ipr`, `who japan`: who may do what. */
export const who = defineCommand({
  name: 'who',
  also: [],
  summary: 'who may do what: coordinators, secretariat, members of an administration',
  usage: ['who', 'who ipr', 'who japan'],
  may: 'admitted',
  changes: false,
  args: z.object({ of: z.string() }),
  read: (words) => ({ of: words.replace(/^(is|for|in|of)\s+/i, '') }),
  run: async ({ of }, context) => {
    const { db, directory, now } = context
    const subject = of === '' ? null : findSubject(directory, of)
    if (of !== '' && !subject)
      return refuse('I know no area or administration "', of, '". For example: ', code('who japan'))
    const today = dayIn(now, 'UTC')
    const holders = holdersOf(await knownPeople(db, today)).filter(({ role }) => isInForce(role, today))
    const { shown, title } = chosen(holders, subject, context)
    const view = whoView(shown, directory, title)
    const invites = mayUse(context.speaker, 'inviter').allowed
    return answerPrivately(invites ? followedBy(view, invite) : view)
  },
})

const invite: Action = { label: 'Invite', line: 'invite', form: true, about: 'Admit somebody with a code' }

export const holdersOf = (people: KnownPerson[]): Holder[] =>
  people.flatMap(({ name, roles }) => roles.map((role) => ({ name, role })))

/** The holders that a subject is about: without one, the secretariat, the programme's coordinators and one's own administration. */
export function chosen(
  holders: Holder[],
  subject: Subject | null,
  context: Context,
): { shown: Holder[]; title: string } {
  const { directory } = context
  const those = (matches: (role: HeldRole) => boolean) => holders.filter(({ role }) => matches(role))
  switch (subject?.kind) {
    case undefined:
    case 'programme': {
      const own = ownAdministration(context)
      const shown = those(
        (role) =>
          role.kind === 'secretariat' ||
          (role.kind === 'coordinator' && isOfProgramme(role, directory)) ||
          (own !== null && role.administrationId === own.id),
      )
      const of = directory.programmes.length > 1 ? `: ${context.programme.name}` : ''
      return { shown, title: `Who may do what${of}` }
    }
    case 'administration':
    case 'commitment': {
      const { id, customsName } = subject.administration
      return { shown: those(({ administrationId }) => administrationId === id), title: customsName }
    }
    case 'area':
    case 'activity':
    case 'milestone': {
      const areaId = subject.kind === 'area' ? subject.area.id : subject.activity.areaId
      const code = directory.areas.find(({ id }) => id === areaId)?.code
      return {
        shown: those((role) => role.kind === 'coordinator' && role.areaId === areaId),
        title: `Coordinators of ${code}`,
      }
    }
  }
}

const isOfProgramme = ({ areaId, regionId }: HeldRole, { areas, regions }: Directory): boolean =>
  areas.some(({ id }) => id === areaId) || regions.some(({ id }) => id === regionId)
