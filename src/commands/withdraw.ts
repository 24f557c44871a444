import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { copiesOf } from '../store/update-post.ts'
import { type ReportedBefore, withdrawUpdate } from '../store/update-versions.ts'
import { findUpdate } from '../store/updates.ts'
import { dayIn, fullDate } from '../time.ts'
import { alreadyWithdrawnView, withdrawnView } from '../views/withdraw.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  refuse,
} from './command.ts'
import { splitName } from './on-activity.ts'
import { findOwnUpdates, type OwnUpdates } from './own-update.ts'

const args = z.object({ on: z.string(), number: z.number().nullable(), rest: z.string() })

/** `withdraw ipr-1`, `withdraw ipr-1 2`: the last update, or the one of a number, is erased. */
export const withdraw = defineCommand({
  name: 'withdraw',
  also: [],
  summary: 'my last update on an activity is erased everywhere',
  usage: ['withdraw ipr-1', 'withdraw ipr-1 2'],
  may: 'reporter',
  changes: true,
  alsoWhenClosed: () => true,
  args,
  read: (words, { directory }) => {
    const { on, rest } = splitName(directory, words)
    const [, number] = /^(?:#|no\.? ?|number )?(\d{1,6})$/i.exec(rest) ?? []
    return { on, number: number ? Number(number) : null, rest: number ? '' : rest }
  },
  run: async ({ on, number, rest }, context) => {
    const looked = await findOwnUpdates({ word: 'withdraw', rest: '', on, number }, context)
    if ('refusal' in looked) return looked.refusal
    const { name, choice, activity } = looked.found
    if (rest !== '')
      return refuse(
        `Nothing was withdrawn: I do not know which update "${rest}" is. The last one is withdrawn with `,
        code(`withdraw ${name}`),
        '.',
      )
    const chosen = number === null ? choice.newest : choice.numbered
    if (!chosen)
      return refuse(
        `There is no update ${number} of yours on ${activity.code}. The last one is number ${choice.newest?.number}.`,
      )
    if (chosen.withdrawnAt) return tellWithdrawn(chosen, looked.found, context)
    if (number === null && choice.mine && choice.mine.id !== chosen.id)
      return askWhich(chosen, choice.mine, looked.found)
    return erase(chosen, looked.found, context)
  },
  again: async ({ id }, context) => {
    const update = await findUpdate(context.db, id)
    const administration = update && administrationsById(context.directory).get(update.administrationId)
    const activity = context.directory.activities.find((each) => each.id === update?.activityId)
    if (!update || !administration || !activity) return refuse('That update was withdrawn already.')
    return answerPrivately(alreadyWithdrawnView(update, { administration, activity, next: null }))
  },
})

/** The newest was withdrawn before: said twice, the word must not take the one before it as well. */
async function tellWithdrawn(
  chosen: ReportedBefore,
  { administration, activity, name, choice }: OwnUpdates,
  context: Context,
): Promise<Reply> {
  await context.changed('update withdrawn', { kind: 'update', id: chosen.id }, [])
  const next = choice.standing ? { ...choice.standing, name } : null
  const show = alreadyWithdrawnView(chosen, { administration, activity, next })
  return activity.quietUntil ? answerPrivately(show) : answer(show)
}

function askWhich(newest: ReportedBefore, mine: ReportedBefore, { administration, name }: OwnUpdates): Reply {
  const on = (at: Date) => fullDate(dayIn(at, administration.timeZone))
  return refuse(
    `Nothing was withdrawn yet: ${newest.reportedBy ?? 'the operator'} reported there after you. Say `,
    code(`withdraw ${name} ${mine.number}`),
    ` for yours of ${on(mine.at)}, or `,
    code(`withdraw ${name} ${newest.number}`),
    ` for the one of ${on(newest.at)}.`,
  )
}

async function erase(
  chosen: ReportedBefore,
  { administration, activity }: OwnUpdates,
  context: Context,
): Promise<Reply> {
  const { db, speaker, now, zone } = context
  const before = await findUpdate(db, chosen.id)
  if (!before) throw new Error(`no update has the id ${chosen.id}`)
  const held = before.leavesAt > now
  const copies = held ? null : await copiesOf(db, chosen.id)
  const left = await withdrawUpdate(db, chosen.id, speaker.kind === 'person' ? speaker.id : null, now)
  const evidence = before.references.length > 0 ? ['evidence'] : []
  const part = left ? ['takingPart'] : []
  await context.changed('update withdrawn', { kind: 'update', id: chosen.id }, [
    'outlook',
    'text',
    ...evidence,
    ...part,
  ])
  const show = withdrawnView(chosen, { administration, activity, copies, left, now, zone })
  return activity.quietUntil ? answerPrivately(show) : answer(show)
}
