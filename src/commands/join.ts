import { z } from 'zod'
import { code } from '../chat/view.ts'
import { hashInvitationCode } from '../domain/invitation.ts'
import { useInvitation } from '../store/people.ts'
import { dayIn } from '../time.ts'
import { joinedView } from '../views/join.ts'
import { answerPrivately, defineCommand, refuse } from './command.ts'
import { contextIn } from './context.ts'
import { tidy } from './parse.ts'

/** Characters of a name taken over from a platform. */
const nameLimit = 80

/** `join CODE`: uses an invitation. Open to everyone. */
export const join = defineCommand({
  name: 'join',
  also: [],
  summary: 'use an invitation code',
  usage: ['join ABCD-EFGH-JKMN'],
  may: 'anyone',
  changes: true,
  alsoWhenClosed: () => true,
  args: z.object({ code: z.string() }),
  read: (words) => ({ code: words }),
  run: async (said, context) => {
    const { db, request, now } = context
    if (said.code === '')
      return refuse('Add the code you were given, for example: ', code('join ABCD-EFGH-JKMN'))
    const { platform, tenant, user, name } = request.from
    const account = { platform, tenant, user, name: [...tidy(name ?? user)].slice(0, nameLimit).join('') }
    const joined = await useInvitation(db, hashInvitationCode(said.code), account, now, dayIn(now, 'UTC'))
    if (!joined)
      return refuse(
        'This code is not open: it may be mistyped, used or expired. Ask the person who gave it to you for a new one.',
      )
    await context.changed('joined', { kind: 'person', id: joined.personId }, ['role'], joined.personId)
    const { programme, directory } = joined.programmeKey
      ? await contextIn(joined.programmeKey, context)
      : context
    const administration = directory.administrations.find(({ id }) => id === joined.administrationId)
    const area = directory.areas.find(({ id }) => id === joined.areaId)
    const region = directory.regions.find(({ id }) => id === joined.regionId)
    return answerPrivately(
      joinedView(programme, joined.role, administration?.customsName ?? area?.code ?? region?.name ?? null),
    )
  },
  again: async () => refuse('You have joined already; say ', code('help'), ' for what you can do.'),
})
