import { heading, list, type Row, rows, small, strong, text, type View } from '../../chat/view.ts'
import type { Activity, Administration, Programme } from '../../domain/facts.ts'
import { isOpen } from '../../domain/schedule.ts'
import { type CalendarDate, dayIn, shortDate } from '../../time.ts'
import { openOf } from '../next-steps.ts'
import { milestoneDate, programmeNotes } from '../words.ts'

/** One administration: where it takes part, what it owns, what it last reported. */
export function administrationStatusView(
  programme: Programme,
  administration: Administration,
  activities: Activity[],
  today: CalendarDate,
): View {
  const { id, customsName, region, connected } = administration
  const answers = activities.flatMap((activity): Row[] => {
    const answer = activity.participations.find(({ administrationId }) => administrationId === id)
    if (!answer) return []
    const update = activity.latest.find(({ administrationId }) => administrationId === id)
    const place = answer.lead ? 'lead' : answer.takingPart ? 'taking part' : 'not taking part'
    const reported = update
      ? ` · ${update.outlook ?? 'reported'}, ${shortDate(dayIn(update.at, administration.timeZone))}`
      : ''
    const name = `${activity.code}/${administration.code}`
    return [
      {
        text: [strong(activity.code), ` ${activity.title} · ${place}${reported}`],
        action: openOf(name),
      },
    ]
  })
  const owned = activities
    .flatMap(({ milestones }) => milestones)
    .filter((milestone) => milestone.ownerAdministrationId === id && isOpen(milestone))
  return {
    title: customsName,
    blocks: [
      small(`${administration.name} · ${region.name} · ${connected ? 'connected' : 'not connected'}`),
      ...(answers.length > 0
        ? [heading('Activities'), rows(answers)]
        : [text(`${administration.name} has not answered for any activity yet.`)]),
      ...(owned.length > 0
        ? [
            heading('Owes'),
            list(
              owned.map((milestone) => [
                strong(milestone.code),
                ` ${milestone.title} · `,
                ...milestoneDate(milestone, today),
              ]),
            ),
          ]
        : []),
      ...programmeNotes(programme),
    ],
  }
}
