import type { MilestoneDate, ProgrammeFile } from '../domain/programme-file.ts'
import { type CalendarDate, monthsBetween, plusMonths } from '../time.ts'

/**
 * The same programme with its period beginning on `starts`: every date in it moves by the same number of calendar
 * months, and a day that a shorter month lacks becomes that month's last. Weekdays are not looked at.
 *
 * @param file as read: from a programme moved before, a day lost to a shorter month does not come back.
 * @throws RangeError when `starts` is not the day of the month on which the period begins.
 */
export function startingOn(file: ProgrammeFile, starts: CalendarDate): ProgrammeFile {
  const dayOfMonth = file.periodFrom.slice(-2)
  if (starts.slice(-2) !== dayOfMonth) {
    const first = Number(dayOfMonth)
    throw new RangeError(`${file.name} begins on day ${first} of a month: use day ${first}, not ${starts}`)
  }
  const months = monthsBetween(file.periodFrom, starts)
  const moved = (day: CalendarDate) => plusMonths(day, months)
  return {
    ...file,
    adoptedOn: moved(file.adoptedOn),
    periodFrom: moved(file.periodFrom),
    periodTo: moved(file.periodTo),
    movedMonths: file.movedMonths + months,
    meetings: file.meetings.map((meeting) => ({
      ...meeting,
      startsOn: moved(meeting.startsOn),
      endsOn: moved(meeting.endsOn),
    })),
    activities: file.activities.map((activity) => ({
      ...activity,
      quietUntil: activity.quietUntil && moved(activity.quietUntil),
    })),
    milestones: file.milestones.map((milestone) => ({
      ...milestone,
      date: movedDate(milestone.date, moved),
    })),
    holidays: file.holidays.map((holiday) => ({ ...holiday, on: moved(holiday.on) })),
  }
}

function movedDate(date: MilestoneDate, moved: (day: CalendarDate) => CalendarDate): MilestoneDate {
  return date.kind === 'on' ? { kind: 'on', due: moved(date.due) } : date
}
