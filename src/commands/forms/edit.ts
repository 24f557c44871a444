import type { Field } from '../../chat/form.ts'
import { code } from '../../chat/view.ts'
import { isMemberOf } from '../../domain/permission.ts'
import { newestOf } from '../../store/update-versions.ts'
import type { StoredUpdate } from '../../store/updates.ts'
import { dayIn, fullDate } from '../../time.ts'
import { type CommandForm, type Context, refuse, refuseClosed } from '../command.ts'
import { asLink, linkLimit, linksIn, withoutTrailingLinks } from '../links.ts'
import { splitName } from '../on-activity.ts'
import { findNewest } from '../own-update.ts'
import { subjectOf } from '../report-subject.ts'
import {
  faultsIn,
  type ReportFault,
  type ReportWords,
  readReport,
  sourceNamed,
  updateTextLimit,
} from '../report-words.ts'
import { mistakesIn, tooLong } from './mistakes.ts'
import { asOutlook, obstacleField, outlookField, reportMistakes, sourceField } from './report-fields.ts'
import { behindCode } from './words-alone.ts'

/** Characters of all links together: what every platform takes in one field. Source: docs.slack.dev, "plain-text input". */
const linksLimit = 3_000

/** The newest update there with its words as they stand; what is emptied goes. */
export const editForm: CommandForm<ReportWords & { on: string; whole: boolean }> = {
  title: 'Edit',
  opens: (words) => words === '' || behindCode(words)?.rest === '',
  draw: async (words, context) => {
    if (context.programme.closedAt) return refuseClosed(context.programme)
    const { on, rest } = splitName(context.directory, words)
    const meant = words === '' ? await newest(context) : on
    if (meant === null)
      return refuse('Nothing of yours is recorded that could be edited: report on an activity first.')
    const looked = await findNewest('edit', meant, context)
    if ('refusal' in looked) return looked.refusal
    const { before, name, own } = looked
    const recorded = !isMemberOf(context.speaker, before.administrationId)
    const said = readReport(rest, recorded)
    // Cut, they would be lost when it is saved.
    if (before.references.join('\n').length > linksLimit)
      return refuse(
        'It has more links than a form can hold. Its other words are edited by a line, and its links stay: ',
        code(`edit ${name} at risk Clearance takes longer`),
        '.',
      )
    const day = fullDate(dayIn(before.at, own.administration.timeZone))
    const by = before.reportedBy === null ? '' : ` by ${before.reportedBy}`
    return {
      about: name,
      version: `${before.id}.${before.version}`,
      submit: 'Save',
      notice: [[`${own.administration.customsName}, ${own.activity.code}: reported on ${day}${by}.`]],
      stands: standing(before),
      fields: fieldsFor(before, said, recorded),
    }
  },
  read: async ({ outlook = '', text = '', inTheWay, links = '', source = '' }, about, context) => {
    const looked = await findNewest('edit', about, context)
    const recorded = 'before' in looked && !isMemberOf(context.speaker, looked.before.administrationId)
    const given = links.split(/\s+/).filter(Boolean)
    const whole = given.map(asLink)
    const report = {
      outlook: asOutlook(outlook),
      text: withoutTrailingLinks(text),
      inTheWay: inTheWay ?? null,
      links: [...new Set([...linksIn(text), ...whole.flatMap((each) => each ?? [])])],
      source: recorded ? sourceNamed(source) : null,
    }
    const faults: ReportFault[] = faultsIn(report, recorded)
    const mistakes = mistakesIn({
      ...reportMistakes(report, faults),
      links:
        links.length > linksLimit
          ? tooLong(links, linksLimit)
          : whole.includes(null)
            ? 'Give whole links that begin with https://, one on each line.'
            : faults.includes('long link')
              ? `Give links of at most ${linkLimit} characters.`
              : null,
    })
    if (Object.keys(mistakes).length > 0) return { mistakes }
    return { args: { on: about, ...report, whole: true } }
  },
}

/** Where the speaker reported last; null where nothing stands. */
async function newest(context: Context): Promise<string | null> {
  const { db, directory, speaker } = context
  const ids = directory.activities.map(({ id }) => id)
  const found = await newestOf(db, speaker.kind === 'person' ? speaker.id : null, ids)
  const activity = directory.activities.find(({ id }) => id === found?.activityId)
  const administration = directory.administrations.find(({ id }) => id === found?.administrationId)
  return activity && administration ? subjectOf(activity, administration, context).name : null
}

/** Characters of its words that stand above the form. */
const shownBefore = 200

function standing({ outlook, text, inTheWay, references }: StoredUpdate): string[][] {
  const words = text.length <= shownBefore ? text : `${text.slice(0, shownBefore).trimEnd()}…`
  return [
    [`${outlook ?? 'No outlook'}${words === '' ? '' : `: ${words}`}`],
    ...(inTheWay === null ? [] : [[`In the way: ${inTheWay}`]]),
    ...(references.length === 0 ? [] : [[`Links: ${references.join(', ')}`]]),
  ]
}

function fieldsFor(before: StoredUpdate, said: ReportWords, recorded: boolean): Field[] {
  const text = said.text === '' ? before.text : said.text
  const links = (said.links.length > 0 ? said.links : before.references).join('\n')
  return [
    outlookField(said.outlook ?? before.outlook),
    {
      kind: 'long text',
      name: 'text',
      label: 'What was done',
      required: false,
      most: updateTextLimit,
      ...(text === '' ? {} : { value: text.slice(0, updateTextLimit) }),
    },
    obstacleField(said.inTheWay ?? before.inTheWay),
    {
      kind: 'long text',
      name: 'links',
      label: 'Links',
      hint: 'One on each line.',
      required: false,
      most: linksLimit,
      ...(links === '' ? {} : { value: links.slice(0, linksLimit) }),
    },
    ...(recorded ? [sourceField(said.source ?? before.recordedFrom, true)] : []),
  ]
}
