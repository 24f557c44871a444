import type { Db } from './database.ts'

export type RequestSubject = {
  kind:
    | 'update'
    | 'milestone'
    | 'activity'
    | 'commitment'
    | 'confirmation'
    | 'meeting'
    | 'invitation'
    | 'person'
    | 'role'
    | 'programme'
    | 'channel'
  id: number
}

/**
 * Claims a request by its id. A second claim of the same id waits for the first one's transaction to end.
 *
 * @param at instant
 * @returns true for the first, false when it was claimed before
 */
export async function claimRequest(
  db: Db,
  request: { key: string; command: string; personId: number | null },
  at: Date,
): Promise<boolean> {
  const { key, command, personId } = request
  const claimed = await db.query(
    `INSERT INTO "Request" ("key", "command", "personId", "at") VALUES ($1, $2, $3::int, $4::timestamptz)
     ON CONFLICT DO NOTHING RETURNING "at"`,
    [key, command, personId, at.toISOString()],
  )
  return claimed.length === 1
}

/** What an earlier delivery of this person's request changed; null when it changed nothing. */
export async function requestSubject(
  db: Db,
  key: string,
  personId: number | null,
): Promise<RequestSubject | null> {
  const row = await db.prisma.request.findUnique({ where: { key } })
  if (row && row.personId !== null && row.personId !== personId) return null
  if (!row?.subjectKind || row.subjectId === null) return null
  return { kind: row.subjectKind as RequestSubject['kind'], id: row.subjectId }
}

/** $1 key, $2 kind and $3 id of the subject, $4 by, $5 action, $6 fields, $7 at */
const changing = `
WITH request AS (UPDATE "Request" SET "subjectKind" = $2::text, "subjectId" = $3::int WHERE "key" = $1::text)
INSERT INTO "AuditEntry" ("at", "personId", "action", "subjectKind", "subjectId", "fields", "requestKey")
SELECT $7::timestamptz, $4::int, $5::text, $2::text, $3::int, $6::text[], $1::text WHERE cardinality($6::text[]) > 0`

/**
 * Remembers what a request was about, so that a second delivery of it is answered from the state, and writes an entry of the
 * append-only audit: ids and names of fields, never words of people. Without a field nothing was changed, and no entry is written.
 *
 * @param by id of a person, null for the operator; @param at instant
 */
export async function recordChange(
  db: Db,
  key: string,
  {
    by,
    action,
    subject,
    fields,
  }: { by: number | null; action: string; subject: RequestSubject; fields: string[] },
  at: Date,
): Promise<void> {
  await db.query(changing, [key, subject.kind, subject.id, by, action, fields, at.toISOString()])
}
