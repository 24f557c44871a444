import { z } from 'zod'
import type { Reply } from '../chat/request.ts'
import { code } from '../chat/view.ts'
import { mayReadActivity } from '../domain/audience.ts'
import { ledgerReach } from '../domain/ledger.ts'
import { type LedgerOf, loadLedger } from '../store/ledger.ts'
import { deliveriesView } from '../views/deliveries.ts'
import {
  administrationsById,
  answerPrivately,
  type Context,
  defineCommand,
  privately,
  refuse,
} from './command.ts'
import { findSubject, nearestSubject, type Subject, subjectName } from './subject.ts'

/** Lines that are read for each page: as many as a page has. One that does not scroll past them has no other. */
const linesAPage = 40
const linesWhole = 200

const args = z.object({
  words: z.string(),
  /** milliseconds: what is sent after the question does not move its pages */
  askedAt: z.number(),
})

/** `deliveries`, `deliveries ipr-1.2`, `deliveries failed`: the ledger of what the bot says by itself, for those it concerns. */
export const deliveries = defineCommand({
  name: 'deliveries',
  also: ['ledger'],
  summary: 'what I sent unasked, to your channels and people and about your dates, and what became of it',
  usage: ['deliveries', 'deliveries ipr', 'deliveries ipr-1', 'deliveries ipr-1.2', 'deliveries failed'],
  may: 'admitted',
  changes: false,
  args,
  read: (words, { now }) => ({ words: words.replace(/\?+$/, '').trim(), askedAt: now.getTime() }),
  run: async (said, context) => {
    const failed = failedWord.test(said.words)
    const words = said.words.replace(failedWord, ' ').trim().replace(filler, '')
    if (words === '') return show(said, null, failed, context)
    const subject = findSubject(context.directory, words)
    return subject ? show(said, subject, failed, context) : refuseUnknown(words, context)
  },
})

const failedWord = /(?<!\S)(?:that\s+)?(?:failed|failures?)(?!\S)/i
const filler = /^(?:(?:for|of|on|in|about|the)\s+)+/i

function refuseUnknown(words: string, { directory }: Context): Reply {
  const near = nearestSubject(directory, words)
  if (near)
    return refuse(
      'I know nothing called "',
      words,
      '". Did you mean ',
      code(`deliveries ${near.toLowerCase()}`),
      '?',
    )
  return refuse(
    'I did not understand "',
    words,
    '". For example: ',
    code('deliveries ipr'),
    ', ',
    code('deliveries failed'),
    '.',
  )
}

async function show(
  { askedAt }: z.infer<typeof args>,
  subject: Subject | null,
  failed: boolean,
  context: Context,
): Promise<Reply> {
  const of = ledgerOf(subject, failed, context)
  if (!of)
    return refuse(
      'I show what was sent by area, activity or milestone: ',
      code('deliveries ipr'),
      ', ',
      code('deliveries ipr-1.2'),
      '.',
    )
  const { db, directory, programme, speaker, request, page, zone, now } = context
  const reading = privately(context)
  const most = request.paged ? linesAPage * (page + 1) : linesWhole
  const { lines, goesOn } = await loadLedger(db, programme.id, of, ledgerReach(reading, speaker), {
    now,
    askedAt: new Date(askedAt),
    most,
  })
  const only = subject && 'activity' in subject ? subject.activity : null
  const view = deliveriesView(lines, {
    directory,
    administrations: administrationsById(directory),
    about: subject && subject.kind !== 'programme' ? subjectName(subject) : null,
    quiet: only && !mayReadActivity(reading.audience, only, now) ? only : null,
    failed,
    cut: goesOn && !request.paged,
    zone,
    now,
  })
  return { ...answerPrivately(view), goesOn: goesOn && request.paged }
}

/** @returns null for what the ledger is not asked by */
function ledgerOf(subject: Subject | null, failed: boolean, { directory }: Context): LedgerOf | null {
  const everything: LedgerOf = { areaId: null, activities: null, milestone: null, failed }
  switch (subject?.kind) {
    case undefined:
    case 'programme':
      return everything
    case 'area': {
      const { id: areaId } = subject.area
      const ofArea = directory.activities.filter((each) => each.areaId === areaId)
      return { ...everything, areaId, activities: ofArea.map(({ id }) => id) }
    }
    case 'activity':
      return { ...everything, activities: [subject.activity.id] }
    case 'milestone':
      return { ...everything, milestone: subject.code.slice(directory.prefix.length) }
    default:
      return null
  }
}
