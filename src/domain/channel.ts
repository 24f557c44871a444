import { type CalendarDate, dayIn, plusDays, plusSeconds, weekdayOf } from '../time.ts'
import type { Audience } from './audience.ts'
import { digestMoment } from './digest-times.ts'
import type { Zones } from './lateness.ts'
import { type ActiveRole, coordinates, holds, isSecretariat, type Speaker } from './permission.ts'

/** Where a message can be sent unasked. */
export const channelPlatforms = ['slack', 'teams'] as const

export type ChannelPlatform = (typeof channelPlatforms)[number]

/** Whose channel it is: it shows only what they may read and name. */
export type ChannelOwner =
  | { kind: 'administration'; administrationId: number }
  | { kind: 'region'; regionId: number }
  | { kind: 'area coordinators'; areaId: number }
  | { kind: 'region coordinators'; regionId: number }
  | { kind: 'secretariat' }

/** What a channel asked to be told of one area. */
export type Follow = { areaId: number; updates: boolean; nudges: boolean; digest: boolean }

/**
 * A conversation that follows areas. `digest` is when its digest goes out: ISO weekday (1 is Monday) and wall time (`HH:mm`) of its zone.
 * `since` and `retiredAt` are instants. `zonesBefore` are the zones of its days until lately.
 */
export type Channel = {
  id: number
  platform: ChannelPlatform
  tenant: string
  conversation: string
  name: string
  owner: ChannelOwner
  timeZone: string
  zonesBefore: Zones['before']
  digest: { weekday: number; at: string }
  follows: Follow[]
  since: Date
  retiredAt: Date | null
}

const none = { administrationId: null, areaId: null, regionId: null }

/** As what role somebody of the owner's reads; null for a region, whose members may know of one another what everyone may. */
function roleOf(owner: ChannelOwner): ActiveRole | null {
  switch (owner.kind) {
    case 'administration':
      return { ...none, kind: 'observer', administrationId: owner.administrationId }
    case 'area coordinators':
      return { ...none, kind: 'coordinator', areaId: owner.areaId }
    case 'region coordinators':
      return { ...none, kind: 'coordinator', regionId: owner.regionId }
    case 'secretariat':
      return { ...none, kind: 'secretariat' }
    case 'region':
      return null
  }
}

/** Who reads what is posted in a channel: for the rules of `audience.ts`, somebody who holds its owner's part and no other. */
export function readersOf(owner: ChannelOwner): Audience {
  const role = roleOf(owner)
  if (role === null) return { kind: 'everyone' }
  const { administrationId } = role
  return {
    kind: 'speaker',
    speaker: { kind: 'person', id: 0, name: '', administrationId, roles: [role] },
  }
}

/**
 * Whether a channel that is shared with other organisations may follow for this owner: what an administration or the secretariat is told
 * is for its own people; coordinators, and those of a region, come from several organisations.
 */
export const mayBeShared = ({ kind }: ChannelOwner): boolean =>
  kind !== 'administration' && kind !== 'secretariat'

const scopeOf = (owner: ChannelOwner): number | null => {
  if (owner.kind === 'secretariat') return null
  if (owner.kind === 'administration') return owner.administrationId
  return owner.kind === 'area coordinators' ? owner.areaId : owner.regionId
}

export const isSameOwner = (one: ChannelOwner, other: ChannelOwner): boolean =>
  one.kind === other.kind && scopeOf(one) === scopeOf(other)

/** Whether a channel is one of the speaker's own: of their administration, or of what they coordinate. The secretariat's are all. */
export function isOwnChannel(speaker: Speaker, owner: ChannelOwner): boolean {
  if (isSecretariat(speaker)) return true
  switch (owner.kind) {
    case 'administration':
      return holds(speaker, ({ administrationId }) => administrationId === owner.administrationId)
    case 'area coordinators':
      return coordinates(speaker, { areaId: owner.areaId })
    case 'region':
    case 'region coordinators':
      return coordinates(speaker, { regionId: owner.regionId })
    case 'secretariat':
      return false
  }
}

/** The calendar day, where a channel is, of its next digest after `now` (an instant), and its instant; null while it asked for none. */
export function nextDigest(
  channel: Pick<Channel, 'digest' | 'follows' | 'timeZone' | 'zonesBefore'>,
  now: Date,
): { on: CalendarDate; moment: Date } | null {
  const { digest, follows, timeZone: zone, zonesBefore: before } = channel
  if (!follows.some((each) => each.digest)) return null
  // Of a zone that was changed, the day before yesterday's may still be to come.
  const first = plusDays(dayIn(now, zone), -2)
  const nearest = plusDays(first, (digest.weekday - weekdayOf(first) + 7) % 7)
  const momentOn = (on: CalendarDate) => digestMoment({ at: digest.at, zone, before }, on)
  const on = momentOn(nearest) > now ? nearest : plusDays(nearest, 7)
  return { on, moment: momentOn(on) }
}

/** So many seconds after it was said, another zone is in force: until then, whoever reads the record finds the old one there. */
const settlesAfter = 60

/** Zones before are kept for so many days: a digest tells of the week since the one before. */
const zonesKeptDays = 30

/** A channel with its days in another zone from shortly after `now` (an instant) on. */
export function withZone(channel: Channel, timeZone: string, now: Date): Channel {
  const [kept, until] = [plusSeconds(now, -zonesKeptDays * 24 * 3600), plusSeconds(now, settlesAfter)]
  const before = channel.zonesBefore.filter((each) => each.until > kept)
  // What was to be in force only from then on, said in the same minute or by a clock that has been put back since, never was.
  const never = before.find((each) => each.until >= until)
  const inForce = never ? never.zone : channel.timeZone
  return {
    ...channel,
    timeZone,
    zonesBefore: [...before.filter((each) => each.until < until), { zone: inForce, until }],
  }
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday']

/** @param weekday ISO: 1 is Monday */
export const weekdayName = (weekday: number): string => weekdays[weekday - 1] ?? ''
