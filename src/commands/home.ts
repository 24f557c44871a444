import { z } from 'zod'
import { mayReadActivity } from '../domain/audience.ts'
import { coordinates, isSecretariat } from '../domain/permission.ts'
import { summarise } from '../domain/summary.ts'
import { loadActivities } from '../store/activities.ts'
import { pendingExtensions } from '../store/extensions.ts'
import { homeView } from '../views/home.ts'
import { answerPrivately, type Context, defineCommand, privately } from './command.ts'
import { decidable } from './deciding.ts'
import { owedBy } from './mine.ts'
import { readerOf } from './steps.ts'

/** `home`: what is mine, what waits for me, and where the programme stands, on one screen. Always private. */
export const home = defineCommand({
  name: 'home',
  also: ['home page'],
  summary: 'what is mine and where the programme stands, with buttons',
  usage: ['home'],
  may: 'admitted',
  changes: false,
  args: z.object({}),
  read: () => ({}),
  run: async (_, asked) => {
    const context = privately(asked)
    const { db, programme, directory, now, today } = context
    const activities = await loadActivities(db, context)
    const owner = readerOf(context)
    const areas = owner.areas.map(({ id }) => id)
    const administration = owner.administration && {
      kind: 'administration' as const,
      administration: owner.administration,
    }
    const waiting = await decisionsFor(context)
    return answerPrivately(
      homeView(
        {
          programme,
          directory,
          owner,
          owed: programme.closedAt ? [] : owedBy(administration, activities, areas),
          decisions: decidable(waiting, activities, context),
          summary: summarise(programme, directory.areas, activities, owner.administration, now, today),
        },
        today,
      ),
    )
  },
})

/** Requests for a later date in what the speaker coordinates; for the secretariat, in all. */
async function decisionsFor({ db, programme, directory, audience, speaker, now }: Context) {
  const theirs = directory.activities.filter(
    (activity) =>
      (isSecretariat(speaker) || coordinates(speaker, { areaId: activity.areaId })) &&
      mayReadActivity(audience, activity, now),
  )
  if (programme.closedAt || theirs.length === 0) return []
  return pendingExtensions(
    db,
    theirs.map(({ id }) => id),
  )
}
