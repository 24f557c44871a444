import { z } from 'zod'
import { code } from '../chat/view.ts'
import { type Channel, isOwnChannel, readersOf } from '../domain/channel.ts'
import { weekBefore } from '../domain/digest-times.ts'
import type { Area } from '../domain/facts.ts'
import { coordinates } from '../domain/permission.ts'
import { decidingIn, digestFor } from '../notifications/digest.ts'
import { channelAt } from '../store/channels.ts'
import { dayIn } from '../time.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { findSubject } from './subject.ts'

/** `digest`, `digest ipr`: the weekly digest as it would go out now: of the channel in which it is said, else for who asks. */
export const digest = defineCommand({
  name: 'digest',
  also: ['weekly digest', 'the digest', 'the weekly digest'],
  summary: 'the weekly digest as it would go out now',
  usage: ['digest', 'digest ipr'],
  may: 'admitted',
  changes: false,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words: words.replace(/\?+$/, '').replace(/^(?:for|of|on)\s+/i, '') }),
  run: async ({ words }, context) => {
    const { db, directory, owner, request, speaker, audience, now, zone } = context
    const subject = words === '' ? null : findSubject(directory, words)
    const named = subject?.kind === 'area' ? subject.area : null
    if (words !== '' && !named && subject?.kind !== 'programme')
      return refuse('A digest is of an area. For example: ', code('digest ipr'), '.')
    // Who asks where nobody reads along sees what the channel reads only if it is one of their own.
    const told = owner && (request.seenBy === 'everyone' || isOwnChannel(speaker, owner))
    const channel = told ? await channelAt(db, request.at) : null
    if (!channel) {
      const areas = named ? [named] : ownAreas(context)
      const deciding = audience.kind === 'speaker' ? audience.speaker : ({ kind: 'outsider' } as const)
      return answer(await digestFor(db, areas, context, { deciding, week: weekBefore(now, zone), zone }))
    }
    const reading = { ...context, audience: readersOf(channel.owner), today: dayIn(now, channel.timeZone) }
    const areas = named ? [named] : areasOf(channel, context)
    const deciding = decidingIn(channel.owner)
    const week = weekBefore(now, channel.timeZone)
    return answer(await digestFor(db, areas, reading, { deciding, week, zone: channel.timeZone }))
  },
})

/** Those of which the asker is coordinator; for everybody else, all. */
function ownAreas({ directory, speaker }: Context): Area[] {
  const own = directory.areas.filter(({ id }) => coordinates(speaker, { areaId: id }))
  return own.length > 0 ? own : directory.areas
}

/** Those of which the channel asked for the digest; where it asked for none, all that it follows. */
function areasOf({ follows }: Channel, { directory }: Context): Area[] {
  const asked = follows.filter((each) => each.digest)
  const ids = (asked.length > 0 ? asked : follows).map(({ areaId }) => areaId)
  return directory.areas.filter(({ id }) => ids.includes(id))
}
