import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { type Action, code } from '../chat/view.ts'
import type { Administration } from '../domain/facts.ts'
import { isMemberOf } from '../domain/permission.ts'
import { setHold } from '../store/hold.ts'
import { heldView } from '../views/hold.ts'
import { followedBy } from '../views/next-steps.ts'
import {
  administrationsById,
  answer,
  type Context,
  defineCommand,
  ownAdministration,
  refuse,
  refuseOwn,
} from './command.ts'

/** The longest hold: a day is enough for a clearance, and a report of last week helps nobody. [ours] */
const longestMinutes = 24 * 60

const args = z.object({ minutes: z.number().nullable(), asked: z.string() })

/** `hold 10m`, `hold off`, `hold`: how long an update of my administration waits before others read it. */
export const hold = defineCommand({
  name: 'hold',
  also: [],
  summary: 'how long updates of my administration wait before others read them',
  usage: ['hold', 'hold 10m', 'hold off'],
  may: 'admitted',
  changes: true,
  args,
  read: (words) => ({ minutes: minutesIn(words), asked: words.trim() }),
  run: async ({ minutes, asked }, context) => {
    const { db, speaker, changed } = context
    const own = ownAdministration(context)
    if (!own) return refuseOwn('status')
    if (asked === '') return shown(own, own.holdMinutes, false, context)
    if (minutes === null || minutes > longestMinutes)
      return refuse(
        'Say how long, up to a day, for example ',
        code('hold 10m'),
        ' or ',
        code('hold off'),
        '.',
      )
    if (!isMemberOf(speaker, own.id)) return refuse(`The hold of ${own.customsName} is set by its members.`)
    const before = own.holdMinutes
    await setHold(db, own.id, minutes)
    await changed(
      'hold set',
      { kind: 'administration', id: own.id },
      before === minutes ? [] : ['holdMinutes'],
    )
    return shown(own, minutes, true, context)
  },
  again: async ({ id }, context) => {
    const administration = administrationsById(context.directory).get(id)
    return administration
      ? shown(administration, administration.holdMinutes, true, context)
      : refuse('The hold was set already.')
  },
})

/** Pressed, its buttons set the hold of whoever presses them: where others read it, there are none. */
function shown(
  administration: Administration,
  minutes: number | null,
  set: boolean,
  { speaker, programme, request }: Context,
): Reply {
  const view = heldView(administration, minutes, programme, set)
  if (!isMemberOf(speaker, administration.id) || request.seenBy === 'everyone' || programme.closedAt)
    return answer(view)
  const held = (minutes ?? programme.policies.holdMinutes) > 0
  const other: Action = held
    ? { label: 'No hold', line: 'hold off', about: 'Others read updates at once' }
    : { label: 'Hold 10 minutes', line: 'hold 10m', about: 'Updates wait 10 minutes before others read them' }
  return answer(followedBy(view, other, { label: 'Report progress', line: 'update', form: true }))
}

/** `10m`, `10 minutes`, `2h`, `off`, `90`. */
function minutesIn(words: string): number | null {
  const said = words.trim().toLowerCase()
  if (/^(off|none|no|0)$/.test(said)) return 0
  const [, number, unit] = /^(?:for )?(\d{1,4})\s*(m|min|mins|minutes?|h|hrs?|hours?)?$/.exec(said) ?? []
  if (number === undefined) return null
  return Number(number) * (unit?.startsWith('h') ? 60 : 1)
}
