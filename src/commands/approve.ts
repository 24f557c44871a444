import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayDecide, outcomeOn } from '../domain/extension.ts'
import { nextMeeting } from '../domain/meeting.ts'
import { dateFault } from '../domain/planning.ts'
import { tellAsker } from '../notifications/extension.ts'
import { decideExtension, findExtension } from '../store/extensions.ts'
import { changePlan } from '../store/planning.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { bentWords, decidedView } from '../views/extension.ts'
import { followedBy, historyOf, openOf } from '../views/next-steps.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import { refuseDate } from './dates.ts'
import {
  bentOf,
  type OpenedRequest,
  onRequest,
  pictureOf,
  refuseDecision,
  requestAgain,
  splitSubject,
} from './deciding.ts'
import { approveForm } from './forms/decide.ts'
import { dayAndReason } from './later-date.ts'
import { reasonLimit, refuseDay, refuseReason, splitReason } from './when.ts'

const args = z.object({ on: z.string(), rest: z.string() })

/** `approve`, `approve ipr-1.2`, `approve ipr-1.2 to 1 July because …`: a later date that was asked for is given. */
export const approve = defineCommand({
  name: 'approve',
  also: [],
  summary: 'a later date that was asked for: as requested, or with another day',
  usage: ['approve ipr-1.2', 'approve ipr-1.2 to 2011-06-15', 'approve'],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitSubject(directory, words),
  run: ({ on, rest }, context) =>
    onRequest('approve', on, context, (opened) => approveAs(rest, opened, context)),
  again: requestAgain,
  form: approveForm,
})

async function approveAs(words: string, opened: OpenedRequest, context: Context): Promise<Reply> {
  const { speaker, today, programme } = context
  const { milestone, extension, area } = opened
  const dueOn = milestone.dueOn!
  const command = (day: CalendarDate) => `approve ${milestone.code.toLowerCase()} to ${day}`
  const said = dayIn(words, extension.toOn, dueOn, today)
  if ('unclear' in said) return refuseDate(said.unclear, command, today)
  const { on, reason, between } = said
  const bent = bentOf(extension, on, context)
  const verdict = mayDecide(speaker, bent, area)
  if (!verdict.allowed && bent.length > 0 && mayDecide(speaker, [], area).allowed)
    return refuse(
      `${fullDate(on)} goes beyond what a coordinator decides: ${bentWords({ bent, next: nextMeeting(programme, today) }, programme)}. The secretariat decides, or you approve an earlier day.`,
    )
  if (!verdict.allowed) return refuseDecision(opened, verdict.who)
  if (asRequested.test(words) && on !== extension.toOn)
    return refuse(
      `Asked for is ${fullDate(extension.toOn)} now, not ${fullDate(on)}: say `,
      code(command(extension.toOn)),
      ' or ',
      code(`decline ${milestone.code.toLowerCase()} because …`),
      '.',
    )
  if (between !== '')
    return refuse('Say "because" before a reason, for example: ', code(`${command(on)} because ${between}`))
  if (reason.length > reasonLimit) return refuseReason(reason)
  if (on <= dueOn)
    return refuse(
      `${milestone.code} is due on ${fullDate(dueOn)}, and ${fullDate(on)} is not later: name a later day, or say `,
      code(`decline ${milestone.code.toLowerCase()} because …`),
      '.',
    )
  const fault = dateFault(on, today, programme)
  if (fault) return refuseDay(fault, on, context, command)
  return give(on, reason, opened, context)
}

/** `as requested, 2011-06-15` names the day that was read in the request: no other is meant. */
const asRequested = /^as requested\b[\s.,;:]*/i

/** The day that is said, or the one that was asked for. */
function dayIn(words: string, asked: CalendarDate, dueOn: CalendarDate, today: CalendarDate) {
  const { before, reason } = splitReason(words.replace(asRequested, ''))
  if (/^[.!]*$/.test(before)) return { on: asked, reason, between: '' }
  return dayAndReason(words.replace(asRequested, ''), dueOn, today)
}

async function give(
  on: CalendarDate,
  reason: string,
  opened: OpenedRequest,
  context: Context,
): Promise<Reply> {
  const { db, speaker, now } = context
  const { milestone, extension, activity, owner } = opened
  const by = speaker.kind === 'person' ? speaker.id : null
  const decision = { outcome: outcomeOn(extension, on), approvedOn: on, reason, by }
  const decided = await decideExtension(db, extension.id, decision, now)
  const why = { by, reason: extension.reason, at: now, extensionId: extension.id }
  const after = { ...milestone, dueOn: on }
  const moved = decided && (await changePlan(db, milestone.id, milestone, after, why))
  // Both are locked: nobody else can have changed them.
  if (!moved) throw new Error(`request ${extension.id} for a later date changed while it was decided`)
  const known = (await findExtension(db, extension.id)) ?? extension
  await tellAsker(db, context, { extension: known, activity, ownerId: owner?.id ?? null }, now)
  await context.changed('later date approved', { kind: 'milestone', id: milestone.id }, [
    'dueOn',
    'extension',
  ])
  const view = decidedView(pictureOf(known, { ...opened, milestone: after }, context))
  return answer(followedBy(view, openOf(activity.code), historyOf(activity.code)))
}
