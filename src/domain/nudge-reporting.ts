import type { CalendarDate } from '../time.ts'
import type { NudgeDestination, NudgeFacts } from './nudge.ts'
import type { WorkingDay } from './nudge-cadence.ts'
import type { NudgeRound } from './nudge-round.ts'
import { reporting } from './schedule.ts'

/** Once a quarter, leads and owners of commitments of whom nothing was heard for long are asked for a report. No date hangs on it. */

/**
 * Somebody who is expected to report. `last` is the instant of the latest report, or from which one is expected; `reported` tells
 * which.
 */
export type ExpectedReport = { activityId: number; administrationId: number; last: Date; reported: boolean }

export type ReportDue = ExpectedReport & { clock: 'ageing' | 'silent' }

/** In the last month of a quarter, early enough to be in what is said of the quarter. [ours] */
const askedFromDay = 15

/** Whether reports are asked for on a working day: it is the first one from the middle of the last month of a quarter on. */
export function isReportingDay({ on, offBefore }: WorkingDay): boolean {
  const [, month = 0, date = 0] = on.split('-').map(Number)
  const past = date - askedFromDay
  return month % 3 === 0 && past >= 0 && past <= offBefore
}

/** The reports that a destination is asked for, as the reporting clock stands on its day `on`. */
export function reportsDue(
  { programme, directory, expected }: NudgeFacts,
  round: NudgeRound,
  destination: NudgeDestination,
  on: CalendarDate,
): ReportDue[] {
  if (programme.closedAt) return []
  return expected.flatMap((each): ReportDue[] => {
    const { activityId, administrationId, last } = each
    const activity = directory.activities.find(({ id }) => id === activityId)
    const administration = directory.administrations.find(({ id }) => id === administrationId)
    if (!activity || !administration) return []
    const clock = reporting(administration, last, on, programme.policies.reporting)
    if (clock !== 'ageing' && clock !== 'silent') return []
    const party = { kind: 'administration' as const, administrationId }
    return round.asks(destination, party, activity) ? [{ ...each, clock }] : []
  })
}
