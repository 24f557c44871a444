import { mayReadActivity } from '../domain/audience.ts'
import { isSameOwner, readersOf } from '../domain/channel.ts'
import type { Delivery, DeliveryPlace, NewDelivery } from '../domain/delivery.ts'
import { bentRules, type Extension } from '../domain/extension.ts'
import type { ActivityName } from '../domain/facts.ts'
import { nextMeeting } from '../domain/meeting.ts'
import { type Party, type Roster, rosterOn } from '../domain/nudge-people.ts'
import { coordinates, isSecretariat } from '../domain/permission.ts'
import { placeOfChannel, placeOfPerson, placesOf } from '../domain/reached.ts'
import { loadActivities } from '../store/activities.ts'
import { findChannel, followingChannels } from '../store/channels.ts'
import type { Db } from '../store/database.ts'
import { addDeliveries } from '../store/deliveries.ts'
import { findExtension } from '../store/extensions.ts'
import { peopleWithRoles } from '../store/nudge-facts.ts'
import type { OpenedProgramme } from '../store/programme.ts'
import { dayIn } from '../time.ts'
import { decidedView, requestView } from '../views/extension.ts'
import { type Compose, type Composed, noReader, said } from './notification.ts'
import { type Reader, readerOf } from './reading.ts'

/** A later date is asked for: told to those who decide; and decided: told where it was asked. */

type About = { extension: Extension; activity: ActivityName }

/**
 * Tells those who decide, the first of `parties` that can be reached.
 *
 * @param now instant
 * @returns that one; null when nobody can be
 */
export async function tellDeciders(
  db: Db,
  { programme }: OpenedProgramme,
  { extension, activity }: About,
  parties: Party[],
  now: Date,
): Promise<Party | null> {
  const channels = await followingChannels(db, [activity.areaId])
  const roster = rosterOn(await peopleWithRoles(db), dayIn(now, 'UTC'))
  for (const party of parties) {
    const places = placesOf(party, activity, channels, roster, now)
    if (places.length === 0) continue
    const requests = places.map((place) =>
      deliveryOf('asked', place, { extension, activity }, programme.id, now),
    )
    await addDeliveries(db, requests, now)
    return party
  }
  return null
}

/** Tells what was decided, where it was asked: in that channel, else the one who asked directly, else their administration. */
export async function tellAsker(
  db: Db,
  { programme }: OpenedProgramme,
  about: About & { ownerId: number | null },
  now: Date,
): Promise<void> {
  const roster = rosterOn(await peopleWithRoles(db), dayIn(now, 'UTC'))
  const places = await whereAsked(db, about, roster, now)
  await addDeliveries(
    db,
    places.map((place) => deliveryOf('decided', place, about, programme.id, now)),
    now,
  )
}

async function whereAsked(
  db: Db,
  { extension, activity, ownerId }: About & { ownerId: number | null },
  roster: Roster,
  now: Date,
): Promise<DeliveryPlace[]> {
  const channel = extension.channelId === null ? null : await findChannel(db, extension.channelId)
  if (channel && !channel.retiredAt && mayReadActivity(readersOf(channel.owner), activity, now))
    return [placeOfChannel(channel)]
  const person = extension.requestedById === null ? undefined : roster.people.get(extension.requestedById)
  const speaker = person && roster.speakers.get(person.id)
  const reads = speaker && mayReadActivity({ kind: 'speaker', speaker }, activity, now)
  const direct = person && reads ? placeOfPerson(person, extension) : null
  if (direct) return [direct]
  if (ownerId === null) return []
  const channels = await followingChannels(db, [activity.areaId])
  return placesOf({ kind: 'administration', administrationId: ownerId }, activity, channels, roster, now)
}

/** One asked again is another request, so that it is seen; `asked` of the subject is the instant of the one that is meant. */
function deliveryOf(
  part: 'asked' | 'decided',
  place: DeliveryPlace,
  { extension, activity }: About,
  programmeId: number,
  now: Date,
): NewDelivery {
  const { id, requestedAt, milestoneId } = extension
  const to = place.channelId === null ? `person:${place.personId}` : `channel:${place.channelId}`
  return {
    ...place,
    key: `extension:${part}:${id}:${requestedAt.getTime()}:${to}`,
    kind: 'extension',
    programmeId,
    activityId: activity.id,
    updateId: null,
    milestoneIds: [milestoneId],
    commitmentIds: [],
    occasionOn: dayIn(now, 'UTC'),
    subject: { part, extension: id, asked: requestedAt.getTime() },
    attemptAt: now,
  }
}

const nothing = (why: string): Composed => ({ show: null, why, again: null })

/** The request as it stands, until it is decided and then; or what was decided. */
export const composeExtension: Compose = async (db, delivery, now) => {
  const reader = await readerOf(db, delivery, now)
  if (!reader) return noReader
  const { part, extension: id, asked } = delivery.subject ?? {}
  const extension = typeof id === 'number' ? await findExtension(db, id) : null
  if (!extension) throw new Error(`delivery ${delivery.id}: it says of no later date that it was asked for`)
  if (extension.requestedAt.getTime() !== asked) return nothing('it was asked anew')
  const [activity] = await loadActivities(db, reader, { ids: [extension.activityId] })
  const milestone = activity?.milestones.find((each) => each.id === extension.milestoneId)
  if (!activity || activity.quiet || !milestone) return nothing('quiet')
  const { directory, programme, today } = reader
  const ownerId = milestone.ownerAdministrationId
  const owner = directory.administrations.find((each) => each.id === ownerId) ?? null
  const about = { extension, milestone, owner, programme, today }
  if (part === 'decided') return said(reader, decidedView(about), null)
  if (!decidesHere(reader, activity)) return nothing('those who read it here do not decide it')
  const waits = extension.outcome === 'pending' && milestone.state === 'agreed'
  if (!waits && neverPosted(delivery)) return nothing('it waits for no decision any more')
  if (extension.outcome !== 'pending') return said(reader, decidedView(about), null)
  const { fromOn, toOn, extendedBefore } = extension
  const next = nextMeeting(programme, today)
  const from = fromOn ?? milestone.dueOn ?? toOn
  const bent = bentRules({ fromOn: from, toOn, extendedBefore }, programme.policies.extension, next)
  return said(reader, requestView({ ...about, bent, next }), null)
}

const neverPosted = ({ sentAt, messageRef }: Delivery): boolean => sentAt === null && messageRef === null

/** A channel may have got another owner, and a person another part. */
function decidesHere({ channel, person }: Reader, { areaId }: ActivityName): boolean {
  if (person) return isSecretariat(person) || coordinates(person, { areaId })
  return (
    channel.owner.kind === 'secretariat' || isSameOwner(channel.owner, { kind: 'area coordinators', areaId })
  )
}
