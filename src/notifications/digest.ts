import type { View } from '../chat/view.ts'
import type { Reading } from '../domain/audience.ts'
import { type Channel, type ChannelOwner, isSameOwner, readersOf } from '../domain/channel.ts'
import type { Delivery, NewDelivery } from '../domain/delivery.ts'
import { digestOf } from '../domain/digest.ts'
import {
  type DigestRhythm,
  type DigestWeek,
  digestsIn,
  directRhythm,
  weekOf,
} from '../domain/digest-times.ts'
import type { Area, Directory } from '../domain/facts.ts'
import { isTooLate, lookedAt, skippedWhy } from '../domain/lateness.ts'
import { administrationsOf } from '../domain/naming.ts'
import { rosterOn } from '../domain/nudge-people.ts'
import { coordinates, type Speaker } from '../domain/permission.ts'
import { loadActivities } from '../store/activities.ts'
import { followingChannels } from '../store/channels.ts'
import type { Db } from '../store/database.ts'
import { loadDigestFacts } from '../store/digest-facts.ts'
import { peopleWithRoles } from '../store/nudge-facts.ts'
import { type CalendarDate, dayIn } from '../time.ts'
import { digestView } from '../views/digest.ts'
import { type Compose, dueAt, noReader, type Plan, type Span, said, tooLate } from './notification.ts'
import { type Reader, readerOf, zoneOf } from './reading.ts'

/**
 * A digest of areas as a reader may read it.
 *
 * @param deciding as whom its readers decide what waits for a decision
 * @param week of which it tells; @param zone of its days
 */
export async function digestFor(
  db: Db,
  areas: Area[],
  reading: Reading,
  { deciding, week, zone }: { deciding: Speaker; week: DigestWeek; zone: string },
): Promise<View> {
  const { directory, programme, today } = reading
  const areaIds = areas.map(({ id }) => id)
  const ids = directory.activities.filter(({ areaId }) => areaIds.includes(areaId)).map(({ id }) => id)
  const activities = await loadActivities(db, reading, { ids })
  const facts = await loadDigestFacts(db, reading, areaIds, week)
  const administrations = administrationsOf(directory)
  const reader = { deciding, administrations, programme, zone, today }
  return digestView(
    areas.map((area) => digestOf(area, activities, facts, week, reader)),
    { programme, directory, administrations, week, zone, today },
  )
}

/** As whom those whose channel it is decide: a channel reads for all of them, and its members decide. */
export function decidingIn(owner: ChannelOwner): Speaker {
  const audience = readersOf(owner)
  if (audience.kind === 'everyone' || audience.speaker.kind !== 'person') return { kind: 'outsider' }
  const { speaker } = audience
  return {
    ...speaker,
    roles: speaker.roles.map((role) => (role.kind === 'observer' ? { ...role, kind: 'member' } : role)),
  }
}

const asksFor = ({ follows }: Channel, { id }: Area): boolean =>
  follows.some(({ areaId, digest }) => areaId === id && digest)

/**
 * The digests that become due in a span: one for each channel that asked, whatever areas it is of; and one for each coordinator of an
 * area that no channel of its coordinators asked for.
 */
export const planDigests: Plan = async (db, { programme, directory }, since) => {
  if (programme.closedAt) return []
  const span = lookedAt(since)
  const { areas, administrations } = directory
  const channels = await followingChannels(
    db,
    areas.map(({ id }) => id),
  )
  const toChannels = channels.flatMap((channel) => {
    const { id, platform, tenant, conversation, timeZone, zonesBefore } = channel
    const asked = areas.filter((area) => asksFor(channel, area))
    if (asked.length === 0) return []
    const rhythm = { ...channel.digest, zone: timeZone, before: zonesBefore }
    const place = { platform, tenant, conversation, direct: false, channelId: id, personId: null }
    return digestsIn(rhythm, later(span, channel.since)).map((due) =>
      deliveryOf({ ...due, place, rhythm, asked, of: `channel:${id}` }, programme.id, directory, span.to),
    )
  })
  const untold = areas.filter(
    (area) =>
      !channels.some(
        (each) =>
          isSameOwner(each.owner, { kind: 'area coordinators', areaId: area.id }) && asksFor(each, area),
      ),
  )
  const zones = ['UTC', ...administrations.map(({ timeZone }) => timeZone)]
  const comes = [...new Set(zones)].some(
    (zone) => digestsIn({ ...directRhythm, zone, before: [] }, span).length > 0,
  )
  if (untold.length === 0 || !comes) return toChannels
  const roster = rosterOn(await peopleWithRoles(db), dayIn(span.to, 'UTC'))
  const told = untold.map((area) => ({ area, to: roster.of({ kind: 'area coordinators', areaId: area.id }) }))
  const people = new Set(told.flatMap(({ to }) => to))
  const toPeople = [...people].flatMap(({ id, accounts }) => {
    const [account] = accounts
    const speaker = roster.speakers.get(id)
    if (!account || !speaker) return []
    const { platform, tenant, user } = account
    const rhythm = { ...directRhythm, zone: zoneOf({ speaker }, administrations), before: [] }
    const asked = told.filter(({ to }) => to.some((each) => each.id === id)).map(({ area }) => area)
    const place = { platform, tenant, conversation: user, direct: true, channelId: null, personId: id }
    return digestsIn(rhythm, span).map((due) =>
      deliveryOf({ ...due, place, rhythm, asked, of: `person:${id}` }, programme.id, directory, span.to),
    )
  })
  return [...toChannels, ...toPeople]
}

/** The part of a span after an instant. */
const later = ({ from, to }: Span, since: Date): Span => ({ from: since > from ? since : from, to })

type Due = {
  place: Pick<NewDelivery, 'platform' | 'tenant' | 'conversation' | 'direct' | 'channelId' | 'personId'>
  rhythm: DigestRhythm
  on: CalendarDate
  /** instant */
  moment: Date
  asked: Area[]
  /** `channel:12` or `person:7` */
  of: string
}

/** Its key has the programme, of which several may run: they have areas of their own. `now` is an instant. */
const deliveryOf = (
  { place, rhythm, on, moment, asked, of }: Due,
  programmeId: number,
  { prefix }: Directory,
  now: Date,
): NewDelivery => ({
  ...place,
  key: `digest:${of}:${on}:${programmeId}`,
  kind: 'digest',
  programmeId,
  activityId: null,
  updateId: null,
  milestoneIds: [],
  commitmentIds: [],
  occasionOn: on,
  subject: {
    at: rhythm.at,
    areas: asked.map(({ code }) => code.slice(prefix.length)).join(' '),
    [dueAt]: moment.toISOString(),
  },
  attemptAt: moment,
  ...(isTooLate(moment, now) ? { skippedWhy: skippedWhy(on, rhythm.at) } : {}),
})

/** The digest of the week before its moment, as things stand when it is sent. One that was posted is not drawn again. */
export const composeDigest: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  const { occasionOn: on, subject } = delivery
  if (!reader || on === null) return noReader
  if (reader.programme.closedAt) return { show: null, why: 'the programme is closed', again: null }
  const at = typeof subject?.at === 'string' ? subject.at : directRhythm.at
  const late = tooLate(delivery, on, at, now)
  if (late) return late
  const areas = areasOf(reader, delivery)
  if (areas.length === 0) return { show: null, why: 'it is not asked for any more', again: null }
  const deciding = reader.channel ? decidingIn(reader.channel.owner) : reader.person
  const { zone, channel } = reader
  const week = weekOf({ at, zone, before: channel?.zonesBefore ?? [] }, on)
  return said(reader, await digestFor(db, areas, reader, { deciding, week, zone }), null)
}

/** What the channel asks for now; of a person, the areas that were meant and are still theirs. */
function areasOf({ channel, person, directory }: Reader, { subject }: Delivery): Area[] {
  if (channel) return directory.areas.filter((area) => asksFor(channel, area))
  const meant = typeof subject?.areas === 'string' ? subject.areas.split(' ') : []
  return directory.areas.filter(
    ({ id, code }) =>
      meant.includes(code.slice(directory.prefix.length)) && coordinates(person, { areaId: id }),
  )
}
