import type { Reply } from '../chat/request.ts'
import { code, type Inline } from '../chat/view.ts'
import { isMemberOf, mayStepOut } from '../domain/permission.ts'
import { lockedPart, type Part, stepOut } from '../store/participations.ts'
import { lockActivity } from '../store/planning.ts'
import { notTakingPartView } from '../views/not-taking-part.ts'
import { listed } from '../views/words.ts'
import { answer, answerPrivately, type Context, defineCommand, refuse } from './command.ts'
import { commitmentCode } from './on-activity.ts'
import { findPlace, type Place, type PlaceArgs, placeArgs, readPlace, refuseChanged } from './place.ts'

/** Characters of a reason: a sentence or two. */
const reasonLimit = 300

/** `not taking part ipr-1 because …`: an answer too, and never silence. */
export const notTakingPart = defineCommand({
  name: 'not taking part',
  also: ['not take part', 'opt out', 'opt out of'],
  summary: 'my administration does not take part in an activity, and why',
  usage: ['not taking part ipr-1', 'not taking part ipr-1 because we have no such traffic'],
  may: 'reporter',
  changes: true,
  args: placeArgs,
  read: (words, { directory }) => readPlace(words, directory),
  run: leave,
  again: async (_, context, args) => {
    if (!args) return refuse('That was recorded already.')
    const found = findPlace(args, 'not taking part', context)
    if ('refusal' in found) return found.refusal
    const { activity, administration } = found.place
    const { answer: given } = await lockedPart(context.db, activity.id, administration.id)
    if (!given || given.takingPart) return refuseChanged(found.place)
    return shown(found.place, { before: true, reason: given.reason }, context)
  },
})

async function leave(args: PlaceArgs, context: Context): Promise<Reply> {
  const { db, speaker, now } = context
  const found = findPlace(args, 'not taking part', context)
  if ('refusal' in found) return found.refusal
  const { place } = found
  const { activity, administration, area, quiet } = place
  const verdict = mayStepOut(speaker, administration, area, quiet)
  if (!verdict.allowed)
    return refuse(
      `That ${administration.customsName} does not take part in ${activity.code} is said by ${verdict.who}.`,
    )
  if (args.reason.length > reasonLimit)
    return refuse(
      `A reason has at most ${reasonLimit} characters, and this one has ${args.reason.length}: shorten it.`,
    )
  // Nobody makes it the lead, or the owner of a milestone, meanwhile.
  await lockActivity(db, activity.id)
  const part = await lockedPart(db, activity.id, administration.id)
  const duty = dutyIn(part, place)
  if (duty) return refuse(...duty)
  const { answer: before } = part
  const already = before !== null && !before.takingPart
  const reason = args.reason === '' ? (already ? before.reason : null) : args.reason
  const stepped = await stepOut(db, activity.id, administration.id, reason, now)
  if (!stepped) return refuse(...leadDuty(place))
  const fields = [
    ...(already ? [] : ['takingPart']),
    ...(reason === (before?.reason ?? null) ? [] : ['reason']),
  ]
  await context.changed('not taking part', { kind: 'activity', id: activity.id }, fields)
  return shown(place, { before: fields.length === 0, reason }, context)
}

/** What has to happen before an administration steps out; null when nothing has to. */
function dutyIn({ answer: before, commitment, milestones }: Part, place: Place): Inline[] | null {
  const { activity, administration, area } = place
  const { customsName } = administration
  if (before?.lead) return leadDuty(place)
  if (commitment) {
    const name = commitmentCode(activity, administration)
    return [
      `${customsName} has an open commitment there, ${name.toUpperCase()}. Mark it delivered first (`,
      code(`done ${name} https://…`),
      `), or ask the coordinator of ${area.code} what becomes of it.`,
    ]
  }
  const prefix = activity.code.slice(0, activity.code.indexOf('/') + 1)
  const codes = milestones.map((each) => prefix + each)
  const [first] = codes
  if (!first) return null
  return [
    `${customsName} owns ${listed(codes)} there, still open. Mark ${codes.length === 1 ? 'it' : 'them'} delivered first (`,
    code(`done ${first.toLowerCase()} https://…`),
    `), or ask the coordinator of ${area.code} for another owner.`,
  ]
}

const leadDuty = ({ activity, administration, area }: Place): Inline[] => [
  `${administration.customsName} leads ${activity.code}: the coordinator of ${area.code} names another lead first (`,
  code(`lead ${activity.code.toLowerCase()} …`),
  ').',
]

function shown(place: Place, what: { before: boolean; reason: string | null }, { speaker }: Context): Reply {
  const { activity, administration, area, quiet } = place
  const own = isMemberOf(speaker, administration.id)
  const show = notTakingPartView({ administration, activity, area, quiet, own, ...what })
  return quiet ? answerPrivately(show) : answer(show)
}
