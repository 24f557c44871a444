import { mayReadActivity } from './audience.ts'
import { type Channel, readersOf } from './channel.ts'
import type { DeliveryPlace } from './delivery.ts'
import type { ActivityName } from './facts.ts'
import { isSame } from './nudge-channels.ts'
import type { NudgePerson, Party, Roster } from './nudge-people.ts'

/** Where somebody is told of something once: not by the calendar, as nudges are. */

export const placeOfChannel = ({ id, platform, tenant, conversation }: Channel): DeliveryPlace => ({
  platform,
  tenant,
  conversation,
  direct: false,
  channelId: id,
  personId: null,
})

/**
 * A person's direct messages: at the account of that platform and tenant, else at the one that was linked last.
 *
 * @returns null for one who cannot be written to
 */
export function placeOfPerson(
  { id, accounts }: NudgePerson,
  at: { platform: string | null; tenant: string | null } = { platform: null, tenant: null },
): DeliveryPlace | null {
  const there = accounts.find(({ platform, tenant }) => platform === at.platform && tenant === at.tenant)
  const account = there ?? accounts[0]
  if (!account) return null
  const { platform, tenant, user } = account
  return { platform, tenant, conversation: user, direct: true, channelId: null, personId: id }
}

/**
 * Where a party is told of an activity: in its channels that follow the area and may read of it, else each of its people directly.
 *
 * @param at instant
 */
export function placesOf(
  party: Party,
  activity: ActivityName,
  channels: Channel[],
  roster: Roster,
  at: Date,
): DeliveryPlace[] {
  const own = channels.filter(
    ({ owner, retiredAt, follows }) =>
      retiredAt === null &&
      isSame(owner, party) &&
      follows.some(({ areaId }) => areaId === activity.areaId) &&
      mayReadActivity(readersOf(owner), activity, at),
  )
  if (own.length > 0) return own.map(placeOfChannel)
  return roster.of(party).flatMap((person) => {
    const speaker = roster.speakers.get(person.id)
    const reads = speaker !== undefined && mayReadActivity({ kind: 'speaker', speaker }, activity, at)
    return (reads && placeOfPerson(person)) || []
  })
}
