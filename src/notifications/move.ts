import type { Channel } from '../domain/channel.ts'
import type { Delivery } from '../domain/delivery.ts'
import type { ActivityName } from '../domain/facts.ts'
import { milestoneMoves } from '../domain/move.ts'
import { roundOn } from '../domain/nudge-round.ts'
import { loadActivities } from '../store/activities.ts'
import { changeOf, loadMoves } from '../store/moves.ts'
import { nudgeFacts } from '../store/nudge-facts.ts'
import { dayIn } from '../time.ts'
import { movesView } from '../views/move-post.ts'
import { type Compose, noReader, said } from './notification.ts'
import { readerOf } from './reading.ts'

const changesOf = ({ subject }: Delivery): number[] =>
  Object.entries(subject ?? {}).flatMap(([key, id]) => (key.startsWith(changeOf) ? Number(id) : []))

const asksFor = ({ follows }: Channel, { areaId }: ActivityName): boolean =>
  follows.some((each) => each.areaId === areaId && (each.nudges || each.updates))

/** That dates, or the next meeting, were moved: once in each channel, with what was moved meanwhile in the same message. */
export const composeMove: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  if (!reader?.channel) return noReader
  const { channel, programme, directory, today } = reader
  const moves = await loadMoves(db, changesOf(delivery))
  const milestoneIds = moves.flatMap(({ milestoneId }) => milestoneId ?? [])
  const facts = await nudgeFacts(db, reader, { ids: milestoneIds, on: today }, false)
  const asked = directory.activities.filter((activity) => asksFor(channel, activity))
  const ids = asked
    .map(({ id }) => id)
    .filter((id) => facts.milestones.some((each) => each.activityId === id))
  const activities = ids.length > 0 ? await loadActivities(db, reader, { ids }) : []
  const round = roundOn(facts, dayIn(now, 'UTC'))
  const milestones = milestoneMoves(moves, activities, facts, round, channel, now)
  const meetings = moves.flatMap((move) => {
    const meeting = programme.meetings.find(({ id }) => id === move.meetingId)
    return meeting ? [{ ...move, meeting }] : []
  })
  if (milestones.length + meetings.length === 0)
    return { show: null, why: 'nothing moved that is told here', again: null }
  const { sentAt } = delivery
  const on = sentAt ? dayIn(sentAt, reader.zone) : today
  return said(reader, movesView({ milestones, meetings, on }, reader), null)
}
