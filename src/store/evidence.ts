import type { CalendarDate } from '../time.ts'
import type { Db } from './database.ts'

/** What evidence is filed for. */
export type EvidenceOf = { milestoneId: number } | { commitmentId: number } | { updateId: number }

/** Links or one document reference; `title` names a single one, `author` is who wrote it. */
export type NewEvidence = { references: string[]; title: string | null; author?: string | null }

/**
 * $1 milestone or null, $2 commitment or null, $3 references, $4 title, $5 administration, $6 person, $7 day, $8 at, $9 update or null,
 * $10 author
 */
const filing = `
INSERT INTO "Evidence" ("reference", "title", "datedOn", "at", "administrationId", "personId", "milestoneId", "commitmentId",
  "updateId", "authorName")
SELECT each."reference", $4::text, $7::date, $8::timestamptz, $5::int, $6::int, $1::int, $2::int, $9::int, $10::text
FROM unnest($3::text[]) WITH ORDINALITY each ("reference", "place")
WHERE NOT EXISTS (SELECT 1 FROM "Evidence" e WHERE e."reference" = each."reference"
  AND e."milestoneId" IS NOT DISTINCT FROM $1::int AND e."commitmentId" IS NOT DISTINCT FROM $2::int
  AND e."updateId" IS NOT DISTINCT FROM $9::int)
ORDER BY each."place" RETURNING "id"`

/**
 * Files evidence; a reference that is filed there already is left as it is. The row of what it is filed for is locked by the
 * caller, so that the same reference sent twice at once is filed once.
 *
 * @param on calendar day of the evidence; @param at instant
 * @returns how many were new
 */
export async function fileEvidence(
  db: Db,
  of: EvidenceOf,
  { references, title, author }: NewEvidence,
  by: { personId: number | null; administrationId: number | null },
  on: CalendarDate,
  at: Date,
): Promise<number> {
  if (references.length === 0) return 0
  const filed = await db.query(filing, [
    'milestoneId' in of ? of.milestoneId : null,
    'commitmentId' in of ? of.commitmentId : null,
    references,
    title,
    by.administrationId,
    by.personId,
    on,
    at.toISOString(),
    'updateId' in of ? of.updateId : null,
    author ?? null,
  ])
  return filed.length
}

/** Makes others who file evidence for the same thing wait until the transaction ends. */
export async function lockEvidence(db: Db, of: EvidenceOf): Promise<void> {
  const [table, id] =
    'milestoneId' in of
      ? (['Milestone', of.milestoneId] as const)
      : 'commitmentId' in of
        ? (['Commitment', of.commitmentId] as const)
        : (['Update', of.updateId] as const)
  await db.query(`SELECT 1 FROM "${table}" WHERE "id" = $1::int FOR UPDATE`, [id])
}
