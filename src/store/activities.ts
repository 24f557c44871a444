import { mayReadUpdate, type Reading, readable } from '../domain/audience.ts'
import type { Activity, ActivityName, Programme } from '../domain/facts.ts'
import { dayIn } from '../time.ts'
import type { Db } from './database.ts'
import { frozen, type RecordedActivity } from './known.ts'
import { readActivities } from './recorded-activities.ts'

/** Which activities, and the words of which updates: of the newest few of each activity, and of one administration. */
export type Wanted = { ids?: number[]; newest?: number; of?: number }

/**
 * The activities of a programme with what the audience may read of them (see `readable`), in one statement, or in none while what
 * this process has read before stands.
 */
export async function loadActivities(db: Db, reading: Reading, wanted: Wanted = {}): Promise<Activity[]> {
  const { directory } = reading
  const names = directory.activities.filter(({ id }) => wanted.ids?.includes(id) ?? true)
  const known = knownActivities(db, names, reading)
  const ids = names.map(({ id }) => id).filter((id) => !known.has(id))
  if (ids.length > 0) {
    for (const { id, activity, ...standing } of await readActivities(db, ids, reading.now, 'whole')) {
      known.set(id, activity)
      db.known?.activities.set(id, { ...standing, from: reading.now.getTime(), activity: frozen(activity) })
    }
  }
  const readableFor = keptReadable(reading, wanted)
  return names.flatMap((name) => {
    const activity = known.get(name.id)
    return activity ? [readableFor(activity, name)] : []
  })
}

/** What was worked out for one audience, in the programme as it was read then: it holds from one instant until another (milliseconds). */
type Kept = { programme: Programme; from: number; until: number; activity: Activity }

/** By what was read: another reading of the activity has nothing kept yet. */
const kept = new WeakMap<RecordedActivity, Map<string, Kept>>()

/** Of how many readers something is kept with one activity. */
const mostKept = 100

/** `readable`, worked out once for each audience as long as nothing changes that it depends on. */
function keptReadable(
  { audience, now, today, programme, directory }: Reading,
  wanted: Wanted,
): (activity: RecordedActivity, name: ActivityName) => Activity {
  const reading = { audience, now, today, programme, directory }
  const at = now.getTime()
  const reader = JSON.stringify([audience, today, dayIn(now, 'UTC'), wanted.newest, wanted.of])
  return (recorded, name) => {
    const readers = kept.get(recorded) ?? new Map<string, Kept>()
    const before = readers.get(reader)
    if (before && before.programme === programme && before.from <= at && at < before.until)
      return before.activity
    const activity = readable({ ...recordFor(recorded, reading, wanted), ...name }, reading)
    // Not the counts, which are worked out when asked for.
    const { participations, milestones, commitments, latest, updates } = activity
    frozen([participations, milestones, commitments, latest, updates])
    if (readers.size >= mostKept) readers.clear()
    readers.set(reader, { programme, from: at, until: nextPlaceTaken(recorded, at), activity })
    kept.set(recorded, readers)
    return activity
  }
}

/** When the next place is taken by a report that has not left its hold. */
const nextPlaceTaken = ({ participations }: RecordedActivity, at: number): number =>
  Math.min(...participations.map(({ since }) => since.getTime()).filter((since) => since > at))

/** What is planned and promised under an activity. */
export type Plan = Omit<Activity, 'latest' | 'updates' | 'reporting'>

/** The plan of one activity as the audience may read it: what a report on it needs to know, for less. */
export async function loadPlan(db: Db, reading: Reading, name: ActivityName): Promise<Plan> {
  const known = knownActivities(db, [name], reading).get(name.id)
  const activity = known ?? (await readActivities(db, [name.id], reading.now, 'plan'))[0]?.activity
  if (!activity) throw new Error(`activity ${name.code} is in the directory and not in the record`)
  return readable({ ...recordFor(activity, reading, {}), ...name }, reading)
}

/** Those that were read before, and stand: see `Known`. */
function knownActivities(
  db: Db,
  names: ActivityName[],
  { now, directory }: Reading,
): Map<number, RecordedActivity> {
  const standing = names.flatMap(({ id }): [number, RecordedActivity][] => {
    const known = db.known?.activities.get(id)
    if (!known || known.revision !== directory.revisions?.get(id)) return []
    return known.from <= now.getTime() && now.getTime() < known.until ? [[id, known.activity]] : []
  })
  return new Map(standing)
}

/** With the newest report of each administration that has left it, or is the audience's own. */
function recordFor(
  { reports, words, ...activity }: RecordedActivity,
  { audience, now, directory }: Reading,
  { newest = 0, of }: Wanted,
) {
  const { prefix } = directory
  const reported = new Set<number>()
  const latest = reports.filter((report) => {
    if (reported.has(report.administrationId) || !mayReadUpdate(audience, report, now)) return false
    reported.add(report.administrationId)
    return true
  })
  const worded = latest.filter(({ administrationId }, place) => place < newest || administrationId === of)
  return {
    ...activity,
    milestones:
      prefix === ''
        ? activity.milestones
        : activity.milestones.map((each) => ({ ...each, code: prefix + each.code })),
    latest,
    updates: worded.map((report) => ({ ...report, ...words[report.id]! })),
  }
}
