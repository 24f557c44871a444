import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { isMemberOf } from '../domain/permission.ts'
import { editUpdate } from '../store/update-versions.ts'
import { findUpdate, type StoredUpdate, type UpdateWords } from '../store/updates.ts'
import { type EditedUpdate, editedView, unchangedView } from '../views/edit.ts'
import {
  administrationsById,
  answer,
  answerPrivately,
  type Context,
  defineCommand,
  refuse,
} from './command.ts'
import { editForm } from './forms/edit.ts'
import { activityNamed, splitName } from './on-activity.ts'
import { findNewest } from './own-update.ts'
import { excessIn, type ReportWords, readReport, refuseExcess, reportWords } from './report-words.ts'

/** `whole`: these are all its words; otherwise what is not said stays as it was. */
const args = z.object({ on: z.string(), ...reportWords, whole: z.boolean() })

/** `edit ipr-1 at risk New text`: another version of what was reported last. What is not said stays as it was. */
export const edit = defineCommand({
  name: 'edit',
  also: [],
  summary: 'other words for my last update on an activity',
  usage: [
    'edit ipr-1 Lessons-learned note drafted; clearance next week',
    'edit ipr-1 at risk Clearance takes longer',
    'edit ipr-1 https://example.org/right-document',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, { directory, speaker }) => {
    const { on, rest } = splitName(directory, words)
    const named = activityNamed(directory, on)?.named
    return { on, ...readReport(rest, !!named && !isMemberOf(speaker, named.id)), whole: false }
  },
  run: async ({ on, ...said }, context) => {
    const looked = await findNewest('edit', on, context)
    if ('refusal' in looked) return looked.refusal
    const { before, own } = looked
    const number =
      [own.choice.mine, own.choice.standing].find((each) => each?.id === before.id)?.number ?? null
    return faultIn(said, looked.name) ?? change(before, number, said, context)
  },
  form: editForm,
  again: async ({ id }, context) => {
    const update = await findUpdate(context.db, id)
    if (!update || update.withdrawnAt) return refuse('That update was edited, and withdrawn since.')
    return reply(update, null, unchangedView, context)
  },
})

function faultIn(said: ReportWords, name: string): Reply | null {
  const { outlook, text, links, inTheWay } = said
  if (outlook === null && text === '' && links.length === 0 && inTheWay === null)
    return refuse('Say the new words, for example: ', code(`edit ${name} at risk Clearance takes longer`))
  const [excess] = excessIn(said)
  return excess ? refuseExcess(excess, text) : null
}

async function change(
  before: StoredUpdate,
  number: number | null,
  { whole, ...said }: ReportWords & { whole: boolean },
  context: Context,
): Promise<Reply> {
  const { db, speaker, now, today } = context
  const own = isMemberOf(speaker, before.administrationId)
  const after: UpdateWords = {
    outlook: said.outlook ?? before.outlook,
    text: said.text === '' && !whole ? before.text : said.text,
    inTheWay: whole ? said.inTheWay : (said.inTheWay ?? before.inTheWay),
    references: said.links.length > 0 || whole ? said.links : before.references,
    // Once its own people have put it in their words, it is no longer taken from anything.
    recordedFrom: own ? null : (said.source ?? before.recordedFrom),
  }
  const subject = { kind: 'update', id: before.id } as const
  const fields = changedFields(before, after)
  if (fields.length > 0)
    await editUpdate(db, before.id, after, speaker.kind === 'person' ? speaker.id : null, now, today)
  await context.changed('update edited', subject, fields)
  if (fields.length === 0) return reply(before, number, unchangedView, context)
  return reply(before, number, (update, about) => editedView(update, after, about), context)
}

const sameWords = (one: string[], other: string[]): boolean =>
  one.length === other.length && one.every((each) => other.includes(each))

const changedFields = (before: UpdateWords, after: UpdateWords): string[] => [
  ...(before.outlook === after.outlook ? [] : ['outlook']),
  ...(before.text === after.text ? [] : ['text']),
  ...(before.inTheWay === after.inTheWay ? [] : ['inTheWay']),
  ...(sameWords(before.references, after.references) ? [] : ['evidence']),
  ...(before.recordedFrom === after.recordedFrom ? [] : ['recordedFrom']),
]

function reply(
  update: StoredUpdate,
  number: number | null,
  view: (update: StoredUpdate, about: EditedUpdate) => ReturnType<typeof editedView>,
  { directory, speaker, now, today }: Context,
): Reply {
  const administration = administrationsById(directory).get(update.administrationId)
  const activity = directory.activities.find(({ id }) => id === update.activityId)
  if (!administration || !activity) return refuse('That update was edited already.')
  const own = speaker.kind === 'person' && update.personId === speaker.id
  const show = view(update, { administration, activity, now, today, number, own })
  return activity.quietUntil ? answerPrivately(show) : answer(show)
}
