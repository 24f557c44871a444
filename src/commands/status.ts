import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { loadActivities } from '../store/activities.ts'
import { activityStatusView, latestShown } from '../views/status/activity.ts'
import { administrationStatusView } from '../views/status/administration.ts'
import { commitmentStatusView } from '../views/status/commitment.ts'
import { areaStatusView, programmeStatusView } from '../views/status/programme.ts'
import { administrationsById, answer, areaOf, type Context, defineCommand, refuse } from './command.ts'
import { agreedHere, stepsOn } from './steps.ts'
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
  const { db, programme, directory, today } = context
  switch (subject.kind) {
    case 'programme':
      return answer(programmeStatusView(programme, directory, await loadActivities(db, context), today))
    case 'area': {
      const ids = directory.activities.filter(({ areaId }) => areaId === subject.area.id).map(({ id }) => id)
      return answer(
        areaStatusView(programme, subject.area, await loadActivities(db, context, { ids }), today),
      )
    }
    case 'administration': {
      const activities = await loadActivities(db, context)
      return answer(administrationStatusView(programme, subject.administration, activities, today))
    }
    case 'activity':
    case 'milestone':
    case 'commitment': {
      const wanted =
        subject.kind === 'commitment' ? { of: subject.administration.id } : { newest: latestShown }
      const [activity] = await loadActivities(db, context, { ids: [subject.activity.id], ...wanted })
      if (!activity)
        throw new Error(`activity ${subject.activity.code} is in the directory and not in the record`)
      const area = areaOf(directory, activity.areaId)
      const picture = {
        programme,
        area,
        activity,
        administrations: administrationsById(directory),
        today,
      }
      return answer(
        subject.kind === 'commitment'
          ? commitmentStatusView(picture, subject.administration)
          : activityStatusView(picture, stepsOn(activity, context), agreedHere(activity, context)),
      )
    }
  }
}
