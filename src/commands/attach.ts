import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { fileEvidence, lockEvidence } from '../store/evidence.ts'
import { calendarDate } from '../time.ts'
import { attachedView } from '../views/attach.ts'
import { type AttachWords, attachFaults, readAttach, refuseFault } from './attach-words.ts'
import { type Attachable, findAttachable, refuseName } from './attaching.ts'
import { answer, answerPrivately, type Context, defineCommand, refuse } from './command.ts'
import { attachForm } from './forms/attach.ts'

const args = z.object({
  on: z.string(),
  links: z.array(z.string()),
  title: z.string(),
  author: z.string().nullable(),
  datedOn: z.string().nullable(),
})

/** `attach https://… to ipr-1.2`: a link is filed as evidence of a milestone, of a commitment, or of one's last update. */
export const attach = defineCommand({
  name: 'attach',
  also: [],
  summary: 'a link is filed as evidence, without marking anything delivered',
  usage: [
    'attach https://example.org/note to ipr-1.2 Lessons-learned note',
    'attach https://example.org/report to ipr-1/jp',
    'attach https://example.org/minutes from Sato Yuki on 2010-06-03 to ipr-1',
  ],
  may: 'reporter',
  changes: true,
  args,
  read: (words, context) => readAttach(context, words),
  run: async (words, context) => {
    const [fault] = attachFaults(words, context.today)
    if (fault) return refuseFault(fault)
    if (words.on === '') return refuseName()
    const looked = await findAttachable(words.on, context)
    if ('refusal' in looked) return looked.refusal
    return file(looked.found, words, context)
  },
  form: attachForm,
  again: async (_, context, words) => {
    const looked = words && (await findAttachable(words.on, context))
    if (!looked || 'refusal' in looked) return refuse('That was filed already; it need not be sent again.')
    return shown(looked.found, words, true, context)
  },
})

async function file(found: Attachable, words: AttachWords, context: Context): Promise<Reply> {
  const { db, now } = context
  const { of, by } = found
  const evidence = evidenceIn(words, context)
  await lockEvidence(db, of)
  const { reference, title, author, datedOn } = evidence
  const filed = await fileEvidence(db, of, { references: [reference], title, author }, by, datedOn, now)
  await context.changed('evidence filed', subjectOf(of), filed > 0 ? ['evidence'] : [])
  return shown(found, words, filed === 0, context)
}

function subjectOf(of: Attachable['of']) {
  if ('milestoneId' in of) return { kind: 'milestone', id: of.milestoneId } as const
  if ('commitmentId' in of) return { kind: 'commitment', id: of.commitmentId } as const
  return { kind: 'update', id: of.updateId } as const
}

const evidenceIn = ({ links, title, author, datedOn }: AttachWords, { today }: Context) => ({
  reference: links[0] ?? '',
  title: title === '' ? null : title,
  author,
  datedOn: datedOn === null ? today : calendarDate(datedOn),
})

function shown(found: Attachable, words: AttachWords, before: boolean, context: Context): Reply {
  const show = attachedView(found.shown, evidenceIn(words, context), before, context)
  return found.activity.quietUntil ? answerPrivately(show) : answer(show)
}
