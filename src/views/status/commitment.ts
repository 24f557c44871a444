import { actions, facts, quote, small, text, type View } from '../../chat/view.ts'
import type { Administration, Commitment } from '../../domain/facts.ts'
import { commitmentSchedule } from '../../domain/schedule.ts'
import { type CalendarDate, fullDate } from '../../time.ts'
import { historyOf, openOf } from '../next-steps.ts'
import { capital, confirmedWords, evidenceWords, programmeNotes, quietWords } from '../words.ts'
import { type ActivityPicture, updateBlocks } from './activity.ts'

/** What one administration has taken on under one activity, and what it last reported there. */
export function commitmentStatusView(picture: ActivityPicture, administration: Administration): View {
  const { activity, programme, administrations, today } = picture
  if (activity.quiet) {
    const title = `${activity.code}/${administration.code} ${administration.customsName}`
    return {
      title,
      blocks: [text(activity.title), text(`${capital(quietWords(activity))}.`), ...programmeNotes(programme)],
    }
  }
  const commitment = activity.commitments.find(
    ({ administrationId }) => administrationId === administration.id,
  )
  const update = activity.updates.find(({ administrationId }) => administrationId === administration.id)
  const answer = activity.participations.find(
    ({ administrationId }) => administrationId === administration.id,
  )
  const place = !answer
    ? 'No answer yet'
    : answer.lead
      ? 'Lead'
      : answer.takingPart
        ? 'Taking part'
        : `Not taking part${answer.reason ? `: ${answer.reason}` : ''}`
  return {
    title: `${activity.code}/${administration.code} ${administration.customsName}`,
    blocks: [
      text(activity.title),
      ...(commitment ? [quote(commitment.text, `commitment of ${administration.customsName}`)] : []),
      ...(commitment?.baselineText ? [small(`First pledged as: ${commitment.baselineText}`)] : []),
      facts(
        { label: 'Place', value: [place] },
        { label: 'Outlook', note: 'reported', value: [capital(update?.outlook ?? 'no report yet')] },
        ...(commitment
          ? [
              { label: 'Schedule', value: [capital(scheduleWords(commitment, today))] },
              ...(commitment.targetOn ? [{ label: 'Target', value: [fullDate(commitment.targetOn)] }] : []),
              ...(commitment.baselineOn && commitment.baselineOn !== commitment.targetOn
                ? [{ label: 'First target', value: [fullDate(commitment.baselineOn)] }]
                : []),
              {
                label: 'Implementation',
                note: 'confirmed',
                value: [confirmedWords(commitment, administrations)],
              },
            ]
          : []),
      ),
      ...(commitment?.evidence.length ? [text('Evidence: ', ...evidenceWords(commitment.evidence))] : []),
      ...(update ? updateBlocks(update, administration) : []),
      ...(commitment
        ? []
        : [small(`${administration.name} has no commitment of its own under ${activity.code}.`)]),
      actions(openOf(activity.code, activity.code), historyOf(`${activity.code}/${administration.code}`)),
      ...programmeNotes(programme),
    ],
  }
}

function scheduleWords(commitment: Commitment, today: CalendarDate): string {
  const schedule = commitmentSchedule(commitment, today)
  return schedule === 'closed' ? commitment.state : schedule
}
