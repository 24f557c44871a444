import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { isMemberOf, mayTakePart } from '../domain/permission.ts'
import { lockedPart, takePart } from '../store/participations.ts'
import { dayIn, fullDate } from '../time.ts'
import { takingPartView } from '../views/take-part.ts'
import { answer, answerPrivately, type Context, defineCommand, refuse } from './command.ts'
import { findPlace, type Place, type PlaceArgs, placeArgs, readPlace, refuseChanged } from './place.ts'

/** `take part ipr-1`, and `take part ipr-1 for thailand` by a coordinator: an administration's answer about an activity. */
export const takePartCommand = defineCommand({
  name: 'take part',
  also: ['takepart', 'join in', 'opt in'],
  summary: 'my administration takes part in an activity',
  usage: ['take part ipr-1', 'take part ipr-1 for thailand'],
  may: 'reporter',
  changes: true,
  args: placeArgs,
  read: (words, { directory }) => readPlace(words, directory),
  run: join,
  again: async (_, context, args) => {
    if (!args) return refuse('That was recorded already.')
    const found = findPlace(args, 'take part', context)
    if ('refusal' in found) return found.refusal
    const { activity, administration } = found.place
    const { answer: given } = await lockedPart(context.db, activity.id, administration.id)
    return given?.takingPart ? shown(found.place, { before: true }, context) : refuseChanged(found.place)
  },
})

async function join(args: PlaceArgs, context: Context): Promise<Reply> {
  const { db, speaker, now } = context
  const found = findPlace(args, 'take part', context)
  if ('refusal' in found) return found.refusal
  const { place } = found
  const { activity, administration, area, quiet } = place
  const own = isMemberOf(speaker, administration.id)
  const inside = own && activity.takingPart.includes(administration.id)
  const verdict = mayTakePart(speaker, administration, area, quiet)
  if (!verdict.allowed && !inside) return refuseTakePart(place, own, verdict.who)
  if (args.reason !== '')
    return refuse(
      'Nothing was recorded: a reason is kept for not taking part only. Say ',
      code(`take part ${activity.code.toLowerCase()}`),
      ', or ',
      code(`not taking part ${activity.code.toLowerCase()} because …`),
      '.',
    )
  const { answer: before } = await lockedPart(db, activity.id, administration.id)
  if (before && !before.takingPart && !own && !quiet && administration.connected)
    return refuse(
      `${administration.customsName} answered on ${fullDate(dayIn(before.since, administration.timeZone))} that it does not take part in ${activity.code}: its own members change that.`,
    )
  await takePart(db, activity.id, administration.id, now)
  const already = before?.takingPart === true && before.since <= now
  await context.changed('taking part', { kind: 'activity', id: activity.id }, already ? [] : ['takingPart'])
  return shown(place, { before: already }, context)
}

function refuseTakePart({ activity, administration, quiet }: Place, own: boolean, who: string): Reply {
  const line = code(`take part ${activity.code.toLowerCase()} for ${administration.name.toLowerCase()}`)
  if (!quiet)
    return refuse(`That ${administration.customsName} takes part in ${activity.code} is said by ${who}.`)
  const until = activity.quietUntil ? ` until ${fullDate(activity.quietUntil)}` : ''
  return refuse(
    `${activity.code} is quiet${until}: ${who} names who takes part. ${own ? 'Ask for' : 'That is done with'} `,
    line,
    '.',
  )
}

function shown(place: Place, { before }: { before: boolean }, { speaker }: Context): Reply {
  const { activity, administration, quiet } = place
  const own = isMemberOf(speaker, administration.id)
  const show = takingPartView({ administration, activity, quiet, own, before })
  return quiet ? answerPrivately(show) : answer(show)
}
