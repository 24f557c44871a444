import { z } from 'zod'
import { code } from '../chat/view.ts'
import { type RoleHolder, roleHolders } from '../store/people.ts'
import { whoView } from '../views/who.ts'
import { answerPrivately, defineCommand, ownAdministration, refuse } from './command.ts'
import { findSubject } from './subject.ts'

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
    const { db, directory, today } = context
    const subject = of === '' ? null : findSubject(directory, of)
    if (of !== '' && !subject)
      return refuse('I know no area or administration "', of, '". For example: ', code('who japan'))
    const holders = await roleHolders(db, today)
    if (!subject || subject.kind === 'programme') {
      const own = ownAdministration(context)
      const shown = holders.filter(
        ({ kind, administrationId }) =>
          kind === 'coordinator' || kind === 'secretariat' || (own && administrationId === own.id),
      )
      return answerPrivately(whoView(shown, directory, 'Who may do what'))
    }
    if (subject.kind === 'administration' || subject.kind === 'commitment') {
      const { id, customsName } = subject.administration
      return answerPrivately(
        whoView(
          holders.filter(({ administrationId }) => administrationId === id),
          directory,
          customsName,
        ),
      )
    }
    const areaId = subject.kind === 'area' ? subject.area.id : subject.activity.areaId
    const coordinates = ({ kind, areaId: each }: RoleHolder) => kind === 'coordinator' && each === areaId
    return answerPrivately(
      whoView(
        holders.filter(coordinates),
        directory,
        `Coordinators of ${directory.areas.find(({ id }) => id === areaId)?.code}`,
      ),
    )
  },
})
