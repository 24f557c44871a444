import { mayReadActivity, mayReadUpdate } from '../domain/audience.ts'
import type { Channel } from '../domain/channel.ts'
import type { ActivityName } from '../domain/facts.ts'
import { loadUpdate } from '../store/update-post.ts'
import { updatePostView } from '../views/update-post.ts'
import { type Compose, noReader, said } from './notification.ts'
import { readerOf } from './reading.ts'

/** What was reported stays where it was asked for once; what waits for its hold, or for a channel, is posted only where it still is. */
const asksForUpdates = ({ follows }: Channel, { areaId }: ActivityName): boolean =>
  follows.some((each) => each.areaId === areaId && each.updates)

/** An update in a channel that asked for updates: redrawn when it is edited, removed when it is withdrawn. */
export const composeUpdate: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  if (!reader?.channel) return noReader
  const { audience, channel, directory } = reader
  const activity = directory.activities.find(({ id }) => id === delivery.activityId)
  const update = delivery.updateId === null ? null : await loadUpdate(db, delivery.updateId)
  if (!activity || !update) throw new Error(`delivery ${delivery.id}: its update is not in its programme`)
  if (update.withdrawnAt) return { show: null, why: 'withdrawn', again: null }
  if (delivery.messageRef === null && !asksForUpdates(channel, activity))
    return { show: null, why: 'the channel no longer asks for it', again: null }
  if (!mayReadActivity(audience, activity, now)) return { show: null, why: 'quiet', again: null }
  if (!mayReadUpdate(audience, update, now))
    return { show: null, why: 'not yet out of its hold', again: update.leavesAt }
  const administration = directory.administrations.find(({ id }) => id === update.administrationId)
  return said(reader, updatePostView(update, activity, administration), null)
}
