import { marks } from '../domain/search.ts'
import { milliseconds } from './facts-as-json.ts'

/** How many of the updates that say so, and of the evidence, are looked at: the newest ones. */
const newestLookedAt = 50

/** How many hits are told, the best ones: a few pages. */
export const mostHits = 40

/**
 * $1 programme, $2 activities the reader may read, $3 now, $4 the reader's own administrations, $5 and $6 the pairs of activity and
 * administration whose dates the reader may be told, $7 terms, $8 how many hits are wanted
 */
const activities = '$2::int[]'
const told = '(c."activityId", c."administrationId") IN (SELECT * FROM unnest($5::int[], $6::int[]))'

/** Words that carry no meaning in English are looked for only where there are no others. */
const asked = `terms AS (
  SELECT t."words", t."not", phraseto_tsquery('pg_catalog.english', w.plain) AS stems,
    CASE WHEN t."begins" THEN to_tsquery('pg_catalog.simple', '''' || w.plain || ''':*')
      ELSE phraseto_tsquery('pg_catalog.simple', w.plain) END AS plain
  FROM json_to_recordset($7::json) AS t("words" text, "not" boolean, "begins" boolean),
    LATERAL (SELECT "searchWords"(t."words") AS plain) w),
asked AS MATERIALIZED (
  SELECT string_agg(CASE WHEN t."not" THEN '!' ELSE '' END || '(' || (t.stems || t.plain)::text || ')', ' & ')::tsquery AS query,
    json_agg(t."words") FILTER (WHERE NOT t."not") AS looked
  FROM terms t
  WHERE numnode(t.plain) > 0
    AND (numnode(t.stems) > 0 OR NOT EXISTS (SELECT 1 FROM terms o WHERE numnode(o.stems) > 0 AND NOT o."not")))`

/** The shelves of "searchShelves": the bits of a number that they leave out. */
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
 * However many rows match, few are read. What else must hold of a row is asked of each by itself (a scalar subquery is never made
 * into a join that reads a whole table), and `+ 0` keeps the index of ids, where nearly all rows lie below, out of it.
 */
function newest(
  kind: string,
  id: string,
  from: string,
  { said, shown = said }: { said: string; shown?: string },
  may: string,
  near: string,
): string {
  const vector = `("searchVector"(${said}) || "searchShelves"(${id}))`
  const part = (query: string, below: Shelf | null) => `(SELECT ${id} AS "id", ${shown} AS "text" FROM ${from}
    WHERE ${vector} @@ (${query})${below ? ` AND ${id} + 0 < (SELECT from_${below} FROM ${near})` : ''} AND ${may}
    ORDER BY ${id} + 0 DESC LIMIT ${newestLookedAt})`
  const parts = [
    part(`SELECT a FROM ${near}`, null),
    part(`SELECT b FROM ${near}`, 'a'),
    part(`SELECT c FROM ${near}`, 'b'),
    part('SELECT query FROM asked', 'c'),
  ]
  return `SELECT '${kind}', n."id", n."text" FROM (${parts.join(' UNION ALL ')} LIMIT ${newestLookedAt}) n`
}

const query = '(SELECT query FROM asked)'
const left = `u."withdrawnAt" IS NULL AND u."activityId" = ANY(${activities})
  AND (u."leavesAt" <= $3::timestamptz OR u."administrationId" = ANY($4::int[]))`

const found = `found AS MATERIALIZED (
SELECT 'wording' AS "kind", a."id", a."title" || ': ' || a."declaredWording" AS "text"
FROM "Activity" a WHERE a."programmeId" = $1::int
  AND "searchVector"(a."code" || ' ' || a."title" || ' ' || a."declaredWording") @@ ${query}
UNION ALL
SELECT 'milestone', m."id", m."title" || coalesce(' · waiting for ' || m."waitingFor", '')
FROM "Milestone" m WHERE m."activityId" = ANY(${activities})
  AND "searchVector"(m."code" || ' ' || m."title" || ' ' || coalesce(m."waitingFor", '')) @@ ${query}
UNION ALL
SELECT 'commitment', c."id", c."text" FROM "Commitment" c WHERE c."activityId" = ANY(${activities})
  AND "searchVector"(c."text") @@ ${query}
UNION ALL
${newest(
  'update',
  'v."updateId"',
  '"UpdateVersion" v',
  { said: `v."text" || ' ' || coalesce(v."inTheWay", '')` },
  `(SELECT true FROM "Update" u WHERE u."id" = v."updateId" AND u."version" = v."number" AND ${left})`,
  'near_updates',
)}
UNION ALL
${newest(
  'evidence',
  'e."id"',
  '"Evidence" e',
  { said: `coalesce(e."title", '') || ' ' || e."reference"`, shown: `coalesce(e."title", e."reference")` },
  `CASE WHEN e."updateId" IS NOT NULL THEN (SELECT true FROM "Update" u WHERE u."id" = e."updateId" AND ${left})
      WHEN e."milestoneId" IS NOT NULL
        THEN (SELECT m."activityId" = ANY(${activities}) FROM "Milestone" m WHERE m."id" = e."milestoneId")
      ELSE (SELECT c."activityId" = ANY(${activities}) FROM "Commitment" c WHERE c."id" = e."commitmentId") END`,
  'near_evidence',
)})`

const milestone = (
  id: string,
) => `(SELECT json_build_object('code', m."code", 'title', m."title", 'state', m."state",
    'baselineOn', m."baselineOn", 'dueOn', m."dueOn", 'waitingFor', m."waitingFor", 'deliveredOn', m."deliveredOn",
    'ownerAdministrationId', m."ownerAdministrationId", 'activityId', m."activityId") FROM "Milestone" m WHERE m."id" = ${id})`

/** What is told of a hit. */
const facts = `CASE r."kind"
  WHEN 'wording' THEN json_build_object('activityId', r."id")
  WHEN 'milestone' THEN json_build_object('milestone', ${milestone('r."id"')})
  WHEN 'commitment' THEN (SELECT json_build_object('activityId', c."activityId", 'administrationId', c."administrationId",
      'madeAt', ${milliseconds('c."madeAt"')}, 'targetOn', CASE WHEN ${told} THEN c."targetOn" END)
    FROM "Commitment" c WHERE c."id" = r."id")
  WHEN 'update' THEN (SELECT json_build_object('activityId', u."activityId", 'administrationId', u."administrationId",
      'at', ${milliseconds('u."at"')}, 'outlook', u."outlook") FROM "Update" u WHERE u."id" = r."id")
  ELSE (SELECT json_build_object('administrationId', e."administrationId", 'reference', e."reference", 'title', e."title",
      'datedOn', e."datedOn", 'milestone', ${milestone('e."milestoneId"')},
      'activityId', coalesce((SELECT u."activityId" FROM "Update" u WHERE u."id" = e."updateId"),
        (SELECT c."activityId" FROM "Commitment" c WHERE c."id" = e."commitmentId")))
    FROM "Evidence" e WHERE e."id" = r."id") END`

/** Characters of a text that is shown whole; of a longer one, what stands around the words. */
const shownWhole = 240

const control = (mark: string): string => `chr(${mark.charCodeAt(0)})`
const marking = (text: string, how: string): string => `ts_headline('pg_catalog.english',
  translate(${text}, '<' || ${control(marks.start)} || ${control(marks.stop)}, ${control(marks.less)}), ${query},
  'StartSel=' || ${control(marks.start)} || ', StopSel=' || ${control(marks.stop)} || '${how}')`
const headline = `CASE WHEN char_length(r.text) <= ${shownWhole} THEN ${marking('r.text', ', HighlightAll=true')}
  ELSE ${marking('r.text', ', MaxFragments=2, MinWords=8, MaxWords=22, FragmentDelimiter=" … "')} END`

/** One row for each hit, the most to the point first. */
export const searchStatement = `
WITH ${asked},
${near('near_updates', 'UpdateVersion', 'updateId')},
${near('near_evidence', 'Evidence', 'id')},
${found}
SELECT r."kind", ${facts} AS "facts", ${headline} AS "marked", left(r.text, 20) AS "head", right(r.text, 20) AS "tail",
  (SELECT looked FROM asked) AS "looked",
  EXISTS (SELECT 1 FROM found WHERE "kind" IN ('update', 'evidence') GROUP BY "kind" HAVING count(*) = ${newestLookedAt}) AS "cut"
FROM (SELECT *, ts_rank(to_tsvector('pg_catalog.english', f."text"), ${query}, 1) AS rank FROM found f
  ORDER BY rank DESC, f."id" DESC LIMIT $8::int) r
ORDER BY r.rank DESC, r."id" DESC`
