import { nextScheduleDay } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { nextLeaving } from '../store/updates.ts'
import { startOfDay } from '../time.ts'
import { activityCardView, cardUpdates } from '../views/card.ts'
import { type Compose, noReader, said } from './notification.ts'
import { readerOf } from './reading.ts'

/**
 * The living card: one message per activity in a channel that follows its area, redrawn in place. There is none while the activity is
 * quiet for those who read the channel. It is redrawn by itself when an update leaves its hold, and on the day a date becomes near or late.
 */
export const composeCard: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  if (!reader?.channel) return noReader
  const { directory, channel, programme, today, zone } = reader
  const name = directory.activities.find(({ id }) => id === delivery.activityId)
  const area = directory.areas.find(({ id }) => id === name?.areaId)
  if (!name || !area) throw new Error(`delivery ${delivery.id}: its activity is not in its programme`)
  if (!channel.follows.some(({ areaId }) => areaId === area.id))
    return { show: null, why: 'the channel no longer follows it', again: null }
  const [activity] = await loadActivities(db, reader, { ids: [name.id], newest: cardUpdates })
  if (!activity) throw new Error(`delivery ${delivery.id}: its activity is not in the record`)
  if (activity.quiet)
    return {
      show: null,
      why: 'quiet',
      again: activity.quietUntil && startOfDay(activity.quietUntil, 'UTC'),
    }
  const leaving = await nextLeaving(db, name.id, now)
  const day = programme.closedAt ? null : nextScheduleDay(activity.milestones, today)
  return said(reader, activityCardView(activity, reader), earliest(leaving, day && startOfDay(day, zone)))
}

const earliest = (one: Date | null, other: Date | null): Date | null =>
  one && other ? (one < other ? one : other) : (one ?? other)
