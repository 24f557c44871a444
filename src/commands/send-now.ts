import { z } from 'zod'
import { code } from '../chat/view.ts'
import { releaseUpdate } from '../store/hold.ts'
import { numberOf } from '../store/update-versions.ts'
import { findUpdate } from '../store/updates.ts'
import { sentView } from '../views/send-now.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  refuse,
} from './command.ts'
import { activityNamed } from './on-activity.ts'

const args = z.object({ on: z.string() })

/** `send now`, `send now ipr-1`: my latest update that still waits is read by others at once. */
export const sendNow = defineCommand({
  name: 'send now',
  also: ['send it now'],
  summary: 'my latest update leaves my administration at once',
  usage: ['send now', 'send now ipr-1'],
  may: 'reporter',
  changes: true,
  args,
  read: (words) => ({ on: words.replace(/^on\s+/i, '').trim() }),
  run: async ({ on }, context) => {
    const { db, speaker, directory, now, changed } = context
    const named = on === '' ? null : activityNamed(directory, on)
    if (on !== '' && !named)
      return refuse(
        'I know no activity called "',
        on,
        '". Say ',
        code('send now'),
        ' for your latest update.',
      )
    if (speaker.kind !== 'person') return refuse('An update is sent by the person who reported it.')
    const released = await releaseUpdate(
      db,
      speaker.id,
      { activityId: named?.activity.id ?? null, administrationId: named?.named?.id ?? null },
      now,
    )
    if (!released)
      return refuse(
        `No update of yours${named ? ` on ${named.activity.code}` : ''} is waiting: what you reported is read by others already.`,
      )
    await changed('update sent', { kind: 'update', id: released.id }, ['leavesAt'])
    return tell(released.id, context)
  },
  again: async ({ id }, context) => tell(id, context),
})

async function tell(id: number, { db, directory }: Pick<Context, 'db' | 'directory'>) {
  const update = await findUpdate(db, id)
  const administration = update && administrationsById(directory).get(update.administrationId)
  const activity = directory.activities.find((each) => each.id === update?.activityId)
  if (!administration || !activity) return refuse('That update was sent already.')
  const reply = activity.quietUntil ? answerPrivately : answer
  return reply(sentView(administration, activity, await numberOf(db, id)))
}
