-- CreateIndex
CREATE INDEX "Update_activityId_at_idx" ON "Update"("activityId", "at" DESC);

-- By hand from here on: Prisma knows neither functions nor indexes of expressions, and leaves both alone.
-- The bodies are bound when they are made (RETURN, PostgreSQL 14), so that they mean the same under any search_path.

-- Words as they are compared: without accents, everything that is no letter or digit a space.
CREATE FUNCTION "searchWords"("words" text) RETURNS text LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 100
  RETURN translate(
    CASE WHEN octet_length("words") = char_length("words") THEN "words"
      ELSE regexp_replace(normalize("words", NFKD), '[\u0300-\u036f]+', '', 'g') END,
    '-_/\.,;:!?"''()[]{}<>@#&%*+=|~^$`–—‘’“”«»‹›„‚•·¡¿łŁøØđĐıħĦ',
    '                                                lLoOdDihH');

-- The words of a text twice: by their English stems, and as they stand, for names and for the beginnings of words.
CREATE FUNCTION "searchVector"("words" text) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE COST 1000
  RETURN (SELECT to_tsvector('pg_catalog.english', plain) || to_tsvector('pg_catalog.simple', plain)
    FROM (SELECT "searchWords"("words") AS plain OFFSET 0) AS once);

-- The shelves on which a row stands by its number, small, middle and large: the newest rows that have a word are found without
-- reading all that have it. No word of a text can be a shelf: a # is never part of one.
CREATE FUNCTION "searchShelves"("id" integer) RETURNS tsvector LANGUAGE sql IMMUTABLE PARALLEL SAFE
  RETURN array_to_tsvector(ARRAY['#a' || ("id" >> 8), '#b' || ("id" >> 12), '#c' || ("id" >> 16)]);

-- Without a pending list, which every search would have to read through.
CREATE INDEX "Activity_search_idx" ON "Activity"
  USING gin ("searchVector"("code" || ' ' || "title" || ' ' || "declaredWording")) WITH (fastupdate = off);
CREATE INDEX "Milestone_search_idx" ON "Milestone"
  USING gin ("searchVector"("code" || ' ' || "title" || ' ' || coalesce("waitingFor", ''))) WITH (fastupdate = off);
CREATE INDEX "Commitment_search_idx" ON "Commitment"
  USING gin ("searchVector"("text")) WITH (fastupdate = off);
CREATE INDEX "UpdateVersion_search_idx" ON "UpdateVersion"
  USING gin (("searchVector"("text" || ' ' || coalesce("inTheWay", '')) || "searchShelves"("updateId"))) WITH (fastupdate = off);
CREATE INDEX "Evidence_search_idx" ON "Evidence"
  USING gin (("searchVector"(coalesce("title", '') || ' ' || "reference") || "searchShelves"("id"))) WITH (fastupdate = off);
