import { type CalendarDate, toDateColumn } from '../time.ts'
import type { Db } from './database.ts'

export type NewEvidence = { reference: string; title: string | null }

/**
 * Marks an open milestone delivered; one that is delivered already keeps its day.
 *
 * @param on calendar day of delivery; @param at instant
 * @returns whether it was open until now
 */
export async function deliverMilestone(
  db: Db,
  milestoneId: number,
  personId: number | null,
  on: CalendarDate,
  at: Date,
): Promise<boolean> {
  const { count } = await db.prisma.milestone.updateMany({
    where: { id: milestoneId, state: { in: ['proposed', 'agreed'] } },
    data: {
      state: 'delivered',
      deliveredOn: toDateColumn(on),
      deliveredAt: at,
      deliveredById: personId,
      waitingFor: null,
    },
  })
  return count === 1
}

/** Files evidence for a milestone; a reference that is filed there already is left as it is. @returns how many were new */
export async function fileEvidence(
  db: Db,
  milestoneId: number,
  evidence: NewEvidence[],
  by: { personId: number | null; administrationId: number | null },
  on: CalendarDate,
  at: Date,
): Promise<number> {
  const filed = await db.prisma.evidence.findMany({ where: { milestoneId }, select: { reference: true } })
  const before = new Set(filed.map(({ reference }) => reference))
  const fresh = evidence.filter(({ reference }) => !before.has(reference))
  await db.prisma.evidence.createMany({
    data: fresh.map((item) => ({ ...item, ...by, milestoneId, datedOn: toDateColumn(on), at })),
  })
  return fresh.length
}
