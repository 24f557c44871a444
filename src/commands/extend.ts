import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { askFault, bentRules, type Extension } from '../domain/extension.ts'
import { nextMeeting } from '../domain/meeting.ts'
import type { Party } from '../domain/nudge-people.ts'
import { tellDeciders } from '../notifications/extension.ts'
import { channelAt } from '../store/channels.ts'
import { askExtension, extensionsOf, findExtension, lockMilestone } from '../store/extensions.ts'
import { type CalendarDate, fullDate } from '../time.ts'
import { askedView, bentWords } from '../views/extension.ts'
import { answer, type Context, defineCommand, ownAdministration, refuse } from './command.ts'
import { commitmentAgain, moveCommitment } from './commitment-date.ts'
import { refuseDate } from './dates.ts'
import { requestAgain } from './deciding.ts'
import { extendForm } from './forms/extend.ts'
import { dayAndReason } from './later-date.ts'
import { splitName } from './on-activity.ts'
import { refuseAsking } from './plan-refusals.ts'
import { type OpenedMilestone, onMilestone } from './planning.ts'
import { findSubject } from './subject.ts'
import { exampleDay, reasonLimit, refuseDay, refuseReason } from './when.ts'

const args = z.object({ on: z.string(), rest: z.string() })
type Said = z.infer<typeof args>

/** `extend ipr-1.2 to 30 June because …`: a later date is asked for; for a commitment of one's own it is set. */
export const extend = defineCommand({
  name: 'extend',
  also: [],
  summary: 'a later date: asked of the coordinator for a milestone, set for our own commitment',
  usage: [
    'extend ipr-1.2 to 2011-06-30 because comments are still arriving',
    'extend ipr-1.2 by two weeks because comments are still arriving',
    'extend ipr-1/jp to 30 June because of the translation',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => splitName(directory, words),
  run: extendOn,
  form: extendForm,
  again: (subject, context) =>
    subject.kind === 'commitment' ? commitmentAgain(subject, context) : requestAgain(subject, context),
})

async function extendOn(said: Said, context: Context): Promise<Reply> {
  const { db, directory, programme } = context
  const subject = findSubject(directory, said.on)
  const own = ownAdministration(context)
  if (subject?.kind === 'commitment')
    return moveCommitment('extend', { ...subject, rest: said.rest }, context)
  if (subject?.kind === 'activity' && own)
    return moveCommitment(
      'extend',
      { activity: subject.activity, administration: own, rest: said.rest },
      context,
    )
  if (subject?.kind === 'milestone')
    await lockMilestone(db, programme.id, subject.code.slice(directory.prefix.length))
  const example = `extend ipr-1.2 to ${exampleDay(context.today, programme)} because comments are still arriving`
  return onMilestone(said.on, context, example, (opened) => askFor(said.rest, opened, context))
}

async function askFor(words: string, opened: OpenedMilestone, context: Context): Promise<Reply> {
  const { today, programme, now } = context
  const { milestone } = opened
  const { code: name, dueOn } = milestone
  const refused = refuseAsking(opened, context)
  if (refused) return refused
  const command = (day: CalendarDate | string, why = '') =>
    `extend ${name.toLowerCase()} to ${day} because ${why || 'comments are still arriving'}`

  const said = dayAndReason(words, dueOn!, today)
  if ('unclear' in said) return refuseDate(said.unclear, (day) => command(day, said.reason), today)
  const { on, reason, between } = said
  const fault = askFault(milestone, on, today, programme)
  if (fault === 'past' || fault === 'outside the period')
    return refuseDay(fault, on, context, (day) => command(day, reason))
  if (fault === 'not later')
    return refuse(
      `${name} is due on ${fullDate(dueOn!)}, and ${fullDate(on)} is not later: name a later day, for example `,
      code(command(exampleDay(dueOn!, programme), reason)),
      '.',
    )
  if (between !== '')
    return refuse('Say "because" before the reason, for example: ', code(command(on, between)))
  if (reason === '') return refuse('Say why it needs more time, for example: ', code(command(on)), '.')
  if (reason.length > reasonLimit) return refuseReason(reason)
  return ask({ on, reason }, opened, context, now)
}

/** The milestone is locked: nobody asks, decides or delivers meanwhile. */
async function ask(
  { on, reason }: { on: CalendarDate; reason: string },
  opened: OpenedMilestone,
  context: Context,
  now: Date,
): Promise<Reply> {
  const { db, speaker, today, programme, request, owner: channelOwner } = context
  const { milestone, activity, area } = opened
  const fromOn = milestone.dueOn!
  const asked = await extensionsOf(db, milestone.id)
  const extendedBefore = asked.filter(({ approvedOn }) => approvedOn !== null).length
  const next = nextMeeting(programme, today)
  const bent = bentRules({ fromOn, toOn: on, extendedBefore }, programme.policies.extension, next)
  if (bent.length > 0 && activity.quietUntil && activity.quietUntil > today)
    return refuse(
      `${activity.code} is quiet until ${fullDate(activity.quietUntil)}, and this goes beyond what its coordinator decides: ${bentWords({ bent, next }, programme)}. Ask for an earlier day, or ask the coordinator.`,
    )
  const waiting = asked.find(({ outcome }) => outcome === 'pending')
  const picture = { milestone, owner: findOwner(opened, context), programme, today, bent, next, area }
  const same = waiting?.toOn === on && waiting.reason === reason && waiting.fromOn === fromOn
  if (waiting && same) {
    await context.changed('later date asked', { kind: 'milestone', id: milestone.id }, [])
    const told: Party = decidersOf(bent, area.id)[0]!
    return answer(askedView({ ...picture, extension: waiting, told, head: 'Asked already.' }))
  }
  const channel = channelOwner ? await channelAt(db, request.at) : null
  const id = await askExtension(
    db,
    {
      milestoneId: milestone.id,
      fromOn,
      toOn: on,
      reason,
      bends: bent.join(', '),
      askedOn: today,
      requestedById: speaker.kind === 'person' ? speaker.id : null,
      channelId: channel?.id ?? null,
      platform: request.from.platform,
      tenant: request.from.tenant,
    },
    now,
  )
  const extension = (await findExtension(db, id)) as Extension
  const told = await tellDeciders(db, context, { extension, activity }, decidersOf(bent, area.id), now)
  await context.changed('later date asked', { kind: 'milestone', id: milestone.id }, ['extension'])
  const head = waiting ? `Asked, in place of ${fullDate(waiting.toOn)}.` : 'Asked.'
  return answer(askedView({ ...picture, extension, told, head }))
}

/** Who is told, the first of them that can be reached. */
const decidersOf = (bent: unknown[], areaId: number): Party[] =>
  bent.length > 0
    ? [{ kind: 'secretariat' }]
    : [{ kind: 'area coordinators', areaId }, { kind: 'secretariat' }]

const findOwner = ({ owner }: OpenedMilestone, { directory }: Context) =>
  directory.administrations.find(({ id }) => id === owner?.id) ?? null
