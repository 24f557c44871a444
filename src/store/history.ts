import type { Reading } from '../domain/audience.ts'
import { type Entry, readableEntry } from '../domain/history.ts'
import { reachOf } from '../domain/reach.ts'
import type { Db } from './database.ts'
import { entryFacts, entryOf, type StoredEntry } from './history-facts.ts'
import { sources, updates } from './history-sources.ts'

/**
 * What a history is of: activities by id, one milestone by its code (without a programme's prefix), what concerns
 * administrations; null is all. From an instant on, and before another.
 */
export type HistoryOf = {
  activities: number[] | null
  milestone: string | null
  administrations: number[] | null
  since: Date | null
  until: Date | null
}

/** Later than anything that is recorded. */
const endOfTime = new Date('9999-12-31T00:00:00Z')

const statement = (each: string, of: string): string => `
SELECT ${entryFacts} AS "entry"
FROM (SELECT * FROM (${[updates(each, of), ...sources].join('\nUNION ALL ')}) a
  ORDER BY "at" DESC, "kind", "id" DESC LIMIT $11::int) t
ORDER BY t."at" DESC, t."kind", t."id" DESC`

const ofAll = statement('unnest($2::int[]) s ("id")', 'n."activityId" = s."id"')
const ofSome = statement(
  'unnest($2::int[]) s ("id") CROSS JOIN unnest($4::int[]) b ("id")',
  'n."activityId" = s."id" AND n."administrationId" = b."id"',
)

/**
 * The newest entries of a history, with what the reader may know of them, in one statement whose cost does not grow with the
 * number of updates.
 *
 * @param most how many entries
 * @returns those, and whether there are more
 */
export async function loadHistory(
  db: Db,
  reading: Reading,
  of: HistoryOf,
  most: number,
): Promise<{ entries: Entry[]; goesOn: boolean }> {
  const { programme, directory, now } = reading
  const asked = directory.activities.filter(({ id }) => of.activities?.includes(id) ?? true)
  const { activities, own, told } = reachOf(asked, reading)
  const rows = await db.query<{ entry: StoredEntry }>(of.administrations ? ofSome : ofAll, [
    programme.id,
    activities,
    of.milestone,
    of.administrations,
    now.toISOString(),
    own,
    told.activities,
    told.administrations,
    (of.since ?? new Date(0)).toISOString(),
    (of.until ?? endOfTime).toISOString(),
    most + 1,
  ])
  const entries = rows.slice(0, most).map(({ entry }) => entryOf(entry, directory.prefix))
  return {
    entries: entries.flatMap((entry) => readableEntry(entry, reading, of.administrations !== null) ?? []),
    goesOn: rows.length > most,
  }
}
