import { plusSeconds } from '../time.ts'
import { announcing, gatherSeconds } from './announcing.ts'
import { closingLock } from './closing.ts'
import type { Db } from './database.ts'
import { redrawing } from './homes.ts'
import { tellOfMove } from './moves.ts'

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
    | 'administration'
    | 'delivery'
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

/**
 * $1 key, $2 command, $3 person, $4 at, $5 programme, $6 lock. First the claim: the same request, delivered again, waits for the first
 * one without holding anything. Then the lock that closing takes; then the row, which is read again if it was changed meanwhile.
 */
const claiming = `
WITH claim AS (
  INSERT INTO "Request" ("key", "command", "personId", "at") VALUES ($1, $2, $3::int, $4::timestamptz) ON CONFLICT DO NOTHING RETURNING 1)
SELECT (extract(epoch FROM p."closedAt") * 1000)::float8 AS "closedAt" FROM "Programme" p
WHERE p."id" = $5::int AND EXISTS (SELECT 1 FROM claim) AND pg_advisory_xact_lock_shared($6::int, $5::int)::text IS NOT NULL
FOR KEY SHARE OF p`

/**
 * Claims a change of a programme, inside the caller's transaction. Until that ends nobody closes the programme; one that is being
 * closed is waited for. Changes do not wait for one another.
 *
 * @param at instant
 * @returns null when it was claimed before, else the instant at which the programme was closed, if it was
 */
export async function claimChange(
  db: Db,
  request: { key: string; command: string; personId: number | null; programmeId: number },
  at: Date,
): Promise<{ closedAt: Date | null } | null> {
  const { key, command, personId, programmeId } = request
  const [row] = await db.query<{ closedAt: number | null }>(claiming, [
    key,
    command,
    personId,
    at.toISOString(),
    programmeId,
    closingLock,
  ])
  return row ? { closedAt: row.closedAt === null ? null : new Date(row.closedAt) } : null
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

/** $6 key, $7 by, $8 action, besides those of `announcing` */
const changing = `
WITH request AS (UPDATE "Request" SET "subjectKind" = $1::text, "subjectId" = $2::int WHERE "key" = $6::text),
${announcing.trim()},
${redrawing.trim()}
INSERT INTO "AuditEntry" ("at", "personId", "action", "subjectKind", "subjectId", "fields", "requestKey")
SELECT $3::timestamptz, $7::int, $8::text, $1::text, $2::int, $5::text[], $6::text WHERE cardinality($5::text[]) > 0`

/**
 * Remembers what a request was about, so that a second delivery of it is answered from the state, and writes an entry of the
 * append-only audit: ids and names of fields, never words of people. What follows from it in channels (`announcing`) and on homes (`redrawing`) is put down with it.
 * Without a field nothing was changed, and no entry is written.
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
  const shownAt = plusSeconds(at, gatherSeconds)
  const shown = shownAt.toISOString()
  await db.query(changing, [subject.kind, subject.id, at.toISOString(), shown, fields, key, by, action])
  const { kind, id } = subject
  // A date that is agreed only now, on another day than proposed, is told as agreed.
  const moved = kind === 'milestone' && fields.includes('dueOn') && !fields.includes('baselineOn')
  if (moved || (kind === 'meeting' && fields.length > 0)) await tellOfMove(db, { kind, id }, at, shownAt)
}

/** Forgets the requests from before an instant: nobody delivers them again. */
export async function forgetRequests(db: Db, before: Date): Promise<void> {
  await db.query('DELETE FROM "Request" WHERE "at" < $1::timestamptz', [before.toISOString()])
}
