import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { isMemberOf, mayEdit } from '../domain/permission.ts'
import { nextMilestone } from '../domain/schedule.ts'
import { loadPlan, type Plan } from '../store/activities.ts'
import { findUpdate, recordUpdate } from '../store/updates.ts'
import { plusMinutes } from '../time.ts'
import { recordedView } from '../views/update.ts'
import { answer, answerPrivately, areaOf, type Context, defineCommand, privately, refuse } from './command.ts'
import { type Deliverable, deliver, evidenceOf, findDeliverable } from './delivering.ts'
import { updateForm } from './forms/update.ts'
import { activityNamed, splitName } from './on-activity.ts'
import { hasStepped, type ReportSubject, reportExample, reportSubject } from './report-subject.ts'
import { faultsIn, type ReportWords, readReport, refuseExcess, reportWords } from './report-words.ts'

/** `delivered` is the code of a milestone that was delivered with it, and `evidence` what is filed for that one; only a form says so. */
const args = z.object({
  on: z.string(),
  ...reportWords,
  delivered: z.string().nullable(),
  evidence: z.array(z.string()),
})
export type NewReport = z.infer<typeof args>

/** `update ipr-1 on track …`: what the speaker's administration reports, or what one that is not connected sent in. */
export const update = defineCommand({
  name: 'update',
  also: ['report'],
  summary: 'report on an activity: on track, at risk or off track, and a sentence',
  usage: [
    'update ipr-1 on track Lessons-learned note drafted; clearance this week',
    'update ipr-1 at risk Comments arrive slowly. In the way: two answers https://…',
    'update ipr-1/la on track Answers to the questionnaire sent from e-mail of 3 May',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory, speaker }) => {
    const { on, rest } = splitName(directory, words)
    const named = activityNamed(directory, on)?.named
    const report = readReport(rest, !!named && !isMemberOf(speaker, named.id))
    return { on, ...report, delivered: null, evidence: [] }
  },
  run: report,
  form: updateForm,
  again: async ({ id }, context) => {
    const recorded = await findUpdate(context.db, id)
    const { directory } = context
    const administration = directory.administrations.find((each) => each.id === recorded?.administrationId)
    const activity = directory.activities.find((each) => each.id === recorded?.activityId)
    if (recorded?.withdrawnAt) return refuse('That update was recorded, and withdrawn since.')
    if (!recorded?.outlook || !administration || !activity) return refuse('That update was recorded already.')
    const { outlook, reportedBy: by } = recorded
    const area = areaOf(directory, activity.areaId)
    const before = {
      outlook,
      by,
      before: true,
      joined: false,
      next: null,
      number: null,
      own: recorded.recordedFrom === null,
      edits: mayEdit(context.speaker, { recorded: recorded.recordedFrom !== null }, administration, area)
        .allowed,
    }
    const reply = activity.quietUntil ? answerPrivately : answer
    return reply(recordedView({ ...recorded, ...before }, administration, activity, context))
  },
})

/** Everything is looked at before anything is written: what is refused here has changed nothing. */
async function report({ on, delivered, evidence, ...words }: NewReport, context: Context): Promise<Reply> {
  const looked = await reportSubject(on, context)
  if ('refusal' in looked) return looked.refusal
  const { subject } = looked
  const { activity, administration } = subject
  const fault = faultIn(words, subject)
  if (fault) return fault
  const facts = await loadPlan(context.db, privately(context), activity)
  if (hasStepped(facts, administration)) return refuseStepped(subject)
  if (delivered === null) return record(subject, facts, words, null, context)
  const done = await findDeliverable(delivered, context)
  if ('refusal' in done) return done.refusal
  return record(subject, facts, words, { done: done.found, evidence }, context)
}

async function record(
  { activity, administration, recorded: forOthers }: ReportSubject,
  facts: Plan,
  words: ReportWords,
  delivered: { done: Deliverable; evidence: string[] } | null,
  context: Context,
): Promise<Reply> {
  const { db, speaker, now, today, programme } = context
  const { outlook, text, inTheWay, links, source } = words
  if (outlook === null) throw new Error('a report without an outlook is refused before')
  const told =
    delivered && (await deliver(delivered.done, evidenceOf(delivered.evidence, '', today), context))
  const commitment = facts.commitments.find(({ administrationId }) => administrationId === administration.id)
  const written = { outlook, text, inTheWay, references: links, recordedFrom: source }
  // What is recorded for others came from them in writing: there is nothing to hold back.
  const held = forOthers ? 0 : (administration.holdMinutes ?? programme.policies.holdMinutes)
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
    plusMinutes(now, held),
    today,
  )
  await context.changed('update recorded', { kind: 'update', id: recorded.id }, fieldsOf(words, recorded))
  const done = delivered?.done.of
  const dates = facts.milestones.filter(
    (each) =>
      !forOthers &&
      each.ownerAdministrationId === administration.id &&
      !(done && 'milestoneId' in done && done.milestoneId === each.id),
  )
  const by = speaker.kind === 'person' ? speaker.name : null
  const show = recordedView(
    {
      ...recorded,
      ...written,
      by,
      next: nextMilestone(dates, today),
      own: written.recordedFrom === null,
      edits: true,
    },
    administration,
    activity,
    context,
  )
  const quiet = activity.quietUntil ?? delivered?.done.activity.quietUntil
  return (quiet ? answerPrivately : answer)({ ...show, blocks: [...(told?.blocks ?? []), ...show.blocks] })
}

const fieldsOf = (
  { links, source, inTheWay }: ReportWords,
  { before, joined }: { before: boolean; joined: boolean },
): string[] =>
  before
    ? []
    : [
        'outlook',
        'text',
        ...(inTheWay === null ? [] : ['inTheWay']),
        ...(links.length > 0 ? ['evidence'] : []),
        ...(source === null ? [] : ['recordedFrom']),
        ...(joined ? ['takingPart'] : []),
      ]

/** The refusal for the first thing that is wrong with a report; null when nothing is. */
function faultIn(words: ReportWords, { administration, recorded, name }: ReportSubject): Reply | null {
  const example = code(recorded ? `${reportExample(name)} from e-mail of 3 May` : reportExample(name))
  const [fault] = faultsIn(words, recorded)
  if (!fault) return null
  switch (fault) {
    case 'no outlook':
      return refuse(
        'Say how it stands (on track, at risk or off track) and a sentence, for example: ',
        example,
      )
    case 'no words':
      return refuse('Add a sentence on what was done, for example: ', example)
    case 'no source':
      return refuse(
        `Say at the end where the words of ${administration.customsName} come from (e-mail, letter, call, meeting), for example: `,
        example,
      )
    default:
      return refuseExcess(fault, words.text)
  }
}

const refuseStepped = ({ activity, administration, name }: ReportSubject): Reply =>
  refuse(
    `${administration.customsName} is recorded as not taking part in ${activity.code}. Say `,
    code(
      `take part ${name.includes('/') ? `${activity.code.toLowerCase()} for ${administration.name.toLowerCase()}` : name}`,
    ),
    ' first, then send the update again.',
  )
