import type { Reading } from '../domain/audience.ts'
import { reachOf } from '../domain/reach.ts'
import { type Hit, marks, piecesOf, readableHit, type Term } from '../domain/search.ts'
import { milliseconds } from './activities.ts'
import type { Db } from './database.ts'

/** How many of the updates that say so, and of the evidence, are looked at: the newest ones. */
export const newestLookedAt = 50

/** How many hits come at a time. */
export const hitsAtATime = 10

/**
 * $1 programme, $2 activities the reader may read, $3 now, $4 the reader's own administrations, $5 and $6 the pairs of activity and
 * administration whose dates the reader may be told, $7 terms, $8 how many hits are passed over, $9 how many are wanted
 */
const activities = '$2::int[]'
const told = '(c."activityId", c."administrationId") IN (SELECT * FROM unnest($5::int[], $6::int[]))'
const left = `(u."leavesAt" <= $3::timestamptz OR u."administrationId" = ANY($4::int[]))`

/** Words that carry no meaning in English are looked for only where there are no others. */
const asked = `terms AS (
  SELECT t."words", t."not", phraseto_tsquery('pg_catalog.english', w.plain) AS stems,
    CASE WHEN t."begins" THEN to_tsquery('pg_catalog.simple', '''' || w.plain || ''':*')
      ELSE phraseto_tsquery('pg_catalog.simple', w.plain) END AS plain
  FROM json_to_recordset($7::json) AS t("words" text, "not" boolean, "begins" boolean),
    LATERAL (SELECT "search_words"(t."words") AS plain) w),
asked AS MATERIALIZED (
  SELECT string_agg(CASE WHEN t."not" THEN '!' ELSE '' END || '(' || (t.stems || t.plain)::text || ')', ' & ')::tsquery AS query,
    json_agg(t."words") FILTER (WHERE NOT t."not") AS looked
  FROM terms t
  WHERE numnode(t.plain) > 0
    AND (numnode(t.stems) > 0 OR NOT EXISTS (SELECT 1 FROM terms o WHERE numnode(o.stems) > 0 AND NOT o."not")))`

/** The shelves of "search_shelves": the bits of a number that they leave out. */
const shelves = { a: 8, b: 12, c: 16 } as const
type Shelf = keyof typeof shelves

/** What is asked of the two newest shelves of each size, and the first number that stands on them. */
const near = (name: string, table: string, id: string): string => {
  const of = (shelf: Shelf) => `(SELECT query FROM asked) && format('''#${shelf}%s'' | ''#${shelf}%s''',
      top >> ${shelves[shelf]}, (top >> ${shelves[shelf]}) - 1)::tsquery AS ${shelf},
    ((top >> ${shelves[shelf]}) - 1) << ${shelves[shelf]} AS from_${shelf}`
  return `${name} AS MATERIALIZED (
  SELECT ${of('a')}, ${of('b')}, ${of('c')} FROM (SELECT coalesce(max("${id}"), 0) AS top FROM "${table}") t)`
}

/**
 * The newest rows that match: from the two newest small shelves, and only if those hold too few, from larger ones, and from all.
 * However many rows match, few are read.
 */
function newest(kind: string, id: string, from: string, vector: string, where: string, near: string): string {
  const part = (query: string, below: Shelf | null) => `(SELECT ${id} FROM ${from}
    WHERE ${vector} @@ (${query})${below ? ` AND ${id} < (SELECT from_${below} FROM ${near})` : ''} AND ${where}
    ORDER BY ${id} DESC LIMIT ${newestLookedAt})`
  const parts = [
    part(`SELECT a FROM ${near}`, null),
    part(`SELECT b FROM ${near}`, 'a'),
    part(`SELECT c FROM ${near}`, 'b'),
    part('SELECT query FROM asked', 'c'),
  ]
  return `SELECT '${kind}' AS kind, n."id" FROM (${parts.join(' UNION ALL ')} LIMIT ${newestLookedAt}) n ("id")`
}

const query = '(SELECT query FROM asked)'
const found = `found AS MATERIALIZED (
SELECT 'wording' AS kind, a."id" FROM "Activity" a WHERE a."programmeId" = $1::int
  AND "search_vector"(a."code" || ' ' || a."title" || ' ' || a."declaredWording") @@ ${query}
UNION ALL
SELECT 'milestone', m."id" FROM "Milestone" m WHERE m."activityId" = ANY(${activities})
  AND "search_vector"(m."code" || ' ' || m."title" || ' ' || coalesce(m."waitingFor", '')) @@ ${query}
UNION ALL
SELECT 'commitment', c."id" FROM "Commitment" c WHERE c."activityId" = ANY(${activities}) AND "search_vector"(c."text") @@ ${query}
UNION ALL
${newest(
  'update',
  'v."updateId"',
  '"UpdateVersion" v JOIN "Update" u ON u."id" = v."updateId" AND u."version" = v."number"',
  `("search_vector"(v."text" || ' ' || coalesce(v."inTheWay", '')) || "search_shelves"(v."updateId"))`,
  `u."withdrawnAt" IS NULL AND u."activityId" = ANY(${activities}) AND ${left}`,
  'near_updates',
)}
UNION ALL
${newest(
  'evidence',
  'e."id"',
  `"Evidence" e LEFT JOIN "Update" u ON u."id" = e."updateId" LEFT JOIN "Milestone" m ON m."id" = e."milestoneId"
    LEFT JOIN "Commitment" c ON c."id" = e."commitmentId"`,
  `("search_vector"(coalesce(e."title", '') || ' ' || e."reference") || "search_shelves"(e."id"))`,
  `coalesce(u."activityId", m."activityId", c."activityId") = ANY(${activities})
    AND (e."updateId" IS NULL OR (u."withdrawnAt" IS NULL AND ${left}))`,
  'near_evidence',
)})`

const milestone = `CASE WHEN m."id" IS NOT NULL THEN json_build_object('code', m."code", 'title', m."title", 'state', m."state",
  'baselineOn', m."baselineOn", 'dueOn', m."dueOn", 'waitingFor', m."waitingFor", 'deliveredOn', m."deliveredOn",
  'ownerAdministrationId', m."ownerAdministrationId") END`

/** What is told of each hit, and the text that is ranked and shown; `day` orders those of one rank. */
const facts = `facts AS (
SELECT f.kind, f."id", a."title" || ': ' || a."declaredWording" AS text, 0 AS day, json_build_object('activityId', a."id") AS facts
FROM found f JOIN "Activity" a ON f.kind = 'wording' AND a."id" = f."id"
UNION ALL
SELECT f.kind, f."id", m."title" || coalesce(' · waiting for ' || m."waitingFor", ''), 0,
  json_build_object('activityId', m."activityId", 'milestone', ${milestone})
FROM found f JOIN "Milestone" m ON f.kind = 'milestone' AND m."id" = f."id"
UNION ALL
SELECT f.kind, f."id", c."text", extract(epoch FROM c."madeAt"), json_build_object('activityId', c."activityId",
  'administrationId', c."administrationId", 'madeAt', ${milliseconds('c."madeAt"')}, 'targetOn', CASE WHEN ${told} THEN c."targetOn" END)
FROM found f JOIN "Commitment" c ON f.kind = 'commitment' AND c."id" = f."id"
UNION ALL
SELECT f.kind, f."id", v."text" || coalesce(' ' || v."inTheWay", ''), extract(epoch FROM u."at"), json_build_object(
  'activityId', u."activityId", 'administrationId', u."administrationId", 'at', ${milliseconds('u."at"')}, 'outlook', u."outlook")
FROM found f JOIN "Update" u ON f.kind = 'update' AND u."id" = f."id"
  JOIN "UpdateVersion" v ON v."updateId" = u."id" AND v."number" = u."version"
UNION ALL
SELECT f.kind, f."id", coalesce(e."title", e."reference"), extract(epoch FROM e."at"), json_build_object(
  'activityId', coalesce(u."activityId", m."activityId", c."activityId"),
  'administrationId', coalesce(e."administrationId", u."administrationId"), 'reference', e."reference",
  'titled', e."title" IS NOT NULL, 'datedOn', e."datedOn",
  'of', CASE WHEN u."id" IS NOT NULL THEN 'update' WHEN m."id" IS NOT NULL THEN 'milestone' ELSE 'commitment' END,
  'milestone', ${milestone})
FROM found f JOIN "Evidence" e ON f.kind = 'evidence' AND e."id" = f."id" LEFT JOIN "Update" u ON u."id" = e."updateId"
  LEFT JOIN "Milestone" m ON m."id" = e."milestoneId" LEFT JOIN "Commitment" c ON c."id" = e."commitmentId")`

/** Characters of a text that is shown whole; of a longer one, what stands around the words. */
const shownWhole = 240

const control = (mark: string): string => `chr(${mark.charCodeAt(0)})`
const marking = (text: string, how: string): string => `ts_headline('pg_catalog.english',
  translate(${text}, '<' || ${control(marks.start)} || ${control(marks.stop)}, ${control(marks.less)}), ${query},
  'StartSel=' || ${control(marks.start)} || ', StopSel=' || ${control(marks.stop)} || '${how}')`
const headline = `CASE WHEN char_length(r.text) <= ${shownWhole} THEN ${marking('r.text', ', HighlightAll=true')}
  ELSE '… ' || ${marking('r.text', ', MaxFragments=2, MinWords=8, MaxWords=22, FragmentDelimiter=" … "')} || ' …' END`

const statement = `
WITH ${asked},
${near('near_updates', 'UpdateVersion', 'updateId')},
${near('near_evidence', 'Evidence', 'id')},
${found},
${facts}
SELECT r.facts AS "facts", r.kind AS "kind", ${headline} AS "marked", (SELECT looked FROM asked) AS "looked",
  EXISTS (SELECT 1 FROM found WHERE kind IN ('update', 'evidence') GROUP BY kind HAVING count(*) = ${newestLookedAt}) AS "cut"
FROM (SELECT *, ts_rank(to_tsvector('pg_catalog.english', f.text), ${query}, 1) AS rank FROM facts f
  ORDER BY rank DESC, f.day DESC, f."id" DESC LIMIT $9::int OFFSET $8::int) r
ORDER BY r.rank DESC, r.day DESC, r."id" DESC`

type Row = {
  kind: Hit['kind']
  facts: { at?: number; madeAt?: number; milestone?: { code: string } | null }
  marked: string
  looked: string[]
  cut: boolean
}

export type Found = {
  hits: Hit[]
  /** how many hits to pass over for the next; null when these were the last */
  rest: number | null
  /** whether only the newest of what says so was looked at */
  cut: boolean
}

/**
 * What in a programme says what was looked for, the most to the point first, and what the reader may know of it; in one statement
 * whose cost does not grow with the number of updates that say so.
 *
 * @param skip hits to pass over
 */
export async function searchRecord(db: Db, reading: Reading, terms: Term[], skip: number): Promise<Found> {
  const { programme, directory, now } = reading
  const { activities: read, own, told: pairs } = reachOf(directory.activities, reading)
  const rows = await db.query<Row>(statement, [
    programme.id,
    read,
    now.toISOString(),
    own,
    pairs.activities,
    pairs.administrations,
    JSON.stringify(terms),
    skip,
    hitsAtATime + 1,
  ])
  const begins = terms.find((term) => term.begins)?.words ?? null
  return {
    hits: rows.slice(0, hitsAtATime).map((row) => readableHit(hitOf(row, begins, directory.prefix), reading)),
    rest: rows.length > hitsAtATime ? skip + hitsAtATime : null,
    cut: rows[0]?.cut ?? false,
  }
}

function hitOf({ kind, facts, marked, looked }: Row, begins: string | null, prefix: string): Hit {
  const { at, madeAt, milestone: of, ...rest } = facts
  return {
    ...rest,
    kind,
    pieces: piecesOf(marked, looked, begins),
    ...(at === undefined ? {} : { at: new Date(at) }),
    ...(madeAt === undefined ? {} : { madeAt: new Date(madeAt) }),
    ...(of === undefined ? {} : { milestone: of && { ...of, code: prefix + of.code } }),
  } as Hit
}
