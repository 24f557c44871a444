import type { Reading } from '../domain/audience.ts'
import type { MilestoneThen } from '../domain/history.ts'
import { reachOf } from '../domain/reach.ts'
import { type Hit, type Piece, piecesOf, readableHit, type Term } from '../domain/search.ts'
import type { Db } from './database.ts'
import { mostHits, searchStatement } from './search-statement.ts'

type Row = {
  kind: Hit['kind']
  facts: {
    activityId?: number
    at?: number
    madeAt?: number
    milestone?: (MilestoneThen & { activityId: number }) | null
  }
  marked: string
  head: string
  tail: string
  looked: string[]
  cut: boolean
}

export type Found = {
  hits: Hit[]
  /** whether there are more, or may be: only the newest updates and evidence that say so are looked at */
  cut: boolean
}

/**
 * What in a programme says what was looked for, the most to the point first, and what the reader may know of it; in one statement
 * whose cost does not grow with the number of updates that say so.
 */
export async function searchRecord(db: Db, reading: Reading, terms: Term[]): Promise<Found> {
  const { programme, directory, now } = reading
  const { activities: read, own, told: pairs } = reachOf(directory.activities, reading)
  const rows = await db.query<Row>(searchStatement, [
    programme.id,
    read,
    now.toISOString(),
    own,
    pairs.activities,
    pairs.administrations,
    JSON.stringify(terms),
    mostHits + 1,
  ])
  const begins = terms.find((term) => term.begins)?.words ?? null
  return {
    hits: rows.slice(0, mostHits).map((row) => readableHit(hitOf(row, begins, directory.prefix), reading)),
    cut: rows.length > mostHits || (rows[0]?.cut ?? false),
  }
}

function hitOf({ kind, facts, marked, head, tail, looked }: Row, begins: string | null, prefix: string): Hit {
  const { activityId, at, madeAt, milestone, ...rest } = facts
  return {
    ...rest,
    kind,
    activityId: milestone?.activityId ?? activityId,
    pieces: withEllipses(piecesOf(marked.trim(), looked, begins), head.trim(), tail.trim()),
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(madeAt === undefined ? {} : { madeAt: new Date(madeAt) }),
    ...(milestone === undefined
      ? {}
      : { milestone: milestone && { ...milestone, code: prefix + milestone.code } }),
  } as Hit
}

/** What stands before or after the stretch that is shown. */
function withEllipses(pieces: Piece[], head: string, tail: string): Piece[] {
  const shown = pieces.map(({ text }) => text).join('')
  const more = (text: string): Piece => ({ text, found: false })
  return [
    ...(shown.startsWith(head) ? [] : [more('… ')]),
    ...pieces,
    ...(shown.endsWith(tail) ? [] : [more(' …')]),
  ]
}
