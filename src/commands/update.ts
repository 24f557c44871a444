import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName, Outlook } from '../domain/facts.ts'
import { outlooks } from '../domain/facts.ts'
import { isMemberOf } from '../domain/permission.ts'
import { nextMilestone } from '../domain/schedule.ts'
import { loadActivities } from '../store/activities.ts'
import { findUpdate, recordUpdate, takePart } from '../store/updates.ts'
import { plusMinutes } from '../time.ts'
import { recordedView } from '../views/update.ts'
import {
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  ownAdministration,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { linksIn, withoutTrailingLinks } from './links.ts'
import { leadingSubject, nearestSubject } from './subject.ts'

/** Characters of one update: about a page, and well inside what every platform shows in one message. */
export const updateTextLimit = 2000

const args = z.object({
  on: z.string(),
  outlook: z.enum(outlooks).nullable(),
  text: z.string(),
  links: z.array(z.string()),
})
type UpdateArgs = z.infer<typeof args>

const outlookPattern = /^[:,\s-]*(on|at|off)[\s-]*(track|risk)\b[:;,.\s-]*/i

/** `update ipr-1 on track …`: what the speaker's administration reports. */
export const update = defineCommand({
  name: 'update',
  also: ['report'],
  summary: 'report on an activity: on track, at risk or off track, and a sentence',
  usage: [
    'update ipr-1 on track Lessons-learned note drafted; clearance this week',
    'update ipr-1 at risk Comments arrive slowly https://…',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory }) => {
    const found = leadingSubject(directory, words)
    const { rest } = found ?? { rest: words }
    const on = found ? words.slice(0, words.length - rest.length).trim() : (words.split(/\s+/)[0] ?? '')
    const said = outlookPattern.exec(rest)
    const outlook = said && outlooks.find((each) => each === `${said[1]} ${said[2]}`.toLowerCase())
    const report = outlook ? rest.slice(said[0].length) : rest
    return { on, outlook: outlook ?? null, text: withoutTrailingLinks(report), links: linksIn(report) }
  },
  run: report,
  again: async (subject, context) => {
    const recorded = await findUpdate(context.db, subject.id)
    if (!recorded) return refuse('That update was recorded, and withdrawn since.')
    const { directory } = context
    const administration = directory.administrations.find(({ id }) => id === recorded.administrationId)
    const activity = directory.activities.find(({ id }) => id === recorded.activityId)
    if (!administration || !activity || !recorded.outlook) return refuse('That update was recorded already.')
    return answer(
      recordedView(
        { ...recorded, outlook: recorded.outlook, before: true, joined: false, next: null },
        administration,
        activity,
        context,
      ),
    )
  },
})

async function report({ on, outlook, text, links }: UpdateArgs, context: Context): Promise<Reply> {
  const { db, directory, speaker, now, today, programme } = context
  const subject = leadingSubject(directory, on)?.subject
  const named =
    subject?.kind === 'commitment' && isMemberOf(speaker, subject.administration.id)
      ? subject.administration
      : null
  const administration = named ?? ownAdministration(context)
  if (speaker.kind !== 'person' || !administration || !isMemberOf(speaker, administration.id)) {
    return refuse(
      'An update is reported by a member of the administration concerned; ',
      code('who'),
      ' lists them.',
    )
  }
  if (!subject || !('activity' in subject)) return refuseSubject(on, context)
  const { activity } = subject
  const example = exampleFor(activity, outlook ?? 'on track')
  if (subject.kind === 'commitment' && subject.administration.id !== administration.id) {
    return refuse(`You report for ${administration.customsName}: say `, code(example), '.')
  }
  if (!outlook)
    return refuse(
      'Say how it stands (on track, at risk or off track) and a sentence, for example: ',
      code(example),
    )
  if (text === '' && links.length === 0)
    return refuse('Add a sentence on what was done, for example: ', code(example))
  if (text.length > updateTextLimit) {
    return refuse(
      `An update has at most ${updateTextLimit} characters, and this one has ${text.length}: shorten it and link the document.`,
    )
  }
  const [facts] = await loadActivities(db, privately(context), { ids: [activity.id] })
  if (facts?.quiet) return refuseQuiet(facts)
  const commitment = facts?.commitments.find(({ administrationId }) => administrationId === administration.id)
  const recorded = await recordUpdate(
    db,
    {
      activityId: activity.id,
      administrationId: administration.id,
      commitmentId: commitment?.id ?? null,
      personId: speaker.id,
      outlook,
      text,
      references: links,
    },
    now,
    plusMinutes(now, administration.holdMinutes ?? programme.policies.holdMinutes),
    today,
  )
  const joined = await takePart(db, activity.id, administration.id, now)
  const fields = [
    'outlook',
    'text',
    ...(links.length > 0 ? ['evidence'] : []),
    ...(joined ? ['takingPart'] : []),
  ]
  await context.changed(
    recorded.before ? 'update repeated' : 'update recorded',
    { kind: 'update', id: recorded.id },
    fields,
  )
  const own =
    facts?.milestones.filter(({ ownerAdministrationId }) => ownerAdministrationId === administration.id) ?? []
  const reply = facts?.quietUntil ? answerPrivately : answer
  return reply(
    recordedView(
      { ...recorded, outlook, text, references: links, joined, next: nextMilestone(own, today) },
      administration,
      activity,
      context,
    ),
  )
}

const exampleFor = (activity: ActivityName, outlook: Outlook = 'on track') =>
  `update ${activity.code.toLowerCase()} ${outlook} First draft sent to the coordinator https://example.org/draft`

function refuseSubject(on: string, { directory }: Context): Reply {
  const [first] = directory.activities
  const example = first ? exampleFor(first) : 'update ipr-1 on track …'
  if (on === '')
    return refuse('Say which activity, how it stands and a sentence, for example: ', code(example))
  const near = nearestSubject(directory, on)
  if (near?.includes('-'))
    return refuse('I know no activity "', on, '". Did you mean ', code(`update ${near.toLowerCase()} …`), '?')
  return refuse('I know no activity "', on, '". A complete update reads: ', code(example))
}
