/** SQL of facts that several statements return as JSON. */

/** An instant, in milliseconds. @param column its name in the statement */
export const milliseconds = (column: string) => `(extract(epoch FROM ${column}) * 1000)::bigint`

/** The evidence filed under something, oldest first. @param owner which rows `e` of Evidence */
export const evidence = (
  owner: string,
) => `(SELECT coalesce(json_agg(json_build_object('reference', e."reference", 'title', e."title",
  'author', e."authorName", 'datedOn', e."datedOn") ORDER BY e."id"), '[]') FROM "Evidence" e WHERE ${owner})`
