import { type CalendarDate, startOfDay } from '../time.ts'
import { type Audience, mayReadActivity } from './audience.ts'
import { type Channel, type ChannelOwner, readersOf } from './channel.ts'
import type { ActivityName, Administration } from './facts.ts'
import { administrationsOf, mayName } from './naming.ts'
import type { NudgeDestination, NudgeFacts, NudgeItem, NudgePart } from './nudge.ts'
import { channelsByOwner, followsNudges, isAt, isSame } from './nudge-channels.ts'
import { type ChatAccount, type NudgePerson, type Party, type Roster, rosterOn } from './nudge-people.ts'

/** A milestone that concerns a destination, from so many days after its due date on. */
export type Concerning = { milestone: NudgeItem['milestone']; part: NudgePart; from: number }

/** Who is told what on one day, whenever its occasions are. */
export type NudgeRound = {
  roster: Roster
  /** @param on the calendar day where the channel is read */
  inChannel(channel: Channel, on: CalendarDate): Concerning[]
  toPerson(person: NudgePerson): Concerning[]
  /** Whether a destination is where a party is told of an activity: its channels, or each of it where it has none. */
  asks(destination: NudgeDestination, party: Party, activity: ActivityName): boolean
  /** Whom a channel's nudge mentions: only those who owe the milestone, in a channel of their own. */
  mentioned(channel: Channel, item: { milestone: { id: number }; part: NudgePart }): Mentioned[]
}

export type Mentioned = { name: string; account: ChatAccount }

type Known = {
  milestone: NudgeItem['milestone']
  activity: ActivityName
  owner: Administration | null
  owing: Party
  /** who gets a text to mail to its owner */
  mailing: Party | null
}

/** What a round is worked out from. `at` is an instant of its day: what is quiet changes at midnight in UTC only. */
type Around = {
  facts: NudgeFacts
  roster: Roster
  at: Date
  channelsOf(party: Party, activity: ActivityName): Channel[]
  mayRead(person: NudgePerson, activity: ActivityName): boolean
}

const always = Number.NEGATIVE_INFINITY

/** @param day calendar day (UTC): the roles in force on it count */
export function roundOn(facts: NudgeFacts, day: CalendarDate): NudgeRound {
  const around = aroundOn(facts, day)
  const { roster, at } = around
  const known = knownMilestones(around)
  let direct: Map<number, Concerning[]> | undefined
  return {
    roster,
    inChannel: (channel, on) => {
      const audience = readersOf(channel.owner)
      return known.flatMap((each) => {
        if (!followsNudges(channel, each.activity)) return []
        if (!mayReadActivity(audience, each.activity, at)) return []
        const part = partIn(channel.owner, audience, each, on, facts)
        return part === null ? [] : [{ milestone: each.milestone, part, from: always }]
      })
    },
    toPerson: ({ id }) => {
      direct ??= directly(known, around)
      return direct.get(id) ?? []
    },
    asks: (destination, party, activity) => {
      const channels = around.channelsOf(party, activity)
      if (destination.kind === 'channel') return channels.some(({ id }) => id === destination.channel.id)
      const { person } = destination
      const asked = roster.of(party).some(({ id }) => id === person.id)
      return asked && !isReached(person, party, channels) && around.mayRead(person, activity)
    },
    mentioned: (channel, { milestone, part }) => {
      const owing = part === 'owes' && known.find((each) => each.milestone.id === milestone.id)?.owing
      if (!owing || !isSame(channel.owner, owing)) return []
      return roster.of(owing).flatMap(({ name, accounts }) => {
        const account = accounts.find(isAt(channel))
        return account ? [{ name, account }] : []
      })
    },
  }
}

function aroundOn(facts: NudgeFacts, day: CalendarDate): Around {
  const roster = rosterOn(facts.people, day)
  const at = startOfDay(day, 'UTC')
  const ownedBy = channelsByOwner(facts.channels)
  return {
    facts,
    roster,
    at,
    channelsOf: (party, activity) =>
      ownedBy(party).filter(
        (channel) =>
          followsNudges(channel, activity) && mayReadActivity(readersOf(channel.owner), activity, at),
      ),
    mayRead: ({ id }, activity) => {
      const speaker = roster.speakers.get(id)
      return speaker !== undefined && mayReadActivity({ kind: 'speaker', speaker }, activity, at)
    },
  }
}

/** Only agreed milestones with a date are recalled; not those for which a later date has been asked. */
function knownMilestones(around: Around): Known[] {
  const { programme, directory, milestones } = around.facts
  if (programme.closedAt) return []
  const administrations = administrationsOf(directory)
  const activities = new Map(directory.activities.map((activity) => [activity.id, activity]))
  return milestones.flatMap(({ dueOn, ...rest }): Known[] => {
    const { state, waitingFor, extensionPending, activityId, ownerAdministrationId: id } = rest
    const activity = activities.get(activityId)
    if (state !== 'agreed' || dueOn === null || waitingFor !== null || extensionPending || !activity)
      return []
    const owing: Party =
      id === null
        ? { kind: 'area coordinators', areaId: activity.areaId }
        : { kind: 'administration', administrationId: id }
    const known = {
      milestone: { ...rest, dueOn },
      activity,
      owner: administrations.get(id ?? 0) ?? null,
      owing,
    }
    return [{ ...known, mailing: mailing(known, around) }]
  })
}

/** What those who read a channel have to do with a milestone; null for nothing. Who is late is told only where it may be named. */
function partIn(
  reader: ChannelOwner,
  audience: Audience,
  { milestone, activity, owner, owing, mailing: mailed }: Known,
  on: CalendarDate,
  { programme }: NudgeFacts,
): NudgePart | null {
  if (isSame(reader, owing)) return 'owes'
  const nameable = !owner || mayName(audience, owner, [activity.areaId], programme.policies.naming)
  if (on > milestone.dueOn && !nameable) return null
  if (mailed && isSame(reader, mailed)) return 'mails'
  if (milestone.kind === 'collective') return 'told'
  switch (reader.kind) {
    case 'administration':
      return null
    case 'region':
      return owner?.region.id === reader.regionId ? 'told' : null
    case 'area coordinators':
    case 'region coordinators':
      return owner && nameable ? 'told' : null
    case 'secretariat':
      return 'told'
  }
}

/**
 * Who gets a text to mail to an owner that is not connected: the coordinators of its region, else the secretariat, else those of the
 * area; null for an owner that is connected, or when nobody is there.
 */
function mailing(
  { activity, owner, owing }: Omit<Known, 'mailing'>,
  { roster, channelsOf, mayRead }: Around,
): Party | null {
  if (!owner || roster.of(owing).length > 0) return null
  const parties: Party[] = [
    { kind: 'region coordinators', regionId: owner.region.id },
    { kind: 'secretariat' },
    { kind: 'area coordinators', areaId: activity.areaId },
  ]
  const isThere = (party: Party): boolean =>
    channelsOf(party, activity).length > 0 || roster.of(party).some((person) => mayRead(person, activity))
  return parties.find(isThere) ?? null
}

/**
 * What is told in direct messages, by person: to each of a party that has no channel for it. To those who owe a milestone, whatever the
 * occasion; of one that is overdue, in time, to the coordinators of the area and of the owner's region.
 */
function directly(known: Known[], { facts, roster, channelsOf, mayRead }: Around): Map<number, Concerning[]> {
  const { areaCoordinatorAfterDays, regionCoordinatorAfterDays } = facts.programme.policies.nudges
  const byPerson = new Map<number, Concerning[]>()
  for (const { milestone, activity, owner, owing, mailing: mailed } of known) {
    const call = (party: Party, part: NudgePart, from: number) => {
      const channels = channelsOf(party, activity)
      for (const person of roster.of(party)) {
        if (isReached(person, party, channels) || !mayRead(person, activity)) continue
        byPerson.set(person.id, [...(byPerson.get(person.id) ?? []), { milestone, part, from }])
      }
    }
    call(owing, 'owes', always)
    if (mailed) call(mailed, 'mails', always)
    if (owner) {
      call({ kind: 'area coordinators', areaId: activity.areaId }, 'told', areaCoordinatorAfterDays)
      call({ kind: 'region coordinators', regionId: owner.region.id }, 'told', regionCoordinatorAfterDays)
    } else if (roster.of(owing).length === 0) call({ kind: 'secretariat' }, 'told', always)
  }
  return byPerson
}

/** Whether a channel of their party tells them: somebody who stands in from elsewhere must be there to be mentioned. */
function isReached(person: NudgePerson, party: Party, channels: Channel[]): boolean {
  if (channels.length === 0) return false
  if (party.kind !== 'administration') return true
  const own = person.roles.some(({ administrationId }) => administrationId === party.administrationId)
  return own || channels.some((channel) => person.accounts.some(isAt(channel)))
}
