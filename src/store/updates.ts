import { createHash } from 'node:crypto'
import type { Outlook, Update } from '../domain/facts.ts'
import { type CalendarDate, plusMinutes, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

export type NewUpdate = {
  activityId: number
  administrationId: number
  commitmentId: number | null
  personId: number
  outlook: Outlook
  text: string
  references: string[]
}

/** How long the same words from the same person on the same subject count as said once. */
const sameWordsMinutes = 10

/** Any number that, with a person's id, nothing else in this database locks. */
const reportLock = 7_305_022

/**
 * Records an update, inside the caller's transaction. One person's updates are recorded one after the other, so that the same
 * words sent twice at once are recorded once.
 *
 * @param now instant; @param leavesAt instant at which its hold is over; @param today calendar day of its evidence
 * @returns the update, and whether it was recorded just before
 */
export async function recordUpdate(
  db: Db,
  update: NewUpdate,
  now: Date,
  leavesAt: Date,
  today: CalendarDate,
): Promise<{ id: number; leavesAt: Date; before: boolean }> {
  const { activityId, administrationId, commitmentId, personId, outlook, text, references } = update
  const contentHash = createHash('sha256')
    .update(JSON.stringify([outlook, text, references]))
    .digest('hex')
  await db.prisma.$queryRaw`SELECT pg_advisory_xact_lock(${reportLock}::int, ${personId}::int)::text`
  const same = await db.prisma.update.findFirst({
    where: {
      activityId,
      administrationId,
      commitmentId,
      personId,
      contentHash,
      withdrawnAt: null,
      at: { gte: plusMinutes(now, -sameWordsMinutes) },
    },
  })
  if (same) return { id: same.id, leavesAt: same.leavesAt, before: true }
  const evidence = references.map((reference) => ({
    reference,
    datedOn: toDateColumn(today),
    at: now,
    administrationId,
    personId,
  }))
  const row = await db.prisma.update.create({
    data: {
      activityId,
      administrationId,
      commitmentId,
      personId,
      at: now,
      leavesAt,
      version: 1,
      outlook,
      contentHash,
      versions: { create: { number: 1, text, outlook, at: now, personId } },
      evidence: { create: evidence },
    },
  })
  return { id: row.id, leavesAt, before: false }
}

/**
 * Makes an administration take part in an activity.
 *
 * @param since instant
 * @returns whether that is new
 */
export async function takePart(
  db: Db,
  activityId: number,
  administrationId: number,
  since: Date,
): Promise<boolean> {
  const key = { activityId_administrationId: { activityId, administrationId } }
  const answer = await db.prisma.participation.findUnique({ where: key })
  if (answer?.takingPart) return false
  await db.prisma.participation.upsert({
    where: key,
    create: { activityId, administrationId, takingPart: true, since },
    update: { takingPart: true, since },
  })
  return true
}

/** What was recorded by one update; null once withdrawn. */
export async function findUpdate(
  db: Db,
  id: number,
): Promise<
  | (Pick<Update, 'activityId' | 'administrationId' | 'leavesAt' | 'text'> & {
      outlook: Outlook | null
      references: string[]
    })
  | null
> {
  const row = await db.prisma.update.findUnique({
    where: { id },
    include: { versions: true, evidence: { orderBy: { id: 'asc' } } },
  })
  if (!row || row.withdrawnAt) return null
  const newest = row.versions.find(({ number }) => number === row.version)
  return {
    activityId: row.activityId,
    administrationId: row.administrationId,
    leavesAt: row.leavesAt,
    text: newest?.text ?? '',
    outlook: row.outlook as Outlook | null,
    references: row.evidence.map(({ reference }) => reference),
  }
}
