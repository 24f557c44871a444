import type { Field } from '../../chat/form.ts'
import { type CommandForm, type Context, refuseClosed } from '../command.ts'
import { findDeliverable } from '../delivering.ts'
import { evenLetters } from '../letters.ts'
import { asLink, linksIn, withoutTrailingLinks } from '../links.ts'
import { activityNamed, splitName } from '../on-activity.ts'
import { leadingOutlook } from '../outlook-words.ts'
import { keyOf } from '../programme-key.ts'
import { type ReportSubject, refuseReporter, reportSubject } from '../report-subject.ts'
import { faultsIn, readReport, sourceNamed, updateTextLimit } from '../report-words.ts'
import type { NewReport } from '../update.ts'
import { deliverables } from './deliverables.ts'
import { linkMistake, mistakesIn, saidBy } from './mistakes.ts'
import { asOutlook, obstacleField, outlookField, reportMistakes, sourceField } from './report-fields.ts'
import { records, reportables, reports, suggestionFor } from './reportables.ts'
import { suggested } from './suggesting.ts'
import { behindCode } from './words-alone.ts'

/** How it stands with what one reports on, in one go: what was done, what is in the way, what was delivered. */
export const updateForm: CommandForm<NewReport> = {
  title: 'Update',
  opens: (words) => !isWhole(words),
  draw: async (given, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    if (!records(context) && !reports(context)) return refuseReporter()
    // The key alone opens the form of that programme.
    const words = evenLetters(given) === keyOf(context.directory).toLowerCase() ? '' : given
    const { on, rest } = splitName(context.directory, words)
    const named = activityNamed(context.directory, on) !== null
    const looked = named ? await reportSubject(on, context) : null
    if (looked && 'refusal' in looked) return looked.refusal
    const subject = looked?.subject ?? null
    const said = readReport(subject ? rest : words, subject?.recorded ?? false)
    return {
      about: subject?.name ?? '',
      version: '',
      submit: 'Report',
      notice: [],
      fields: fieldsFor(subject, said, context),
    }
  },
  read: async (values, _, context) => {
    const { on = '', outlook = '', text = '', link = '', source = '', delivered = '' } = values
    const inTheWay = values.inTheWay ?? null
    const looked = on === '' ? null : await reportSubject(on, context)
    const recorded = looked !== null && 'subject' in looked && looked.subject.recorded
    const report = {
      outlook: asOutlook(outlook),
      text: withoutTrailingLinks(text),
      inTheWay,
      links: [...new Set([...linksIn(text), ...[asLink(link) ?? []].flat()])],
      source: recorded ? sourceNamed(source) : null,
    }
    const faults = faultsIn(report, recorded)
    const done = delivered === '' ? null : await findDeliverable(delivered, context)
    const mistakes = mistakesIn({
      on:
        looked === null ? 'Choose what you report on.' : 'refusal' in looked ? saidBy(looked.refusal) : null,
      ...reportMistakes(report, faults),
      link: linkMistake(link) ?? (faults.includes('long link') ? 'Give a shorter link.' : null),
      delivered: done && 'refusal' in done ? saidBy(done.refusal) : null,
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    if (delivered === '') return { args: { on, ...report, delivered: null, evidence: [] } }
    // A link with a milestone is evidence of that.
    const evidence = [asLink(link) ?? []].flat()
    return { args: { on, ...report, links: linksIn(text), delivered, evidence } }
  },
  suggest: async (field, typed, context) => {
    if (field === 'on') return suggested(await reportables(context), typed)
    if (field !== 'delivered') return []
    const all = await deliverables(context)
    return suggested(
      all.filter(({ milestone, open }) => milestone && open),
      typed,
    )
  },
}

function fieldsFor(
  subject: ReportSubject | null,
  said: ReturnType<typeof readReport>,
  context: Context,
): Field[] {
  const [link, ...others] = said.links
  // There is one field for a link; what else was given is read out of the words.
  const text = [said.text, ...others.filter((each) => !said.text.includes(each))].filter(Boolean).join(' ')
  return [
    {
      kind: 'search',
      name: 'on',
      label: 'Activity or commitment',
      required: true,
      ...(subject ? { value: suggestionFor(subject).option } : {}),
    },
    outlookField(said.outlook),
    {
      kind: 'long text',
      name: 'text',
      label: 'What was done',
      hint: 'One or two sentences that others can read.',
      required: true,
      most: updateTextLimit,
      ...(text === '' ? {} : { value: text.slice(0, updateTextLimit) }),
    },
    obstacleField(said.inTheWay),
    {
      kind: 'link',
      name: 'link',
      label: 'Link to a document',
      required: false,
      ...(link ? { value: link } : {}),
    },
    {
      kind: 'search',
      name: 'delivered',
      label: 'Milestone delivered',
      hint: 'With a link, that is its evidence. Others see at once that it is delivered.',
      required: false,
    },
    ...(records(context) ? [sourceField(said.source, subject?.recorded ?? !reports(context))] : []),
  ]
}

/** Whether words say how it stands, and then something. */
function isReport(words: string): boolean {
  const said = leadingOutlook(words)
  return said !== null && said.rest.trim() !== ''
}

/** How many words a name has at most. */
const longestName = 7

/** Whether a line can be recorded as it stands: a name, how it stands, and what was done. */
function isWhole(words: string): boolean {
  const coded = behindCode(words)
  if (coded) return isReport(coded.rest)
  const ends = [...words.slice(0, 200).matchAll(/\s+/g)].map(({ index }) => index).slice(0, longestName)
  return ends.some((end) => isReport(words.slice(end)))
}
