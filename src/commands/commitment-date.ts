import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { isMemberOf } from '../domain/permission.ts'
import { dateFault } from '../domain/planning.ts'
import { loadActivities } from '../store/activities.ts'
import { changeCommitment } from '../store/commitments.ts'
import { lockPart } from '../store/participations.ts'
import type { RequestSubject } from '../store/requests.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { targetMovedView } from '../views/move.ts'
import { pledgedView } from '../views/pledge.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { refuseDate } from './dates.ts'
import { dayAndReason } from './later-date.ts'
import { commitmentCode } from './on-activity.ts'
import { reasonLimit, refuseDay, refuseReason } from './when.ts'

/** A commitment of the speaker's administration, and the words behind its name. */
export type OwnCommitment = { activity: ActivityName; administration: Administration; rest: string }

/**
 * Moves the target date of a commitment, as `extend` and `move` say it: an administration does so itself, with a reason. The day first
 * pledged stays beside it. To `extend` is to name a later day.
 */
export async function moveCommitment(
  word: 'extend' | 'move',
  { activity, administration, rest }: OwnCommitment,
  context: Context,
): Promise<Reply> {
  const { db, speaker, today, programme, now } = context
  const name = commitmentCode(activity, administration)
  if (!isMemberOf(speaker, administration.id))
    return refuse(
      `What ${administration.customsName} takes on is moved by its own members: `,
      code(`who ${administration.name.toLowerCase()}`),
      ' lists them.',
    )
  await lockPart(db, activity.id, administration.id)
  const [facts] = await loadActivities(db, privately(context), { ids: [activity.id] })
  if (!facts || facts.quiet) return refuseQuiet(activity)
  const commitment = facts.commitments.find((each) => each.administrationId === administration.id)
  if (!commitment?.targetOn)
    return refuse(
      `${administration.customsName} has no commitment of its own under ${activity.code}. `,
      code(`pledge ${activity.code.toLowerCase()} by …`),
      ' makes one.',
    )
  const { targetOn, state } = commitment
  if (state !== 'open') return refuse(`${name.toUpperCase()} is ${state}: its date stays as it is.`)

  const command = (day: CalendarDate | string, why = '') =>
    `${word} ${name} to ${day} because ${why || 'comments are still arriving'}`
  const said = dayAndReason(rest, targetOn, today)
  if ('unclear' in said) return refuseDate(said.unclear, (day) => command(day, said.reason), today)
  const { on, reason, between } = said
  if (between !== '')
    return refuse('Say "because" before the reason, for example: ', code(command(on, between)))
  const fault = dateFault(on, today, programme)
  if (fault && on !== targetOn) return refuseDay(fault, on, context, (day) => command(day, reason))
  const about = { activity: facts, administration, today }
  const reply = facts.quietUntil ? answerPrivately : answer
  if (on === targetOn) {
    await context.changed('commitment changed', { kind: 'commitment', id: commitment.id }, [])
    const now = { ...commitment, targetOn }
    return reply(pledgedView({ ...about, before: now, after: now, joined: false }))
  }
  if (word === 'extend' && on < targetOn)
    return refuse(
      `${name.toUpperCase()} is due on ${fullDate(targetOn)}, and ${fullDate(on)} is earlier: for an earlier day, say `,
      code(command(on, reason).replace(/^extend/, 'move')),
      '.',
    )
  if (reason === '') return refuse('Say why it moves, for example: ', code(command(on)), '.')
  if (reason.length > reasonLimit) return refuseReason(reason)

  const personId = speaker.kind === 'person' ? speaker.id : null
  const target = { text: commitment.text, targetOn: on, personId }
  await changeCommitment(db, commitment.id, target, { keepsFirst: false, reason }, now)
  await context.changed('commitment changed', { kind: 'commitment', id: commitment.id }, [
    'targetOn',
    'reason',
  ])
  return reply(targetMovedView({ ...about, commitment, on, reason }))
}

/** Answers a second delivery of a request that made a commitment or moved it: with the commitment as it stands now. */
export async function commitmentAgain({ id }: RequestSubject, context: Context): Promise<Reply> {
  const activities = await loadActivities(context.db, privately(context))
  const activity = activities.find(({ commitments }) => commitments.some((each) => each.id === id))
  const commitment = activity?.commitments.find((each) => each.id === id)
  const administration = commitment && administrationsById(context.directory).get(commitment.administrationId)
  if (!activity || !commitment?.targetOn || !administration)
    return refuse('That was recorded already; it need not be sent again.')
  const now = { ...commitment, targetOn: commitment.targetOn }
  const about = { activity, administration, today: context.today }
  return (activity.quietUntil ? answerPrivately : answer)(
    pledgedView({ ...about, before: now, after: now, joined: false }),
  )
}
