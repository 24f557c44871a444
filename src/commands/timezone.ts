import { z } from 'zod'
import { code } from '../chat/view.ts'
import { withZone } from '../domain/channel.ts'
import { setChannelZone } from '../store/channel-times.ts'
import { timeZoneView } from '../views/timezone.ts'
import { answer, defineCommand, refuse } from './command.ts'
import { ownChannelHere, showAgain, showHere } from './this-channel.ts'
import { findZone, nearestZone } from './zone-words.ts'

/** `timezone europe/athens`, `timezone athens`, `timezone greece`: in which zone this channel's days are. */
export const timezone = defineCommand({
  name: 'timezone',
  also: ['time zone', 'timezones'],
  summary: 'in which time zone reminders and the digest come to this channel',
  usage: ['timezone europe/athens', 'timezone athens', 'timezone'],
  may: 'admitted',
  changes: true,
  alsoWhenClosed: () => true,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words }),
  run: async ({ words }, context) => {
    const { db, directory, now } = context
    if (words === '') return showHere((channel) => timeZoneView('', channel, now), context)
    const timeZone = findZone(words, directory)
    if (!timeZone) {
      const near = nearestZone(words, directory)
      return near
        ? refuse('I know no time zone "', words, '". Did you mean ', code(`timezone ${near}`), '?')
        : refuse(
            'I know no time zone "',
            words,
            '". Say its name, or that of a city in it, for example: ',
            code('timezone europe/athens'),
            '.',
          )
    }
    const here = await ownChannelHere(`timezone ${words}`, context)
    if ('refusal' in here) return here.refusal
    const { channel } = here
    const same = timeZone === channel.timeZone
    const after = same ? channel : withZone(channel, timeZone, now)
    if (!same) await setChannelZone(db, after, now)
    await context.changed('time zone set', { kind: 'channel', id: channel.id }, same ? [] : ['timeZone'])
    return answer(timeZoneView(same ? 'Already so.' : 'Recorded.', after, now))
  },
  again: ({ id }, context) =>
    showAgain(id, (channel) => timeZoneView('Already recorded.', channel, context.now), context),
})
