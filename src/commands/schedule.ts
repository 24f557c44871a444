import { z } from 'zod'
import { code } from '../chat/view.ts'
import { setDigestTime } from '../store/channel-times.ts'
import { digestTimeView } from '../views/schedule.ts'
import { answer, defineCommand, refuse } from './command.ts'
import { readDigestTime } from './digest-time.ts'
import { ownChannelHere, showAgain, showHere } from './this-channel.ts'

/** `schedule digest monday 09:00`, `schedule digest weekly on friday at 8:30`: when this channel's digest goes out. */
export const scheduleDigest = defineCommand({
  name: 'schedule digest',
  also: ['schedule the digest', 'schedule weekly digest', 'schedule the weekly digest'],
  summary: 'on which weekday, and at which time, the digest comes to this channel',
  usage: ['schedule digest monday 09:00', 'schedule digest weekly on friday at 8:30', 'schedule digest'],
  may: 'admitted',
  changes: true,
  alsoWhenClosed: () => true,
  args: z.object({ words: z.string() }),
  read: (words) => ({ words }),
  run: async ({ words }, context) => {
    const { db, directory, now } = context
    if (words === '') return showHere((channel) => digestTimeView('', channel, directory, now), context)
    const said = readDigestTime(words)
    if (!said || (said.weekday === null && said.at === null))
      return refuse(
        'A digest comes once a week, on one day at one time, for example: ',
        code('schedule digest monday 09:00'),
        '.',
      )
    const here = await ownChannelHere(`schedule digest ${words}`, context)
    if ('refusal' in here) return here.refusal
    const { channel } = here
    const digest = { weekday: said.weekday ?? channel.digest.weekday, at: said.at ?? channel.digest.at }
    const fields = (['weekday', 'at'] as const).filter((field) => digest[field] !== channel.digest[field])
    const after = { ...channel, digest }
    if (fields.length > 0) await setDigestTime(db, after)
    await context.changed('digest scheduled', { kind: 'channel', id: channel.id }, fields)
    return answer(digestTimeView(fields.length > 0 ? 'Recorded.' : 'Already so.', after, directory, now))
  },
  again: ({ id }, context) =>
    showAgain(
      id,
      (channel) => digestTimeView('Already recorded.', channel, context.directory, context.now),
      context,
    ),
})
