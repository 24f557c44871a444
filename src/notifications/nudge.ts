import type { Delivery, NewDelivery } from '../domain/delivery.ts'
import type { Activity, Area, Directory } from '../domain/facts.ts'
import { lookedAt, skippedWhy } from '../domain/lateness.ts'
import { mornings, type Nudge, type NudgeDestination, type NudgeFacts, nudges } from '../domain/nudge.ts'
import { nudgedAt } from '../domain/nudge-cadence.ts'
import { type ReportDue, reportsDue } from '../domain/nudge-reporting.ts'
import type { Mentioned, NudgeRound } from '../domain/nudge-round.ts'
import { roundOn } from '../domain/nudge-round.ts'
import { type NudgeLine, nudgeLines, othersLate } from '../domain/nudge-said.ts'
import { loadActivities } from '../store/activities.ts'
import { reportsOn } from '../store/announcing.ts'
import { lateCounts, nudgeAnswers } from '../store/nudge-answers.ts'
import { channelZones, nudgeFacts } from '../store/nudge-facts.ts'
import { dayIn, plusDays } from '../time.ts'
import { type NudgeReport, nudgeView } from '../views/nudge.ts'
import { type Compose, dueAt, noReader, type Plan, said, tooLate } from './notification.ts'
import { type Reader, readerOf } from './reading.ts'

/**
 * The nudges that become due in a span: nothing is read for one in which it is 09:00 nowhere. What is due for longer than half a day is
 * not said any more: the ledger says so, and it waits for its next occasion.
 */
export const planNudges: Plan = async (db, opened, since) => {
  if (opened.programme.closedAt) return []
  const span = lookedAt(since)
  const homes = new Set(['UTC', ...opened.directory.administrations.map(({ timeZone }) => timeZone)])
  const zones = [...[...homes].map((zone) => ({ zone, before: [] })), ...(await channelZones(db))]
  const days = zones.flatMap((each) => mornings(each, span).map(({ on }) => on)).sort()
  const [first, last] = [days[0], days.at(-1)]
  if (!first || !last) return []
  const facts = await nudgeFacts(db, opened, { first, last }, true)
  const { due, skipped } = nudges(facts, span)
  return [
    ...skipped.map((nudge) => ({
      ...deliveryOf(nudge, opened.programme.id),
      skippedWhy: skippedWhy(nudge.on, nudgedAt),
    })),
    ...due.map((nudge) => deliveryOf(nudge, opened.programme.id)),
  ]
}

function deliveryOf({ key, at, on, destination, items, reports }: Nudge, programmeId: number): NewDelivery {
  return {
    key,
    kind: 'nudge',
    ...placeOf(destination),
    programmeId,
    activityId: null,
    updateId: null,
    milestoneIds: items.map(({ milestone }) => milestone.id),
    commitmentIds: [],
    occasionOn: on,
    subject: { ...subjectOf(reports), [dueAt]: at.toISOString() },
    attemptAt: at,
  }
}

/** Each activity of which a report is asked has a key of its own. */
const subjectOf = (reports: ReportDue[]): NonNullable<NewDelivery['subject']> =>
  Object.fromEntries(reports.map(({ activityId }) => [`${reportsOn}${activityId}`, activityId]))

const activitiesAsked = ({ subject }: Delivery): number[] =>
  Object.entries(subject ?? {}).flatMap(([key, id]) => (key.startsWith(reportsOn) ? Number(id) : []))

function placeOf(destination: NudgeDestination) {
  if (destination.kind === 'channel') {
    const { id, platform, tenant, conversation } = destination.channel
    return { platform, tenant, conversation, direct: false, channelId: id, personId: null }
  }
  const [account] = destination.person.accounts
  if (!account) throw new Error(`person ${destination.person.id} is nudged without an account`)
  const { platform, tenant, user } = account
  return {
    platform,
    tenant,
    conversation: user,
    direct: true,
    channelId: null,
    personId: destination.person.id,
  }
}

/** What is still open of a nudge; once it was posted, also what was answered. It then mentions only those who still owe something. */
export const composeNudge: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  const { occasionOn: on, milestoneIds } = delivery
  const asked = activitiesAsked(delivery)
  if (!reader || on === null) return noReader
  const late = tooLate(delivery, on, nudgedAt, now)
  if (late) return late
  const facts = await nudgeFacts(db, reader, { ids: milestoneIds, on }, asked.length > 0)
  const destination = destinationOf(reader, facts)
  if (!destination) return noReader
  const round = roundOn(facts, dayIn(now, 'UTC'))
  const ids = [...facts.milestones.map(({ activityId }) => activityId), ...asked]
  const activities = await loadActivities(db, reader, { ids })
  const answers = await nudgeAnswers(db, milestoneIds)
  const lines = nudgeLines(messageOf(delivery, on), facts, round, destination, {
    activities,
    answered: new Map(answers.map((each) => [each.milestoneId, each])),
    today: reader.today,
  })
  const reports = reportLines(asked, delivery, facts, round, destination, activities)
  if (lines.length + reports.length === 0)
    return { show: null, why: 'nothing is left to recall', again: null }
  const passed = reader.channel ? await lateCounts(db, reader.programme.id, on) : []
  const show = nudgeView(
    {
      whose: whoseOf(reader, lines, reports),
      lines,
      reports,
      mentioned: mentionedIn(destination, lines, round),
      others: othersLate(destination, passed, facts, now),
      on,
    },
    reader,
  )
  return said(reader, show, null)
}

const messageOf = (
  { milestoneIds, createdAt, sentAt }: Delivery,
  on: NonNullable<Delivery['occasionOn']>,
) => ({
  on,
  milestoneIds,
  createdAt,
  posted: sentAt !== null,
})

function destinationOf({ channel, person }: Reader, { people }: NudgeFacts): NudgeDestination | null {
  if (channel) return { kind: 'channel', channel }
  const found = people.find(({ id }) => id === person.id)
  return found ? { kind: 'person', person: found } : null
}

/** The reports that are still asked for; in a message that was posted, also those that came. */
function reportLines(
  asked: number[],
  { occasionOn: on, sentAt }: Delivery,
  facts: NudgeFacts,
  round: NudgeRound,
  destination: NudgeDestination,
  activities: Activity[],
): NudgeReport[] {
  if (asked.length === 0 || on === null) return []
  const due = reportsDue(facts, round, destination, on)
  const came = facts.expected.filter(
    ({ reported, last }) => sentAt !== null && reported && dayIn(last, 'UTC') >= plusDays(on, -1),
  )
  return [...due, ...came].flatMap((each): NudgeReport[] => {
    const activity = activities.find(({ id, quiet }) => id === each.activityId && !quiet)
    const administration = facts.directory.administrations.find(({ id }) => id === each.administrationId)
    if (!activity || !administration || !asked.includes(activity.id)) return []
    const party = { kind: 'administration' as const, administrationId: administration.id }
    if (!round.asks(destination, party, activity)) return []
    return [{ activity, administration, last: each.reported ? each.last : null, came: !('clock' in each) }]
  })
}

/** Those who owe what is open, each once. */
function mentionedIn(destination: NudgeDestination, lines: NudgeLine[], round: NudgeRound): Mentioned[] {
  if (destination.kind === 'person') return []
  const open = lines.filter(({ answer }) => answer === null)
  const all = open.flatMap(({ milestone, part }) =>
    round.mentioned(destination.channel, { milestone: { id: milestone.id }, part }),
  )
  return [...new Map(all.map((each) => [each.account.user, each])).values()]
}

/** Whose dates they are: those of the channel's owner; in a direct message, of the administration that owes them all, if one does. */
function whoseOf({ channel, directory }: Reader, lines: NudgeLine[], reports: NudgeReport[]): string | null {
  if (!channel) {
    const owing = lines.map(({ part, owner }) => (part === 'owes' ? owner : null))
    const [first, ...others] = [...owing, ...reports.map(({ administration }) => administration)]
    return first && others.every((each) => each?.id === first.id) ? first.customsName : null
  }
  const { owner } = channel
  switch (owner.kind) {
    case 'administration':
      return directory.administrations.find(({ id }) => id === owner.administrationId)?.customsName ?? null
    case 'region':
      return regionOf(directory, owner.regionId)
    case 'area coordinators':
      return `Coordinators of ${areaOf(directory, owner.areaId)?.code ?? 'another area'}`
    case 'region coordinators':
      return `Coordinators of ${regionOf(directory, owner.regionId) ?? 'another region'}`
    case 'secretariat':
      return 'Secretariat'
  }
}

const regionOf = ({ regions }: Directory, regionId: number): string | null =>
  regions.find(({ id }) => id === regionId)?.name ?? null
const areaOf = ({ areas }: Directory, areaId: number): Area | undefined =>
  areas.find(({ id }) => id === areaId)
