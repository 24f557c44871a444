import type { Activity } from 'botbuilder'
import type { Fields } from './fields.ts'
import { idOf, textOf } from './fields.ts'
import type { Place } from './receive.ts'

/** What the SDK needs of `activity` to answer it; nothing else that it says goes back out. */
export function answerable(
  activity: Fields,
  { account, bot, conversation, at, serviceUrl }: Place,
): Activity {
  const id = idOf(activity, 'id')
  const answered = {
    type: textOf(activity, 'type'),
    ...(id ? { id } : {}),
    channelId: textOf(activity, 'channelId') ?? 'msteams',
    serviceUrl,
    from: { id: account },
    recipient: { id: bot },
    conversation: { id: conversation, tenantId: at.tenant },
  }
  return answered as Activity
}
