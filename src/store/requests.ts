import type { Db } from './database.ts'

export type RequestSubject = {
  kind: 'update' | 'milestone' | 'invitation' | 'person' | 'programme'
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

/** Remembers what a request changed, so that a second delivery of it is answered from the state. */
export async function setRequestSubject(db: Db, key: string, subject: RequestSubject): Promise<void> {
  await db.prisma.request.update({
    where: { key },
    data: { subjectKind: subject.kind, subjectId: subject.id },
  })
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

/** Writes an entry of the append-only audit: ids and names of fields, never words of people. */
export async function writeAudit(
  db: Db,
  entry: {
    personId: number | null
    action: string
    subject: RequestSubject
    fields: string[]
    requestKey: string | null
  },
  at: Date,
): Promise<void> {
  const { subject, ...rest } = entry
  await db.prisma.auditEntry.create({
    data: { ...rest, subjectKind: subject.kind, subjectId: subject.id, at },
  })
}
