import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName } from '../domain/facts.ts'
import { loadActivities } from '../store/activities.ts'
import type { EvidenceOf } from '../store/evidence.ts'
import { type Attached, attachedUpdate } from '../views/attach.ts'
import { type Context, privately, refuse } from './command.ts'
import { findDeliverable } from './delivering.ts'
import { findNewest } from './own-update.ts'
import { leadingSubject } from './subject.ts'

/** What evidence is filed for, and for whom. */
export type Attachable = {
  of: EvidenceOf
  /** as it was named */
  on: string
  shown: Attached
  activity: ActivityName
  by: { personId: number | null; administrationId: number | null }
}

/**
 * What `on` names, if the speaker may file evidence for it: a milestone or a commitment as with `done`; by the code of an activity (or of a
 * part in one without a commitment), the newest update there.
 */
export async function findAttachable(
  on: string,
  context: Context,
): Promise<{ found: Attachable } | { refusal: Reply }> {
  const subject = leadingSubject(context.directory, on)?.subject ?? null
  if (!subject || !('activity' in subject)) return { refusal: refuseName() }
  if (subject.kind === 'activity') return updateOn(on, context)
  if (subject.kind === 'commitment') {
    const { administration, activity } = subject
    const [facts] = await loadActivities(context.db, privately(context), { ids: [activity.id] })
    const pledged = facts?.commitments.some(({ administrationId }) => administrationId === administration.id)
    if (!facts?.quiet && !pledged) return updateOn(on, context)
  }
  const looked = await findDeliverable(on, context, (name, who) => `Evidence for ${name} is filed by ${who}.`)
  if ('refusal' in looked) return looked
  const { of, code: name, title, activity, by } = looked.found
  const open =
    'milestoneId' in of
      ? activity.milestones.some(({ id, state }) => id === of.milestoneId && state !== 'delivered')
      : activity.commitments.some(({ id, state }) => id === of.commitmentId && state !== 'delivered')
  return { found: { of, on, shown: { kind: 'owed', code: name, title, open }, activity, by } }
}

async function updateOn(on: string, context: Context): Promise<{ found: Attachable } | { refusal: Reply }> {
  const looked = await findNewest('attach', on, context)
  if ('refusal' in looked) return looked
  const { before, own } = looked
  const { speaker } = context
  return {
    found: {
      of: { updateId: before.id },
      on,
      shown: attachedUpdate(before, own),
      activity: own.activity,
      by: {
        personId: speaker.kind === 'person' ? speaker.id : null,
        administrationId: own.administration.id,
      },
    },
  }
}

export const refuseName = (): Reply =>
  refuse(
    'Say what it is evidence of (a milestone, a commitment, or an activity for your last update there), for example: ',
    code('attach https://example.org/note to ipr-1.2'),
    '.',
  )
