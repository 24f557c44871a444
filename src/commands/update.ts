import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import type { ActivityName, Administration } from '../domain/facts.ts'
import { isMemberOf, mayRecordFor } from '../domain/permission.ts'
import { isInForce } from '../domain/roles.ts'
import { nextMilestone } from '../domain/schedule.ts'
import { loadPlan, type Plan } from '../store/activities.ts'
import { knownPeople } from '../store/roles.ts'
import { findUpdate, recordUpdate } from '../store/updates.ts'
import { dayIn, plusMinutes } from '../time.ts'
import { recordedView } from '../views/update.ts'
import { listed } from '../views/words.ts'
import {
  answer,
  answerPrivately,
  areaOf,
  type Context,
  defineCommand,
  ownAdministration,
  privately,
  refuse,
  refuseQuiet,
} from './command.ts'
import { activityNamed, commitmentCode, refuseActivity, reportsFor, splitName } from './on-activity.ts'
import { type ReportWords, readReport, reportWords, updateTextLimit } from './report-words.ts'

const args = z.object({ on: z.string(), ...reportWords })

/** `update ipr-1 on track …`: what the speaker's administration reports, or what one that is not connected sent in. */
export const update = defineCommand({
  name: 'update',
  also: ['report'],
  summary: 'report on an activity: on track, at risk or off track, and a sentence',
  usage: [
    'update ipr-1 on track Lessons-learned note drafted; clearance this week',
    'update ipr-1 at risk Comments arrive slowly https://…',
    'update ipr-1/la on track Answers to the questionnaire sent from e-mail of 3 May',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory, speaker }) => {
    const { on, rest } = splitName(directory, words)
    const named = activityNamed(directory, on)?.named
    return { on, ...readReport(rest, !!named && !isMemberOf(speaker, named.id)) }
  },
  run: report,
  again: async ({ id }, context) => {
    const recorded = await findUpdate(context.db, id)
    const { directory } = context
    const administration = directory.administrations.find((each) => each.id === recorded?.administrationId)
    const activity = directory.activities.find((each) => each.id === recorded?.activityId)
    if (recorded?.withdrawnAt) return refuse('That update was recorded, and withdrawn since.')
    if (!recorded?.outlook || !administration || !activity) return refuse('That update was recorded already.')
    const { outlook, reportedBy: by } = recorded
    const before = { outlook, by, before: true, joined: false, next: null }
    const reply = activity.quietUntil ? answerPrivately : answer
    return reply(recordedView({ ...recorded, ...before }, administration, activity, context))
  },
})

async function report({ on, ...words }: z.infer<typeof args>, context: Context): Promise<Reply> {
  const { directory, speaker } = context
  const found = activityNamed(directory, on)
  const own = reportsFor(context, found?.named ?? null)
  if (!found) return own || on === '' ? refuseActivity(on, exampleFor, context) : refuseReporter()
  const { activity, named } = found
  if (own) {
    const { holdMinutes } = context.programme.policies
    const held = plusMinutes(context.now, own.holdMinutes ?? holdMinutes)
    return record({ activity, administration: own, words, leavesAt: held }, context)
  }
  const home = ownAdministration(context)
  if (!named) return refuseReporter()
  const area = areaOf(directory, activity.areaId)
  const recorder = mayRecordFor(speaker, named, area)
  if (!recorder.allowed && home && isMemberOf(speaker, home.id))
    return refuse(`You report for ${home.customsName}: say `, code(exampleFor(activity.code)), '.')
  if (named.connected) return refuseConnected(named, context)
  if (!recorder.allowed) return refuse(`What ${named.customsName} sends in is recorded by ${recorder.who}.`)
  // It came from the administration itself, in writing: there is nothing to hold back.
  return record({ activity, administration: named, words, leavesAt: context.now }, context)
}

type NewReport = {
  activity: ActivityName
  administration: Administration
  words: ReportWords
  /** instant */
  leavesAt: Date
}

async function record(
  { activity, administration, words, leavesAt }: NewReport,
  context: Context,
): Promise<Reply> {
  const { db, speaker, now, today } = context
  const { outlook, text, links, source } = words
  const own = isMemberOf(speaker, administration.id)
  const subject = own ? activity.code.toLowerCase() : commitmentCode(activity, administration)
  const example = own ? exampleFor(activity.code) : `${exampleFor(subject)} from e-mail of 3 May`
  if (!outlook)
    return refuse(
      'Say how it stands (on track, at risk or off track) and a sentence, for example: ',
      code(example),
    )
  if (text === '' && links.length === 0)
    return refuse('Add a sentence on what was done, for example: ', code(example))
  if (!own && source === null)
    return refuse(
      `Say at the end where the words of ${administration.customsName} come from (e-mail, letter, call, meeting), for example: `,
      code(example),
    )
  if (text.length > updateTextLimit)
    return refuse(
      `An update has at most ${updateTextLimit} characters, and this one has ${text.length}: shorten it and link the document.`,
    )
  const facts = await loadPlan(db, privately(context), activity)
  if (facts.quiet) return refuseQuiet(activity)
  if (hasStepped(facts, administration))
    return refuse(
      `${administration.customsName} is recorded as not taking part in ${activity.code}. Say `,
      code(
        `take part ${own ? subject : `${activity.code.toLowerCase()} for ${administration.name.toLowerCase()}`}`,
      ),
      ' first, then send the update again.',
    )
  const commitment = facts.commitments.find(({ administrationId }) => administrationId === administration.id)
  const written = { outlook, text, references: links, recordedFrom: source }
  const recorded = await recordUpdate(
    db,
    {
      activityId: activity.id,
      administrationId: administration.id,
      commitmentId: commitment?.id ?? null,
      personId: speaker.kind === 'person' ? speaker.id : null,
      ...written,
    },
    now,
    leavesAt,
    today,
  )
  await context.changed('update recorded', { kind: 'update', id: recorded.id }, fieldsOf(words, recorded))
  const dates = facts.milestones.filter((each) => own && each.ownerAdministrationId === administration.id)
  const by = speaker.kind === 'person' ? speaker.name : null
  const reply = activity.quietUntil ? answerPrivately : answer
  return reply(
    recordedView(
      { ...recorded, ...written, by, next: nextMilestone(dates, today) },
      administration,
      activity,
      context,
    ),
  )
}

const fieldsOf = (
  { links, source }: ReportWords,
  { before, joined }: { before: boolean; joined: boolean },
): string[] =>
  before
    ? []
    : [
        'outlook',
        'text',
        ...(links.length > 0 ? ['evidence'] : []),
        ...(source === null ? [] : ['recordedFrom']),
        ...(joined ? ['takingPart'] : []),
      ]

const hasStepped = ({ participations }: Plan, { id }: Administration): boolean =>
  participations.some(({ administrationId, takingPart }) => administrationId === id && !takingPart)

const exampleFor = (subject: string) =>
  `update ${subject.toLowerCase()} on track First draft sent to the coordinator https://example.org/draft`

const refuseReporter = (): Reply =>
  refuse(
    'An update is reported by a member of the administration concerned; ',
    code('who'),
    ' lists them. What one that is not connected sent in is recorded with its code, for example: ',
    code('update ipr-1/la on track First draft sent from e-mail of 3 May'),
  )

/** Names of members are for the speaker alone, as those of `who` are. */
async function refuseConnected(administration: Administration, { db, now }: Context): Promise<Reply> {
  const { id, customsName } = administration
  const today = dayIn(now, 'UTC')
  const members = (await knownPeople(db, today)).filter(({ roles }) =>
    roles.some((role) => role.kind === 'member' && role.administrationId === id && isInForce(role, today)),
  )
  const names = listed(members.map(({ name }) => name))
  return { ...refuse(`${customsName} is connected: its members report themselves (${names}).`), to: 'asker' }
}
