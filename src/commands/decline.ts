import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayDecide } from '../domain/extension.ts'
import { tellAsker } from '../notifications/extension.ts'
import { decideExtension, findExtension } from '../store/extensions.ts'
import { decidedView } from '../views/extension.ts'
import { followedBy, historyOf, openOf } from '../views/next-steps.ts'
import { answer, type Context, defineCommand, refuse } from './command.ts'
import {
  bentOf,
  type OpenedRequest,
  onRequest,
  pictureOf,
  refuseDecision,
  requestAgain,
  splitSubject,
} from './deciding.ts'
import { declineForm } from './forms/decide.ts'
import { reasonLimit, refuseReason, splitReason } from './when.ts'

const args = z.object({ on: z.string(), rest: z.string() })

/** `decline ipr-1.2 because …`: a later date that was asked for is not given. */
export const decline = defineCommand({
  name: 'decline',
  also: [],
  summary: 'a later date that was asked for is not approved, with the reason',
  usage: ['decline ipr-1.2 because the meeting needs it', 'decline because the meeting needs it'],
  may: 'admitted',
  changes: true,
  args,
  read: (words, { directory }) => splitSubject(directory, words),
  run: ({ on, rest }, context) =>
    onRequest('decline', on, context, (opened) => refuseIt(rest, opened, context)),
  again: requestAgain,
  form: declineForm,
})

async function refuseIt(words: string, opened: OpenedRequest, context: Context): Promise<Reply> {
  const { db, speaker, now } = context
  const { milestone, extension, activity, area, owner } = opened
  const verdict = mayDecide(speaker, bentOf(extension, extension.toOn, context), area)
  if (!verdict.allowed) return refuseDecision(opened, verdict.who)
  const { before, reason } = splitReason(words)
  if (reason === '' || before !== '')
    return refuse(
      'Say why, for example: ',
      code(`decline ${milestone.code.toLowerCase()} because ${before || 'the meeting needs it'}`),
      '.',
    )
  if (reason.length > reasonLimit) return refuseReason(reason)

  const by = speaker.kind === 'person' ? speaker.id : null
  const decision = { outcome: 'not approved' as const, approvedOn: null, reason, by }
  const decided = await decideExtension(db, extension.id, decision, now)
  if (!decided) throw new Error(`request ${extension.id} for a later date changed while it was decided`)
  const known = (await findExtension(db, extension.id)) ?? extension
  await tellAsker(db, context, { extension: known, activity, ownerId: owner?.id ?? null }, now)
  await context.changed('later date declined', { kind: 'milestone', id: milestone.id }, ['extension'])
  const view = decidedView(pictureOf(known, opened, context))
  return answer(followedBy(view, openOf(activity.code), historyOf(activity.code)))
}
