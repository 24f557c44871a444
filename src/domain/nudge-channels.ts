import type { Channel, ChannelOwner } from './channel.ts'
import type { ActivityName } from './facts.ts'
import type { ChatAccount } from './nudge-people.ts'

/** Whose channel is whose, and what it asked to be told. */

function ownerKey(owner: ChannelOwner): string {
  switch (owner.kind) {
    case 'administration':
      return `administration ${owner.administrationId}`
    case 'region':
    case 'region coordinators':
      return `${owner.kind} ${owner.regionId}`
    case 'area coordinators':
      return `area coordinators ${owner.areaId}`
    case 'secretariat':
      return owner.kind
  }
}

/** Whether two are the same: a channel's owner, or those who answer for something. */
export const isSame = (one: ChannelOwner, other: ChannelOwner): boolean =>
  one.kind === other.kind && ownerKey(one) === ownerKey(other)

/** Whether an account can be mentioned in a channel. */
export const isAt =
  ({ platform, tenant }: Channel) =>
  (account: ChatAccount): boolean =>
    account.platform === platform && account.tenant === tenant

export const followsNudges = ({ follows, retiredAt }: Channel, { areaId }: ActivityName): boolean =>
  retiredAt === null && follows.some((follow) => follow.areaId === areaId && follow.nudges)

/** The channels of each owner. */
export function channelsByOwner(channels: Channel[]): (owner: ChannelOwner) => Channel[] {
  const byOwner = new Map<string, Channel[]>()
  for (const channel of channels) {
    const key = ownerKey(channel.owner)
    byOwner.set(key, [...(byOwner.get(key) ?? []), channel])
  }
  return (owner) => byOwner.get(ownerKey(owner)) ?? []
}
