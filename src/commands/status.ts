import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayName } from '../domain/permission.ts'
import { loadActivities } from '../store/activities.ts'
import { activityStatusView } from '../views/status/activity.ts'
import { administrationStatusView } from '../views/status/administration.ts'
import { commitmentStatusView } from '../views/status/commitment.ts'
import { areaStatusView, programmeStatusView } from '../views/status/programme.ts'
import { administrationsById, answer, areaOf, type Context, defineCommand, refuse } from './command.ts'
import { findSubject, nearestSubject, type Subject } from './subject.ts'

/** `status`, of the programme, an area, an activity, a commitment or an administration. */
export const status = defineCommand({
  name: 'status',
  also: ['show'],
  summary: 'where things stand: the programme, an area, an activity, an administration',
  usage: ['status', 'status ipr', 'status ipr-1', 'status ipr-1/jp', 'status japan'],
  may: 'admitted',
  changes: false,
  args: z.object({ of: z.string() }),
  read: (words) => ({ of: words.replace(/^(of|for|on)\s+/i, '') }),
  run: async ({ of }, context) => {
    if (of === '') return show({ kind: 'programme' }, context)
    const subject = findSubject(context.directory, of)
    if (subject) return show(subject, context)
    const near = nearestSubject(context.directory, of)
    return near
      ? refuse('I know nothing called "', of, '". Did you mean ', code(`status ${near.toLowerCase()}`), '?')
      : refuse('I know nothing called "', of, '". Say ', code('status'), ' for the codes of all activities.')
  },
})

async function show(subject: Subject, context: Context): Promise<Reply> {
  const { db, programme, directory, audience, today, now } = context
  const load = (ids?: number[]) => loadActivities(db, programme.id, { audience, now, today }, ids)
  switch (subject.kind) {
    case 'programme':
      return answer(programmeStatusView(programme, directory.areas, await load(), today))
    case 'area': {
      const ids = directory.activities.filter(({ areaId }) => areaId === subject.area.id).map(({ id }) => id)
      return answer(areaStatusView(programme, subject.area, await load(ids), today))
    }
    case 'administration': {
      const { administration } = subject
      const named = (areaId: number) => mayName(audience, administration, [areaId], programme.policies.naming)
      return answer(administrationStatusView(programme, administration, await load(), today, named))
    }
    case 'activity':
    case 'milestone':
    case 'commitment': {
      const [activity] = await load([subject.activity.id])
      if (!activity)
        throw new Error(`activity ${subject.activity.code} is in the directory and not in the record`)
      const area = areaOf(directory, activity.areaId)
      const picture = {
        programme,
        area,
        activity,
        administrations: administrationsById(directory),
        audience,
        today,
      }
      if (subject.kind !== 'commitment') return answer(activityStatusView(picture))
      const named = mayName(audience, subject.administration, [area.id], programme.policies.naming)
      return answer(commitmentStatusView(picture, subject.administration, named))
    }
  }
}
