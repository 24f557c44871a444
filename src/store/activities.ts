import { mayReadUpdate, type Reading, readable } from '../domain/audience.ts'
import type { Activity, ActivityName } from '../domain/facts.ts'
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
  return names.flatMap((name) => {
    const activity = known.get(name.id)
    return activity ? [readable({ ...recordFor(activity, reading, wanted), ...name }, reading)] : []
  })
}

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
