import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import { isOwnChannel } from '../domain/channel.ts'
import type { DeliveryState } from '../domain/delivery.ts'
import { isSecretariat } from '../domain/permission.ts'
import { findChannel } from '../store/channels.ts'
import { deliverAgain, lockDelivery, type Resendable } from '../store/send-again.ts'
import { sentAgainView } from '../views/send-again.ts'
import { answerPrivately, type Context, defineCommand, privately, refuse } from './command.ts'
import { mayFollowFor } from './this-channel.ts'

/** What did not go out, or may not have. */
const resendable: DeliveryState[] = ['failed', 'unconfirmed', 'given up', 'skipped']

/** `send again 123`: a message of one's own channels that did not go out, or may not have, is posted once more. */
export const sendAgain = defineCommand({
  name: 'send again',
  also: ['send it again', 'resend'],
  summary: 'a message that did not go out is posted again; deliveries failed shows their numbers',
  usage: ['send again 123'],
  may: 'admitted',
  changes: true,
  args: z.object({ number: z.number().nullable() }),
  read: (words) => {
    const [, digits] = /^(?:#|number |no\.? ?)?(\d{1,9})[.!]?$/i.exec(words.trim()) ?? []
    return { number: digits === undefined ? null : Number(digits) }
  },
  run: async ({ number }, context) => {
    const { db, programme, now, changed } = context
    if (number === null)
      return refuse('Say its number, for example: ', code('send again 123'), '. ', ...whereNumbers)
    const message = await lockDelivery(db, number, programme.id, now)
    const refusal = await refusalFor(message, number, context)
    if (refusal || !message) return refusal ?? refuseUnknown(number)
    await deliverAgain(db, number, now)
    await changed('message sent again', { kind: 'delivery', id: number }, ['state'])
    return answerPrivately(sentAgainView(number, message.state === 'unconfirmed'))
  },
  again: async ({ id }) => answerPrivately(sentAgainView(id, false)),
})

const whereNumbers = [code('deliveries failed'), ' shows the numbers.']

const refuseUnknown = (number: number): Reply =>
  refuse(`I know no message ${number} of a channel of yours. `, ...whereNumbers)

/** Why it is not sent again; null when it is. Nobody learns of a message that is not theirs. */
async function refusalFor(
  message: Resendable | null,
  number: number,
  context: Context,
): Promise<Reply | null> {
  const { db, speaker, directory, now } = context
  if (!message) return refuseUnknown(number)
  const { state, busy, channelId, activityId } = message
  const activity = directory.activities.find(({ id }) => id === activityId)
  if (activity && !mayReadActivity(privately(context).audience, activity, now)) return refuseUnknown(number)
  const channel = channelId === null ? null : await findChannel(db, channelId)
  const own = channel ? isOwnChannel(speaker, channel.owner) : isSecretariat(speaker)
  if (!own) return refuseUnknown(number)
  const verdict = channel ? mayFollowFor(channel.owner, context) : null
  if (verdict && !verdict.allowed) return refuse(`A message of that channel is sent again by ${verdict.who}.`)
  if (channel?.retiredAt)
    return refuse('That channel cannot be reached any more. In it, say ', code('follow ipr'), ' first.')
  if (busy || state === 'waiting')
    return refuse(`Message ${number} is on its way. `, code('deliveries'), ' shows what becomes of it.')
  if (!resendable.includes(state))
    return refuse(`Message ${number} is ${state}: only what did not go out is sent again. `, ...whereNumbers)
  return null
}
